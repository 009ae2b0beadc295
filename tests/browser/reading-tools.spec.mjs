import { expect, expectAccessible, holdWasm, open, started, test } from "./support/portal.mjs";

const ARTICLE = "/bai-viet/nui-hong-linh-chin-muoi-chin-dinh";

const mode = (page) => page.getByRole("button", { name: "Chế độ đọc", exact: true });
const leave = (page) => page.getByRole("button", { name: "Thoát chế độ đọc" });
const share = (page) => page.locator("summary").filter({ hasText: "Chia sẻ" });

test("the reading mode leaves the article alone, is kept, and goes with one touch or Escape", async ({ page }) => {
  await open(page, ARTICLE);
  const rating = page.locator("form#danh-gia");
  await expect(rating).toBeVisible();
  await mode(page).click();
  await expect(mode(page)).toHaveAttribute("aria-pressed", "true");
  await expect(rating).toBeHidden();
  await expect(page.getByRole("banner")).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectAccessible(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(page.viewportSize().width);

  // The next article is painted so at once; a page that is none is as always.
  const release = await holdWasm(page);
  await page.goto("/bai-viet/lang-ren-trung-luong", { waitUntil: "commit" });
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(rating).toBeHidden();
  release();
  await started(page);
  await page.mouse.wheel(0, 900);
  await leave(page).click();
  await expect(rating).toBeVisible();
  await expect(leave(page)).toBeHidden();

  await mode(page).click();
  await expect(rating).toBeHidden();
  await page.goto("/");
  await expect(page.getByRole("banner")).toBeVisible();
  await open(page, ARTICLE);
  await expect(mode(page)).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Escape");
  await expect(mode(page)).toHaveAttribute("aria-pressed", "false");
  await expect(rating).toBeVisible();
  await page.reload();
  await expect(rating).toBeVisible();
});

test("an outcome in the comments is shown in the reading mode too", async ({ page }) => {
  await open(page, ARTICLE);
  await mode(page).click();
  await page.goto(`${ARTICLE}#danh-gia`);
  await expect(page.locator("form#danh-gia")).toBeVisible();
});

test("an article is shared by the device's own sheet where it has one", async ({ page }) => {
  await page.addInitScript(() => {
    navigator.share = (data) => {
      globalThis.shared = data;
      return Promise.resolve();
    };
  });
  await open(page, ARTICLE);
  const title = await page.getByRole("heading", { level: 1 }).innerText();
  await share(page).click();
  await expect.poll(() => page.evaluate(() => Boolean(globalThis.shared))).toBe(true);
  const shared = await page.evaluate(() => globalThis.shared);
  expect(shared.title).toBe(title.replaceAll("\n", " "));
  expect(shared.url).toMatch(/^https:\/\/[^/]+\/bai-viet\/nui-hong-linh-chin-muoi-chin-dinh$/);
  await expect(page.getByRole("link", { name: /^Zalo/ })).toBeHidden();
});

test("a sheet that does not come gives way to the list", async ({ page }) => {
  await page.addInitScript(() => {
    navigator.share = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  });
  await open(page, ARTICLE);
  await share(page).click();
  await expect(page.getByRole("link", { name: /^Zalo/ })).toBeVisible();
});

test("without such a sheet there are Zalo, Facebook and the address, and the copy is told", async ({ page, context }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "share", { value: undefined });
  });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, ARTICLE);
  await share(page).click();
  await expect(page.getByRole("link", { name: /^Facebook/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Sao chép địa chỉ" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Đã sao chép" })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^https:\/\/[^/]+\/bai-viet\/nui-hong-linh-chin-muoi-chin-dinh$/);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("link", { name: /^Zalo/ })).toBeHidden();
});

