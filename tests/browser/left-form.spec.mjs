import { chooseStars, demoArticle, expect, open, test, writeComment } from "./support/portal.mjs";

test.use({ serviceWorkers: "allow" });

/** Holds back what the page's forms send, which fails once `fail` is called. */
function holdWrites() {
  const { fetch } = globalThis;
  const failed = new Promise((resolve) => (globalThis.fail = resolve));
  globalThis.held = [];
  globalThis.fetch = async (request, options) => {
    const { method = "GET", url = "" } = request;
    if (method === "GET" || !/\/(comments|rating)$/.test(new URL(url).pathname)) {
      return fetch.call(globalThis, request, options);
    }
    globalThis.held.push(method);
    await failed;
    throw new TypeError("Failed to fetch");
  };
}

test("what fails after its article was left waits in the outbox, and leads back to its form", async ({ page, context, expectedErrors }) => {
  expectedErrors.push(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/);
  const article = await demoArticle("den-song-trang");
  const body = "Chủ nhật này đền có mở cửa không?";
  await page.addInitScript(holdWrites);
  await open(page, article.path);
  const isKept = async (path) =>
    Boolean(navigator.serviceWorker.controller && (await caches.match(path, { ignoreVary: true })));
  await expect.poll(() => page.evaluate(isKept, article.path)).toBe(true);
  await chooseStars(page, 4);
  await page.getByRole("button", { name: "Gửi đánh giá" }).click();
  const form = await writeComment(page, { name: "Trần Thị Lụa", body });
  await form.getByRole("button", { name: "Gửi bình luận" }).click();
  await expect.poll(() => page.evaluate(() => globalThis.held.toSorted())).toEqual(["POST", "PUT"]);

  const next = page.getByRole("navigation", { name: "Bài viết trước và sau" }).getByRole("link", { name: /^Bài mới hơn/ });
  await next.click();
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).not.toHaveText(article.title);
  await expect(heading).toBeFocused();
  await context.setOffline(true);
  await page.evaluate(() => globalThis.fail());
  await expect(page.locator("[data-line=outbox]")).toContainText("2");
  // Nothing of the form that was left is in the page.
  await expect(page.locator("#viet-binh-luan")).toHaveCount(1);

  await open(page, "/da-luu");
  const waiting = page.getByRole("list", { name: "Hộp thư đi" }).getByRole("listitem");
  await expect(waiting).toHaveCount(2);
  const comment = waiting.filter({ hasText: body });
  await expect(waiting.filter({ hasText: "4 sao" }).getByRole("link", { name: article.title })).toBeVisible();
  await comment.getByRole("link", { name: article.title }).click();
  await expect(page).toHaveURL(new RegExp(`${article.path}#viet-binh-luan$`));
  await expect(page.getByRole("heading", { name: "Viết bình luận" })).toBeInViewport();
});
