import { chooseStars, demoArticle, expect, formOf, test, writeComment } from "./support/portal.mjs";

test.use({ javaScriptEnabled: false });

// axe needs scripts; the same pages are checked by the flows that have them.

test("without JavaScript a resident reads and turns pages", async ({ page }) => {
  await page.goto("/chuyen-muc/huong-dan");
  await page
    .getByRole("navigation", { name: "Phân trang" })
    .getByRole("link", { name: /(^|\D)2$/ })
    .click();
  await expect(page).toHaveURL(/\?.*2/);
  await page.getByRole("main").locator('a[href^="/bai-viet/"]').first().click();
  await expect(page).toHaveURL(/\/bai-viet\//);
  await expect(page.getByRole("article").first()).toContainText(/\S{2,}/);
  await expect(page.getByRole("button", { name: "Gửi bình luận" })).toBeVisible();
});

test("without JavaScript a resident rates", async ({ page, request }) => {
  const article = await demoArticle("lang-ren-trung-luong");
  const rating = async () => (await request.get(`/api/v1/articles/${article.slug}/rating`)).json();
  const before = await rating();
  await page.goto(article.path);
  await chooseStars(page, 4);
  await typeCode(page, () => page.getByRole("button", { name: "Gửi đánh giá" }).click());
  await expect(page).toHaveURL(new RegExp(`/bai-viet/${article.slug}(\\?|#|$)`));
  await expect(page.getByText("Đã ghi nhận đánh giá của bạn").first()).toBeVisible();
  expect((await rating()).count).toBe(before.count + 1);
});

test("without JavaScript a resident comments, also after a wrong code", async ({ page, expectedErrors }) => {
  // The page that says the code was wrong has that status.
  expectedErrors.push(/422/);
  const article = await demoArticle("lang-ren-trung-luong");
  await page.goto(article.path);
  await writeComment(page, { name: "Hoàng Văn Thép", body: "Lò rèn nhà tôi còn đỏ lửa." });
  await formOf(page, "Gửi bình luận").getByRole("button", { name: "Gửi bình luận" }).click();
  await page.getByRole("textbox", { name: "Mã xác thực" }).fill("0O1I");
  await typeCode(page, () => page.getByRole("button", { name: "Gửi", exact: true }).click());
  await expect(page).toHaveURL(new RegExp(`/bai-viet/${article.slug}(\\?|#|$)`));
  await expect(page.getByText(/Đang chờ duyệt|Cổng đã nhận bình luận/).first()).toBeVisible();
});

/** Does what leads to the page with the code, types the right one there and sends it. */
async function typeCode(page, act) {
  const [response] = await Promise.all([
    page.waitForResponse((answer) => "x-test-code" in answer.headers()),
    act(),
  ]);
  await page.getByRole("textbox", { name: "Mã xác thực" }).fill(response.headers()["x-test-code"]);
  await page.getByRole("button", { name: "Gửi", exact: true }).click();
}
