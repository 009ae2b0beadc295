import { expect, openWithFont, test } from "./support/portal.mjs";

/** What a theme is chosen by, as src/hooks/preference.rs leaves it on the root element. */
const THEMES = ["light", "dark", "contrast"];

for (const theme of THEMES) {
  test(`every component looks as it did, in the theme ${theme}`, async ({ page }) => {
    await openWithFont(page, "/phong-cach");
    await page.evaluate((name) => document.documentElement.setAttribute("data-theme", name), theme);
    await expect(page).toHaveScreenshot(`${theme}.png`, {
      fullPage: true,
      animations: "disabled",
      scale: "css",
      // The counter counts this visit too.
      mask: [page.locator(".counter")],
      maxDiffPixelRatio: 0.002,
    });
  });
}
