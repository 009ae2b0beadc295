import { demoArticle, expect, expectAccessible, holdWasm, open, started, test } from "./support/portal.mjs";
import { startStaticHost } from "./support/static-host.mjs";

const MARK = /<body[^>]* data-rendered/;

test("over the server's page the app hydrates", async ({ page }) => {
  const article = await demoArticle("ho-thien-tuong-va-suoi-tien");
  const release = await holdWasm(page);
  const response = await page.goto(article.path, { waitUntil: "commit" });
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText(article.title);
  expect(await response.text()).toMatch(MARK);
  await heading.evaluate((element) => {
    element.madeByServer = true;
  });

  release();
  await started(page);
  await expect(heading).toHaveText(article.title);
  // Mounting would have put another element in its place.
  expect(await heading.evaluate((element) => element.madeByServer)).toBe(true);
  await expectAccessible(page);
});

test("over an empty shell the app mounts and shows the same article", async ({ page, server }) => {
  const article = await demoArticle("ho-thien-tuong-va-suoi-tien");
  await page.goto(article.path);
  const served = await paragraphs(page);

  const host = await startStaticHost(server.port);
  try {
    const response = await page.goto(host.url + article.path);
    expect(await response.text()).not.toMatch(MARK);
    await started(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(article.title);
    expect(served.length).toBeGreaterThan(2);
    await expect.poll(() => paragraphs(page)).toEqual(served);
    await expect(page).toHaveTitle(new RegExp(article.title));
    await expectAccessible(page);
    await page.goto("about:blank");
  } finally {
    await host.stop();
  }
});

test("an address that is none shows a page that helps", async ({ page, expectedErrors }) => {
  expectedErrors.push(/status of 404/);
  await open(page, "/khong-co-trang-nay");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/[Kk]hông tìm thấy/);
  await expect(page.getByRole("main").locator('a[href="/"]').first()).toBeVisible();
  await expectAccessible(page);
});

/** The article's paragraphs. */
function paragraphs(page) {
  return page.getByRole("article").first().locator("p").allInnerTexts();
}
