import { expect, open, test } from "./support/portal.mjs";

test("Escape closes the ways to share first, and leaves the reading mode at the next press", async ({ page }) => {
  await page.addInitScript(() => {
    delete Navigator.prototype.share;
  });
  await open(page, "/bai-viet/nui-hong-linh-chin-muoi-chin-dinh");
  const mode = page.getByRole("button", { name: "Chế độ đọc", exact: true });
  const share = page.locator("summary").filter({ hasText: "Chia sẻ" });
  const zalo = page.getByRole("link", { name: /^Zalo/ });
  await mode.click();
  await share.focus();
  await page.keyboard.press("Enter");
  await expect(zalo).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(zalo).toBeHidden();
  await expect(share).toBeFocused();
  await expect(mode).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Escape");
  await expect(mode).toHaveAttribute("aria-pressed", "false");
});
