// Long, since each flow needs the portal of its own that is described here, which it stops, changes and starts again.

import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import {
  chooseStars, demoArticle, expect, expectAccessible, formOf, nextCode, open, test, writeComment,
} from "./support/portal.mjs";
import { startProxy } from "./support/proxy.mjs";
import { expectRecorded } from "./support/recorded.mjs";
import { binary, startServer } from "./support/server.mjs";

const WAITING = "Đang chờ gửi: sẽ tự gửi khi có mạng";
const RECEIVED = "Cổng đã nhận bình luận của bạn. Đang chờ duyệt.";
const RATED = "Đã ghi nhận đánh giá của bạn. Xin cảm ơn!";

test.use({ serviceWorkers: "allow" });

test.beforeEach(({ expectedErrors }) => {
  expectedErrors.push(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|ERR_CONNECTION|ERR_EMPTY_RESPONSE|Failed to fetch/);
});

/** A portal of the flow's own, which it stops and starts again at the same address; with other settings if need be. */
const it = test.extend({
  town: [
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), "conglang-outbox-"));
      await cp(process.env.CONGLANG_DEMO_DATA, folder, { recursive: true });
      const server = await startServer(folder);
      await use({
        ...server,
        async change(from, to) {
          await server.stop();
          const path = join(folder, "site.toml");
          await writeFile(path, (await readFile(path, "utf8")).replace(from, to));
          await server.restart();
        },
        /** The texts of all comments that were not decided on. */
        async comments() {
          const command = ["comments", "--data", folder, "list"];
          const { stdout } = await promisify(execFile)(binary, command);
          return stdout;
        },
      });
      await server.kill();
      await rm(folder, { recursive: true, force: true });
    },
    { scope: "test" },
  ],
  baseURL: async ({ town }, use) => use(town.url),
});

/** Opens a page that has a service worker from then on. */
async function openWithWorker(page, path) {
  await open(page, path);
  await expect.poll(() => page.evaluate(() => Boolean(navigator.serviceWorker.controller))).toBe(true);
}

/** What waits, or was just sent. */
function waiting(page) {
  return page.getByRole("list", { name: "Hộp thư đi" }).getByRole("listitem");
}

/** The service worker of the flow's pages. */
const workerOf = (context) => context.serviceWorkers().find((worker) => worker.url().endsWith("/service-worker.js"));

/** The worker does not hear the next message of this `kind`. */
const missNext = (page, kind) =>
  page.evaluate((kind) => {
    const { postMessage } = ServiceWorker.prototype;
    ServiceWorker.prototype.postMessage = function (message, ...rest) {
      if (message.kind === kind) ServiceWorker.prototype.postMessage = postMessage;
      else postMessage.call(this, message, ...rest);
    };
  }, kind);

const outbox = (page) => page.locator(".outbox").filter({ has: page.getByRole("list", { name: "Hộp thư đi" }) });

async function send(page, comment) {
  const form = await writeComment(page, comment);
  await form.getByRole("button", { name: "Gửi bình luận" }).click();
}

function count(text, part) {
  return text.split(part).length - 1;
}

it("a comment written without network goes out after its page was closed", async ({ page, context, town }) => {
  const article = await demoArticle("den-song-trang");
  const body = "Đường lên đền mùa mưa có trơn không?";
  await openWithWorker(page, article.path);
  await context.setOffline(true);
  await send(page, { name: "Trần Thị Lụa", body });
  await expect(waiting(page)).toContainText([body]);
  await expect(waiting(page)).toContainText([WAITING]);
  const form = formOf(page, "Gửi bình luận");
  await expect(form.getByRole("textbox", { name: "Nội dung" })).toHaveValue("");
  await expect(form.getByText(/Không kết nối được/)).toHaveCount(0);
  await expectAccessible(page);

  // Elsewhere a line tells of it, and the page with everything on the device has it.
  await open(page, "/da-luu");
  await expect(waiting(page)).toContainText([article.title]);
  await expectAccessible(page);

  await page.close();
  await context.setOffline(false);
  await expect.poll(async () => count(await town.comments(), body)).toBe(1);

  const later = await context.newPage();
  await open(later, article.path);
  await expect(waiting(later)).toContainText([RECEIVED]);
  await expect(waiting(later).getByRole("link", { name: /^Theo dõi bằng mã biên nhận/ })).toBeVisible();
  await expectRecorded(outbox(later), "outbox-received");
  await later.reload();
  await expect(later.getByRole("heading", { name: "Bình luận bạn đã gửi" })).toBeVisible();
  await expect(later.getByRole("link", { name: /^Theo dõi bình luận/ })).toHaveCount(1);
  await expect(waiting(later)).toHaveCount(0);
  await later.getByRole("link", { name: /^Theo dõi bình luận/ }).click();
  await expect(later.getByText(body).first()).toBeVisible();
  expect(count(await town.comments(), body)).toBe(1);
});

