// How soon an article that was read before shows its text, with the network off, the server gone, and a
// processor that is slowed down four times. `cargo xtask bench offline` runs it; it ends with 1 above the limit.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium } from "@playwright/test";

import { startServer } from "../browser/support/server.mjs";
import { launchOffline } from "./devtools.mjs";

const RUNS = 15;
/** Of a browser that has just been started, and not counted. */
const WARM_UPS = 3;
const SLOWDOWN = 4;
const LIMIT_MS = 300;
const SCREEN = { width: 390, height: 844 };
/** As many pages as the worker keeps. */
const PAGES = 100;
const ARTICLE = "/bai-viet/nui-hong-linh-chin-muoi-chin-dinh";
/** A page that is nothing but a heading: what browser and machine take for any page. */
const BARE = "/bai-viet/trang-tran";

const median = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];

/** Notes when the heading is painted, from the beginning of the navigation. */
function watchHeading() {
  globalThis.painted = new Promise((resolve) => {
    new PerformanceObserver((list) => {
      for (const { renderTime } of list.getEntries()) resolve(renderTime);
    }).observe({ type: "element", buffered: true });
  });
  new MutationObserver((_, observer) => {
    const heading = document.querySelector("h1");
    if (!heading) return;
    heading.setAttribute("elementtiming", "heading");
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
}

/** A reader who has read the article, and a hundred pages in all. */
async function read(page, url) {
  await page.goto(url);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await page.goto(url + ARTICLE);
  await page.evaluate(
    async ({ article, bare, pages }) => {
      const find = () => caches.match(article, { ignoreVary: true });
      // The worker keeps the page after it has come.
      let page;
      while (!(page = await find())) await new Promise((resolve) => setTimeout(resolve, 50));
      const cache = await caches.open("pages-v1");
      const { headers } = page;
      await cache.put(bare, new Response("<!DOCTYPE html><html lang=\"vi\"><h1>Tin mới</h1></html>", { headers }));
      for (let number = (await cache.keys()).length; number < pages; number += 1) {
        await cache.put(`/bai-viet/bai-da-doc-${number}`, page.clone());
      }
    },
    { article: ARTICLE, bare: BARE, pages: PAGES },
  );
  // What the worker fetches beforehand is in.
  await page.waitForLoadState("networkidle");
}

async function measure({ send }, url) {
  const { targetId } = await send("Target.createTarget", { url: "about:blank" });
  const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
  const tell = (method, params) => send(method, params, sessionId);
  await tell("Emulation.setDeviceMetricsOverride", { ...SCREEN, deviceScaleFactor: 2, mobile: true });
  await tell("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
  // A reader comes back after the worker was put to sleep.
  await tell("ServiceWorker.enable");
  await tell("ServiceWorker.stopAllWorkers");
  await tell("Page.enable");
  await tell("Page.addScriptToEvaluateOnNewDocument", { source: `(${watchHeading})()` });
  await tell("Page.navigate", { url });
  const { result } = await tell("Runtime.evaluate", { expression: `(${timing})()`, awaitPromise: true, returnByValue: true });
  await send("Target.closeTarget", { targetId });
  return result.value;
}

/** In the page: milliseconds from the beginning of the navigation. */
async function timing() {
  const heading = await globalThis.painted;
  const { workerStart, fetchStart, responseStart, responseEnd } = performance.getEntriesByType("navigation")[0];
  return { heading, worker: fetchStart - workerStart, first: responseStart, last: responseEnd };
}

const folder = await mkdtemp(join(tmpdir(), "conglang-bench-"));
// The server fills the folder with the demo town.
const server = await startServer(folder, 300_000);
const profile = join(folder, "browser");
const reader = await chromium.launchPersistentContext(profile, {
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
  viewport: SCREEN,
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
});
try {
  await read(await reader.newPage(), server.url);
} finally {
  await reader.close();
  await server.stop();
}
const browser = await launchOffline(profile);
let heading;
try {
  const timings = [];
  const bare = [];
  for (let run = 1; run <= WARM_UPS; run += 1) await measure(browser, server.url + ARTICLE);
  for (let run = 1; run <= RUNS; run += 1) {
    bare.push((await measure(browser, server.url + BARE)).heading);
    const timing = await measure(browser, server.url + ARTICLE);
    timings.push(timing);
    const told = Object.entries(timing).map(([name, time]) => `${name} ${Math.round(time)}`);
    console.log(`run ${run}: ${told.join(", ")} ms`);
  }
  console.log(`a bare heading: ${Math.round(median(bare))} ms`);
  heading = Math.round(median(timings.map((timing) => timing.heading)));
  console.log(`text of the article, offline, ${SLOWDOWN}x slower: ${heading} ms, median of ${RUNS}, limit ${LIMIT_MS}`);
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}
process.exit(heading < LIMIT_MS ? 0 : 1);
