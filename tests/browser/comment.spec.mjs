import { demoArticle, expect, expectAccessible, open, test, writeComment } from "./support/portal.mjs";

test("a resident comments, follows the receipt and deletes the comment", async ({ page, request }) => {
  const article = await demoArticle("den-song-trang");
  const body = "Đường lên đền mùa này có dễ đi không?";
  await open(page, article.path);
  const form = await writeComment(page, { name: "Trần Thị Lụa", body });
  await expectAccessible(page);
  await form.getByRole("button", { name: "Gửi bình luận" }).click();

  await expect(page.getByText("Đang chờ duyệt").first()).toBeVisible();
  await expect(page.getByText(body).first()).toBeVisible();
  await expectAccessible(page);

  await page.locator('a[href^="/bien-nhan/"]').first().click();
  await expect(page).toHaveURL(/\/bien-nhan\/[A-Z2-9-]{12,14}$/);
  const receipt = new URL(page.url()).pathname.split("/").at(-1);
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(page.getByText("Đang chờ duyệt").first()).toBeVisible();
  await expect(page.getByText(body).first()).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Xóa bình luận" }).click();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Xóa hẳn" }).click();
  await expect(page.getByText("Bình luận đã được xóa khỏi cổng.").first()).toBeVisible();
  const answer = await request.get(`/api/v1/comments/${receipt}`);
  expect(answer.status()).toBe(404);
});

test("a comment that is too short is refused beside its field", async ({ page }) => {
  const article = await demoArticle("den-song-trang");
  await open(page, article.path);
  const form = await writeComment(page, { name: "L", body: "Hay quá" });
  await form.getByRole("button", { name: "Gửi bình luận" }).click();
  await expect(form.getByText("Họ và tên cần ít nhất 2 ký tự.")).toBeVisible();
  await expect(form.getByRole("textbox", { name: "Nội dung" })).toHaveValue("Hay quá");
  await expectAccessible(page);
});