it("where there is no Background Sync, what waits goes out at the next opening, once", async ({ page, context, town }) => {
  const article = await demoArticle("den-song-trang");
  const body = "Máy này không tự gửi khi đóng trang.";
  await openWithWorker(page, article.path);
  const worker = workerOf(context);
  await worker.evaluate(() => {
    self.refused = 0;
    SyncManager.prototype.register = async () => {
      self.refused += 1;
      throw new DOMException("no Background Sync", "NotAllowedError");
    };
  });
  await context.setOffline(true);
  await send(page, { name: "Trần Thị Lụa", body });
  await expect(waiting(page)).toContainText([WAITING]);
  await expect.poll(() => worker.evaluate(() => self.refused)).toBeGreaterThan(0);
  await page.close();
  await context.setOffline(false);
  await worker.evaluate(() => new Promise((resolve) => setTimeout(resolve, 3000)));
  expect(count(await town.comments(), body), "nobody is there to send it").toBe(0);

  const later = await context.newPage();
  await open(later, "/lien-ket");
  await expect.poll(async () => count(await town.comments(), body), { timeout: 30_000 }).toBe(1);
  await open(later, article.path);
  await expect(later.getByRole("link", { name: /^Theo dõi/ }).first()).toBeVisible();
  await expect(waiting(later).filter({ hasText: WAITING })).toHaveCount(0);
  expect(count(await town.comments(), body)).toBe(1);
});

it("what waits is changed and withdrawn", async ({ page, context, town }) => {
  const article = await demoArticle("den-song-trang");
  await openWithWorker(page, article.path);
  await context.setOffline(true);
  await send(page, { name: "Trần Thị Lụa", body: "Bản viết đầu tiên" });
  await page.getByRole("button", { name: "Sửa: Bản viết đầu tiên" }).click();
  await expect(waiting(page)).toHaveCount(0);
  const form = formOf(page, "Gửi bình luận");
  const text = form.getByRole("textbox", { name: "Nội dung" });
  await expect(text).toBeFocused();
  await expect(text).toHaveValue("Bản viết đầu tiên");
  await text.fill("Bản viết thứ hai");
  await form.getByRole("button", { name: "Gửi bình luận" }).click();
  await expect(waiting(page)).toContainText(["Bản viết thứ hai"]);

  await send(page, { name: "Trần Thị Lụa", body: "Bản rút lại" });
  await expect(waiting(page)).toHaveCount(2);
  await page.getByRole("button", { name: "Rút lại: Bản rút lại" }).click();
  await expect(waiting(page)).toHaveCount(1);
  await expect(page.getByText("Đã rút lại, cổng sẽ không nhận nội dung này.")).toBeFocused();
  await expectAccessible(page);

  await context.setOffline(false);
  await expect(waiting(page)).toContainText([RECEIVED]);
  const comments = await town.comments();
  expect(count(comments, "Bản viết thứ hai")).toBe(1);
  expect(count(comments, "Bản viết đầu tiên")).toBe(0);
  expect(count(comments, "Bản rút lại")).toBe(0);
});

