import { chooseStars, demoArticle, expect, open, test } from "./support/portal.mjs";

const isLive = (request) => new URL(request.url()).pathname === "/api/v1/live";

test("tabs share one stream, and another takes it over when its tab closes", async ({ page, context }) => {
  const article = await demoArticle("den-do-dai-bui-cam-ho");
  const streams = [];
  context.on("request", (request) => isLive(request) && streams.push(request));
  const voter = await context.newPage();
  await open(voter, article.path);
  await expect.poll(() => streams.length).toBe(1);
  await open(page, article.path);
  const summary = page.getByText(/lượt đánh giá: |Chưa có đánh giá/).first();
  const before = await summary.innerText();

  await chooseStars(voter, 4);
  await voter.getByRole("button", { name: "Gửi đánh giá" }).click();
  await expect(voter.getByText(/Bạn đã đánh giá 4 sao/).first()).toBeVisible();
  // Nothing was done in this tab, which has no stream of its own.
  await expect(summary).not.toHaveText(before);
  await expect(summary).toHaveText(/lượt đánh giá: /);
  expect(streams).toHaveLength(1);

  const followed = page.waitForRequest(isLive);
  await voter.close();
  await followed;
  expect(streams).toHaveLength(2);
});

test("a tab that nobody sees leaves the stream to one that is seen", async ({ page, context }) => {
  const article = await demoArticle("den-do-dai-bui-cam-ho");
  const other = await context.newPage();
  const followed = other.waitForRequest(isLive);
  await open(other, article.path);
  await followed;
  await open(page, article.path);
  const show = (tab, isShown) =>
    tab.evaluate((isShown) => {
      Object.defineProperty(document, "hidden", { configurable: true, get: () => !isShown });
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    }, isShown);

  const taken = page.waitForRequest(isLive);
  await show(other, false);
  await taken;
  const takenBack = other.waitForRequest(isLive);
  await show(other, true);
  await show(page, false);
  await takenBack;
});

test("a stream that was refused is opened again", async ({ page, expectedErrors }) => {
  expectedErrors.push(/status of 503/);
  let refused = 0;
  await page.route(isLiveUrl, async (route) => {
    if (refused < 2) {
      refused += 1;
      await route.fulfill({ status: 503, body: "" });
    } else {
      await route.continue();
    }
  });
  const opened = page.waitForResponse((response) => isLive(response.request()) && response.ok());
  await open(page, "/");
  await opened;
  expect(refused).toBe(2);
});

function isLiveUrl(url) {
  return url.pathname === "/api/v1/live";
}
