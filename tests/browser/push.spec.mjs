// From the switch on the page to a notice of the system: a real Chromium, a real portal, and a push service on
// this machine between them. Long, since each flow needs these three, whose set-up is described here.

import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { expect, expectAccessible, test } from "./support/portal.mjs";
import { ownBrowser, startPushService } from "./support/push-service.mjs";
import { expectRecorded } from "./support/recorded.mjs";
import { binary, startServer } from "./support/server.mjs";

const NEWS = "chuyen-muc/tin-hoat-dong";
/** More than a sender that died has claimed. */
const MANY = 80;
/** So many messages at most are on their way to one host that is no browser maker's. */
const AT_ONCE = 4;

async function withPortal(flow) {
  const folder = await mkdtemp(join(tmpdir(), "conglang-push-"));
  const push = await startPushService(folder);
  const portal = { folder, push, server: undefined };
  const data = join(folder, "data");
  /** Starts the server, anew or at first. */
  portal.start = async () => (portal.server = await startServer(data, undefined, push.env));
  /** Runs a command beside it. */
  portal.command = (name, ...rest) => promisify(execFile)(binary, [name, "--data", data, ...rest]);
  /** Imports a new article. */
  portal.publish = async (slug, title) => {
    const article = join(folder, slug);
    await mkdir(article);
    const at = new Date(Date.now() - 60_000).toISOString().replace(/\.\d+Z/, "Z");
    await writeFile(
      join(article, "index.md"),
      `---\ntitle: "${title}"\nslug: ${slug}\nlead: "Đoạn dẫn của bài."\ncategory: tin-hoat-dong\npublished_at: ${at}\n---\n\nNội dung.\n`,
    );
    await portal.command("import", article);
  };
  try {
    await cp(process.env.CONGLANG_DEMO_DATA, data, { recursive: true });
    await portal.start();
    await flow(portal);
    expect(push.faults, "what the push service finds wrong").toEqual([]);
  } finally {
    await portal.server?.stop();
    push.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A browser with a profile: a private window gets no messages. */
async function withBrowser({ playwright, use, portal }, flow) {
  const { launchOptions, viewport, isMobile, hasTouch, deviceScaleFactor, locale, timezoneId } = use;
  const context = await playwright.chromium.launchPersistentContext(join(portal.folder, "profile"), {
    ...launchOptions,
    args: [...launchOptions.args, ...portal.push.flags],
    baseURL: portal.server.url,
    serviceWorkers: "allow",
    viewport,
    isMobile,
    hasTouch,
    deviceScaleFactor,
    locale,
    timezoneId,
  });
  try {
    await flow(context, context.pages()[0] ?? (await context.newPage()));
  } finally {
    await context.close();
  }
}

/** Notices that the system shows. */
function notices(page) {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const shown = await registration.getNotifications();
    return shown.map(({ title, body, tag, lang, data }) => ({ title, body, tag, lang, path: data?.path }));
  });
}

/** Waits until `count` messages were shown. Before, nobody may ask for notices: see `receive`. */
async function expectShown(page, count) {
  const shown = () => page.evaluate(async () => (await (await caches.open("pushes-v1")).keys()).length);
  await expect.poll(shown, { timeout: 30_000 }).toBe(count);
}

/** The address of the browser's subscription; none when it has none. */
function endpointOf(page) {
  return page.evaluate(async () => {
    const { pushManager } = await navigator.serviceWorker.ready;
    return (await pushManager.getSubscription())?.endpoint;
  });
}

/** The address of which the service worker remembers that the portal knows it; none when messages are off. */
function rememberedBy(page) {
  return page.evaluate(async () => {
    const remembered = await caches.match("/thong-bao", { cacheName: "push-subscription-v1" });
    return (await remembered?.json())?.endpoint;
  });
}

