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
  // The button has gone with the comment.
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
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

test("whom a writer begins to answer while a comment is on its way stays chosen", async ({ page }) => {
  const article = await demoArticle("hai-phuong-moi-tu-1-7-2025");
  const posts = /\/api\/v1\/articles\/[^/]+\/comments$/;
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route(posts, async (route) => {
    await released;
    await route.continue();
  });
  await open(page, article.path);
  const form = await writeComment(page, { name: "Trần Thị Lụa", body: "Bảng đối chiếu giúp nhà tôi nhiều." });
  const sent = page.waitForRequest(posts);
  await form.getByRole("button", { name: "Gửi bình luận" }).click();
  await sent;
  await page.getByRole("link", { name: "Trả lời Lê Thị Thanh" }).click();
  const answering = form.getByText("Bạn đang trả lời Lê Thị Thanh.");
  await expect(answering).toBeVisible();
  release();
  await expect(form.getByText("Cổng đã nhận bình luận của bạn.")).toBeVisible();
  await expect(form.getByRole("textbox", { name: "Nội dung" })).toHaveValue("");
  await expect(answering).toBeVisible();
});
