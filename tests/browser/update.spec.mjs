import { readFile, writeFile } from "node:fs/promises";

import { demoArticle, expect, open, started, test as base, writeComment } from "./support/portal.mjs";
import { expectRecorded } from "./support/recorded.mjs";
import { startVersions } from "./support/versions.mjs";

const test = base.extend({
  versions: async ({ server }, use) => {
    const versions = await startVersions(() => server.url);
    await use(versions);
    await versions.stop();
  },
  baseURL: async ({ versions }, use) => use(versions.url),
});

test.use({ serviceWorkers: "allow" });

/**
 * Waits until the worker runs the page, has kept it, and has fetched what may be read later: before, it does not make
 * room for another version.
 */
async function kept(page, path) {
  const isKept = async (path) => {
    const stored = await Promise.all([path, "/da-luu?fetched=vi"].map((key) => caches.match(key, { ignoreVary: true })));
    return Boolean(navigator.serviceWorker.controller) && stored.every(Boolean);
  };
  await expect.poll(() => page.evaluate(isKept, path), { timeout: 30_000 }).toBe(true);
}

/** What the browser does by itself when somebody moves to another page, and once a day. */
const lookForUpdate = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update().catch(() => {});
  });

/** What a page does with each answer that was kept (service-worker/src/companion.js), and waits for what comes of it. */
const askCompanion = (page) =>
  page.evaluate(async () => {
    const root = document.documentElement;
    root.dataset.ask = "companion";
    root.dispatchEvent(new CustomEvent("conglang:ask", { bubbles: true }));
    // The extras look it up first, too.
    await navigator.serviceWorker.getRegistration();
    await new Promise((resolve) => setTimeout(resolve));
  });

/** Whether a newer version is there that is not used yet; while the page goes nobody can be asked, and it is. */
const hasWaiting = (page) =>
  page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting)).catch(() => true);

/** The names of the app's files that run in the page. */
const appFiles = (page) =>
  page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => /conglang-\w+(_bg\.wasm|\.js)/.test(name)));

const offer = (page) => page.getByRole("status").filter({ hasText: "Có bản mới của cổng thông tin." });

test("a new version is offered, and takes over without a word lost", async ({ page, context, versions, expectedErrors }) => {
  expectedErrors.push(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/);
  const [article, other] = await Promise.all(["lang-ren-trung-luong", "chua-thien-tuong"].map(demoArticle));
  await open(page, other.path);
  await kept(page, other.path);
  await open(page, article.path);
  const [oldScript] = (await appFiles(page)).filter((name) => name.endsWith(".js"));
  const form = await writeComment(page, { name: "Nguyễn Thị Lan", body: "Đường vào làng giờ sạch đẹp lắm." });
  const second = await context.newPage();
  await open(second, other.path);
  for (const tab of [page, second]) await tab.evaluate(() => (globalThis.isSamePage = true));

  versions.version = "B";
  await lookForUpdate(page);
  await expect(offer(page)).toBeVisible();
  await expectRecorded(offer(page).locator("[data-line=update]"), "companion-update");
  // Nobody is interrupted.
  await expect(form.getByRole("textbox", { name: "Nội dung" })).toHaveValue("Đường vào làng giờ sạch đẹp lắm.");
  expect(await page.evaluate(() => globalThis.isSamePage)).toBe(true);

  // What is opened meanwhile is opened by the version that is at work, like the files that go with it.
  const old = await appFiles(page);
  const third = await context.newPage();
  await open(third, other.path);
  await expect(third.getByRole("heading", { level: 1 })).toHaveText(other.title);
  expect((await appFiles(third)).every((name) => old.includes(name))).toBe(true);
  await third.close();

  await offer(page).getByRole("button", { name: "Tải lại" }).click();
  // While the page goes nobody is there to be asked.
  await expect.poll(() => page.evaluate(() => globalThis.isSamePage !== true).catch(() => false)).toBe(true);
  await started(page);
  const files = await appFiles(page);
  expect(files.filter((name) => name.includes(oldScript.match(/conglang-\w+/)[0]))).toEqual([]);
  expect(files.length).toBeGreaterThanOrEqual(2);
  await expect(page.getByRole("textbox", { name: "Nội dung" }).first()).toHaveValue("Đường vào làng giờ sạch đẹp lắm.");
  // The other tab is somebody else's business.
  expect(await second.evaluate(() => globalThis.isSamePage)).toBe(true);

  // What the old version kept is opened by the new one.
  await context.setOffline(true);
  await open(page, other.path);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(other.title);
  const renewed = await appFiles(page);
  expect(renewed.length).toBeGreaterThanOrEqual(2);
  expect(renewed.every((name) => files.some((file) => name === file))).toBe(true);
});

test("a new version is offered once, and not again once it was put off", async ({ page, versions, expectedErrors }) => {
  expectedErrors.push(/Failed to fetch/);
  const article = await demoArticle("lang-ren-trung-luong");
  await open(page, article.path);
  await kept(page, article.path);
  versions.version = "B";
  await lookForUpdate(page);
  await expect(offer(page)).toBeVisible();

  // A line that is made anew is read out again.
  const line = page.locator("[data-line=update]");
  await line.evaluate((line) => (line.isSame = true));
  await askCompanion(page);
  expect(await line.evaluate(({ isSame }) => isSame)).toBe(true);
  await offer(page).getByRole("button", { name: "Để sau" }).click();
  await expect(line).toHaveCount(0);
  await askCompanion(page);
  await expect(line).toHaveCount(0);
  // Until the portal is opened again.
  await page.reload();
  await expect(offer(page)).toBeVisible();
});

