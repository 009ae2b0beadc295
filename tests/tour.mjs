// Takes the pictures of `docs/screenshots` from a running portal with the demo town:
//
//     node tests/tour.mjs http://127.0.0.1:8080 [folder]
//
// Every page in every look that differs, some of them on a phone in the largest type, and an article as it is printed.

import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { chromium } from "@playwright/test";

const [base, folder = "docs/screenshots"] = process.argv.slice(2);

const PAGES = {
  home: "/",
  category: "/chuyen-muc/dat-va-nguoi",
  article: "/bai-viet/nui-hong-linh-chin-muoi-chin-dinh",
  map: "/ban-do",
  songs: "/ca-khuc",
  links: "/lien-ket",
  statistics: "/thong-ke",
  search: "/tim-kiem?q=hong+linh",
  archive: "/luu-tru/2026/11",
};
const DESKTOP = { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 0.6 };
const LOOKS = {
  light: DESKTOP,
  dark: { ...DESKTOP, colorScheme: "dark" },
  "large-type": { ...DESKTOP, chosen: { "conglang.text-size": "largest" } },
  narrow: { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true },
  "narrow-large-type": {
    viewport: { width: 360, height: 740 },
    isMobile: true,
    hasTouch: true,
    chosen: { "conglang.text-size": "largest" },
    shown: ["home", "article"],
  },
};

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
await mkdir(folder, { recursive: true });
for (const [look, { chosen = {}, shown = Object.keys(PAGES), ...options }] of Object.entries(LOOKS)) {
  const context = await browser.newContext({ ...options, baseURL: base, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" });
  await context.addInitScript((chosen) => {
    for (const [key, value] of Object.entries(chosen)) localStorage.setItem(key, value);
  }, chosen);
  const page = await context.newPage();
  for (const name of shown) {
    await show(page, PAGES[name]);
    const clip = await page.evaluate(whole);
    const picture = { path: join(folder, `${name}-${look}.jpg`), type: "jpeg", quality: 50 };
    if (options.hasTouch) {
      // In a picture of more than its window Chromium forgets fingers, and the room that they need.
      await page.evaluate(keepMap);
      await page.setViewportSize({ width: clip.width, height: Math.ceil(clip.height) });
      await page.screenshot(picture);
      await page.setViewportSize(options.viewport);
    } else {
      await page.screenshot({ ...picture, fullPage: true, clip });
    }
  }
  await context.close();
}

// What the README shows: what is seen first.
for (const [name, path, options] of [
  ["home", PAGES.home, { viewport: { width: 1440, height: 1000 } }],
  ["map", PAGES.map, { viewport: { width: 1440, height: 1000 } }],
  ["phone", PAGES.article, { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true }],
]) {
  const context = await browser.newContext({ ...options, baseURL: base, locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh" });
  const page = await context.newPage();
  await show(page, path);
  await page.screenshot({ path: join(folder, `${name}.jpg`), type: "jpeg", quality: 85 });
  await context.close();
}

const page = await browser.newPage({ baseURL: base });
await show(page, PAGES.article);
// A browser that prints waits for the code, which is fetched for paper alone; here nobody does.
await page.emulateMedia({ media: "print" });
await page.waitForFunction(() => document.querySelector(".paper__code").complete);
await page.pdf({ path: join(folder, "article-print.pdf"), format: "A4" });
await browser.close();

/** In the page: all of it, and nothing of the window below. */
function whole() {
  const { width, height } = document.body.getBoundingClientRect();
  return { x: 0, y: 0, width, height };
}

/** In the page: the map, whose height goes by that of the window, stays as high as it is. */
function keepMap() {
  const map = document.querySelector(".map-canvas");
  if (map) map.style.height = `${map.offsetHeight}px`;
}

/** Opens a page and waits for its pictures: those further down load when they are scrolled to. */
async function show(page, path) {
  await page.goto(path);
  await page.evaluate(async () => {
    for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
      scrollTo(0, y);
      await new Promise((resolve) => setTimeout(resolve, 60));
    }
    scrollTo(0, 0);
  });
  await page.waitForTimeout(500);
}
