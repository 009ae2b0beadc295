import { demoArticle, expect, expectAccessible, open, test } from "./support/portal.mjs";

const article = await demoArticle("cach-danh-gia-va-binh-luan");
const DAY = "Ngày 13/10/2026: 1 bài viết";

/** How much wider the page is than the window. */
const excess = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** From any page to the article of a day. */
async function findByDay(page) {
  await page.getByRole("contentinfo").getByRole("link", { name: "Lưu trữ" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Lưu trữ");
  await page.getByRole("main").getByRole("link", { name: /^Tháng 10 / }).first().click();
  await expect(page).toHaveURL(/\/luu-tru\/2026\/10$/);
  await page.getByRole("table", { name: "Lịch tháng 10 năm 2026" }).getByRole("link", { name: DAY }).click();
  await expect(page).toHaveURL(/\/luu-tru\/2026\/10\?ngay=13$/);
  await expect(page.getByRole("heading", { name: "Ngày 13/10/2026" })).toBeVisible();
}

test("an old article is found by its day", async ({ page }) => {
  await open(page, "/");
  await findByDay(page);
  await expectAccessible(page);
  await page.getByRole("main").getByRole("link", { name: article.title }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(article.title);
  await page.goBack();
  await expect(page.getByRole("link", { name: DAY })).toHaveAttribute("aria-current", "date");
  await page.getByRole("link", { name: "Xem cả tháng" }).click();
  await expect(page).toHaveURL(/\/luu-tru\/2026\/10$/);
  await page.getByRole("navigation", { name: "Tháng trước và tháng sau" }).getByRole("link", { name: /9\/2026/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Lưu trữ tháng 9 năm 2026");
});

test("a calendar fits every screen", async ({ page, isMobile }) => {
  test.skip(isMobile, "the widths are set here");
  await page.goto("/luu-tru/2026/10");
  for (const width of [320, 390, 768, 1440, 2560]) {
    await page.setViewportSize({ width, height: 900 });
    expect(await excess(page), `at ${width} px`).toBeLessThanOrEqual(0);
    const day = await page.getByRole("link", { name: DAY }).boundingBox();
    expect(Math.min(day.width, day.height), `at ${width} px`).toBeGreaterThanOrEqual(32);
  }
});

test("a keyword of an article leads to others that have it", async ({ page }) => {
  await open(page, article.path);
  await page.getByRole("list", { name: "Từ khóa" }).getByRole("link", { name: "bình luận" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Từ khóa: bình luận");
  await expect(page.getByRole("main").getByRole("link", { name: article.title })).toBeVisible();
  await expect(page.getByText("2 bài viết")).toBeVisible();
  await expectAccessible(page);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("an old article is found by its day", async ({ page }) => {
    await page.goto("/");
    await findByDay(page);
    await expect(page.getByRole("main").getByRole("link", { name: article.title })).toBeVisible();
  });
});