/** Sends `body` about a subscription to the portal. */
function send({ url }, method, body) {
  return fetch(`${url}/api/v1/push/subscription`, {
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** What the portal tells the browser of; nothing when it does not know it. */
async function topicsOf(server, page) {
  const endpoint = await endpointOf(page);
  const response = endpoint && (await send(server, "POST", { endpoint }));
  return response?.ok ? (await response.json()).topics : undefined;
}

function workerOf(context) {
  return context.serviceWorkers().find((worker) => worker.url().endsWith("/service-worker.js"));
}

/**
 * Has the worker get `message` as from a push service, until it has done all that it does with it: Chromium may
 * forget a notice when it is asked for the list of them just while that one is on its way to the screen.
 */
function receive(worker, message) {
  return worker.evaluate(async (message) => {
    const event = new PushEvent("push", { data: JSON.stringify(message) });
    const work = [];
    event.waitUntil = (one) => {
      work.push(one);
      ExtendableEvent.prototype.waitUntil.call(event, one);
    };
    self.dispatchEvent(event);
    await Promise.all(work);
  }, message);
}

function inAnHour() {
  return new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+Z/, "Z");
}

test("one switches messages on, is told of a new article, opens it, and switches them off", async ({ playwright }, { project }) => {
  test.setTimeout(240_000);
  await withPortal((portal) =>
    withBrowser({ playwright, use: project.use, portal }, async (context, page) => {
      const { push, server } = portal;
      await context.grantPermissions(["notifications"], { origin: server.url });
      await page.goto("/");
      await page.getByRole("contentinfo").getByRole("link", { name: "Nhận thông báo" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nhận thông báo");
      await expect(page.getByText("Thông báo đang tắt trên máy này.")).toBeVisible();
      await expectRecorded(page.locator(".push"), "push-off");
      await page.getByRole("checkbox", { name: "Tin hoạt động" }).check();
      // The test may run by night.
      await page.getByRole("checkbox", { name: "Ban đêm chỉ báo việc khẩn cấp" }).uncheck();
      await page.getByRole("button", { name: "Bật thông báo" }).click();
      await expect(page.getByText("Thông báo đang bật trên máy này.")).toBeVisible({ timeout: 120_000 });
      await expect(page.getByRole("button", { name: "Tắt thông báo" })).toBeVisible();
      await expectRecorded(page.locator(".push"), "push-on");

      await portal.publish("bao-so-9", "Bão số 9 đổi hướng");
      await expectShown(page, 1);
      expect(await notices(page)).toEqual([
        { title: "Bão số 9 đổi hướng", body: "Đoạn dẫn của bài.", tag: "article:bao-so-9", lang: "vi", path: "/bai-viet/bao-so-9" },
      ]);
      const pictures = await page.evaluate(async () => {
        const [{ icon, badge }] = await (await navigator.serviceWorker.ready).getNotifications();
        return [icon, badge];
      });
      expect(pictures).toEqual(["/icons/192.png", "/icons/monochrome-512.png"].map((path) => server.url + path));
      for (const picture of pictures) expect((await fetch(picture)).status, picture).toBe(200);
      expect(push.received).toHaveLength(1);
      const { topic, urgency } = push.received[0].headers;
      expect(topic).toMatch(/^[\w-]{1,32}$/);
      expect(urgency).toBe("normal");
      await portal.command("alert", "set", "--level", "khan-cap", "--title", "Bão đổ bộ", "--body", "Ở trong nhà.", "--until", inAnHour());
      const body = expect.stringMatching(/^Ở trong nhà\.\nĐến .* \d\d:\d\d\.$/);
      const alert = { title: "Khẩn cấp: Bão đổ bộ", body, tag: expect.stringMatching(/^alert:\d+$/), lang: "vi", path: "/canh-bao" };
      await expectShown(page, 2);
      expect(await notices(page)).toContainEqual(alert);
      expect(push.received.map(({ headers }) => headers.urgency)).toEqual(["normal", "high"]);

      // What a press leads to is there by then.
      const kept = () =>
        page.evaluate(async () => {
          const response = await caches.match("/canh-bao", { cacheName: "pages-v1", ignoreVary: true });
          return (await response?.text()) ?? "";
        });
      await expect.poll(kept).toContain("Bão đổ bộ");

      // No command of a browser presses a notice, so the worker hears of it without a person behind it.
      const worker = workerOf(context);
      await worker.evaluate(async () => {
        const [notification] = await self.registration.getNotifications({ tag: "article:bao-so-9" });
        self.dispatchEvent(new NotificationEvent("notificationclick", { notification }));
      });
      await expect.poll(() => context.pages().map((page) => new URL(page.url()).pathname)).toContain("/bai-viet/bao-so-9");
      const article = context.pages().find((page) => page.url().endsWith("/bai-viet/bao-so-9"));
      await expect(article.getByRole("heading", { level: 1 })).toHaveText("Bão số 9 đổi hướng");

      // A choice is found again, and changed without switching anything.
      await article.goto("/thong-bao");
      await expect(article.getByText("Thông báo đang bật trên máy này.")).toBeVisible();
      await expect(article.getByRole("checkbox", { name: "Tin hoạt động" })).toBeChecked();
      await expect(article.getByRole("checkbox", { name: "Đất và người" })).not.toBeChecked();
      await article.getByRole("checkbox", { name: "Ban đêm chỉ báo việc khẩn cấp" }).check();
      await expect(article.getByText("Đã lưu lựa chọn mới.")).toBeVisible();

      await article.getByRole("button", { name: "Tắt thông báo" }).click();
      await expect(article.getByText("Đã tắt thông báo và xóa đăng ký của máy này.")).toBeVisible();
      await expect.poll(() => push.registrations.at(-1).delete).toBe("true");
      // Another browser that is told shows that this one is not.
      await subscribe(server, [ownBrowser("sau")]);
      await portal.publish("sau-bao", "Sau bão");
      await expect.poll(() => push.received.length, { timeout: 30_000 }).toBe(3);
      expect(push.received[2].path).toBe("/send/sau");
      expect(await notices(article)).toEqual([alert]);
    }),
  );
});

test("a browser that blocks notices is told how to allow them", async ({ playwright }, { project }) => {
  await withPortal((portal) =>
    withBrowser({ playwright, use: project.use, portal }, async (context, page) => {
      await page.addInitScript(() => {
        Object.defineProperty(Notification, "permission", { get: () => "denied" });
      });
      await page.goto("/thong-bao");
      await expect(page.getByText("Trình duyệt đang chặn thông báo của trang này.")).toBeVisible();
      await expect(page.getByRole("button", { name: "Bật thông báo" })).toBeHidden();
      await expectRecorded(page.locator(".push"), "push-denied");
    }),
  );
});

test("a message that comes twice stands in its old place, without a sound", async ({ playwright }, { project }) => {
  await withPortal((portal) =>
    withBrowser({ playwright, use: project.use, portal }, async (context, page) => {
      await context.grantPermissions(["notifications"], { origin: portal.server.url });
      await page.goto("/");
      await page.evaluate(async () => {
        await navigator.serviceWorker.ready;
      });
      const sounds = () =>
        page.evaluate(async () => {
          const registration = await navigator.serviceWorker.ready;
          return (await registration.getNotifications()).map(({ title, silent }) => [title, silent]);
        });
      const message = { id: "mot", tag: "mot", title: "Bão đổ bộ", body: "", lang: "vi", path: "/", urgent: true };
      const come = () => receive(workerOf(context), message);
      await come();
      await expect.poll(sounds).toEqual([["Bão đổ bộ", false]]);
      await expectShown(page, 1);
      await come();
      await expect.poll(sounds).toEqual([["Bão đổ bộ", true]]);
    }),
  );
});

test("what comes late into the night makes no sound, but for an emergency", async ({ playwright }, { project }) => {
  await withPortal((portal) =>
    withBrowser({ playwright, use: project.use, portal }, async (context, page) => {
      await context.grantPermissions(["notifications"], { origin: portal.server.url });
      await page.goto("/");
      const agree = (quiet_hours) =>
        page.evaluate(async (quiet_hours) => {
          const { active } = await navigator.serviceWorker.ready;
          // As the switch on the page does (extras/src/push/browser.rs).
          const choice = { topics: ["khan-cap"], quiet_hours };
          active.postMessage({ kind: "subscribed", endpoint: "https://push.example/1", choice, language: "vi" });
        }, quiet_hours);
      const choice = () =>
        page.evaluate(async () => {
          const remembered = await caches.match("/thong-bao", { cacheName: "push-subscription-v1" });
          return (await remembered?.json())?.choice.quiet_hours;
        });
      const isSilent = async (id, hour, urgent) => {
        const worker = workerOf(context);
        await worker.evaluate((hour) => (Date.prototype.getHours = () => hour), hour);
        await receive(worker, { id, tag: id, title: id, body: "", lang: "vi", path: "/", urgent });
        return page.evaluate(async (tag) => {
          const [notice] = await (await navigator.serviceWorker.ready).getNotifications({ tag });
          return notice.silent;
        }, id);
      };
      await agree(true);
      await expect.poll(choice).toBe(true);
      expect(await isSilent("toi", 21, false)).toBe(true);
      expect(await isSilent("khuya", 5, false)).toBe(true);
      expect(await isSilent("sang", 6, false)).toBe(false);
      expect(await isSilent("bao", 2, true)).toBe(false);
      await agree(false);
      await expect.poll(choice).toBe(false);
      expect(await isSilent("dem", 2, false)).toBe(false);
    }),
  );
});

test("a notice that comes while the worker looks through the others is not forgotten", async ({ playwright }, { project }) => {
  await withPortal((portal) =>
    withBrowser({ playwright, use: project.use, portal }, async (context, page) => {
      await context.grantPermissions(["notifications"], { origin: portal.server.url });
      await page.goto("/");
      await page.evaluate(async () => {
        const { active } = await navigator.serviceWorker.ready;
        // As at each word of the portal about alerts.
        const look = () => active.postMessage({ kind: "alerts", language: "vi", shown: "" });
        globalThis.looking = setInterval(look, 5);
      });
      const tags = Array.from({ length: 20 }, (_, number) => `article:${number + 10}`);
      for (const tag of tags) {
        await receive(workerOf(context), { id: tag, tag, title: tag, body: "", lang: "vi", path: "/" });
      }
      await page.evaluate(() => clearInterval(globalThis.looking));
      expect((await notices(page)).map(({ tag }) => tag).sort()).toEqual(tags);
    }),
  );
});

test("the notice of an alert that is over goes with the next message, or when a page is there", async ({ playwright }, { project }) => {
  await withPortal((portal) =>
    withBrowser({ playwright, use: project.use, portal }, async (context, page) => {
      const { server } = portal;
      await context.grantPermissions(["notifications"], { origin: server.url });
      await page.goto("/");
      await page.evaluate(async () => {
        await navigator.serviceWorker.ready;
      });
      const worker = workerOf(context);
      const tags = () =>
        worker.evaluate(async () => (await self.registration.getNotifications()).map(({ tag }) => tag).sort());
      const set = async (title) => {
        const texts = ["--level", "khan-cap", "--title", title, "--body", "Ở trong nhà."];
        const { stdout } = await portal.command("alert", "set", ...texts, "--until", inAnHour());
        return stdout.match(/số (\d+)/)[1];
      };
      const end = (number) => portal.command("alert", "end", number);
      const tellOf = (tag, until) =>
        receive(worker, { id: tag, tag, title: tag, body: "", lang: "vi", path: "/canh-bao", urgent: true, until });
      const tellNews = (tag) => receive(worker, { id: tag, tag, title: tag, body: "", lang: "vi", path: "/" });
      const numbers = [];
      for (const title of ["Bão đổ bộ", "Lũ lên", "Đê sắp tràn"]) numbers.push(await set(title));
      const alerts = numbers.map((number) => `alert:${number}`);

      // No page of the portal is there to hear of the first end.
      await page.goto("about:blank");
      for (const [index, tag] of alerts.entries()) {
        await tellOf(tag, inAnHour());
        await expect.poll(tags).toEqual(alerts.slice(0, index + 1));
      }
      await end(numbers[0]);
      await tellNews("article:mot");
      await expect.poll(tags).toEqual([...alerts.slice(1), "article:mot"]);

      await end(numbers[1]);
      await page.goto(`${server.url}/lien-ket`);
      await expect.poll(tags).toEqual([alerts[2], "article:mot"]);
      await expect(page.getByRole("region", { name: "Cảnh báo khẩn cấp", exact: true })).toContainText("Đê sắp tràn");
      await end(numbers[2]);
      await expect.poll(tags).toEqual(["article:mot"]);

      // Where the portal does not answer, the time that came with the message counts.
      await page.goto("about:blank");
      await server.stop();
      const past = new Date(Date.now() - 1000).toISOString();
      await tellOf("alert:998", past);
      await expect.poll(tags).toEqual(["alert:998", "article:mot"]);
      await tellOf("alert:999", inAnHour());
      await expect.poll(tags).toEqual(["alert:999", "article:mot"]);
      await tellNews("article:hai");
      await expect.poll(tags).toEqual(["alert:999", "article:hai", "article:mot"]);
    }),
  );
});

test("a device whose address is lost is told as before at another one", async ({ playwright }, { project }) => {
  test.setTimeout(240_000);
  await withPortal((portal) =>
    withBrowser({ playwright, use: project.use, portal }, async (context, page) => {
      const { server } = portal;
      await context.grantPermissions(["notifications"], { origin: server.url });
      await page.goto("/en/thong-bao");
      await page.getByRole("checkbox", { name: "Warnings" }).uncheck();
      await page.getByRole("button", { name: "Switch notifications on" }).click();
      await expect(page.getByText("Notifications are on.")).toBeVisible({ timeout: 120_000 });
      const first = await endpointOf(page);
      await expect.poll(() => rememberedBy(page)).toBe(first);

      // The portal has forgotten the old one when the browser tells of the new one.
      expect((await send(server, "DELETE", { endpoint: first })).status).toBe(204);
      await workerOf(context).evaluate(async () => {
        const subscription = await self.registration.pushManager.getSubscription();
        await subscription.unsubscribe();
        self.dispatchEvent(new ExtendableEvent("pushsubscriptionchange"));
      });
      await expect.poll(() => topicsOf(server, page), { timeout: 60_000 }).toEqual(["khan-cap"]);
      const second = await endpointOf(page);
      expect(second).not.toBe(first);
      await expect.poll(() => rememberedBy(page)).toBe(second);

      // Or it tells of nothing, which the next visit finds.
      await page.evaluate(async () => {
        const { pushManager } = await navigator.serviceWorker.ready;
        await (await pushManager.getSubscription()).unsubscribe();
      });
      await page.goto("/en/lien-ket");
      await expect.poll(() => topicsOf(server, page), { timeout: 60_000 }).toEqual(["khan-cap"]);
      expect(await endpointOf(page)).not.toBe(second);
      expect((await send(server, "POST", { endpoint: second })).status).toBe(404);

      // Or the portal has lost the key for which the device has it, which is found the next day.
      const third = await endpointOf(page);
      await expect.poll(() => rememberedBy(page)).toBe(third);
      await page.goto("about:blank");
      await rm(join(server.dataFolder, "push.key"));
      await server.restart();
      await page.goto("/en/lien-ket");
      await page.evaluate(async () => {
        const cache = await caches.open("push-subscription-v1");
        const remembered = await (await cache.match("/thong-bao")).json();
        const yesterday = { ...remembered, at: remembered.at - 24 * 60 * 60 * 1000 };
        await cache.put("/thong-bao", new Response(JSON.stringify(yesterday)));
      });
      await page.goto("/en/lien-ket");
      await expect.poll(() => endpointOf(page), { timeout: 60_000 }).not.toBe(third);
      await expect.poll(() => topicsOf(server, page), { timeout: 60_000 }).toEqual(["khan-cap"]);

      const texts = ["--title", "Bão đổ bộ", "--body", "Ở trong nhà.", "--title-en", "Storm", "--body-en", "Stay inside."];
      await portal.command("alert", "set", "--level", "khan-cap", ...texts, "--until", inAnHour());
      await expectShown(page, 1);
      expect(await notices(page)).toEqual([
        { title: "Emergency: Storm", body: expect.stringMatching(/^Stay inside\.\nUntil /), tag: expect.stringMatching(/^alert:\d+$/), lang: "en", path: "/en/canh-bao" },
      ]);
    }),
  );
});

/** Takes the browser's address away, and holds the worker, which gets another one, at its requests by `method`. */
function holdRenewal(worker, method) {
  return worker.evaluate(async (method) => {
    const { fetch } = self;
    const released = new Promise((release) => (self.release = release));
    const asked = new Promise((resolve) => {
      self.fetch = async (address, options) => {
        // What the page asks for through the worker is no text.
        if (String(address).startsWith("/api/v1/push") && (options?.method ?? "GET") === method) {
          resolve();
          await released;
        }
        return fetch(address, options);
      };
    });
    const subscription = await self.registration.pushManager.getSubscription();
    await subscription.unsubscribe();
    const event = new ExtendableEvent("pushsubscriptionchange");
    event.waitUntil = (renewed) => (self.renewed = renewed);
    self.dispatchEvent(event);
    await asked;
  }, method);
}

test("who switches messages off while the device gets another address stays without", async ({ playwright }, { project }) => {
  test.setTimeout(240_000);
  await withPortal((portal) =>
    withBrowser({ playwright, use: project.use, portal }, async (context, page) => {
      const { server } = portal;
      await context.grantPermissions(["notifications"], { origin: server.url });
      await page.goto("/thong-bao");
      // Before there is another address, and when there is one of which the portal does not know yet.
      for (const method of ["GET", "PUT"]) {
        await page.getByRole("button", { name: "Bật thông báo" }).click();
        await expect(page.getByText("Thông báo đang bật trên máy này.")).toBeVisible({ timeout: 120_000 });
        const first = await endpointOf(page);
        await expect.poll(() => rememberedBy(page)).toBe(first);
        const worker = workerOf(context);
        await holdRenewal(worker, method);
        const second = await endpointOf(page);
        expect(Boolean(second), method).toBe(method === "PUT");

        await page.getByRole("button", { name: "Tắt thông báo" }).click();
        await expect(page.getByText("Đã tắt thông báo và xóa đăng ký của máy này.")).toBeVisible();
        await expect.poll(() => rememberedBy(page)).toBeUndefined();
        await worker.evaluate(async () => {
          self.release();
          await self.renewed;
        });
        expect(await rememberedBy(page), method).toBeUndefined();
        expect(await endpointOf(page), method).toBeUndefined();
        if (second) await expect.poll(async () => (await send(server, "POST", { endpoint: second })).status).toBe(404);
      }
    }),
  );
});

test("nothing that is ticked is lost, neither while another change is under way nor without a network", async ({ playwright }, { project }) => {
  test.setTimeout(240_000);
  await withPortal((portal) =>
    withBrowser({ playwright, use: project.use, portal }, async (context, page) => {
      const { server } = portal;
      await context.grantPermissions(["notifications"], { origin: server.url });
      await page.addInitScript(() => {
        const { fetch } = globalThis;
        globalThis.fetch = async (address, options) => {
          if (globalThis.isHeld && options?.method === "PUT") {
            await new Promise((resolve) => (globalThis.release = resolve));
          }
          return fetch(address, options);
        };
      });
      await page.goto("/thong-bao");
      await page.getByRole("button", { name: "Bật thông báo" }).click();
      await expect(page.getByText("Thông báo đang bật trên máy này.")).toBeVisible({ timeout: 120_000 });
      await page.evaluate(() => (globalThis.isHeld = true));
      const [news, people] = ["Tin hoạt động", "Đất và người"].map((name) => page.getByRole("checkbox", { name }));
      await news.check();
      await expect.poll(() => page.evaluate(() => Boolean(globalThis.release))).toBe(true);
      await people.check();
      await page.evaluate(() => {
        globalThis.isHeld = false;
        globalThis.release();
      });
      await expect(page.getByText("Đã lưu lựa chọn mới.")).toBeVisible();
      const chosen = expect.arrayContaining([NEWS, "chuyen-muc/dat-va-nguoi"]);
      await expect.poll(() => topicsOf(server, page)).toEqual(chosen);

      await page.reload();
      await expect(people).toBeChecked();
      const kept = () => page.evaluate(async () => Boolean(await caches.match("/thong-bao", { ignoreVary: true })));
      await expect.poll(kept).toBe(true);
      await context.setOffline(true);
      await page.reload();
      await expect(page.getByText("Chưa xem được máy này đang nhận những gì")).toBeVisible();
      await expect(people).toBeDisabled();
      await expectAccessible(page);
      await context.setOffline(false);
      await page.getByRole("button", { name: "Thử lại" }).click();
      await expect(page.getByText("Thông báo đang bật trên máy này.")).toBeVisible();
      await expect(people).toBeEnabled();
      await expect(people).toBeChecked();
      expect(await topicsOf(server, page)).toEqual(chosen);
    }),
  );
});

/** Subscribes browsers to the news. */
async function subscribe(server, browsers) {
  for (const { endpoint, keys } of browsers) {
    const response = await send(server, "PUT", { endpoint, keys, choice: { topics: [NEWS], quiet_hours: false } });
    expect(response.status).toBe(200);
  }
}

test("a power cut in the middle of sending loses nothing, and what came is not sent again", async () => {
  test.setTimeout(180_000);
  await withPortal(async (portal) => {
    const { push } = portal;
    const browsers = Array.from({ length: MANY }, (_, number) => ownBrowser(number));
    await subscribe(portal.server, browsers);
    // From then on answers are held back, so that the cut comes while messages are on their way.
    const answered = new Set();
    push.answer = async ({ path }) => {
      if (answered.size >= 5 * AT_ONCE) await new Promise(() => {});
      answered.add(path);
      return { status: 201, headers: {} };
    };
    await portal.publish("bao-so-9", "Bão số 9 đổi hướng");
    // Once all of these are here nothing else is under way, and what was answered before them is written down.
    await expect.poll(() => push.received.length - answered.size, { timeout: 30_000 }).toBe(AT_ONCE);
    await portal.server.kill();
    const before = push.received.length;

    push.answer = async () => ({ status: 201, headers: {} });
    await portal.start();
    const reached = () => new Set(push.received.map(({ path }) => path)).size;
    await expect.poll(reached, { timeout: 60_000 }).toBe(MANY);
    await expect.poll(() => push.received.length - before, { timeout: 60_000 }).toBeGreaterThanOrEqual(MANY - answered.size);
    const again = push.received.slice(before).map(({ path }) => path);
    expect(new Set(again).size, "each once").toBe(again.length);
    expect(again.filter((path) => answered.has(path))).toEqual([]);

    const told = push.received.map(({ path, body }) => browsers[Number(path.split("/").at(-1))].read(body));
    expect(new Set(told.map(({ id }) => id))).toEqual(new Set(["article:bao-so-9"]));
    expect(new Set(push.received.map(({ headers }) => headers.topic)).size).toBe(1);
  });
});

test("a push service that is busy is asked again when it says, and an address that is gone no more", async () => {
  test.setTimeout(120_000);
  await withPortal(async (portal) => {
    const { push } = portal;
    const [busy, gone] = [ownBrowser("busy"), ownBrowser("gone")];
    await subscribe(portal.server, [busy, gone]);
    const times = [];
    push.answer = async ({ path }) => {
      if (path.endsWith("gone")) return { status: 410, headers: {} };
      times.push(Date.now());
      return times.length === 1 ? { status: 429, headers: { "retry-after": "17" } } : { status: 201, headers: {} };
    };
    await portal.publish("bao-so-9", "Bão số 9 đổi hướng");
    await expect.poll(() => times.length, { timeout: 60_000 }).toBe(2);
    expect(times[1] - times[0]).toBeGreaterThanOrEqual(16_000);
    const response = await send(portal.server, "POST", { endpoint: gone.endpoint });
    expect(response.status).toBe(404);
    expect(push.received.filter(({ path }) => path.endsWith("gone"))).toHaveLength(1);
  });
});