it("what waits comes back as an answer to whom it was written, or to nobody", async ({ page, context, town }) => {
  const article = await demoArticle("hai-phuong-moi-tu-1-7-2025");
  const name = "Trần Thị Lụa";
  const [plain, thanks] = ["Mong bảng này có bản in sẵn.", "Cháu cảm ơn ạ."];
  await openWithWorker(page, article.path);
  await context.setOffline(true);
  const form = formOf(page, "Gửi bình luận");
  const text = form.getByRole("textbox", { name: "Nội dung" });
  const answered = form.getByText(/^Bạn đang trả lời/);
  const answer = async (person) => {
    await page.getByRole("link", { name: `Trả lời ${person}`, exact: true }).click();
    await expect(answered).toContainText(person);
  };
  const change = (words) => waiting(page).filter({ hasText: words }).getByRole("button", { name: /^Sửa/ }).click();
  await send(page, { name, body: plain });
  await expect(waiting(page)).toHaveCount(1);
  await answer("Trần Văn Minh");
  await send(page, { name, body: thanks });
  await expect(waiting(page)).toHaveCount(2);
  await answer("Lê Thị Thanh");
  await send(page, { name, body: thanks });
  await expect(waiting(page)).toHaveCount(3);
  await expect(answered).toHaveCount(0);

  await answer("Lê Thị Thanh");
  await change(plain);
  await expect(waiting(page)).toHaveCount(2);
  await expect(text).toHaveValue(plain);
  await expect(answered).toHaveCount(0);
  await form.getByRole("button", { name: "Gửi bình luận" }).click();
  await expect(waiting(page)).toHaveCount(3);
  await expect(waiting(page).filter({ hasText: plain })).not.toContainText("Trả lời");

  await answer("Lê Thị Thanh");
  await change("Trả lời Trần Văn Minh");
  await expect(waiting(page)).toHaveCount(2);
  await expect(text).toHaveValue(thanks);
  await expect(answered).toContainText("Trần Văn Minh");
  // The same words to somebody else are another comment.
  await change("Trả lời Lê Thị Thanh");
  await expect(page.getByText(/^Trong ô Nội dung đang có một bình luận khác/)).toBeFocused();
  await expect(waiting(page)).toHaveCount(2);
  await form.getByRole("button", { name: "Gửi bình luận" }).click();
  await expect(waiting(page)).toHaveCount(3);

  await context.setOffline(false);
  await expect.poll(async () => count(await town.comments(), thanks), { timeout: 30_000 }).toBe(2);
  await expect.poll(async () => count(await town.comments(), plain)).toBe(1);
});

it("a text that the worker did not let go of in time comes back at the next press", async ({ page, context }) => {
  const article = await demoArticle("den-song-trang");
  const body = "Đường lên đền đã có đèn chưa?";
  await openWithWorker(page, article.path);
  await context.setOffline(true);
  await send(page, { name: "Trần Thị Lụa", body });
  await expect(waiting(page)).toHaveCount(1);
  await missNext(page, "withdraw");
  const change = page.getByRole("button", { name: `Sửa: ${body}` });
  const text = formOf(page, "Gửi bình luận").getByRole("textbox", { name: "Nội dung" });
  await change.click();
  await expect(page.getByText(/^Chưa rút lại được/)).toBeFocused({ timeout: 20_000 });
  await expect(text).toHaveValue(body);
  await expect(waiting(page)).toHaveCount(1);
  await change.click();
  await expect(waiting(page)).toHaveCount(0);
  await expect(text).toHaveValue(body);
  await expect(text).toBeFocused();
});

it("what an older worker did not hear any more, the newer one does", async ({ page, context }) => {
  const article = await demoArticle("den-song-trang");
  const body = "Đền mở cửa đến mấy giờ?";
  await openWithWorker(page, article.path);
  await context.setOffline(true);
  await send(page, { name: "Trần Thị Lụa", body });
  await expect(waiting(page)).toHaveCount(1);
  await missNext(page, "withdraw");
  await page.getByRole("button", { name: `Rút lại: ${body}` }).click();
  // As when it has just given place.
  await page.evaluate(() => navigator.serviceWorker.dispatchEvent(new Event("controllerchange")));
  await expect(page.getByText("Đã rút lại, cổng sẽ không nhận nội dung này.")).toBeVisible();
  await expect(waiting(page)).toHaveCount(0);
});

it("a comment that arrived though nobody was told is withdrawn from the portal too", async ({ page, context, town }) => {
  const article = await demoArticle("den-song-trang");
  const body = "Câu trả lời bị mất trên đường về.";
  await openWithWorker(page, article.path);
  await page.route("**/api/v1/articles/*/comments", async (route) => {
    await route.fetch();
    await context.setOffline(true);
    await route.abort("connectionreset");
  });
  await send(page, { name: "Lê Thị Mận", body });
  await expect(waiting(page)).toContainText([WAITING]);
  expect(count(await town.comments(), body)).toBe(1);
  await page.getByRole("button", { name: `Rút lại: ${body}` }).click();
  await expect(waiting(page)).toHaveCount(0);
  await context.setOffline(false);
  await expect.poll(async () => count(await town.comments(), body)).toBe(0);
});

