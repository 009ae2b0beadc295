import { expect, open, test } from "./support/portal.mjs";

const focused = (page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (element === document.body) return "";
    return (element.getAttribute("aria-label") ?? element.textContent).trim();
  });

/** Presses Tab until what has the focus is called so; fails when nothing is. */
async function tabTo(page, name) {
  for (let step = 0; step < 40; step += 1) {
    if ((await focused(page)).includes(name)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`nothing called ${name} is reached with Tab`);
}

test("the menus are gone through with the keyboard alone", async ({ page }) => {
  await open(page, "/");
  await page.keyboard.press("Tab");
  expect(await focused(page)).toBe("Đến nội dung chính");

  await tabTo(page, "Hiển thị");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: "Sáng" })).toBeChecked();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("radio", { name: "Sáng" })).toBeHidden();
  expect(await focused(page)).toContain("Hiển thị");

  await tabTo(page, "Đất và người");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Đất và người" })).toBeFocused();
  const current = page.getByRole("navigation", { name: "Chuyên mục" }).getByRole("link", { name: "Đất và người" });
  await expect(current).toHaveAttribute("aria-current", "page");

  // The skip link leads past the menu, wherever one is.
  await page.evaluate(() => document.activeElement.blur());
  await page.getByRole("link", { name: "Đến nội dung chính" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  const isInContent = await page.evaluate(() => Boolean(document.activeElement.closest("main")));
  expect(isInContent).toBe(true);
});
