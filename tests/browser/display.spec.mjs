import { expect, expectAccessible, holdWasm, open, started, test } from "./support/portal.mjs";

const look = (page) =>
  page.evaluate(() => ({
    background: getComputedStyle(document.body).backgroundColor,
    fontSize: parseFloat(getComputedStyle(document.documentElement).fontSize),
  }));

/** The disclosure; a phone shows only its sign. */
const choices = (page) => page.locator("summary").filter({ hasText: "Hiển thị" });

test("a reader chooses theme and size of the text, which are kept", async ({ page }) => {
  await open(page, "/");
  const before = await look(page);
  await choices(page).click();
  await expect(page.getByRole("group", { name: "Giao diện" }).getByRole("radio", { name: "Theo máy" })).toBeChecked();
  await expect(page.getByRole("radio", { name: "Vừa" })).toBeChecked();

  await page.getByRole("radio", { name: "Tương phản cao" }).check();
  await expectAccessible(page);
  await page.getByRole("radio", { name: "Tối" }).check();
  await page.getByRole("radio", { name: "Rất lớn" }).check();
  await expectAccessible(page);
  const chosen = await look(page);
  expect(chosen.background).not.toBe(before.background);
  expect(chosen.fontSize).toBeGreaterThan(before.fontSize * 1.3);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(page.viewportSize().width);

  // The next page is painted so at once, before the app runs.
  const release = await holdWasm(page);
  await page.goto("/lien-ket", { waitUntil: "commit" });
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect.poll(() => look(page)).toEqual(chosen);
  release();
  await started(page);
  await choices(page).click();
  await expect(page.getByRole("radio", { name: "Tối" })).toBeChecked();

  await page.getByRole("group", { name: "Giao diện" }).getByRole("radio", { name: "Theo máy" }).check();
  await page.getByRole("radio", { name: "Vừa" }).check();
  expect(await look(page)).toEqual(before);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("radio", { name: "Vừa" })).toBeHidden();
});

test("the choices close when one leaves them, by the keyboard or by pointing elsewhere", async ({ page }) => {
  await open(page, "/lien-ket");
  const theme = page.getByRole("group", { name: "Giao diện" });
  await choices(page).focus();
  await page.keyboard.press("Enter");
  await expect(theme).toBeVisible();
  // Inside of them the focus moves freely.
  await page.keyboard.press("Tab");
  await expect(theme.getByRole("radio", { name: "Theo máy" })).toBeFocused();
  await page.getByText("Cỡ chữ", { exact: true }).click();
  await expect(theme).toBeVisible();
  await choices(page).focus();
  await page.keyboard.press("Shift+Tab");
  await expect(theme).toBeHidden();

  await choices(page).click();
  await expect(theme).toBeVisible();
  await page.getByRole("contentinfo").click({ position: { x: 2, y: 2 } });
  await expect(theme).toBeHidden();
});

test("nothing moves by itself for a reader who wants that", async ({ page }) => {
  await page.addInitScript(() => {
    const memory = { songs: ["ru-nuoc-len-dong"], song: "ru-nuoc-len-dong", position: 0 };
    localStorage.setItem("conglang.player", JSON.stringify(memory));
  });
  const moving = () =>
    page.evaluate(() =>
      document
        .getAnimations()
        // What is over at once is not seen; what goes by scrolling has no time.
        .filter(({ playState, effect }) => playState === "running" && !(effect.getComputedTiming().duration < 10))
        .map(({ animationName, transitionProperty }) => animationName ?? transitionProperty),
    );
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, "/");
  expect(await moving()).toEqual([]);

  await open(page, "/bai-viet/nui-hong-linh-chin-muoi-chin-dinh");
  const player = page.getByRole("region", { name: "Trình phát nhạc" });
  await player.getByRole("button", { name: "Phát", exact: true }).click();
  expect(await moving()).toEqual([]);
  await expect(player.getByRole("button", { name: "Tạm dừng" })).toBeVisible();
  expect(await moving()).toEqual([]);
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await expect.poll(moving).toContain("article-progress");

  await page.goto("/phong-cach");
  await expect.poll(moving).toContain("loading-breath");
  await page.emulateMedia({ reducedMotion: "reduce" });
  await expect.poll(moving).toEqual([]);
});
