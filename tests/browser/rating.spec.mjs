import { chooseStars, demoArticle, expect, expectAccessible, open, test } from "./support/portal.mjs";

test("a resident rates an article and changes the vote", async ({ page, request }) => {
  const article = await demoArticle("chua-thien-tuong");
  const rating = async () => (await request.get(`/api/v1/articles/${article.slug}/rating`)).json();
  const before = await rating();
  const send = page.getByRole("button", { name: "Gửi đánh giá" });

  await open(page, article.path);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(article.title);
  await chooseStars(page, 4);
  await send.click();
  const summary = page.getByText(/lượt đánh giá: /).first();
  await expect(summary).toContainText(`lượt đánh giá: ${before.count + 1},`);
  await expect(page.getByText(/Bạn đã đánh giá 4 sao/).first()).toBeVisible();
  await expectAccessible(page);

  await chooseStars(page, 5);
  await send.click();
  await expect(page.getByText(/Bạn đã đánh giá 5 sao/).first()).toBeVisible();
  await expect(summary).toContainText(`lượt đánh giá: ${before.count + 1},`);
  expect((await rating()).count).toBe(before.count + 1);

  await page.reload();
  await expect(page.getByText(/Bạn đã đánh giá 5 sao/).first()).toBeVisible();
  await expect(page.getByRole("radio", { name: "5 sao" })).toBeChecked();
});
