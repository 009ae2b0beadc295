import { expect, expectAccessible, open, started, test } from "./support/portal.mjs";
import { fakeVoices } from "./support/voices.mjs";

const ARTICLE = "/bai-viet/nui-hong-linh-chin-muoi-chin-dinh";

for (const theme of ["light", "dark", "contrast"]) {
  test(`what opens over an article can be used by everybody, in the theme ${theme}`, async ({ page }) => {
    test.setTimeout(120_000);
    // What still moves and fades is measured half-way.
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.addInitScript(fakeVoices, ["vi-VN"]);
    await page.addInitScript((theme) => {
      localStorage.setItem("conglang.theme", theme);
      delete Navigator.prototype.share;
    }, theme);
    await open(page, ARTICLE);
    await started(page);

    await page.locator("summary").filter({ hasText: "Hiển thị" }).click();
    await expect(page.getByRole("radio", { name: "Tương phản cao" })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");

    await page.locator("summary").filter({ hasText: "Chia sẻ" }).click();
    await expect(page.getByRole("link", { name: /^Zalo/ })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");

    await page.locator("a.photo-link").last().click();
    const viewer = page.getByRole("dialog", { name: "Xem ảnh" });
    await expect(viewer).toHaveCSS("opacity", "1");
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(viewer).toBeHidden();

    await page.getByRole("button", { name: "Nghe bài" }).click();
    await expect(page.locator("[data-reading-aloud]")).toBeVisible();
    await expectAccessible(page);

    await page.getByRole("button", { name: "Chế độ đọc", exact: true }).click();
    await expect(page.getByRole("banner")).toHaveCount(0);
    await expectAccessible(page);
  });
}
