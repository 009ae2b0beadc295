import { demoArticle, expect, openWithFont, started, test } from "./support/portal.mjs";

/** What a theme is chosen by, as src/hooks/preference.rs leaves it on the root element. */
const THEMES = ["light", "dark", "contrast"];

/** Waits until every picture is there: one that comes late moves what is below it. */
const loadPictures = (page) =>
  page.evaluate(() =>
    Promise.all(
      [...document.images].map((image) => {
        image.loading = "eager";
        return image.decode().catch(() => {});
      }),
    ),
  );

/** Shows `section` alone, so that its picture does not hang on the height of others; how high it is. */
function showAlone(section) {
  for (const other of document.querySelectorAll(".guide__section")) {
    other.style.display = other === section ? "" : "none";
  }
  return Math.ceil(section.getBoundingClientRect().height);
}

/** Where `element` is in the window when it begins at the top. A part of a pixel more or less blurs another line. */
function boxAtTop(element) {
  scrollTo({ top: 0, behavior: "instant" });
  scrollTo({ top: Math.floor(element.getBoundingClientRect().y), behavior: "instant" });
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, width, height };
}

const OPTIONS = { animations: "disabled", scale: "css", maxDiffPixelRatio: 0.002 };

for (const theme of THEMES) {
  test(`every component looks as it did, in the theme ${theme}`, async ({ page }) => {
    test.setTimeout(400_000);
    await openWithFont(page, "/phong-cach");
    await page.evaluate((name) => document.documentElement.setAttribute("data-theme", name), theme);
    await loadPictures(page);
    const { width } = page.viewportSize();
    for (const section of await page.locator(".guide__section").all()) {
      const name = await section.getAttribute("aria-labelledby");
      // Many are higher than the window, and a picture of the whole page takes too long.
      await page.setViewportSize({ width, height: await section.evaluate(showAlone) });
      await expect.soft(page).toHaveScreenshot(`${name}-${theme}.png`, {
        clip: await section.evaluate(boxAtTop),
        ...OPTIONS,
        // The counter counts this visit too.
        mask: [page.locator(".counter")],
      });
    }
  });

  test(`what stands around and before the news looks as it did, in the theme ${theme}`, async ({ page }) => {
    const { path } = await demoArticle("nui-hong-linh-chin-muoi-chin-dinh");
    await page.addInitScript((name) => localStorage.setItem("conglang.theme", name), theme);
    const { width, height } = page.viewportSize();
    // The front of the home page is higher than a phone's window.
    await page.setViewportSize({ width, height: 2400 });
    await openWithFont(page, "/");
    await started(page);
    await loadPictures(page);
    // What is read most hangs on the flows before, and so would the height of what stands beside it.
    await page.locator(".most-read").evaluate((list) => (list.style.display = "none"));
    for (const [name, part] of [
      ["dau-trang", page.getByRole("banner")],
      ["trang-nhat", page.locator(".front__lead")],
      ["tin-moi", page.locator(".front__latest")],
      ["chan-trang", page.getByRole("contentinfo")],
    ]) {
      await expect.soft(part).toHaveScreenshot(`${name}-${theme}.png`, OPTIONS);
    }
    await page.setViewportSize({ width, height });
    await page.evaluate(() => localStorage.setItem("conglang.reading", "on"));
    await openWithFont(page, path);
    await started(page);
    await loadPictures(page);
    await expect.soft(page).toHaveScreenshot(`che-do-doc-${theme}.png`, OPTIONS);
  });

  test(`what opens over a page looks as it did, in the theme ${theme}`, async ({ page }) => {
    const { path } = await demoArticle("nui-hong-linh-chin-muoi-chin-dinh");
    await page.addInitScript((name) => {
      localStorage.setItem("conglang.theme", name);
      delete Navigator.prototype.share;
    }, theme);
    await openWithFont(page, path);
    await started(page);
    await loadPictures(page);
    const looks = (name) => expect.soft(page).toHaveScreenshot(`${name}-${theme}.png`, OPTIONS);

    await page.locator("summary").filter({ hasText: "Hiển thị" }).click();
    await expect(page.getByRole("radio", { name: "Sáng" })).toBeVisible();
    await looks("mo-hien-thi");
    await page.keyboard.press("Escape");

    await page.locator("summary").filter({ hasText: "Chia sẻ" }).click();
    await expect(page.getByRole("link", { name: /^Zalo/ })).toBeVisible();
    await looks("mo-chia-se");
    await page.keyboard.press("Escape");

    await page.locator("a.photo-link").last().click();
    const viewer = page.getByRole("dialog", { name: "Xem ảnh" });
    await expect(viewer).toHaveCSS("opacity", "1");
    // Not the small one, which stands in for it until it has come.
    const photo = viewer.locator("[aria-hidden=false] img.pswp__img:not(.pswp__img--placeholder)");
    await expect.poll(() => photo.evaluate((image) => image.complete && image.naturalWidth > 0)).toBe(true);
    await looks("mo-xem-anh");
  });
}
