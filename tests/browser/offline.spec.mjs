// Long, since each flow needs the worker, and looks into what it keeps as described here; new versions, the outbox and
// the install have files of their own.

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { chromium } from "@playwright/test";

import { demoArticle, expect, expectAccessible, open, started, test } from "./support/portal.mjs";
import { startProxy } from "./support/proxy.mjs";
import { expectRecorded } from "./support/recorded.mjs";
import { binary, root } from "./support/server.mjs";
import { withTown } from "./support/town.mjs";

/** Waits until the service worker has this page, and has fetched what it fetches beforehand. */
async function kept(page) {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await expect
    .poll(() => page.evaluate(async () => Boolean(await caches.match("/ban-do", { ignoreVary: true }))))
    .toBe(true);
}

/** Waits until the text of the latest articles is on the device. */
async function latestKept(page) {
  const count = () =>
    page.evaluate(async () => {
      const keys = await (await caches.open("answers-v1")).keys();
      return keys.filter(({ url }) => /\/articles\/[^/?]+$/.test(url)).length;
    });
  await expect.poll(count, { timeout: 30_000 }).toBeGreaterThanOrEqual(10);
}

/** What the worker answers to a wish. */
const ask = (page, wish) =>
  page.evaluate(
    (wish) =>
      new Promise((resolve) => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => resolve(data);
        navigator.serviceWorker.controller.postMessage(wish, [port2]);
      }),
    wish,
  );

/** Whether `path` is in what the reader keeps. */
const isInKept = (page, path) =>
  page.evaluate(async (path) => Boolean(await caches.match(path, { cacheName: "kept-v1", ignoreVary: true })), path);

test.use({ serviceWorkers: "allow" });

test.beforeEach(({ expectedErrors }) => {
  expectedErrors.push(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/);
});

