import { contentHeight, servedHere, SLUG, test } from "./support/embed.mjs";
import { demoArticle, expect, expectAccessible } from "./support/portal.mjs";

/** What a site that is given the address of an article is told to show, with `width` CSS pixels of room. */
async function answer(page, portal, width) {
  const url = encodeURIComponent(`${portal.url}/bai-viet/${SLUG}`);
  const response = await page.request.get(`${portal.url}/oembed?url=${url}&maxwidth=${width}`);
  const oembed = await response.json();
  return { ...oembed, html: servedHere(oembed.html, portal) };
}

/** Beside the margins that browsers give a page. */
const roomOf = (page) => page.viewportSize().width - 16;

test("the address of an article becomes its card on a site that the portal does not list", async ({ page, host, portal, context }) => {
  const article = await demoArticle(SLUG);
  const oembed = await answer(page, portal, roomOf(page));
  expect(oembed.type).toBe("rich");
  // The portal lists the host by `localhost`.
  const unlisted = host.put("/oembed", oembed.html).replace("localhost", "khac.localhost");
  await page.goto(unlisted);
  const card = page.locator("iframe").contentFrame();
  await expect(card.getByRole("heading", { level: 1 })).toHaveText(article.title);
  const height = await contentHeight(card);
  expect(height, "nothing is cut off").toBeLessThanOrEqual(oembed.height);
  expect(oembed.height - height, "little is left empty").toBeLessThan(110);
  expect(await page.locator("iframe").evaluate((frame) => frame.clientHeight)).toBe(oembed.height);
  await expectAccessible(page);
  const opened = context.waitForEvent("page");
  await card.getByRole("link").first().click();
  await expect(await opened).toHaveURL(`${portal.url}/bai-viet/${SLUG}`);
});

test("in WordPress the card tells its height, and its links are followed", async ({ page, host, portal }) => {
  const { html } = await answer(page, portal, roomOf(page));
  // What it leaves of an answer, and puts in.
  const secret = "a1B2c3D4e5";
  const frame = html
    .replace(/ (sandbox|style|loading)="[^"]*"/g, "")
    .replace(/ src="([^"]*)"/, ` class="wp-embedded-content" sandbox="allow-scripts" security="restricted" src="$1#?secret=${secret}" data-secret="${secret}"`);
  const listener = `<script>
    window.heard = [];
    addEventListener("message", ({ data, source }) => {
      if (data.secret === "${secret}" && source === document.querySelector("iframe").contentWindow) heard.push(data);
    });
  </script>`;
  await page.goto(host.put("/wordpress", listener + frame));
  const heard = (what) => page.evaluate((what) => window.heard.filter(({ message }) => message === what).map(({ value }) => value), what);
  const card = page.locator("iframe").contentFrame();
  await expect(card.getByRole("heading", { level: 1 })).toBeVisible();
  const difference = async () => (await heard("height")).at(-1) - (await contentHeight(card));
  await expect.poll(difference).toBe(0);
  await card.getByRole("link").first().click();
  await expect.poll(() => heard("link")).toEqual([`${portal.url}/bai-viet/${SLUG}`]);
  // Its script may come after the frame, and asks then.
  await page.evaluate((secret) => {
    window.heard = [];
    document.querySelector("iframe").contentWindow.postMessage({ message: "ready", secret }, "*");
  }, secret);
  await expect.poll(difference).toBe(0);
});
