import {
  demoArticle, expect, expectAccessible, nextCode, open, test, writeComment,
} from "./support/portal.mjs";

test("a wrong code is told, and the text stays", async ({ page, expectedErrors }) => {
  // The worker is kept from running, and the server refuses the wrong code.
  expectedErrors.push(/captcha-worker/, /status of 422/);
  await page.route("**/captcha-worker*", (route) => route.abort());
  const article = await demoArticle("cong-vien-trung-tam-va-ho-dai-rai");
  const comment = { name: "Lê Văn Sáu", body: "Hồ buổi chiều mát lắm." };
  await open(page, article.path);

  const first = nextCode(page);
  const form = await writeComment(page, comment);
  const send = form.getByRole("button", { name: "Gửi bình luận" });
  const code = form.getByRole("textbox", { name: "Mã xác thực" });
  const wrong = page.getByText("Mã xác thực không đúng.");
  // The code shows while the comment is written, and nobody's typing is interrupted.
  await first;
  await expect(code).toBeVisible();
  await expect(code).not.toBeFocused();
  await send.click();
  await expect(wrong).toHaveCount(0);
  await expectAccessible(page);

  const picture = form.locator(".captcha__image");
  const shown = await picture.getAttribute("src");
  await form.getByRole("button", { name: "Mã khác" }).click();
  await expect(picture).not.toHaveAttribute("src", shown);

  const third = nextCode(page);
  await code.fill("0O1I");
  await send.click();
  await expect(wrong.first()).toBeVisible();
  await expectAccessible(page);
  await expect(form.getByRole("textbox", { name: "Họ và tên" })).toHaveValue(comment.name);
  await expect(form.getByRole("textbox", { name: "Nội dung" })).toHaveValue(comment.body);

  await code.fill((await third).toLowerCase());
  await code.press("Enter");
  await expect(page.getByText("Đang chờ duyệt").first()).toBeVisible();
  // The field has gone with its code.
  await expect(code).toHaveCount(0);
  await expect(send).toBeFocused();
});
