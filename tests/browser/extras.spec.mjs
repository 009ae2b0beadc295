// What is loaded when somebody uses it, when it does not come.

import { expect, expectAccessible, open, test } from "./support/portal.mjs";
import { fakeVoices } from "./support/voices.mjs";

const ARTICLE = "/bai-viet/nui-hong-linh-chin-muoi-chin-dinh";
const FILES = ["extras_loader.js", "extras.js", "extras_bg.wasm"];

/** All that an article is made of: itself, its looks, its photographs, the app, and what goes on in the town. */
const ARTICLE_ITSELF = [
  new RegExp(`^${ARTICLE}$`),
  /^\/(site|conglang-[\da-f]+)\.css$/,
  /^\/fonts\//,
  /^\/(logo|icons)\.svg$/,
  /^\/manifest\.webmanifest$/,
  /^\/media\//,
  /^\/conglang-[\da-f]+(\.js|_bg\.wasm)$/,
  /^\/service-worker\/page\.js$/,
  /^\/api\/v1\/live$/,
];

const failed = (page) => page.getByText("Chưa mở được phần này. Kiểm tra kết nối mạng rồi bấm lại.");
/** Any try to load it. */
const address = (file) => new RegExp(`/${file.replace(".", "\\.")}(\\?|$)`);

test.use({ expectedErrors: [/Failed to load resource|ERR_FAILED/] });

test("an article loads nothing that only some use", async ({ page }) => {
  const loaded = [];
  page.on("request", (request) => loaded.push({ path: new URL(request.url()).pathname, type: request.resourceType() }));
  await open(page, ARTICLE);
  // What would be loaded behind the reader's back would be by then.
  await page.waitForTimeout(2000);
  const isMore = ({ path, type }) => type === "media" || !ARTICLE_ITSELF.some((pattern) => pattern.test(path));
  expect(loaded.filter(isMore)).toEqual([]);
  expect(loaded.map(({ path }) => path)).toContain(ARTICLE);
});

for (const file of FILES) {
  test(`without ${file} that is said, and the next press tries again`, async ({ page }) => {
    await page.addInitScript(fakeVoices, ["vi-VN"]);
    const blocked = address(file);
    await page.route(blocked, (route) => route.abort());
    await open(page, ARTICLE);
    const listen = page.getByRole("button", { name: "Nghe bài" });
    await expect(failed(page)).toBeHidden();
    await listen.click();
    await expect(failed(page)).toBeVisible();
    await expectAccessible(page);
    // A second try in vain is told as the first.
    const again = page.waitForEvent("requestfailed", (request) => blocked.test(request.url()));
    await listen.click();
    await again;
    await expect(failed(page)).toBeVisible();

    await page.unroute(blocked);
    await listen.click();
    await expect(page.getByRole("group", { name: "Nghe bài" })).toBeVisible();
    await expect(failed(page)).toBeHidden();
  });
}

test("a tool that cannot be loaded says so where it is pressed", async ({ page }) => {
  await page.route(address("extras_bg.wasm"), (route) => route.abort());
  await open(page, ARTICLE);
  await page.getByRole("button", { name: "Lưu để đọc sau" }).click();
  await expect(failed(page)).toBeVisible();
  await open(page, "/ca-khuc/ru-nuoc-len-dong");
  await page.getByRole("button", { name: "Lưu để nghe sau" }).click();
  await expect(failed(page)).toBeVisible();
  await expectAccessible(page);
  // The browser's own player takes the place of the one that did not come.
  const play = page.getByRole("main").getByRole("button", { name: "Phát Ru nước lên đồng" });
  await expect(page.locator("main audio")).toBeHidden();
  await play.click();
  await expect(page.locator("main audio")).toBeVisible();
  await expect(play).toBeHidden();
});

test("the ways to share stand there when the device's sheet cannot be asked for", async ({ page }) => {
  await page.addInitScript(() => {
    navigator.share = () => Promise.resolve();
  });
  await page.route(address("extras_bg.wasm"), (route) => route.abort());
  await open(page, ARTICLE);
  const share = page.locator("summary").filter({ hasText: "Chia sẻ" });
  const zalo = page.getByRole("link", { name: /^Zalo/ });
  await share.click();
  await expect(zalo).toBeVisible();
  await share.click();
  await expect(zalo).toBeHidden();
});
