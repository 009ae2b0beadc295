// Browsers of residents that know less of style sheets: the sheet is served as they would read it.

import { chooseStars, expect, expectAccessible, open, test } from "./support/portal.mjs";

const ARTICLE = "/bai-viet/nui-hong-linh-chin-muoi-chin-dinh";

/** Serves the portal with its sheet changed by `change`, which its checksum does not know of. */
async function withSheet(page, change) {
  await page.route("**/*", async (route) => {
    const isPage = route.request().resourceType() === "document";
    if (!isPage && !/\/conglang-.*\.css$/.test(route.request().url())) return route.fallback();
    const response = await route.fetch();
    const text = await response.text();
    const body = isPage ? text.replace(/(\.css") integrity="[^"]*"/, "$1") : change(text);
    return route.fulfill({ response, body });
  });
}

/** As Chrome 109 and Firefox 115 read it, the last ones for Windows 7. */
function withoutMixing(sheet) {
  return sheet
    .replaceAll("@supports not (color: color-mix(in oklab, #000, #fff))", "@supports (color: #000)")
    .replaceAll("color-mix(", "unknown-mix(")
    .replaceAll("light-dark(", "unknown-theme(")
    .replaceAll("(scripting: none)", "(unknown: none)");
}

for (const colorScheme of ["light", "dark"]) {
  test(`a browser that mixes no colours can be read, ${colorScheme}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme });
    await withSheet(page, withoutMixing);
    for (const path of ["/", ARTICLE, "/ban-do", "/ca-khuc", "/phong-cach"]) {
      if (path === "/phong-cach") await page.goto(path);
      else await open(page, path);
      const background = (selector) =>
        page.locator(selector).first().evaluate((element) => getComputedStyle(element).backgroundColor);
      // White text stands on it.
      expect(await background(".footer")).not.toBe("rgba(0, 0, 0, 0)");
      expect(await background(".menu")).not.toBe("rgba(0, 0, 0, 0)");
      const isDark = (await background("body")) === "rgb(20, 22, 26)";
      expect(isDark).toBe(colorScheme === "dark");
      await expectAccessible(page);
    }
  });
}

test("a browser that knows no layers shows a plain page", async ({ page }) => {
  await withSheet(page, (sheet) =>
    sheet
      .replaceAll(/@layer [\w, ]+;/g, "")
      .replaceAll(/@layer \w+ \{/g, "@supports (unknown: unknown) {")
      .replaceAll("@supports not (accent-color: auto)", "@supports (color: #000)"),
  );
  await page.goto(ARTICLE);
  const icon = await page.locator("main .icon").first().boundingBox();
  expect(icon.width).toBeLessThan(30);
  const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(excess).toBeLessThanOrEqual(0);
  await page.getByRole("navigation").getByRole("link", { name: "Bản đồ" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: /Bản đồ/ })).toBeVisible();
  // Its sheet is on its way.
  await page.waitForLoadState();
});

test.describe("where the wasm does not run", () => {
  test.use({ expectedErrors: [/CompileError|LinkError|WebAssembly|wasm/i] });

  test("the page stays as it was served, its links and forms at work", async ({ page }) => {
    await page.addInitScript(() => {
      WebAssembly.instantiateStreaming = WebAssembly.instantiate = () =>
        Promise.reject(new WebAssembly.CompileError("wasm: invalid opcode"));
    });
    await page.goto(ARTICLE);
    await chooseStars(page, 4);
    await page.getByRole("button", { name: "Gửi đánh giá" }).click();
    await expect(page.getByRole("textbox", { name: /Mã/ })).toBeVisible();
    await page.goto("/ban-do");
    await page.getByRole("link", { name: /Trước/ }).first().click();
    await expect(page).toHaveURL(/thoi-diem=/);
  });
});
