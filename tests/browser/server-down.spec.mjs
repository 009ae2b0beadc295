import { demoArticle, expect, expectAccessible, open, started, test, writeComment } from "./support/portal.mjs";

test("while the server is away a comment is kept, and sent afterwards", async ({ page, expectedErrors }) => {
  expectedErrors.push(/ERR_CONNECTION_REFUSED/);
  const article = await demoArticle("den-long-trung-thu");
  const comment = { name: "Nguyễn Thị Sen", body: "Các cháu đi rước đèn tối nay." };
  const posts = `**/api/v1/articles/${article.slug}/comments`;
  await open(page, article.path);
  const form = await writeComment(page, comment);

  await page.route(posts, (route) =>
    route.request().method() === "POST" ? route.abort("connectionrefused") : route.continue(),
  );
  const send = form.getByRole("button", { name: "Gửi bình luận" });
  await send.click();
  await expect(form.getByText(/Không kết nối được/).first()).toBeVisible();
  await expect(form.getByRole("textbox", { name: "Nội dung" })).toHaveValue(comment.body);
  await expectAccessible(page);

  await page.reload();
  await started(page);
  await expect(form.getByRole("textbox", { name: "Họ và tên" })).toHaveValue(comment.name);
  await expect(form.getByRole("textbox", { name: "Nội dung" })).toHaveValue(comment.body);

  await page.unroute(posts);
  await form.getByRole("checkbox", { name: /đồng ý/ }).check();
  await send.click();
  await expect(page.getByText("Đang chờ duyệt").first()).toBeVisible();
});

test("a page that does not come offers a retry", async ({ page, expectedErrors }) => {
  expectedErrors.push(/ERR_CONNECTION_REFUSED/);
  const calls = "**/chuyen-muc/*";
  await open(page, "/");
  await page.route(calls, (route) => route.abort("connectionrefused"));
  await page.getByRole("main").getByRole("link", { name: "Đất và người" }).first().click();
  const retry = page.getByRole("main").getByRole("button", { name: "Thử lại" });
  await expect(retry).toBeVisible();
  await expectAccessible(page);
  await page.unroute(calls);
  await retry.click();
  await expect(page.getByRole("main").locator('a[href^="/bai-viet/"]').first()).toBeVisible();
});
