import { expect, open, openWithFont, test } from "./support/portal.mjs";

test("two font files of the portal's own draw every Vietnamese letter, and no line cuts its marks off", async ({ page, baseURL, context }) => {
  const fonts = [];
  page.on("request", (request) => {
    if (request.resourceType() === "font") fonts.push(request.url());
  });
  await open(page, "/");
  expect(fonts.map((url) => url.replace(baseURL, "")).sort()).toEqual([
    "/fonts/be-vietnam-pro-400-855becb5ff0a.woff2",
    "/fonts/be-vietnam-pro-700-7439f975f369.woff2",
  ]);

  await openWithFont(page, "/phong-cach");
  const devtools = await context.newCDPSession(page);
  await devtools.send("DOM.enable");
  await devtools.send("CSS.enable");
  const { root } = await devtools.send("DOM.getDocument");
  const { nodeIds } = await devtools.send("DOM.querySelectorAll", {
    nodeId: root.nodeId,
    selector: ".guide__type > *",
  });
  for (const nodeId of nodeIds) {
    const { fonts: used } = await devtools.send("CSS.getPlatformFontsForNode", { nodeId });
    const others = used.filter((font) => font.familyName !== "Be Vietnam Pro" || !font.isCustomFont);
    expect(used.length).toBeGreaterThan(0);
    expect(others).toEqual([]);
  }

  const tight = await page.evaluate(async () => {
    await Promise.all([400, 700].map((weight) => document.fonts.load(`${weight} 100px "Be Vietnam Pro"`)));
    const pen = document.createElement("canvas").getContext("2d");
    return [...document.querySelectorAll(".guide__type > *, h1, h2, h3")]
      .filter((element) => {
        const { fontFamily, fontSize, fontWeight, lineHeight } = getComputedStyle(element);
        // Ink is measured in whole pixels, so the letters are large.
        pen.font = `${fontWeight} 100px ${fontFamily}`;
        const ink = pen.measureText("ỄẬỮẶỘ ễậữặộ gy");
        const height = ink.actualBoundingBoxAscent + ink.actualBoundingBoxDescent;
        return height > (100 * parseFloat(lineHeight)) / parseFloat(fontSize);
      })
      .map((element) => element.textContent);
  });
  expect(tight).toEqual([]);
});
