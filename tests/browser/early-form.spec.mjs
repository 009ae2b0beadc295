import {
  chooseStars, demoArticle, expect, expectAccessible, formOf, holdWasm, started, test, writeComment,
} from "./support/portal.mjs";

const comment = { name: "Phan Văn Tám", body: "Tôi viết trước khi trang tải xong." };

test("what is typed before the wasm runs is kept", async ({ page }) => {
  const article = await demoArticle("nga-ba-quoc-lo-1-va-quoc-lo-8");
  const release = await holdWasm(page);
  await page.goto(article.path, { waitUntil: "commit" });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(article.title);
  await chooseStars(page, 3);
  const form = await writeComment(page, comment);

  release();
  await started(page);
  await expect(page.getByRole("radio", { name: "3 sao" })).toBeChecked();
  await expect(form.getByRole("textbox", { name: "Họ và tên" })).toHaveValue(comment.name);
  await expect(form.getByRole("textbox", { name: "Nội dung" })).toHaveValue(comment.body);
  await expect(form.getByRole("checkbox", { name: /đồng ý/ })).toBeChecked();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Gửi đánh giá" }).click();
  await expect(page.getByText(/Bạn đã đánh giá 3 sao/).first()).toBeVisible();
  await form.getByRole("button", { name: "Gửi bình luận" }).click();
  await expect(page.getByText("Đang chờ duyệt").first()).toBeVisible();
});

test("a form that is sent before the wasm runs works as a plain form", async ({ page, expectedErrors }) => {
  // The wasm never comes.
  expectedErrors.push(/\.wasm/, /ERR_FAILED/, /Failed to fetch/);
  await page.route("**/*.wasm", (route) => route.abort());
  const article = await demoArticle("nga-ba-quoc-lo-1-va-quoc-lo-8");
  await page.goto(article.path, { waitUntil: "commit" });
  await writeComment(page, comment);
  const [response] = await Promise.all([
    page.waitForResponse((answer) => "x-test-code" in answer.headers()),
    formOf(page, "Gửi bình luận").getByRole("button", { name: "Gửi bình luận" }).click(),
  ]);
  await expect(page.getByRole("textbox", { name: "Mã xác thực" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("textbox", { name: "Mã xác thực" }).fill(response.headers()["x-test-code"]);
  await page.getByRole("button", { name: "Gửi", exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`/bai-viet/${article.slug}(\\?|#|$)`));
  await expect(page.getByText(/Đang chờ duyệt|Cổng đã nhận bình luận/).first()).toBeVisible();
  await expectAccessible(page);
});
