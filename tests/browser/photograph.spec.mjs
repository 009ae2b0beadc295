import { expect, expectAccessible, open, started, test } from "./support/portal.mjs";
import { drag } from "./support/touch.mjs";

const ARTICLE = "/bai-viet/nui-hong-linh-chin-muoi-chin-dinh";

const LIBRARY = "**/vendor/photoswipe/photoswipe.js";

const links = (page) => page.locator("a.photo-link");
const viewer = (page) => page.getByRole("dialog", { name: "Xem ảnh" });
const captionOf = (link) => link.locator("xpath=..").locator("figcaption").innerText();

/** Waits until the viewer has faded in: before that it closes for nobody, and colours cannot be measured. */
async function expectOpen(page) {
  await expect(viewer(page)).toBeVisible();
  await expect(viewer(page)).toHaveCSS("opacity", "1");
}

/** Holds the library back until the returned function says whether it comes. */
async function holdLibrary(page) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route(LIBRARY, async (route) => {
    const comes = await released;
    await (comes ? route.continue() : route.abort());
  });
  return release;
}

/** Presses a photograph whose viewer then waits for the library. */
async function pressEarly(page, link) {
  const asked = page.waitForRequest(LIBRARY);
  await link.click();
  await asked;
}

test("a photograph opens in full with its caption, by keyboard, and gives the focus back", async ({ page }) => {
  await open(page, ARTICLE);
  await started(page);
  const link = links(page).last();
  const caption = await captionOf(link);
  await link.focus();
  await page.keyboard.press("Enter");
  await expectOpen(page);
  await expect(viewer(page)).toHaveAttribute("aria-modal", "true");
  // It is read out, and what comes in its place.
  const line = viewer(page).locator("[aria-live=polite]").filter({ hasText: caption });
  await expect(line).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("ArrowLeft");
  await expect(viewer(page).getByText(caption)).toBeHidden();
  await page.keyboard.press("Escape");
  await expect(viewer(page)).toBeHidden();
  await expect(link).toBeFocused();
});

test("“back” closes the photograph, and only then leaves the article", async ({ page }) => {
  await open(page, "/");
  await open(page, ARTICLE);
  const link = links(page).last();
  await link.click();
  await expectOpen(page);
  await page.goBack();
  await expect(viewer(page)).toBeHidden();
  await expect(page).toHaveURL(ARTICLE);
  await expect(link).toBeVisible();

  // One that is closed otherwise leaves no step behind.
  await link.click();
  await expectOpen(page);
  await page.keyboard.press("Escape");
  await expect(viewer(page)).toBeHidden();
  await page.goBack();
  await expect(page).toHaveURL("/");
});

test("a photograph that is pressed several times opens once", async ({ page }) => {
  await open(page, "/");
  await open(page, ARTICLE);
  const release = await holdLibrary(page);
  const link = links(page).last();
  await pressEarly(page, link);
  await link.dblclick();
  release(true);
  await expectOpen(page);
  await expect(viewer(page)).toHaveCount(1);
  await page.goBack();
  await expect(viewer(page)).toHaveCount(0);
  await expect(page).toHaveURL(ARTICLE);

  // The link has the focus until the viewer has faded in.
  await link.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expectOpen(page);
  await expect(viewer(page)).toHaveCount(1);
  await page.goBack();
  await expect(viewer(page)).toHaveCount(0);
  await page.goBack();
  await expect(page).toHaveURL("/");
});

for (const comes of [true, false]) {
  const what = comes ? "comes" : "fails";
  test(`a library that ${what} when its reader has gone on leaves the next page alone`, async ({
    page,
    expectedErrors,
  }) => {
    if (!comes) expectedErrors.push(/ERR_FAILED/);
    await open(page, ARTICLE);
    const release = await holdLibrary(page);
    await pressEarly(page, links(page).last());
    await page.getByRole("navigation", { name: "Đường dẫn" }).getByRole("link", { name: "Trang chủ" }).click();
    await expect(page).toHaveURL("/");
    await expect(links(page)).toHaveCount(0);

    const loaded = [];
    page.on("request", (request) => {
      if (request.isNavigationRequest()) loaded.push(request.url());
    });
    release(comes);
    const script = page.locator('script[src$="/photoswipe.js"]');
    if (comes) await expect(script).toHaveAttribute("data-loaded", "");
    else await expect(script).toHaveCount(0);
    // What the library's coming or failing began was asked for before this.
    await page.evaluate(async () => (await fetch("/robots.txt")).text());
    expect(loaded).toEqual([]);
    await expect(viewer(page)).toHaveCount(0);
    await expect(page).toHaveURL("/");
  });
}

test("fingers turn the photographs over and enlarge them", async ({ page, isMobile }) => {
  test.skip(!isMobile, "it takes a screen that one touches");
  await open(page, ARTICLE);
  const caption = await captionOf(links(page).last());
  const before = await captionOf(links(page).nth((await links(page).count()) - 2));
  await links(page).last().tap();
  await expectOpen(page);
  await expect(viewer(page).getByText(caption)).toBeVisible();
  await drag(page, { from: { x: 60, y: 420 }, to: { x: 340, y: 420 } });
  await expect(viewer(page).getByText(before)).toBeVisible();

  // When it has come to rest, two fingers draw it apart.
  const shown = viewer(page).locator("[aria-hidden=false] img").last();
  const place = async () => (await shown.boundingBox()) ?? { x: -1, width: 0 };
  await expect.poll(async () => Math.abs((await place()).x)).toBeLessThan(1);
  const { width } = await place();
  await drag(
    page,
    { from: { x: 175, y: 420 }, to: { x: 60, y: 420 } },
    { from: { x: 215, y: 420 }, to: { x: 330, y: 420 } },
  );
  await expect.poll(async () => (await place()).width).toBeGreaterThan(width * 1.5);
  await page.goBack();
  await expect(viewer(page)).toBeHidden();
  await expect(page).toHaveURL(ARTICLE);
});
