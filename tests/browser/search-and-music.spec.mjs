import { expect, open, test } from "./support/portal.mjs";

/** The field of a search, which has suggestions once it is used. */
const field = (scope) => scope.getByRole("searchbox").or(scope.getByRole("combobox"));

test("music goes on while one searches from the header", async ({ page, isMobile }) => {
  await open(page, "/ca-khuc");
  await page.getByRole("main").getByRole("button", { name: "Phát Sáo chiều bên sông" }).click();
  const player = page.getByRole("region", { name: "Trình phát nhạc" });
  const position = () => player.getByRole("slider", { name: "Vị trí trong bài" }).inputValue().then(Number);
  await expect(player.getByRole("button", { name: "Tạm dừng" })).toBeVisible();
  await expect.poll(position).toBeGreaterThan(0);
  await page.evaluate(() => (globalThis.isSamePage = true));

  const heading = page.getByRole("heading", { level: 1 });
  let scope = page.getByRole("banner");
  if (isMobile) {
    // A phone's header has a button alone, which leads to the page with the field.
    await scope.getByRole("button", { name: "Tìm kiếm" }).click();
    await expect(heading).toHaveText("Tìm kiếm");
    scope = page.getByRole("main");
  }
  await field(scope).fill("lễ hội");
  await field(scope).press("Enter");
  await expect(heading).toHaveText("Tìm “lễ hội”");
  await expect(heading).toBeFocused();
  await expect(page).toHaveURL(/\/tim-kiem\?q=l%E1%BB%85\+h%E1%BB%99i/);
  expect(await page.evaluate(() => globalThis.isSamePage)).toBe(true);
  const before = await position();
  await expect.poll(position).toBeGreaterThan(before + 1);
});

test("an English search stays in English", async ({ page }) => {
  await open(page, "/en/tim-kiem");
  await page.evaluate(() => (globalThis.isSamePage = true));
  const main = page.getByRole("main");
  await field(main).fill("pagoda");
  await field(main).press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Search for “pagoda”");
  await expect(page).toHaveURL(/\/\/[^/]+\/en\/tim-kiem\?q=pagoda/);
  expect(await page.evaluate(() => globalThis.isSamePage)).toBe(true);
});
