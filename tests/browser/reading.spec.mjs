import { expect, expectAccessible, open, test } from "./support/portal.mjs";

test("a resident goes from the home page to an article and back", async ({ page }) => {
  await open(page, "/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(page);

  const documents = [];
  page.on("request", (request) => {
    if (request.isNavigationRequest()) documents.push(request.url());
  });

  await page.getByRole("main").getByRole("link", { name: "Hướng dẫn người dân" }).first().click();
  await expect(page).toHaveURL(/\/chuyen-muc\/huong-dan$/);
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText("Hướng dẫn người dân");
  await expect(heading).toBeFocused();
  await expect(page).toHaveTitle(/Hướng dẫn người dân/);
  await expectAccessible(page);

  const articles = page.getByRole("main").locator('a[href^="/bai-viet/"]');
  const first = await articles.first().getAttribute("href");
  await page
    .getByRole("navigation", { name: "Phân trang" })
    .getByRole("link", { name: /(^|\D)2$/ })
    .click();
  await expect(page).toHaveURL(/\/chuyen-muc\/huong-dan\?.*2/);
  await expect(articles.first()).not.toHaveAttribute("href", first);

  const last = articles.last();
  await last.scrollIntoViewIfNeeded();
  const scroll = await page.evaluate(() => Math.round(scrollY));
  const address = await last.getAttribute("href");
  await last.click();
  await expect(page).toHaveURL(new RegExp(`${address}$`));
  await expect(heading).toBeFocused();
  const title = await heading.innerText();
  await expect.poll(() => page.title()).toContain(title.trim());
  await expectAccessible(page);

  await page.goBack();
  await expect(page).toHaveURL(/\/chuyen-muc\/huong-dan\?.*2/);
  await expect
    .poll(async () => Math.abs((await page.evaluate(() => Math.round(scrollY))) - scroll))
    .toBeLessThanOrEqual(2);
  expect(documents, "moving inside the app loads only data").toEqual([]);
});