test("a version that cannot start leaves the one before it in its place", async ({ page, versions, expectedErrors }) => {
  expectedErrors.push(/ServiceWorker|CompileError|bad response/i);
  const article = await demoArticle("lang-ren-trung-luong");
  await open(page, article.path);
  await kept(page, article.path);
  const before = await appFiles(page);

  Object.assign(versions, { version: "B", isBroken: true });
  await lookForUpdate(page);
  await expect
    .poll(() =>
      page.evaluate(async () => {
        const { active, installing, waiting } = await navigator.serviceWorker.getRegistration();
        return [active?.state, installing, waiting];
      }),
    )
    .toEqual(["activated", null, null]);
  await open(page, article.path);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(article.title);
  const after = await appFiles(page);
  expect(after.length).toBeGreaterThanOrEqual(2);
  expect(after.every((name) => before.includes(name))).toBe(true);

  // The next one works, and is offered.
  versions.isBroken = false;
  await lookForUpdate(page);
  await expect(offer(page)).toBeVisible();
});

test("a version that fails at its start is read all the same, and makes room for the next one by itself", async ({ page, versions, expectedErrors }) => {
  expectedErrors.push(/broken at start|Failed to fetch/);
  const article = await demoArticle("lang-ren-trung-luong");
  await open(page, article.path);
  await kept(page, article.path);
  Object.assign(versions, { version: "B", throws: true });
  await lookForUpdate(page);
  const failed = page.waitForEvent("pageerror", (error) => error.message.includes("broken at start"));
  await offer(page).getByRole("button", { name: "Tải lại" }).click();
  await failed;
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(article.title);
  const body = page.getByRole("textbox", { name: "Nội dung" }).first();
  await expect(body).toBeVisible();

  // The next one works. What is being typed stays, also without an app.
  await body.fill("Đường vào làng giờ sạch đẹp lắm.");
  Object.assign(versions, { version: "C", throws: false });
  await lookForUpdate(page);
  await expect(offer(page)).toBeVisible();
  expect(await page.evaluate(() => globalThis.portalStarted)).toBeUndefined();
  await expect(body).toHaveValue("Đường vào làng giờ sạch đẹp lắm.");
  // Nobody presses anything: the page that is opened next loads itself anew, maybe before it is there.
  await body.fill("");
  await page.goto("/").catch(() => {});
  await started(page);
  await expect(page.getByRole("heading", { level: 2 }).first()).toBeVisible();
  await expect.poll(() => hasWaiting(page)).toBe(false);
});

test("a version that hangs at its start makes room for the next one after a minute", async ({ page, versions, expectedErrors }) => {
  expectedErrors.push(/Failed to fetch/);
  // A clock that is moved on would be moved on for the extras, too. What waits for a minute begins when it is told.
  await page.addInitScript(() => {
    const { setTimeout } = globalThis;
    const late = new EventTarget();
    globalThis.setTimeout = (act, after, ...rest) =>
      after === 60_000 ? late.addEventListener("minute", act) : setTimeout(act, after, ...rest);
    globalThis.endMinute = () => late.dispatchEvent(new Event("minute"));
  });
  const article = await demoArticle("lang-ren-trung-luong");
  await open(page, article.path);
  await kept(page, article.path);
  Object.assign(versions, { version: "B", hangs: true });
  await lookForUpdate(page);
  const reloaded = page.waitForEvent("load");
  await offer(page).getByRole("button", { name: "Tải lại" }).click();
  await reloaded;
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(article.title);

  Object.assign(versions, { version: "C", hangs: false });
  await lookForUpdate(page);
  await expect.poll(() => hasWaiting(page)).toBe(true);
  // Not before.
  await askCompanion(page);
  expect(await hasWaiting(page)).toBe(true);
  await page.evaluate(() => globalThis.endMinute());
  await started(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(article.title);
  await expect.poll(() => hasWaiting(page)).toBe(false);
});

test("a portal that does without the worker takes it away", async ({ page, server }) => {
  const article = await demoArticle("lang-ren-trung-luong");
  await open(page, article.path);
  await kept(page, article.path);
  await page.getByRole("button", { name: "Lưu để đọc sau" }).click();
  await expect(page.getByText("Đã lưu vào máy")).toBeVisible();
  const settings = `${server.dataFolder}/site.toml`;
  const whole = await readFile(settings, "utf8");
  await writeFile(settings, whole.replace("[offline]", "[offline]\nenabled = false").replace("\nenabled = true", ""));
  // Its stream would break off.
  await page.goto("about:blank");
  try {
    await server.restart();
    const left = () =>
      page.evaluate(async () => [(await navigator.serviceWorker.getRegistrations()).length, await caches.keys()]);
    await page.goto(article.path);
    await expect.poll(left).toEqual([0, ["kept-v1"]]);
    // The worker that had this page cannot keep anything more.
    await open(page, article.path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(article.title);
    expect(await left()).toEqual([0, ["kept-v1"]]);
    expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
    // Nobody waits for it, and no browser is blamed.
    await page.getByRole("button", { name: "Lưu để đọc sau" }).click();
    await expect(page.getByText("Cổng thông tin này hiện không lưu bài để đọc khi không có mạng.")).toBeVisible();
    await expect(page.getByText("Đang lưu…")).toBeHidden();
    await open(page, "/da-luu");
    await expect(page.getByText("Cổng thông tin này hiện không lưu trang để đọc khi không có mạng.")).toBeVisible();
  } finally {
    await page.goto("about:blank");
    await writeFile(settings, whole);
    await server.restart();
  }
});
