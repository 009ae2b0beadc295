import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium } from "@playwright/test";

import { demoArticle, expect, expectAccessible, open, test } from "./support/portal.mjs";
import { expectRecorded } from "./support/recorded.mjs";

/** Waits until the service worker has this page, and has fetched what it fetches beforehand. */
async function kept(page) {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await expect
    .poll(() => page.evaluate(async () => Boolean(await caches.match("/da-luu", { ignoreVary: true }))))
    .toBe(true);
}

/** Waits until the text of the latest articles is on the device. */
async function latestKept(page) {
  const count = () =>
    page.evaluate(async () => {
      const keys = await (await caches.open("answers-v1")).keys();
      return keys.filter(({ url }) => /\/articles\/[^/?]+$/.test(url)).length;
    });
  await expect.poll(count, { timeout: 30_000 }).toBeGreaterThanOrEqual(10);
}

test.use({ serviceWorkers: "allow" });

test.beforeEach(({ expectedErrors }) => {
  expectedErrors.push(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/);
});

test("what was read once can be read again without network", async ({ page, context }) => {
  const article = await demoArticle("lang-ren-trung-luong");
  await open(page, "/");
  await kept(page);
  await latestKept(page);
  await open(page, article.path);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(article.title);
  await expect.poll(() => page.evaluate(async (path) => Boolean(await caches.match(path, { ignoreVary: true })), article.path)).toBe(true);

  await context.setOffline(true);
  await open(page, article.path);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(article.title);
  const network = page.getByRole("status").locator("[data-line=network]");
  await expect(network).toContainText("Không có mạng. Bạn đang xem bản lưu lúc");
  await expectRecorded(network, "companion-saved");
  await open(page, "/");
  await expect(page.getByRole("heading", { level: 2 }).first()).toBeVisible();
  await open(page, "/ban-do");
  await expect(page.getByRole("region", { name: /^Bản đồ, dùng phím/ })).toBeVisible();

  await context.setOffline(false);
  await expect(page.getByRole("status").filter({ hasText: "Không có mạng" })).toBeHidden();
});

test("any address opens: what there is on the device", async ({ page, context }) => {
  await open(page, "/");
  await kept(page);
  await latestKept(page);
  await context.setOffline(true);
  await open(page, "/thong-ke?thang=2020-01");
  await expect(page).toHaveURL(/\/da-luu\?tu=/);
  await expect(page.getByText("Trang bạn mở chưa có trên máy này, và hiện không có mạng.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Tin mới, chưa đọc" })).toBeVisible();
  await expectRecorded(page.locator(".shelf-page > .notice").first(), "shelf-missing");

  // One that nobody has read: its text is there, and the app puts the page together.
  const unread = page.locator("main").getByRole("link").filter({ hasNotText: "Thử mở lại" }).last();
  const title = await unread.textContent();
  await unread.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
});

test("an article is kept for later with its pictures, and let go", async ({ page, context }) => {
  const article = await demoArticle("lang-ren-trung-luong");
  await open(page, article.path);
  await kept(page);
  const keep = page.getByRole("button", { name: "Lưu để đọc sau" });
  await keep.click();
  await expect(page.getByText("Đã lưu vào máy, đọc được cả khi không có mạng.")).toBeVisible();
  await expect(keep).toHaveAttribute("aria-pressed", "true");
  await expectRecorded(page.getByRole("group").filter({ has: keep }), "keep-kept");

  await context.setOffline(true);
  await open(page, "/da-luu");
  const list = page.getByRole("list").filter({ has: page.getByRole("button", { name: /^Bỏ lưu/ }) });
  await expectRecorded(list, "shelf-kept");
  await list.getByRole("link", { name: article.title }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(article.title);
  await expect(keep).toHaveAttribute("aria-pressed", "true");
  const pictures = page.getByRole("main").locator("figure img");
  for (const picture of await pictures.all()) {
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => picture.evaluate((image) => image.complete && image.naturalWidth > 0)).toBe(true);
  }
  await open(page, "/da-luu");
  await page.getByRole("button", { name: `Bỏ lưu: ${article.title}` }).click();
  await expect(page.getByText("Chưa có bài nào.")).toBeVisible();
});

