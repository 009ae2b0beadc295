import { demoArticle, expect, open, test } from "./support/portal.mjs";
import { startProxy } from "./support/proxy.mjs";

test.use({ serviceWorkers: "allow" });

const keptText = (page, path) =>
  page.evaluate(async (path) => (await caches.match(path, { ignoreVary: true }))?.text(), path);

test("a page that comes late is what is kept from then on", async ({ page, baseURL }) => {
  const { path, title } = await demoArticle("den-song-trang");
  const proxy = await startProxy(() => baseURL);
  try {
    await open(page, proxy.url + path);
    await expect.poll(() => keptText(page, path)).toContain(title);
    await page.evaluate(
      async ({ path, title }) => {
        const cache = await caches.open("pages-v1");
        const page = await cache.match(path, { ignoreVary: true });
        const older = (await page.text()).replaceAll(title, "Bản đã cũ");
        await cache.put(path, new Response(older, { headers: page.headers }));
      },
      { path, title },
    );

    const release = proxy.hold(new RegExp(`^GET ${path}$`));
    await page.goto(proxy.url + path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bản đã cũ");
    release();
    await expect.poll(() => keptText(page, path)).toContain(title);
  } finally {
    // Its stream would break off.
    await page.close();
    await proxy.stop();
  }
});
