import { expect, expectAccessible, open, started, test } from "./support/portal.mjs";
import { drag } from "./support/touch.mjs";

const ARTICLE = "/bai-viet/nui-hong-linh-chin-muoi-chin-dinh";

const links = (page) => page.locator("a.photo-link");
const viewer = (page) => page.getByRole("dialog", { name: "Xem ảnh" });
const captionOf = (link) => link.locator("xpath=..").locator("figcaption").innerText();

/** Waits until the viewer has faded in: before that it closes for nobody, and colours cannot be measured. */
async function expectOpen(page) {
  await expect(viewer(page)).toBeVisible();
  await expect(viewer(page)).toHaveCSS("opacity", "1");
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
