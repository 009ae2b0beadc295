import { demoArticle, expect, expectAccessible, open, test } from "./support/portal.mjs";
import { expectRecorded } from "./support/recorded.mjs";

/** The field of the search page, or of the header. */
const field = (page, scope = page) => scope.getByRole("combobox").or(scope.getByRole("searchbox"));
const results = (page) => page.getByRole("region", { name: "Kết quả" }).getByRole("listitem");
const header = (page) => page.getByRole("banner");
const options = (page) => page.getByRole("option");

/** The index follows the database within a second. */
async function indexed(page) {
  await expect
    .poll(async () => (await (await page.request.get("/api/v1/search?q=lang+ren")).json()).total)
    .toBeGreaterThan(0);
}

/** Holds back what `address` answers until `release` is called; `asked` waits until somebody wants it. */
async function hold(page, address) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route(address, async (route) => {
    await released;
    await route.continue();
  });
  return { asked: page.waitForRequest(address), release };
}

test("a reader finds an article, narrows the results and opens it", async ({ page }) => {
  await indexed(page);
  const article = await demoArticle("lang-ren-trung-luong");
  await open(page, "/tim-kiem");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tìm kiếm");
  await expectAccessible(page);
  await field(page, page.getByRole("main")).fill("lang ren trung luong");
  await expect(options(page).first()).toContainText("Làng rèn Trung Lương");
  await page.keyboard.press("ArrowDown");
  await expectRecorded(page.getByRole("main").getByRole("search"), "search-suggestions");
  await page.getByRole("main").getByRole("button", { name: "Tìm", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tìm “lang ren trung luong”");
  // The workshop's place on the map comes first.
  await expect(results(page).first().getByRole("link")).toHaveText("Làng rèn Trung Lương");
  await expect(results(page).first().locator("mark").first()).toBeVisible();
  await expect(results(page).getByRole("link", { name: article.title })).toBeVisible();
  await expect(page).toHaveURL(/\/tim-kiem\?q=lang\+ren\+trung\+luong/);
  await expectAccessible(page);

  await page.getByRole("navigation", { name: "Loại nội dung" }).getByRole("link", { name: /^Bài viết/ }).click();
  await expect(page).toHaveURL(/loai=article/);
  await expect(results(page).first().getByRole("link")).toHaveText(article.title);
  await results(page).first().getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(article.title);
});

test("a category narrows the results to as many as it says", async ({ page }) => {
  await indexed(page);
  await open(page, "/tim-kiem?q=hong+linh");
  const filters = page.getByRole("navigation", { name: "Loại nội dung" });
  const categories = filters.getByRole("list", { name: "Chuyên mục" });
  const category = categories.getByRole("link").first();
  const [, name, count] = (await category.textContent()).match(/^(.+) (\d+)$/);
  await category.click();
  await expect(page).toHaveURL(/loai=article&chuyen-muc=/);
  await expect(page.getByText(`${count} kết quả`, { exact: true })).toBeVisible();
  await expect(results(page)).toHaveCount(Number(count));
  await expect(results(page).locator(".search__what")).toHaveText(Array(Number(count)).fill(name));
  await expect(categories.locator("[aria-current=true]")).toHaveText(`${name} ${count}`);
  await expectAccessible(page);

  await filters.getByRole("link", { name: /^Tất cả/ }).click();
  await expect(page).not.toHaveURL(/chuyen-muc=/);
  await expect(results(page)).not.toHaveCount(Number(count));
});

test("suggestions come while one types, and the keyboard goes through them", async ({ page, isMobile }) => {
  await indexed(page);
  await open(page, isMobile ? "/tim-kiem" : "/");
  const scope = isMobile ? page.getByRole("main") : header(page);
  const input = field(page, scope);
  await input.focus();
  await expect(scope.getByRole("combobox")).toBeVisible();
  await input.pressSequentially("làng r");
  await expect(options(page).first()).toContainText("Làng rèn");
  await expect(options(page).last()).toHaveText("Tất cả kết quả cho “làng r”");
  await expect(input).toHaveAttribute("aria-expanded", "true");
  await expectAccessible(page);

  await input.press("ArrowDown");
  await expect(options(page).first()).toHaveAttribute("aria-selected", "true");
  await input.press("ArrowUp");
  await expect(page.locator("[role=option][aria-selected=true]")).toHaveCount(0);
  await input.press("ArrowUp");
  await expect(options(page).last()).toHaveAttribute("aria-selected", "true");
  await input.press("Escape");
  await expect(options(page)).toHaveCount(0);
  await expect(input).toHaveValue("làng r");

  await input.press("ArrowDown");
  await expect(options(page).first()).toBeVisible();
  await input.press("ArrowDown");
  const title = await options(page).first().locator(".suggestions__title").textContent();
  await input.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
});

test("Enter without a choice asks for all results", async ({ page, isMobile }) => {
  test.skip(isMobile, "a phone's header has a button alone");
  await indexed(page);
  await open(page, "/ca-khuc");
  const input = field(page, header(page));
  await input.fill("lễ hội");
  await expect(options(page).first()).toBeVisible();
  await input.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tìm “lễ hội”");
  await expect(results(page).first()).toBeVisible();
});

test("suggestions that come after Enter stay closed", async ({ page, isMobile }) => {
  test.skip(isMobile, "a phone's header has a button alone");
  await indexed(page);
  await open(page, "/ca-khuc");
  const input = field(page, header(page));
  await input.focus();
  await expect(header(page).getByRole("combobox")).toBeVisible();
  const suggestions = /\/api\/v1\/search\/suggest\?/;
  const suggesting = await hold(page, suggestions);
  const searching = await hold(page, /\/tim-kiem\?/);
  await input.fill("lễ hội");
  await suggesting.asked;
  // While the browser waits for the next page, nobody but this one can look at it.
  await page.evaluate(() => {
    const look = () => {
      if (document.querySelector("[role=listbox]:not([hidden])")) sessionStorage.setItem("suggested", "yes");
    };
    new MutationObserver(look).observe(document.body, { attributes: true, childList: true, subtree: true });
  });
  // Unlike the field's own `press`, it does not wait for the page that Enter leads to.
  await page.keyboard.press("Enter");
  await searching.asked;

  const answered = page.waitForResponse(suggestions);
  suggesting.release();
  await (await answered).finished();
  // Time in which a list would open.
  await new Promise((resolve) => setTimeout(resolve, 500));
  searching.release();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tìm “lễ hội”");
  expect(await page.evaluate(() => sessionStorage.getItem("suggested"))).toBe(null);
  await expect(page.getByRole("listbox")).toHaveCount(0);
});

test("a phone's header leads to the page with the field", async ({ page, isMobile }) => {
  test.skip(!isMobile, "a wide header has the field itself");
  await open(page, "/");
  await header(page).getByRole("button", { name: "Tìm kiếm" }).click();
  await expect(field(page, page.getByRole("main"))).toBeVisible();
});

test("another word that exists is asked about where nothing has all of them", async ({ page }) => {
  await indexed(page);
  await open(page, `/tim-kiem?q=${encodeURIComponent("làng dèn")}`);
  await expect(page.getByText("Ý bạn là:")).toBeVisible();
  await page.getByRole("link", { name: "làng rèn", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Tìm “làng rèn”");
  await expect(results(page).first()).toBeVisible();
});

test("suggestions stay while the marks of a word are typed one after the other", async ({ page }) => {
  await indexed(page);
  await open(page, "/tim-kiem");
  await field(page, page.getByRole("main")).fill("đuong");
  await expect(options(page).first().locator("mark").first()).toHaveText(/^[đd]/i);
});

test("a misspelling is asked about, and nothing found is helped with", async ({ page }) => {
  await indexed(page);
  await open(page, "/tim-kiem?q=l%C3%A0ng+r%C3%A8nn");
  await expect(page.getByText("Ý bạn là:")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "làng rèn", exact: true }).click();
  await expect(results(page).first()).toBeVisible();
  await open(page, "/tim-kiem?q=qwertyzxcv");
  await expect(page.getByText("Không tìm thấy kết quả nào cho “qwertyzxcv”.")).toBeVisible();
  await expectAccessible(page);
});

test("the search speaks English", async ({ page }) => {
  await indexed(page);
  await open(page, "/en/tim-kiem?q=trung+luong");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Search for “trung luong”");
  await expect(page.getByRole("region", { name: "Results" }).getByRole("listitem").first()).toBeVisible();
  await expectAccessible(page);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the search is a form and links", async ({ page }) => {
    await indexed(page);
    await page.goto("/tim-kiem");
    await page.getByRole("main").getByRole("searchbox").fill("bao");
    await page.getByRole("main").getByRole("button", { name: "Tìm", exact: true }).click();
    await expect(results(page).first()).toBeVisible();
    await page.getByText("Thời gian đăng").click();
    await page.getByLabel("Đến ngày").fill("2000-01-01");
    await page.getByRole("button", { name: "Lọc" }).click();
    await expect(page.getByText("Không tìm thấy kết quả nào cho “bao”.")).toBeVisible();
    await page.getByRole("link", { name: "Bỏ lọc thời gian" }).click();
    await expect(results(page).first()).toBeVisible();
  });
});