it("a vote without network counts once, the last one", async ({ page, context, town, request }) => {
  const { path, slug } = await demoArticle("den-song-trang");
  const rating = async () => (await request.get(`/api/v1/articles/${slug}/rating`)).json();
  const { count: before } = await rating();
  await openWithWorker(page, path);
  await context.setOffline(true);
  const form = formOf(page, "Gửi đánh giá");
  for (const stars of [2, 4]) {
    await chooseStars(page, stars);
    await form.getByRole("button", { name: "Gửi đánh giá" }).click();
    await expect(waiting(page)).toContainText([`Đánh giá: ${stars} sao`]);
  }
  await expect(waiting(page)).toHaveCount(1);
  await expectAccessible(page);
  await context.setOffline(false);
  await expect(waiting(page)).toContainText([RATED]);
  expect((await rating()).count).toBe(before + 1);
  const mine = await page.evaluate(async (slug) => (await fetch(`/api/v1/articles/${slug}/rating`)).json(), slug);
  expect(mine.mine).toBe(4);
});

it("a first vote whose answer was lost counts once", async ({ page, town, request }) => {
  it.setTimeout(120_000);
  const { path, slug } = await demoArticle("den-song-trang");
  const rating = async () => (await request.get(`/api/v1/articles/${slug}/rating`)).json();
  const { count: before } = await rating();
  const proxy = await startProxy(() => town.url);
  try {
    await openWithWorker(page, proxy.url + path);
    const answerAgain = proxy.lose(/^PUT .*\/rating$/);
    await chooseStars(page, 4);
    await page.getByRole("button", { name: "Gửi đánh giá" }).click();
    await expect(waiting(page)).toContainText([WAITING]);
    expect((await rating()).count).toBe(before + 1);
    answerAgain();
    await expect(waiting(page)).toContainText([RATED], { timeout: 60_000 });
    expect((await rating()).count).toBe(before + 1);
  } finally {
    // Its stream would break off.
    await page.close();
    await proxy.stop();
  }
});

it("what is refused on the way keeps nothing else from going out", async ({ page, context, town }) => {
  it.setTimeout(120_000);
  const [first, second] = await Promise.all(["den-song-trang", "nui-hong-linh-chin-muoi-chin-dinh"].map(demoArticle));
  const body = "Bài viết hay quá, cảm ơn ban biên tập.";
  const proxy = await startProxy(() => town.url);
  try {
    await openWithWorker(page, proxy.url + first.path);
    await open(page, proxy.url + second.path);
    const isKept = (path) => page.evaluate(async (path) => Boolean(await caches.match(path, { ignoreVary: true })), path);
    for (const { path } of [first, second]) await expect.poll(() => isKept(path)).toBe(true);
    const allow = proxy.refuse(new RegExp(`^POST .*${first.slug}/comments$`));
    await context.setOffline(true);
    for (const { path } of [first, second]) {
      await open(page, proxy.url + path);
      await send(page, { name: "Trần Thị Lụa", body });
      await expect(waiting(page).filter({ hasText: WAITING }).first()).toBeVisible();
    }
    await context.setOffline(false);
    await expect.poll(async () => count(await town.comments(), body), { timeout: 60_000 }).toBe(1);
    await expect(waiting(page)).toContainText([RECEIVED], { timeout: 30_000 });
    allow();
    await expect.poll(async () => count(await town.comments(), body), { timeout: 60_000 }).toBe(2);
  } finally {
    // Its stream would break off.
    await page.close();
    await proxy.stop();
  }
});

it("who takes a vote back that may have arrived is told so", async ({ page, town, request }) => {
  const { path, slug } = await demoArticle("den-song-trang");
  const rating = async () => (await request.get(`/api/v1/articles/${slug}/rating`)).json();
  const { count: before } = await rating();
  const proxy = await startProxy(() => town.url);
  try {
    await openWithWorker(page, proxy.url + path);
    proxy.lose(/^PUT .*\/rating$/);
    await chooseStars(page, 4);
    await page.getByRole("button", { name: "Gửi đánh giá" }).click();
    await expect(waiting(page)).toContainText([WAITING]);
    await page.getByRole("button", { name: "Rút lại: Đánh giá: 4 sao" }).click();
    await expect(page.getByText("đánh giá có thể đã tới cổng trước đó")).toBeVisible();
    await expect(waiting(page)).toHaveCount(0);
    expect((await rating()).count).toBe(before + 1);
  } finally {
    // Its stream would break off.
    await page.close();
    await proxy.stop();
  }
});

