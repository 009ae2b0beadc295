import { expect, expectAccessible, open, started, test } from "./support/portal.mjs";

const ARTICLE = "/bai-viet/nui-hong-linh-chin-muoi-chin-dinh";

test("a photograph opens in full with its caption, by keyboard, and gives the focus back", async ({ page }) => {
  await open(page, ARTICLE);
  await started(page);
  const link = page.locator("a.photo-link").last();
  const caption = await link.locator("xpath=..").locator("figcaption").innerText();
  await link.focus();
  await page.keyboard.press("Enter");
  const viewer = page.getByRole("dialog");
  await expect(viewer).toBeVisible();
  await expect(viewer.getByText(caption)).toBeVisible();
  // Colours are measured when it has faded in.
  await expect(viewer).toHaveCSS("opacity", "1");
  await expectAccessible(page);
  await page.keyboard.press("ArrowLeft");
  await expect(viewer.getByText(caption)).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(viewer).toBeHidden();
  await expect(link).toBeFocused();
});