test("a song is kept for later with its sound, and heard without network", async ({ page, context }) => {
  const name = "Ru nước lên đồng";
  await open(page, "/ca-khuc/ru-nuoc-len-dong");
  await kept(page);
  const keep = page.getByRole("button", { name: "Lưu để nghe sau" });
  await keep.click();
  await expect(page.getByText("Đã lưu vào máy, nghe được cả khi không có mạng.")).toBeVisible();
  await expect(keep).toHaveAttribute("aria-pressed", "true");
  await expectAccessible(page);

  await context.setOffline(true);
  await open(page, "/da-luu");
  const list = page.getByRole("list").filter({ has: page.getByRole("button", { name: /^Bỏ lưu/ }) });
  await list.getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(keep).toHaveAttribute("aria-pressed", "true");
  const cover = page.getByRole("main").getByRole("img").first();
  await expect.poll(() => cover.evaluate((image) => image.complete && image.naturalWidth > 0)).toBe(true);

  await page.getByRole("main").getByRole("button", { name: `Phát ${name}` }).click();
  const player = page.getByRole("region", { name: "Trình phát nhạc" });
  const seek = player.getByRole("slider", { name: "Vị trí trong bài" });
  const position = () => seek.inputValue().then(Number);
  await expect.poll(position).toBeGreaterThan(1);
  // A place further on is another part of the file.
  await seek.fill("20");
  await expect.poll(position).toBeGreaterThan(21);
  const more = player.getByRole("button", { name: "Thêm nút điều khiển" });
  if (await more.isVisible()) await more.click();
  await player.getByRole("button", { name: "Lời bài hát" }).click();
  await expect(player.getByRole("group", { name: "Lời bài hát" }).getByText("Qua bờ đập nhỏ uốn theo")).toBeVisible();
  await expect(player.getByRole("alert")).toBeHidden();
  await player.getByRole("button", { name: "Đóng trình phát" }).click();

  await open(page, "/da-luu");
  await page.getByRole("button", { name: `Bỏ lưu: ${name}` }).click();
  await expect(page.getByText("Chưa có bài nào.")).toBeVisible();
  const left = () => page.evaluate(async () => (await (await caches.open("kept-v1")).keys()).map(({ url }) => url));
  expect(await left()).toEqual([]);
});

test("a device without room says so, and reads on", async ({ page, context, baseURL }) => {
  const article = await demoArticle("lang-ren-trung-luong");
  await open(page, article.path);
  await kept(page);
  const client = await context.newCDPSession(page);
  await client.send("Storage.overrideQuotaForOrigin", { origin: baseURL, quotaSize: 1 });
  await page.getByRole("button", { name: "Lưu để đọc sau" }).click();
  await expect(page.getByText(/^Chưa lưu được\./)).toBeVisible();
  await expect(page.getByRole("button", { name: "Lưu để đọc sau" })).toHaveAttribute("aria-pressed", "false");
  await open(page, "/");
  await expect(page.getByRole("heading", { level: 2 }).first()).toBeVisible();
  await client.send("Storage.overrideQuotaForOrigin", { origin: baseURL });
  await open(page, article.path);
  await page.getByRole("button", { name: "Lưu để đọc sau" }).click();
  await expect(page.getByText("Đã lưu vào máy")).toBeVisible();
});

test("a browser that keeps nothing reads on, and says so", async ({ baseURL, launchOptions, isMobile }) => {
  test.skip(isMobile, "storage is refused in the same way");
  const folder = await mkdtemp(join(tmpdir(), "conglang-profile-"));
  await mkdir(join(folder, "Default"));
  // As when somebody forbids all cookies: 2 is "block".
  const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
  await writeFile(join(folder, "Default/Preferences"), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(folder, { ...launchOptions, locale: "vi-VN" });
  try {
    const page = await context.newPage();
    const errors = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    const article = await demoArticle("lang-ren-trung-luong");
    await page.goto(baseURL + article.path);
    const keep = page.getByRole("button", { name: "Lưu để đọc sau" });
    await expect(async () => {
      await keep.click();
      await expect(page.getByText("Trình duyệt này không lưu được bài")).toBeVisible({ timeout: 1000 });
    }).toPass();
    await page.goto(`${baseURL}/da-luu`);
    await expect(page.getByText("Trình duyệt này không lưu được trang")).toBeVisible();
    expect(errors).toEqual([]);
  } finally {
    await context.close();
    await rm(folder, { recursive: true, force: true });
  }
});