it("a vote that is taken back while its captcha is solved does not go out", async ({ page, context, town, request }) => {
  const { path, slug } = await demoArticle("den-song-trang");
  const rating = async () => (await request.get(`/api/v1/articles/${slug}/rating`)).json();
  const { count: before } = await rating();
  const proxy = await startProxy(() => town.url);
  try {
    await openWithWorker(page, proxy.url + path);
    await context.setOffline(true);
    await chooseStars(page, 4);
    await page.getByRole("button", { name: "Gửi đánh giá" }).click();
    await expect(waiting(page)).toContainText([WAITING]);
    const release = proxy.hold(/^POST \/api\/v1\/captcha$/);
    await context.setOffline(false);
    await expect(waiting(page)).toContainText(["Đang gửi…"]);
    await page.getByRole("button", { name: "Rút lại: Đánh giá: 4 sao" }).click();
    await expect(page.getByText("Đã rút lại, cổng sẽ không nhận nội dung này.")).toBeVisible();
    release();
    // What is written after it goes out after it.
    await page.route("**/api/v1/articles/*/comments", (route) =>
      route.request().method() === "POST" ? route.abort("connectionreset") : route.continue(),
    );
    await send(page, { name: "Trần Thị Lụa", body: "Viết sau khi rút lại đánh giá." });
    await expect(waiting(page)).toContainText([RECEIVED], { timeout: 30_000 });
    expect((await rating()).count).toBe(before);
  } finally {
    // Its stream would break off.
    await page.close();
    await proxy.stop();
  }
});

it("a vote that is put in while another one goes out stays, and goes out after it", async ({ page, context, town, request }) => {
  const { path, slug, title } = await demoArticle("den-song-trang");
  const rating = async () => (await request.get(`/api/v1/articles/${slug}/rating`)).json();
  const { count: before } = await rating();
  await openWithWorker(page, path);
  const worker = workerOf(context);
  // The page's own vote comes to the worker as a request, those that wait it sends by their address.
  await worker.evaluate(() => {
    const { fetch } = self;
    self.fetch = async (request, ...rest) => {
      if (request.method === "PUT") await new Promise((release) => (self.release = release));
      return fetch(request, ...rest);
    };
  });
  await chooseStars(page, 4);
  await page.getByRole("button", { name: "Gửi đánh giá" }).click();
  await expect.poll(() => worker.evaluate(() => Boolean(self.release))).toBe(true);
  // As another tab without an answer does.
  const entry = { id: `rating:${slug}`, kind: "rating", slug, title, language: "vi", stars: 2, key: crypto.randomUUID() };
  const queued = await page.evaluate(
    (entry) =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => resolve(data);
        navigator.serviceWorker.controller.postMessage({ kind: "queue", entry }, [port2]);
      }),
    entry,
  );
  expect(queued).toEqual({ ok: true });
  expect((await rating()).count).toBe(before);
  // Longer than a page waits before it has the worker look again.
  await worker.evaluate(() => new Promise((resolve) => setTimeout(resolve, 3000)));
  await worker.evaluate(() => self.release());
  const mine = () => page.evaluate(async (slug) => (await (await fetch(`/api/v1/articles/${slug}/rating`)).json()).mine, slug);
  await expect.poll(mine, { timeout: 30_000 }).toBe(2);
  expect((await rating()).count).toBe(before + 1);
});

