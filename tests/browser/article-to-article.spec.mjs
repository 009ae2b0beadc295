import { demoArticle, expect, open, test } from "./support/portal.mjs";

/** Goes on to the newer article inside the app, and waits until it is there. */
async function goOn(page) {
  const next = page.getByRole("navigation", { name: "Bài viết trước và sau" }).getByRole("link", { name: /^Bài mới hơn/ });
  const address = await next.getAttribute("href");
  await page.evaluate(() => (globalThis.isSamePage = true));
  await next.click();
  await expect(page).toHaveURL(new RegExp(`${address}$`));
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  expect(await page.evaluate(() => globalThis.isSamePage)).toBe(true);
}

test("what the address tells of one article is not told of the next", async ({ page }) => {
  const article = await demoArticle("den-song-trang");
  await open(page, `${article.path}?ket-qua=cho-duyet&bien-nhan=ABCD-EFGH-JKMN`);
  const notice = page.getByRole("status").filter({ hasText: "Cổng đã nhận bình luận của bạn." });
  await expect(notice).toBeVisible();
  await expect(notice.getByRole("link", { name: "ABCD-EFGH-JKMN" })).toBeVisible();
  await goOn(page);
  await expect(page.getByRole("button", { name: "Gửi bình luận" })).toBeVisible();
  await expect(notice).toHaveCount(0);
});

test("the next article begins with its first comments, whatever page of them was read before", async ({ page }) => {
  // The article after this one has a comment.
  const article = await demoArticle("truoc-khi-den-gap-can-bo-tiep-cong-dan");
  await open(page, `${article.path}?trang-binh-luan=2`);
  const asked = page.waitForRequest(/\/comments\?page=/);
  await goOn(page);
  expect((await asked).url()).toMatch(/\/comments\?page=1$/);
  await expect(page.getByRole("heading", { name: /^Bình luận \([1-9]/ })).toBeVisible();
  await expect(page.getByText("Chưa có bình luận.")).toHaveCount(0);
  await expect(page.locator(".comment").first()).toBeVisible();
});
