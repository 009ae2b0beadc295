import { demoArticle, expect, expectAccessible, started, test } from "./support/portal.mjs";

test("nothing moves while an article loads, and nothing is wider than the screen", async ({ page }) => {
  await page.addInitScript(() => {
    globalThis.layoutShift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (!entry.hadRecentInput) globalThis.layoutShift += entry.value;
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  const article = await demoArticle("nui-hong-linh-chin-muoi-chin-dinh");
  await page.goto(article.path);
  await started(page);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  expect(await page.evaluate(() => globalThis.layoutShift)).toBeLessThan(0.001);
  const excess = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(excess).toBe(0);
  await expectAccessible(page);
});
