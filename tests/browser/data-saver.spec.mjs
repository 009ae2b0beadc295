import { demoArticle, expect, expectAccessible, open, test } from "./support/portal.mjs";

/** Photographs that the page asks the server for, with their bytes. */
function watchPhotos(page) {
  const photos = [];
  // What was asked for before does not count, though it may come later.
  page.on("request", (request) => {
    if (new URL(request.url()).pathname.startsWith("/media/")) photos.push(request);
  });
  const length = async (request) => (await (await request.response()).body()).length;
  return { photos, bytes: () => Promise.all(photos.map(length)) };
}

const offers = (page) => page.getByRole("link", { name: /^Tải ảnh \(\d+(,\d)? [KM]B\)$/ });
const pictures = (page) => page.getByRole("main").locator("img:visible");
/** Whether what is shown has come. */
const isLoaded = (image) => image.evaluate(({ complete, naturalWidth }) => complete && naturalWidth > 0);

/** Goes down the page as a reader does, past all that would be fetched when it comes into view. */
async function readOn(page) {
  for (let place = 0; place < (await page.evaluate(() => document.documentElement.scrollHeight)); place += 600) {
    await page.evaluate((place) => scrollTo(0, place), place);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
  }
}

test.describe("a browser that saves data", () => {
  test.use({ extraHTTPHeaders: { "save-data": "on" } });

  test("fetches no photograph until one is asked for, and then the one that was offered", async ({ page }) => {
    const seen = watchPhotos(page);
    await open(page, "/");
    await readOn(page);
    await expectAccessible(page);
    await open(page, "/chuyen-muc/tin-hoat-dong");
    await readOn(page);
    const article = await demoArticle("lang-ren-trung-luong");
    await open(page, article.path);
    await readOn(page);
    await expectAccessible(page);
    await expect(pictures(page)).toHaveCount(0);
    expect(seen.photos).toHaveLength(0);

    const all = await offers(page).count();
    const offer = offers(page).first();
    const offered = Number((await offer.textContent()).match(/\d+/)[0]);
    await offer.focus();
    await page.keyboard.press("Enter");
    await expect(pictures(page)).toHaveCount(1);
    await expect.poll(() => isLoaded(pictures(page))).toBe(true);
    const [bytes, ...others] = await seen.bytes();
    expect(others).toEqual([]);
    expect(Math.round(bytes / 1000)).toBe(offered);
    await expect(offers(page)).toHaveCount(all - 1);

    // It is a photograph like any other now.
    await expect(page.locator("a.photo-link:focus")).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog").getByRole("img").first()).toBeVisible();
  });
});

test("a reader chooses to load photographs when asked for, and to see them again", async ({ page }) => {
  const [article, other] = await Promise.all(["lang-ren-trung-luong", "chua-thien-tuong"].map(demoArticle));
  await open(page, "/");
  await page.getByText("Hiển thị", { exact: true }).locator("visible=true").or(page.locator(".display__summary")).first().click();
  await page.getByRole("radio", { name: "Khi bấm (tiết kiệm dữ liệu)" }).check();
  await page.keyboard.press("Escape");
  const seen = watchPhotos(page);
  await page.getByRole("main").getByRole("link", { name: article.title }).first().click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(article.title);
  await expect(offers(page).first()).toBeVisible();
  await readOn(page);
  await open(page, other.path);
  await readOn(page);
  await expect(pictures(page)).toHaveCount(0);
  expect(seen.photos).toHaveLength(0);

  await page.locator(".display__summary").click();
  await page.getByRole("radio", { name: "Luôn hiện" }).check();
  await expect(offers(page)).toHaveCount(0);
  await readOn(page);
  await expect.poll(() => isLoaded(pictures(page).first())).toBe(true);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false, extraHTTPHeaders: { "save-data": "on" } });

  test("an offer leads to the file", async ({ page, baseURL }) => {
    const article = await demoArticle("lang-ren-trung-luong");
    await page.goto(article.path);
    const offer = offers(page).first();
    await expect(offer).toBeVisible();
    const file = await page.request.get(new URL(await offer.getAttribute("href"), baseURL).href);
    expect(file.headers()["content-type"]).toBe("image/webp");
    expect(Math.round((await file.body()).length / 1000)).toBe(Number((await offer.textContent()).match(/\d+/)[0]));
  });
});