it("two tabs show what waits, and every receipt is remembered", async ({ page, context, town }) => {
  const article = await demoArticle("den-song-trang");
  await openWithWorker(page, article.path);
  const other = await context.newPage();
  await open(other, article.path);
  await context.setOffline(true);
  await send(page, { name: "Trần Thị Lụa", body: "Viết ở thẻ thứ nhất." });
  await expect(waiting(page)).toHaveCount(1);
  await send(other, { name: "Trần Thị Lụa", body: "Viết ở thẻ thứ hai." });
  for (const tab of [page, other]) await expect(waiting(tab)).toHaveCount(2);

  await context.setOffline(false);
  const remembered = () =>
    page.evaluate((slug) => JSON.parse(localStorage.getItem(`conglang.sent-comments.${slug}`) ?? "[]").length, article.slug);
  await expect.poll(remembered, { timeout: 30_000 }).toBe(2);
  // The app has not read what the extras have written since.
  await send(page, { name: "Trần Thị Lụa", body: "Viết khi đã có mạng." });
  for (const tab of [page, other]) {
    await expect(tab.getByRole("link", { name: /^Theo dõi bình luận/ })).toHaveCount(3);
  }
  await page.reload();
  await expect(page.getByRole("link", { name: /^Theo dõi bình luận/ })).toHaveCount(3);
  expect(count(await town.comments(), "Viết ")).toBe(3);
});

it("what is on its way cannot be changed, and waits as it was tried", async ({ page, town }) => {
  const article = await demoArticle("den-song-trang");
  const body = "Đoạn này đang trên đường đi.";
  let fail;
  const failed = new Promise((resolve) => (fail = resolve));
  await openWithWorker(page, article.path);
  await page.route("**/api/v1/articles/*/comments", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    await failed;
    return route.abort("connectionreset");
  });
  await send(page, { name: "Lê Thị Mận", body });
  const text = formOf(page, "Gửi bình luận").getByRole("textbox", { name: "Nội dung" });
  await expect(text).not.toBeEditable();
  fail();
  await expect(waiting(page)).toContainText([body]);
  await expect(text).toBeEditable();
  await expect(waiting(page)).toContainText([RECEIVED], { timeout: 30_000 });
  expect(count(await town.comments(), body)).toBe(1);
});

it("while a proxy answers for the portal, writing waits", async ({ page, town, expectedErrors }) => {
  expectedErrors.push(/status of 502/);
  const article = await demoArticle("den-song-trang");
  const body = "Máy chủ đang khởi động lại.";
  await openWithWorker(page, article.path);
  await page.route("**/api/v1/articles/*/comments", (route) =>
    route.request().method() === "POST"
      ? route.fulfill({ status: 502, contentType: "text/html", body: "<h1>Bad Gateway</h1>" })
      : route.continue(),
  );
  await send(page, { name: "Lê Thị Mận", body });
  await expect(waiting(page)).toContainText([body]);
  await expect(waiting(page)).toContainText([RECEIVED], { timeout: 30_000 });
  expect(count(await town.comments(), body)).toBe(1);
});

it("a double press takes back once, and says so", async ({ page, context }) => {
  const article = await demoArticle("den-song-trang");
  await openWithWorker(page, article.path);
  await context.setOffline(true);
  await chooseStars(page, 3);
  await page.getByRole("button", { name: "Gửi đánh giá" }).click();
  await expect(waiting(page)).toHaveCount(1);
  // At once: what is taken back makes room, and a second press of a mouse may meet what moves there.
  await page.getByRole("button", { name: "Rút lại: Đánh giá: 3 sao" }).evaluate((button) => {
    button.click();
    button.click();
  });
  await expect(waiting(page)).toHaveCount(0);
  await expect(page.getByText("Đã rút lại, cổng sẽ không nhận nội dung này.")).toBeVisible();
  await expect(page.getByText("Nội dung này vừa được gửi xong.")).toHaveCount(0);
});

it("writing comes back into its form on a device that is full", async ({ page, context }) => {
  const article = await demoArticle("den-song-trang");
  const body = "Máy này đầy ảnh mất rồi.";
  await openWithWorker(page, article.path);
  await context.setOffline(true);
  await send(page, { name: "Lê Thị Mận", body });
  await expect(waiting(page)).toContainText([WAITING]);
  await page.evaluate(() => {
    for (let size = 1 << 20, number = 0; size > 0; number += 1) {
      try {
        localStorage.setItem(`full-${number}`, "x".repeat(size));
      } catch {
        size >>= 1;
      }
    }
  });
  await page.getByRole("button", { name: `Sửa: ${body}` }).click();
  await expect(waiting(page)).toHaveCount(0);
  const text = formOf(page, "Gửi bình luận").getByRole("textbox", { name: "Nội dung" });
  await expect(text).toHaveValue(body);
  await expect(text).toBeFocused();
});

