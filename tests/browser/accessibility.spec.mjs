import { demoArticle, expect, expectAccessible, open, test } from "./support/portal.mjs";

const article = await demoArticle("nui-hong-linh-chin-muoi-chin-dinh");
const PAGES = [
  "/",
  `/chuyen-muc/${article.category}`,
  article.path,
  "/ca-khuc",
  "/ca-khuc/ru-nuoc-len-dong",
  "/lien-ket",
  "/luu-tru",
  "/luu-tru/2026/10?ngay=13",
  "/doc-nhieu",
  "/tu-khoa/an%20to%C3%A0n",
  "/thong-bao",
  "/tim-kiem?q=hong+linh",
  "/tim-kiem?q=khongcogica",
  "/da-luu",
  "/thong-ke",
  "/ban-do",
  "/ban-do?thoi-diem=2025-06-30",
  "/ban-do/den-song-trang",
  "/ban-do/khu-vuc/nam-hong-linh",
  "/en/",
  "/en/bai-viet/chua-thien-tuong",
  "/phong-cach",
  "/khong-co-trang-nay",
];
const LOOKS = [
  { theme: "light", size: "largest" },
  { theme: "dark", size: "" },
  { theme: "contrast", size: "" },
];

/** The narrowest phone, a common one, a tablet, and a screen on a wall. */
const WIDTHS = [320, 360, 720, 2560];
const TEXT_SIZES = ["", "largest"];

test.use({ expectedErrors: [/status of 404/] });

for (const { theme, size } of LOOKS) {
  test(`every page can be used by everybody, in the theme ${theme}`, async ({ page, isMobile }) => {
    test.skip(!isMobile && theme !== "light", "colours are those of the phone");
    test.setTimeout(300_000);
    // What still moves and fades is measured half-way.
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.addInitScript(
      ([theme, size]) => {
        localStorage.setItem("conglang.theme", theme);
        localStorage.setItem("conglang.text-size", size);
      },
      [theme, size],
    );
    for (const path of PAGES) {
      await test.step(path, async () => {
        if (path === "/phong-cach") {
          // It is sent without the app's scripts, which set this elsewhere.
          await page.goto(path);
          await page.evaluate((name) => document.documentElement.setAttribute("data-theme", name), theme);
        } else {
          await open(page, path);
        }
        const isMap = path.startsWith("/ban-do");
        if (isMap) await expect(page.getByRole("region", { name: /^Bản đồ, dùng phím/ })).toBeVisible();
        // Of places some lie under the map's buttons, from where one moves them.
        await expectAccessible(page, ":root", isMap ? ".leaflet-marker-pane" : undefined);
        if (isMobile) expect(await smallTargets(page), "too small for a finger").toEqual([]);
        expect(await excess(page), "wider than the screen").toBeLessThanOrEqual(0);
      });
    }
  });
}

test("no page is wider than any screen, in the usual and in the largest type", async ({ page, isMobile }) => {
  test.skip(!isMobile, "it has screens of its own, and links are larger where one touches them");
  test.setTimeout(180_000);
  const wider = [];
  for (const path of PAGES) {
    await page.goto(path);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      for (const size of TEXT_SIZES) {
        await page.evaluate((size) => document.documentElement.setAttribute("data-text-size", size), size);
        const pixels = await excess(page);
        if (pixels > 0) wider.push(`${path} by ${pixels} px at ${width} px, size "${size}"`);
      }
    }
  }
  expect(wider).toEqual([]);
});

/** By how much the page is wider than the screen, in pixels. */
function excess(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** What a finger could miss: controls lower than 44 px, links in running text excepted. */
function smallTargets(page) {
  return page.evaluate(() => {
    const height = (element) => {
      // A label widens its control, and a card its title's link.
      const around = [element, ...(element.labels ?? []), element.closest(".card")].filter(Boolean);
      return Math.max(...around.map((each) => each.getBoundingClientRect().height));
    };
    const isShown = (element) => element.checkVisibility() && element.getBoundingClientRect().width > 1;
    const isInText = (element) => element.closest("p, .article__text") && getComputedStyle(element).display === "inline";
    return [...document.querySelectorAll("a, button, input, select, summary, textarea")]
      .filter((element) => isShown(element) && !isInText(element) && height(element) < 44)
      .map((element) => `${element.localName} ${element.className} ${element.textContent.trim()}`);
  });
}
