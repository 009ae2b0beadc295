import { expect, expectAccessible, open, test } from "./support/portal.mjs";

const ARTICLE = "/bai-viet/nui-hong-linh-chin-muoi-chin-dinh";

const colors = (page) =>
  page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.body);
    return [color, backgroundColor];
  });
const HIGH_CONTRAST = ["rgb(0, 0, 0)", "rgb(255, 255, 255)"];

test("who asks the device for more contrast gets it, unless a theme is chosen", async ({ page }) => {
  await page.emulateMedia({ contrast: "more", colorScheme: "dark" });
  await open(page, ARTICLE);
  expect(await colors(page)).toEqual(HIGH_CONTRAST);
  await expectAccessible(page);

  await page.locator("summary").filter({ hasText: "Hiển thị" }).click();
  await page.getByRole("radio", { name: "Tối" }).check();
  const dark = await colors(page);
  expect(dark).not.toEqual(HIGH_CONTRAST);
  await page.getByRole("group", { name: "Giao diện" }).getByRole("radio", { name: "Theo máy" }).check();
  expect(await colors(page)).toEqual(HIGH_CONTRAST);

  await page.emulateMedia({ contrast: "no-preference", colorScheme: "dark" });
  expect(await colors(page)).toEqual(dark);
});

test("nothing disappears where the device sets all colours", async ({ page }) => {
  test.setTimeout(180_000);
  await page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
  await page.goto("/phong-cach");
  const lost = await page.evaluate(() => {
    const canvas = getComputedStyle(document.body).backgroundColor;
    const told = [];
    // What has neither a line nor a background of its own is told by its text alone, which buttons are not.
    for (const each of document.querySelectorAll(".button, .player__play, .loading__line, [aria-expanded=true]")) {
      const style = getComputedStyle(each);
      const hasLine = parseFloat(style.borderTopWidth) > 0 || parseFloat(style.outlineWidth) > 0;
      if (each.checkVisibility() && !hasLine) told.push(each.className);
    }
    // A drawing keeps its colours.
    for (const each of document.querySelectorAll(".chart__bar, .map-outline__label")) {
      if (getComputedStyle(each).fill === canvas) told.push(each.className.baseVal);
    }
    return told;
  });
  expect(lost).toEqual([]);
  for (const path of ["/", "/ban-do", "/thong-ke", ARTICLE]) {
    await open(page, path);
    await expectAccessible(page);
  }
});