test("the list closes when one leaves it, by the keyboard or by pointing elsewhere", async ({ page }) => {
  await page.addInitScript(() => {
    delete Navigator.prototype.share;
  });
  await open(page, ARTICLE);
  const zalo = page.getByRole("link", { name: /^Zalo/ });
  const copy = page.getByRole("button", { name: "Sao chép địa chỉ" });
  await share(page).focus();
  await page.keyboard.press("Enter");
  await expect(zalo).toBeVisible();
  await expectAccessible(page);
  // Inside of it the focus moves freely.
  await page.keyboard.press("Tab");
  await expect(zalo).toBeFocused();
  await copy.focus();
  await expect(zalo).toBeVisible();
  await share(page).focus();
  await page.keyboard.press("Shift+Tab");
  await expect(zalo).toBeHidden();
  await expect(share(page)).not.toBeFocused();

  await share(page).click();
  await expect(zalo).toBeVisible();
  await page.getByRole("heading", { level: 1 }).click();
  await expect(zalo).toBeHidden();
  // The summary opens and closes it as ever.
  await share(page).click();
  await expect(zalo).toBeVisible();
  await share(page).click();
  await expect(zalo).toBeHidden();
});

test("how far one has read is followed where style sheets cannot", async ({ page }) => {
  await page.addInitScript(() => {
    CSS.supports = () => false;
  });
  await open(page, ARTICLE);
  const read = () => page.getByRole("article").first().evaluate((article) => article.style.getPropertyValue("--article-read"));
  const text = page.locator(".article__text");
  await text.evaluate((text) => scrollTo(0, scrollY + text.getBoundingClientRect().bottom));
  await expect.poll(read).toBe("1000");
  await text.evaluate((text) => scrollTo(0, scrollY + text.getBoundingClientRect().top + 100));
  // Neither nothing nor all.
  await expect.poll(async () => Number(await read()) % 1000).toBeGreaterThan(0);
  await page.evaluate(() => scrollTo(0, 0));
  await expect.poll(read).toBe("0");
});

test("how far one has read is drawn by the style sheet where it can", async ({ page }) => {
  await open(page, ARTICLE);
  /** How much of the line at the top of the window is drawn, from 0 to 1. */
  const drawn = () =>
    page
      .getByRole("article")
      .first()
      .evaluate((article) => new DOMMatrix(getComputedStyle(article, "::before").transform).a);
  const text = page.locator(".article__text");
  await expect.poll(drawn).toBe(0);
  await text.evaluate((text) => {
    const { top, height } = text.getBoundingClientRect();
    scrollTo(0, scrollY + top + (height - innerHeight) / 2);
  });
  await expect.poll(drawn).toBeGreaterThan(0.4);
  expect(await drawn()).toBeLessThan(0.6);
  await text.evaluate((text) => scrollTo(0, scrollY + text.getBoundingClientRect().bottom));
  await expect.poll(drawn).toBe(1);
});

test("on paper there is the article with its code, and nothing to press", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await open(page, ARTICLE);
  let loaded = false;
  page.on("response", (response) => {
    loaded ||= response.url().endsWith("/qr.svg") && response.ok();
  });
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText(/https:\/\/[^/]+\/bai-viet\/nui-hong-linh/)).toBeVisible();
  for (const control of await page.getByRole("button").all()) {
    await expect(control).toBeHidden();
  }
  await expect(page.getByRole("navigation")).toHaveCount(0);
  // Paper is white, whatever the screen is.
  const colors = await page.evaluate(() => [
    getComputedStyle(document.body).backgroundColor,
    getComputedStyle(document.querySelector("h1")).color,
  ]);
  expect(colors[0]).toBe("rgb(255, 255, 255)");
  const code = page.getByAltText("Mã QR dẫn tới bài viết");
  await expect(code).toBeVisible();
  await page.emulateMedia({ media: "screen" });
  await expect(code).toBeHidden();
  await page.pdf({ format: "A4" });
  await expect.poll(() => loaded).toBe(true);
  await expect.poll(() => code.evaluate((image) => image.naturalWidth)).toBeGreaterThan(0);
});

test("the print button prints", async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.print = () => {
      globalThis.printed = true;
    };
  });
  await open(page, ARTICLE);
  await page.getByRole("button", { name: "In bài" }).click();
  expect(await page.evaluate(() => globalThis.printed)).toBe(true);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("only what works is shown: the ways to share", async ({ page }) => {
    await page.goto(ARTICLE);
    await expect(page.getByRole("button", { name: "Nghe bài" })).toBeHidden();
    await expect(page.getByRole("button", { name: "In bài" })).toBeHidden();
    await share(page).click();
    await expect(page.getByRole("link", { name: /^Zalo/ })).toBeVisible();
    await expect(page.getByRole("button", { name: "Sao chép địa chỉ" })).toBeHidden();
  });
});