it("a portal that does without the worker still shows what it refused, and lets go of the worker then", async ({
  page,
  context,
  town,
}) => {
  const article = await demoArticle("den-song-trang");
  const body = "Viết xong thì cổng đổi cách làm.";
  await openWithWorker(page, article.path);
  await context.setOffline(true);
  await send(page, { name: "Lê Văn Sáu", body });
  await expect(waiting(page)).toContainText([WAITING]);
  await town.change("comments = true", "comments = false");
  await context.setOffline(false);
  await expect(waiting(page)).toContainText(["Cổng không nhận: Tính năng này đang tắt."]);

  await town.change(/(\[offline\][^[]*?\n)enabled = true/, "$1enabled = false");
  await page.goto("/da-luu");
  await expect(waiting(page)).toContainText([body], { timeout: 20_000 });
  const workers = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
  expect(await workers()).toBe(1);
  await page.getByRole("button", { name: `Rút lại: ${body}` }).click();
  await expect(waiting(page)).toHaveCount(0);
  await expect.poll(workers, { timeout: 20_000 }).toBe(0);
});

it("of twenty that wait none is lost and none doubled, whatever stops", async ({ page, context, town }) => {
  it.setTimeout(180_000);
  const bodies = Array.from({ length: 20 }, (_, index) => `Ý kiến số ${String(index + 1).padStart(2, "0")} của tổ dân phố`);
  const paths = await Promise.all(["den-song-trang", "lang-ren-trung-luong"].map(demoArticle));
  for (const [index, article] of paths.entries()) {
    if (index === 0) {
      await openWithWorker(page, paths[1].path);
      await open(page, article.path);
      await context.setOffline(true);
    } else {
      await open(page, article.path);
    }
    for (const [number, body] of bodies.slice(10 * index, 10 * index + 10).entries()) {
      await send(page, { name: "Nguyễn Thị Sen", body });
      await expect(waiting(page)).toHaveCount(number + 1);
    }
  }
  await page.close();

  // The network is there before the server; then the server ends in the middle of it, twice.
  await town.stop();
  await context.setOffline(false);
  await town.restart();
  const sent = async () => count(await town.comments(), "của tổ dân phố");
  const first = await context.newPage();
  await open(first, paths[0].path);
  await expect.poll(sent).toBeGreaterThan(2);
  await town.kill();
  await town.restart();
  const second = await context.newPage();
  await open(second, paths[1].path);
  await expect.poll(sent, { timeout: 60_000 }).toBeGreaterThan(10);
  await town.kill();
  await first.close();
  await town.restart();
  await expect.poll(sent, { timeout: 90_000 }).toBe(20);
  await expect(waiting(second).filter({ hasText: WAITING })).toHaveCount(0);
  const comments = await town.comments();
  expect(bodies.map((body) => count(comments, body))).toEqual(bodies.map(() => 1));
});

it("what the portal refuses says why, and keeps its text", async ({ page, context, town }) => {
  const article = await demoArticle("den-song-trang");
  const body = "Viết xong thì mục bình luận đã đóng.";
  await openWithWorker(page, article.path);
  await context.setOffline(true);
  await send(page, { name: "Lê Văn Sáu", body });
  await expect(waiting(page)).toContainText([WAITING]);
  await town.change("comments = true", "comments = false");
  await context.setOffline(false);
  await expect(waiting(page)).toContainText(["Cổng không nhận: Tính năng này đang tắt."]);
  await expect(waiting(page)).toContainText([body]);
  await expectRecorded(outbox(page), "outbox-refused");
  await page.getByRole("button", { name: `Sửa: ${body}` }).click();
  await expect(formOf(page, "Gửi bình luận").getByRole("textbox", { name: "Nội dung" })).toHaveValue(body);
});

it("a code that has to be typed is asked of its writer", async ({ page, context, town, request, expectedErrors }) => {
  expectedErrors.push(/status of 422/);
  const article = await demoArticle("den-song-trang");
  const body = "Cả khu cùng viết một lúc.";
  await town.change("code_captcha_from_per_minute = 60", "code_captcha_from_per_minute = 1");
  await openWithWorker(page, article.path);
  await context.setOffline(true);
  await send(page, { name: "Lê Văn Sáu", body });
  await expect(waiting(page)).toContainText([WAITING]);
  // Somebody else of the same network writes meanwhile.
  const captcha = { id: "", answer: "" };
  await request.put(`/api/v1/articles/${article.slug}/rating`, { data: { stars: 5, captcha } });
  await context.setOffline(false);
  await expect(waiting(page)).toContainText(["Cần bạn nhập mã xác thực thì mới gửi được"]);
  await expectRecorded(outbox(page), "outbox-code");

  const code = nextCode(page);
  await page.getByRole("button", { name: `Nhập mã và gửi: ${body}` }).click();
  const form = formOf(page, "Gửi bình luận");
  await form.getByRole("textbox", { name: "Mã xác thực" }).fill(await code);
  await form.getByRole("button", { name: "Gửi bình luận" }).click();
  await expect(page.getByRole("heading", { name: "Bình luận bạn đã gửi" })).toBeVisible();
  await expect(waiting(page)).toHaveCount(0);
  await expect.poll(async () => count(await town.comments(), body)).toBe(1);
});

it("what waits can be read in every theme", async ({ page, context }) => {
  const article = await demoArticle("den-song-trang");
  await openWithWorker(page, article.path);
  await expect.poll(() => page.evaluate(async () => Boolean(await caches.match("/", { ignoreVary: true })))).toBe(true);
  await context.setOffline(true);
  await send(page, { name: "Lê Văn Sáu", body: "Hồ buổi chiều mát lắm." });
  await expect(waiting(page)).toHaveCount(1);
  await chooseStars(page, 5);
  await page.getByRole("button", { name: "Gửi đánh giá" }).click();
  await expect(waiting(page)).toHaveCount(2);
  for (const theme of ["light", "dark", "contrast"]) {
    await page.evaluate((theme) => document.documentElement.setAttribute("data-theme", theme), theme);
    await expectAccessible(page);
  }
  await open(page, "/");
  await expect(page.getByText("2 nội dung bạn viết đang chờ gửi.")).toBeVisible();
  await expectRecorded(page.locator("[data-line=outbox]"), "companion-outbox");
  await page.getByRole("link", { name: "Xem", exact: true }).click();
  await expect(waiting(page)).toHaveCount(2);
  await expectRecorded(outbox(page), "outbox-waiting");
  for (const theme of ["light", "dark", "contrast"]) {
    await page.evaluate((theme) => document.documentElement.setAttribute("data-theme", theme), theme);
    await expectAccessible(page);
  }
});

it("a text for which there is no room on the device stays in its form", async ({ page, context, baseURL }) => {
  const article = await demoArticle("den-song-trang");
  const body = "Máy này đầy, không giữ thêm được gì.";
  await openWithWorker(page, article.path);
  const client = await context.newCDPSession(page);
  await client.send("Storage.overrideQuotaForOrigin", { origin: baseURL, quotaSize: 1 });
  await context.setOffline(true);
  const form = await writeComment(page, { name: "Lê Văn Sáu", body });
  const button = form.getByRole("button", { name: "Gửi bình luận" });
  await button.click();
  await expect(form.getByText(/Nội dung bạn viết vẫn được giữ ở đây/)).toBeVisible();
  await expect(form.getByRole("textbox", { name: "Nội dung" })).toHaveValue(body);
  await expect(waiting(page)).toHaveCount(0);
  await expectAccessible(page);

  // Somebody has deleted some photographs.
  await client.send("Storage.overrideQuotaForOrigin", { origin: baseURL });
  await button.click();
  await expect(waiting(page)).toContainText([body]);
  await expect(form.getByText(/Nội dung bạn viết vẫn được giữ ở đây/)).toHaveCount(0);
});

it("where the browser keeps nothing, the form says so and keeps the text", async ({ browser, town }) => {
  const context = await browser.newContext({ baseURL: town.url, serviceWorkers: "block" });
  await context.addInitScript(() => {
    addEventListener("TrunkApplicationStarted", () => {
      globalThis.portalStarted = true;
    });
  });
  const page = await context.newPage();
  const article = await demoArticle("den-song-trang");
  const body = "Trình duyệt này không giữ gì cả.";
  await open(page, article.path);
  const form = await writeComment(page, { name: "Lê Văn Sáu", body });
  await context.setOffline(true);
  await form.getByRole("button", { name: "Gửi bình luận" }).click();
  await expect(form.getByText(/Nội dung bạn viết vẫn được giữ ở đây/)).toBeVisible();
  await expect(form.getByRole("textbox", { name: "Nội dung" })).toHaveValue(body);
  await context.close();
});