test("what was read once can be read again without network", async ({ page, context }) => {
  const article = await demoArticle("lang-ren-trung-luong");
  await open(page, "/");
  await kept(page);
  await latestKept(page);
  await open(page, article.path);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(article.title);
  await expect.poll(() => page.evaluate(async (path) => Boolean(await caches.match(path, { ignoreVary: true })), article.path)).toBe(true);

  await context.setOffline(true);
  await open(page, article.path);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(article.title);
  const network = page.getByRole("status").locator("[data-line=network]");
  await expect(network).toContainText("Không có mạng. Bạn đang xem bản lưu lúc");
  await expectRecorded(network, "companion-saved");
  // In the portal's own letters.
  const hasFont = () => document.fonts.check('700 16px "Be Vietnam Pro"') && document.fonts.check('400 16px "Be Vietnam Pro"');
  await expect.poll(() => page.evaluate(hasFont)).toBe(true);
  await open(page, "/");
  await expect(page.getByRole("heading", { level: 2 }).first()).toBeVisible();
  await open(page, "/ban-do");
  await expect(page.getByRole("region", { name: /^Bản đồ, dùng phím/ })).toBeVisible();

  await context.setOffline(false);
  await expect(page.getByRole("status").filter({ hasText: "Không có mạng" })).toBeHidden();
  await expect(network).toContainText("Đã có mạng trở lại. Bạn đang xem bản lưu lúc");
  // The next page is a new one, and no line says otherwise.
  await page.getByRole("contentinfo").getByRole("link", { name: "Đã lưu trên máy này" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Đã lưu trên máy này");
  await expect(network).toBeHidden();
});

test("an alert that comes while one reads is on the page of alerts without network", async ({ page, context, server }) => {
  const run = async (...parts) => {
    const command = ["alert", "--data", server.dataFolder, ...parts];
    const { stdout } = await promisify(execFile)(binary, command, { cwd: root });
    return stdout;
  };
  const title = "Lũ lên nhanh ở suối Tiên";
  await open(page, "/");
  await kept(page);
  const needed = ["--level", "khan-cap", "--title", title, "--body", "Sơ tán ngay.", "--until", "2 ngày"];
  const [, number] = (await run("set", ...needed)).match(/số (\d+)/);
  try {
    await expect(page.getByRole("region", { name: "Cảnh báo khẩn cấp", exact: true })).toContainText(title);
    for (const path of ["/canh-bao", "/"]) {
      const isThere = async ([path, title]) =>
        (await (await caches.match(path, { ignoreVary: true })).text()).includes(title);
      await expect.poll(() => page.evaluate(isThere, [path, title]), path).toBe(true);
    }
    await context.setOffline(true);
    await page.goto("/canh-bao");
    await expect(page.getByRole("article").filter({ hasText: title })).toBeVisible();
    await expect(page.getByText("Hiện không có cảnh báo nào.")).toBeHidden();
  } finally {
    await run("end", number);
  }
});

test("an article of the latest that nobody has opened has its picture without network", async ({ page, context }) => {
  await open(page, "/");
  await kept(page);
  await latestKept(page);
  const { items } = await page.evaluate(async () => (await fetch("/api/v1/articles?per_page=10")).json());
  const { slug, title, cover } = items.filter(({ cover }) => cover).at(-1);
  // Pictures come after all texts.
  const hasPicture = (addresses) =>
    page.evaluate(async (addresses) => {
      const keys = (await (await caches.open("pictures-v1")).keys()).map(({ url }) => url);
      return addresses.some((address) => keys.includes(new URL(address, location.href).href));
    }, addresses);
  await expect.poll(() => hasPicture(cover.variants.map(({ url }) => url)), { timeout: 30_000 }).toBe(true);

  await context.setOffline(true);
  await open(page, `/bai-viet/${slug}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  const name = cover.variants[0].url.replace(/-\d+\.\w+$/, "-");
  const picture = page.getByRole("article").locator(`img[src*="${name}"]`).first();
  await picture.scrollIntoViewIfNeeded();
  await expect.poll(() => picture.evaluate((image) => image.complete && image.naturalWidth > 0)).toBe(true);
});

test.describe("a browser that saves data", () => {
  test.use({ extraHTTPHeaders: { "save-data": "on" } });

  test("fetches no picture ahead, and keeps the text of an article alone", async ({ page }) => {
    const article = await demoArticle("lang-ren-trung-luong");
    await open(page, article.path);
    await kept(page);
    const isDone = () => page.evaluate(async () => Boolean(await caches.match("/da-luu?fetched=vi")));
    await expect.poll(isDone, { timeout: 30_000 }).toBe(true);
    await page.getByRole("button", { name: "Lưu để đọc sau" }).click();
    await expect(page.getByText("Đã lưu phần chữ vào máy, đọc được cả khi không có mạng.")).toBeVisible();
    expect(await isInKept(page, article.path)).toBe(true);
    const stored = (store) =>
      page.evaluate(async (store) => (await (await caches.open(store)).keys()).map(({ url }) => url), store);
    expect(await stored("pictures-v1")).toEqual([]);
    expect((await stored("kept-v1")).filter((url) => /\.(webp|jpg|png)$/.test(url))).toEqual([]);
  });
});

test("any address opens: what there is on the device", async ({ page, context }) => {
  await open(page, "/");
  await kept(page);
  await latestKept(page);
  await context.setOffline(true);
  await open(page, "/thong-ke?thang=2020-01");
  await expect(page).toHaveURL(/\/da-luu\?tu=/);
  await expect(page.getByText("Trang bạn mở chưa có trên máy này, và hiện không có mạng.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Tin mới, chưa đọc" })).toBeVisible();
  await expectRecorded(page.locator(".shelf-page > .notice").first(), "shelf-missing");

  // What was fetched beforehand nobody has read.
  const linksUnder = (title) => page.locator(".shelf-page > h2", { hasText: title }).locator("+ ul").getByRole("link");
  await expect(linksUnder("Đã đọc gần đây")).toHaveCount(1);
  const paths = await linksUnder("Có sẵn khi không có mạng").evaluateAll((links) => links.map((link) => link.pathname));
  expect(paths.sort()).toEqual(["/ban-do", "/canh-bao"]);

  // One that nobody has read: its text is there, and the app puts the page together.
  const unread = page.locator("main").getByRole("link").filter({ hasNotText: "Thử mở lại" }).last();
  const title = await unread.textContent();
  await unread.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
});

test("what the page of alerts names is on the map without network", async ({ page, context }) => {
  const shelter = "Trường học hai tầng ở Đức Thuận (điểm mẫu)";
  await open(page, "/");
  await kept(page);
  // The places come before the articles.
  await latestKept(page);
  await context.setOffline(true);
  await page.goto("/canh-bao");
  await page.getByRole("link", { name: shelter, exact: true }).click();
  await started(page);
  await expect(page).toHaveURL(/\/ban-do\/tranh-tru-truong-hoc-duc-thuan$/);
  const map = page.getByRole("region", { name: /^Bản đồ, dùng phím/ });
  await expect(map.getByRole("link", { name: shelter, exact: true })).toBeVisible();
  await expect(page.getByText("Không có mạng. Bạn đang xem bản lưu lúc")).toBeVisible();

  // All shelters, as the page has them where there are many.
  await open(page, `/ban-do?loai=${encodeURIComponent("Nơi tránh trú")}`);
  await expect(page.getByRole("combobox", { name: "Loại địa điểm" })).toHaveValue("Nơi tránh trú");
  await expect(page.locator(".map-page .place:visible")).toHaveCount(3);
  await open(page, "/ban-do/khu-vuc/nam-hong-linh");
  await expect(map).toBeVisible();
  // The app goes the same way.
  await page.locator(".map-page .place").filter({ hasText: shelter }).getByRole("heading").getByRole("link").click();
  await expect(page).toHaveURL(/\/ban-do\/tranh-tru-truong-hoc-duc-thuan$/);
  await expect(map.getByRole("link", { name: shelter, exact: true })).toBeVisible();

  // What the map does not have, it does not pass off as something else.
  for (const path of ["/ban-do/khong-co", "/ban-do/khu-vuc/khong-co", "/ban-do?thoi-diem=2020-01-01", "/ban-do?loai=x"]) {
    await open(page, path);
    await expect(page, path).toHaveURL(/\/da-luu\?tu=/);
  }
});

test("an article that was opened in the app counts as read, and news of former days as nothing", async ({ page, context }) => {
  await open(page, "/");
  await kept(page);
  await latestKept(page);
  const { items } = await page.evaluate(async () => (await fetch("/api/v1/articles?per_page=10")).json());
  const link = page.getByRole("main").getByRole("link", { name: items[0].title }).first();
  await link.click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(items[0].title);
  // As if it had been one of the latest ten some weeks ago.
  const former = items.at(-1);
  await page.evaluate(async (slug) => {
    const cache = await caches.open("answers-v1");
    const address = new URL("/api/v1/articles?per_page=10", location.href).href;
    const list = await cache.match(address, { ignoreVary: true });
    const page = await list.clone().json();
    page.items = page.items.filter((item) => item.slug !== slug);
    await cache.put(address, new Response(JSON.stringify(page), { headers: list.headers }));
  }, former.slug);

  await context.setOffline(true);
  await open(page, "/da-luu");
  const titlesUnder = (title) =>
    page.locator(".shelf-page > h2", { hasText: title }).locator("+ ul").getByRole("link").allTextContents();
  await expect(page.getByRole("heading", { name: "Tin mới, chưa đọc" })).toBeVisible();
  expect(await titlesUnder("Đã đọc gần đây")).toContain(items[0].title);
  const unread = await titlesUnder("Tin mới, chưa đọc");
  expect(unread).toEqual(items.slice(1, -1).map(({ title }) => title));

  // One that is opened from there has been read.
  await page.getByRole("main").getByRole("link", { name: items[1].title }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(items[1].title);
  await open(page, "/da-luu");
  await expect(page.getByRole("heading", { name: "Tin mới, chưa đọc" })).toBeVisible();
  expect(await titlesUnder("Đã đọc gần đây")).toContain(items[1].title);
  expect(await titlesUnder("Tin mới, chưa đọc")).not.toContain(items[1].title);
});

test("what broke off is fetched on when the portal is shown again", async ({ page, server }) => {
  const proxy = await startProxy(() => server.url);
  try {
    const find = proxy.lose(/^GET \/api\/v1\/articles\/[^/]+$/);
    await open(page, `${proxy.url}/`);
    const hasList = () =>
      page.evaluate(async () => Boolean(await caches.match("/api/v1/articles?per_page=10", { ignoreVary: true })));
    await expect.poll(hasList).toBe(true);
    find();
    await expect(async () => {
      await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
      const count = await page.evaluate(async () => {
        const keys = await (await caches.open("answers-v1")).keys();
        return keys.filter(({ url }) => /\/articles\/[^/?]+$/.test(url)).length;
      });
      expect(count).toBeGreaterThanOrEqual(10);
    }).toPass({ timeout: 30_000 });
  } finally {
    // Its stream would break off.
    await page.close();
    await proxy.stop();
  }
});

test("who loses the network as soon as the worker has come is told what there is", async ({ page, context }) => {
  await page.goto("/");
  await page.evaluate(async () => {
    const { serviceWorker: workers } = navigator;
    if (!workers.controller) await new Promise((resolve) => workers.addEventListener("controllerchange", resolve));
  });
  await context.setOffline(true);
  await open(page, "/en/lien-ket");
  await expect(page).toHaveURL(/\/en\/da-luu\?tu=/);
  await expect(page.getByText("The page that you opened is not on this device, and you are offline.")).toBeVisible();
});

test("addresses of the other language and of the old portal lead to what there is", async ({ page, context }) => {
  await open(page, "/");
  await kept(page);
  await latestKept(page);
  await context.setOffline(true);
  await open(page, "/en/lien-ket");
  await expect(page).toHaveURL(/\/en\/da-luu\?tu=%2Fen%2Flien-ket$/);
  await expect(page.getByText("The page that you opened is not on this device, and you are offline.")).toBeVisible();
  await open(page, "/portal/pages/2020-01-05/tin.aspx");
  await expect(page).toHaveURL(/\/da-luu\?tu=/);
  await expect(page.getByRole("link", { name: "Thử mở lại" })).toHaveAttribute("href", "/portal/pages/2020-01-05/tin.aspx");
  // Inside the app the address stays.
  await open(page, "/");
  await page.getByRole("contentinfo").getByRole("link", { name: "Lưu trữ", exact: true }).click();
  await expect(page.getByRole("link", { name: "Thử mở lại" })).toHaveAttribute("href", "/luu-tru");
  await context.setOffline(false);
  await expect(page.getByText("Trang bạn mở chưa có trên máy này, và lúc nãy chưa tải về được.")).toBeVisible();
});

test("what is kept is what was read last, and files stay as long as one page keeps them", async ({ page }) => {
  const [article, other] = await Promise.all(["lang-ren-trung-luong", "chua-thien-tuong"].map(demoArticle));
  await open(page, article.path);
  await kept(page);
  const savedAt = () =>
    page.evaluate(async (path) => {
      const copy = await caches.match(path, { cacheName: "kept-v1", ignoreVary: true });
      return copy.headers.get("x-saved-at");
    }, article.path);
  await page.getByRole("button", { name: "Lưu để đọc sau" }).click();
  await expect(page.getByText("Đã lưu vào máy")).toBeVisible();
  const before = await savedAt();
  await open(page, article.path);
  await expect.poll(savedAt).not.toBe(before);

  const files = ["/logo.svg"];
  for (const { path } of [article, other]) expect(await ask(page, { kind: "keep", path, files })).toEqual({ ok: true });
  await ask(page, { kind: "forget", path: article.path });
  expect(await isInKept(page, "/logo.svg")).toBe(true);
  await ask(page, { kind: "forget", path: other.path });
  expect(await isInKept(page, "/logo.svg")).toBe(false);
});

test("a press while a song is being kept does not undo it", async ({ page, server }) => {
  const path = "/ca-khuc/ru-nuoc-len-dong";
  const proxy = await startProxy(() => server.url);
  try {
    await open(page, proxy.url + path);
    await kept(page);
    const keep = page.getByRole("button", { name: "Lưu để nghe sau" });
    const release = proxy.hold(/^GET \/api\/v1\/songs\/ru-nuoc-len-dong$/);
    await keep.click();
    await expect(page.getByText("Đang lưu…")).toBeVisible();
    await expect.poll(() => isInKept(page, path)).toBe(true);
    // What another tab is told meanwhile.
    expect(await ask(page, { kind: "is-kept", path })).toEqual({ ok: false });
    await expect(keep).toHaveAttribute("aria-disabled", "true");
    await keep.focus();
    await page.keyboard.press("Enter");
    release();
    await expect(page.getByText("Đã lưu vào máy, nghe được cả khi không có mạng.")).toBeVisible();
    await expect(keep).toHaveAttribute("aria-pressed", "true");
    await expect(keep).toBeEnabled();
    expect(await ask(page, { kind: "is-kept", path })).toEqual({ ok: true });

    // The sound counts in what the list says of the song.
    const { kept: songs } = await ask(page, { kind: "shelf" });
    const sound = () => document.querySelector("main audio[src], main audio > source").getAttribute("src");
    const bytes = await page.evaluate(async (sound) => (await (await fetch(sound)).arrayBuffer()).byteLength, await page.evaluate(sound));
    expect(songs.find((song) => song.path === path).bytes).toBeGreaterThan(bytes);
  } finally {
    // Its stream would break off.
    await page.close();
    await proxy.stop();
  }
});

test("who asks for what is kept before the worker has come waits for it", async ({ page, context, server }) => {
  const article = await demoArticle("lang-ren-trung-luong");
  const proxy = await startProxy(() => server.url);
  const shelf = await context.newPage();
  try {
    const release = proxy.hold(/^GET \/service-worker\.js$/);
    await open(shelf, `${proxy.url}/da-luu`);
    await expect(shelf.getByText("Đang lưu…")).toBeVisible();
    await open(page, proxy.url + article.path);
    const keep = page.getByRole("button", { name: "Lưu để đọc sau" });
    await keep.click();
    await expect(page.getByText("Đang lưu…")).toBeVisible();
    release();
    await expect(page.getByText("Đã lưu vào máy, đọc được cả khi không có mạng.")).toBeVisible({ timeout: 30_000 });
    await expect(keep).toHaveAttribute("aria-pressed", "true");
    await expect(shelf.getByRole("heading", { name: "Đã đọc gần đây" })).toBeVisible();
    await expect(shelf.getByText("Đang lưu…")).toBeHidden();
  } finally {
    // Their streams would break off.
    for (const tab of [page, shelf]) await tab.close();
    await proxy.stop();
  }
});

test("letting a page go takes its row alone, and leaves the keyboard where it was", async ({ page }) => {
  const [older, newer] = await Promise.all(["lang-ren-trung-luong", "chua-thien-tuong"].map(demoArticle));
  await open(page, older.path);
  await kept(page);
  for (const { path } of [older, newer]) expect(await ask(page, { kind: "keep", path, files: [] })).toEqual({ ok: true });
  await open(page, "/da-luu");
  const forget = ({ title }) => page.getByRole("button", { name: `Bỏ lưu: ${title}` });
  await expect(forget(older)).toBeVisible();
  // What waits to be sent is not shown, and read out, anew.
  const outbox = page.locator(".shelf-page .outbox");
  await outbox.evaluate((outbox) => (outbox.isSame = true));

  // A worker that cannot.
  await page.evaluate(() => {
    const post = ServiceWorker.prototype.postMessage;
    ServiceWorker.prototype.postMessage = function (wish, ports) {
      if (wish.kind !== "forget") return post.call(this, wish, ports);
      ports[0].postMessage({ ok: false });
      ServiceWorker.prototype.postMessage = post;
    };
  });
  await forget(newer).press("Enter");
  await expect(page.getByRole("status").filter({ hasText: /^Chưa / })).toBeVisible();
  await expect(forget(newer)).toBeFocused();

  await forget(newer).press("Enter");
  const told = page.getByRole("status").filter({ hasText: "Đã bỏ lưu." });
  await expect(told).toBeVisible();
  await expect(forget(newer)).toHaveCount(0);
  await expect(forget(older)).toBeFocused();
  await forget(older).press("Enter");
  await expect(page.getByText("Chưa có bài nào.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Lưu để đọc sau" })).toBeFocused();
  await expect(told).toBeVisible();
  expect(await outbox.evaluate(({ isSame }) => isSame)).toBe(true);
  await expectAccessible(page);
});

test("the way back from what is kept never leads to another site", async ({ page }) => {
  await open(page, "/");
  await kept(page);
  for (const wanted of ["//xau.example/", "/\\xau.example/", "/\t/xau.example/"]) {
    await open(page, `/da-luu?tu=${encodeURIComponent(wanted)}`);
    await expect(page.getByRole("heading", { name: "Đã đọc gần đây" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Thử mở lại" })).toHaveCount(0);
  }
  await open(page, `/da-luu?tu=${encodeURIComponent("/luu-tru?trang=2")}`);
  await expect(page.getByRole("link", { name: "Thử mở lại" })).toHaveAttribute("href", "/luu-tru?trang=2");
});

test("pictures keep to their room, and the oldest go first", async ({ page }) => {
  const MOST = 1_000_000;
  await withTown({}, async (town, folder) => {
    const settings = join(folder, "site.toml");
    const whole = await readFile(settings, "utf8");
    await writeFile(settings, whole.replace("picture_megabytes = 60", "picture_megabytes = 1"));
    await town.restart();
    await open(page, `${town.url}/`);
    await kept(page);
    const pictures = await page.evaluate(async () => {
      const { items } = await (await fetch("/api/v1/articles?per_page=30")).json();
      const addresses = items.flatMap(({ cover }) => cover?.variants.map(({ url }) => url) ?? []);
      for (const address of addresses) {
        const image = new Image();
        image.src = address;
        await image.decode();
      }
      return addresses;
    });
    const stored = () =>
      page.evaluate(async () => {
        const cache = await caches.open("pictures-v1");
        const keys = await cache.keys();
        // The worker takes pictures out meanwhile.
        const sizes = await Promise.all(keys.map(async (key) => Number((await cache.match(key))?.headers.get("content-length") ?? 0)));
        return { names: keys.map(({ url }) => new URL(url).pathname), bytes: sizes.reduce((sum, size) => sum + size, 0) };
      });
    await expect.poll(async () => (await stored()).names).toContain(pictures.at(-1));
    await expect.poll(async () => (await stored()).bytes).toBeLessThanOrEqual(MOST);
    const { names, bytes } = await stored();
    // There were more than there is room for, and no more went than had to.
    expect(names.length).toBeLessThan(pictures.length);
    expect(bytes).toBeGreaterThan(MOST / 2);
  });
});

test("an article is kept for later with its pictures, and let go", async ({ page, context }) => {
  const article = await demoArticle("lang-ren-trung-luong");
  await open(page, article.path);
  await kept(page);
  const keep = page.getByRole("button", { name: "Lưu để đọc sau" });
  await keep.click();
  await expect(page.getByText("Đã lưu vào máy, đọc được cả khi không có mạng.")).toBeVisible();
  await expect(keep).toHaveAttribute("aria-pressed", "true");
  await expectRecorded(page.getByRole("group").filter({ has: keep }), "keep-kept");
  // Those of other articles only lead on.
  const addresses = (images) => images.map(({ currentSrc, src }) => currentSrc || src);
  const others = await page.getByRole("region", { name: "Bài viết liên quan" }).locator("img").evaluateAll(addresses);
  expect(others.length).toBeGreaterThan(0);
  for (const other of others) expect(await isInKept(page, other), other).toBe(false);

  await context.setOffline(true);
  await open(page, "/da-luu");
  const list = page.getByRole("list").filter({ has: page.getByRole("button", { name: /^Bỏ lưu/ }) });
  await expectRecorded(list, "shelf-kept");
  await list.getByRole("link", { name: article.title }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(article.title);
  await expect(keep).toHaveAttribute("aria-pressed", "true");
  const pictures = page.getByRole("main").locator("figure img");
  for (const picture of await pictures.all()) {
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => picture.evaluate((image) => image.complete && image.naturalWidth > 0)).toBe(true);
  }
  await open(page, "/da-luu");
  await page.getByRole("button", { name: `Bỏ lưu: ${article.title}` }).click();
  await expect(page.getByText("Chưa có bài nào.")).toBeVisible();
});

test("a song is kept for later with its sound, and heard without network", async ({ page, context }) => {
  const name = "Ru nước lên đồng";
  await open(page, "/ca-khuc/ru-nuoc-len-dong");
  await kept(page);
  const keep = page.getByRole("button", { name: "Lưu để nghe sau" });
  await keep.click();
  await expect(page.getByText("Đã lưu vào máy, nghe được cả khi không có mạng.")).toBeVisible();
  await expect(keep).toHaveAttribute("aria-pressed", "true");
  await expectAccessible(page);

  await context.setOffline(true);
  await open(page, "/da-luu");
  const list = page.getByRole("list").filter({ has: page.getByRole("button", { name: /^Bỏ lưu/ }) });
  await list.getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(keep).toHaveAttribute("aria-pressed", "true");
  const cover = page.getByRole("main").getByRole("img").first();
  await expect.poll(() => cover.evaluate((image) => image.complete && image.naturalWidth > 0)).toBe(true);

  await page.getByRole("main").getByRole("button", { name: `Phát ${name}` }).click();
  const player = page.getByRole("region", { name: "Trình phát nhạc" });
  const seek = player.getByRole("slider", { name: "Vị trí trong bài" });
  const position = () => seek.inputValue().then(Number);
  await expect.poll(position).toBeGreaterThan(1);
  // A place further on is another part of the file.
  await seek.fill("20");
  await expect.poll(position).toBeGreaterThan(21);
  const more = player.getByRole("button", { name: "Thêm nút điều khiển" });
  if (await more.isVisible()) await more.click();
  await player.getByRole("button", { name: "Lời bài hát" }).click();
  await expect(player.getByRole("group", { name: "Lời bài hát" }).getByText("Qua bờ đập nhỏ uốn theo")).toBeVisible();
  await expect(player.getByRole("alert")).toBeHidden();
  await player.getByRole("button", { name: "Đóng trình phát" }).click();

  await open(page, "/da-luu");
  await page.getByRole("button", { name: `Bỏ lưu: ${name}` }).click();
  await expect(page.getByText("Chưa có bài nào.")).toBeVisible();
  const left = () => page.evaluate(async () => (await (await caches.open("kept-v1")).keys()).map(({ url }) => url));
  expect(await left()).toEqual([]);
});

test("a device without room says so, and reads on", async ({ page, context, baseURL }) => {
  const article = await demoArticle("lang-ren-trung-luong");
  await open(page, article.path);
  await kept(page);
  const client = await context.newCDPSession(page);
  await client.send("Storage.overrideQuotaForOrigin", { origin: baseURL, quotaSize: 1 });
  await page.getByRole("button", { name: "Lưu để đọc sau" }).click();
  await expect(page.getByText(/^Chưa lưu được\./)).toBeVisible();
  await expect(page.getByRole("button", { name: "Lưu để đọc sau" })).toHaveAttribute("aria-pressed", "false");
  await open(page, "/");
  await expect(page.getByRole("heading", { level: 2 }).first()).toBeVisible();
  await client.send("Storage.overrideQuotaForOrigin", { origin: baseURL });
  await open(page, article.path);
  await page.getByRole("button", { name: "Lưu để đọc sau" }).click();
  await expect(page.getByText("Đã lưu vào máy")).toBeVisible();
});

test("a browser that keeps nothing reads on, and says so", async ({ baseURL, launchOptions }) => {
  test.slow();
  const folder = await mkdtemp(join(tmpdir(), "conglang-profile-"));
  await mkdir(join(folder, "Default"));
  // As when somebody forbids all cookies: 2 is "block".
  const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
  await writeFile(join(folder, "Default/Preferences"), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(folder, { ...launchOptions, locale: "vi-VN" });
  try {
    const page = await context.newPage();
    const errors = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    const article = await demoArticle("lang-ren-trung-luong");
    await page.goto(baseURL + article.path);
    const keep = page.getByRole("button", { name: "Lưu để đọc sau" });
    await expect(async () => {
      await keep.click();
      await expect(page.getByText(/^Đang lưu…$|^Trình duyệt này không lưu được bài/)).toBeVisible({ timeout: 1000 });
    }).toPass();
    // One that refuses a worker without saying so is waited for.
    await expect(page.getByText("Trình duyệt này không lưu được bài")).toBeVisible({ timeout: 40_000 });
    await page.goto(`${baseURL}/da-luu`);
    await expect(page.getByText("Trình duyệt này không lưu được trang")).toBeVisible({ timeout: 40_000 });
    expect(errors).toEqual([]);
  } finally {
    await context.close();
    await rm(folder, { recursive: true, force: true });
  }
});
