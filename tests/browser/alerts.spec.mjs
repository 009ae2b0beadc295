import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import { demoArticle, expect, expectAccessible, open, test as base } from "./support/portal.mjs";
import { binary, root } from "./support/server.mjs";
import { withTown } from "./support/town.mjs";

/** What /canh-bao may be with all that it loads, uncompressed. */
const PAGE_LIMIT_BYTES = 20_000;
const run = promisify(execFile);

const test = base.extend({
  /** Sets alerts as the person at the server does, in a process of its own; in the end it ends them. */
  alerts: async ({ server }, use) => {
    const command = async (...parts) => {
      const { stdout } = await run(binary, ["alert", "--data", server.dataFolder, ...parts], { cwd: root });
      return stdout;
    };
    const numbers = [];
    await use({
      async set(level, title, { until = "2 ngày", body = "Không ra đường.", more = [] } = {}) {
        const needed = ["--level", level, "--title", title, "--body", body, "--until", until];
        const told = await command("set", ...needed, ...more);
        numbers.push(told.match(/số (\d+)/)[1]);
        return numbers.at(-1);
      },
      end: (number) => command("end", number),
    });
    if (numbers.length > 0) await command("end", ...numbers);
  },
});

const urgent = (page) => page.getByRole("region", { name: "Cảnh báo khẩn cấp", exact: true });
const warnings = (page) => page.getByRole("region", { name: "Cảnh báo", exact: true });
const liveness = (region) => region.locator("xpath=..").getAttribute("aria-live");

test("an alert that is set beside the portal comes to who reads, and goes when it is ended", async ({
  page,
  alerts,
}) => {
  const article = await demoArticle("den-do-dai-bui-cam-ho");
  await open(page, article.path);
  const number = await alerts.set("khan-cap", "Bão số 5 đổ bộ <b>đêm nay</b>", { more: ["--areas", "bac-hong-linh"] });
  const notice = urgent(page);
  await expect(notice).toContainText("Bão số 5 đổ bộ <b>đêm nay</b>");
  await expect(notice).toContainText("Khẩn cấp");
  await expect(notice).toContainText("phường Bắc Hồng Lĩnh");
  await expect(notice).toContainText(/Đến Thứ|Đến Chủ/);
  expect(await liveness(notice)).toBe("assertive");
  await expectAccessible(page);

  // A second one leaves the first one alone, so that a screen reader does not say it again.
  await notice.evaluate((element) => (element.dataset.known = "yes"));
  await alerts.set("canh-bao", "Cắt điện");
  await expect(warnings(page)).toContainText("Cắt điện");
  expect(await liveness(warnings(page))).toBe("polite");
  await expect(notice).toHaveAttribute("data-known", "yes");

  await alerts.end(number);
  await expect(notice).toBeHidden();
  await expect(warnings(page)).toBeVisible();
});

test("an alert goes at its time, also when nothing comes from the server", async ({
  page,
  context,
  alerts,
  expectedErrors,
}) => {
  expectedErrors.push(/ERR_FAILED|ERR_INTERNET_DISCONNECTED/);
  await page.clock.install();
  await page.route("**/api/v1/live*", (route) => route.abort());
  await alerts.set("canh-bao", "Nước lên", { until: "1 ngày" });
  await open(page, "/");
  await context.setOffline(true);
  const notice = warnings(page).getByText("Nước lên");
  await expect(notice).toBeVisible();
  await page.clock.fastForward("25:00:00");
  await expect(notice).toBeHidden();
});

test("a phone whose clock is wrong still shows what the server says is in force", async ({ page, alerts }) => {
  await alerts.set("canh-bao", "Nước lên", { until: "1 ngày" });
  await page.clock.setFixedTime(new Date(Date.now() + 40 * 24 * 3_600_000));
  const told = page.waitForResponse((response) => response.url().includes("/api/v1/live"));
  await open(page, "/");
  await told;
  await expect(warnings(page).getByText("Nước lên")).toBeVisible();
});

test("the page of alerts follows what happens, and is small", async ({ page, alerts }) => {
  const sizes = new Map();
  page.on("response", async (response) => {
    const { pathname } = new URL(response.url());
    if (pathname === "/api/v1/live") return;
    sizes.set(pathname, (await response.body()).length);
  });
  await page.goto("/canh-bao");
  await expect(page.getByText("Hiện không có cảnh báo nào.")).toBeVisible();
  await page.waitForLoadState("load");
  await expect.poll(() => [...sizes.keys()]).toEqual(["/canh-bao"]);
  const loaded = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  expect(loaded).toBeGreaterThan(0);
  expect(loaded).toBeLessThan(PAGE_LIMIT_BYTES);

  const number = await alerts.set("khan-cap", "Lũ trên sông Lam");
  const notice = page.getByRole("article").filter({ hasText: "Lũ trên sông Lam" });
  await expect(notice).toBeVisible();
  await expect(page.getByText("Hiện không có cảnh báo nào.")).toBeHidden();
  await expect(page.getByRole("link", { name: "114" })).toHaveAttribute("href", "tel:114");
  await expect(page.getByRole("link", { name: /điểm mẫu/ }).first()).toBeVisible();
  await alerts.end(number);
  await expect(notice).toBeHidden();
  await expect(page.getByText("Hiện không có cảnh báo nào.")).toBeVisible();
  await expect(page.getByRole("region", { name: "Đã hết hiệu lực hôm nay" })).toContainText("Lũ trên sông Lam");
});

test("the page of alerts says only what is new, and interrupts for an emergency alone", async ({ page, alerts }) => {
  await page.goto("/canh-bao");
  const notice = (title) => page.getByRole("article").filter({ hasText: title });
  const number = await alerts.set("khan-cap", "Lũ trên sông Lam");
  await expect(notice("Lũ trên sông Lam")).toBeVisible();
  expect(await liveness(notice("Lũ trên sông Lam"))).toBe("assertive");
  await notice("Lũ trên sông Lam").evaluate((element) => (element.dataset.known = "yes"));
  await alerts.set("canh-bao", "Cắt điện");
  await expect(notice("Cắt điện")).toBeVisible();
  expect(await liveness(notice("Cắt điện"))).toBe("polite");
  await expect(notice("Lũ trên sông Lam")).toHaveAttribute("data-known", "yes");
  await notice("Cắt điện").evaluate((element) => (element.dataset.known = "yes"));
  await alerts.set("khan-cap", "Sơ tán ngay");
  await alerts.end(number);
  await expect(notice("Sơ tán ngay")).toBeVisible();
  await expect(notice("Lũ trên sông Lam")).toBeHidden();
  await expect(notice("Cắt điện")).toHaveAttribute("data-known", "yes");
});

test("the page of alerts has what was changed while its line was down, and leaves the keyboard where it is", async ({
  page,
  expectedErrors,
}) => {
  expectedErrors.push(/ERR_CONNECTION|ERR_INCOMPLETE|ERR_EMPTY_RESPONSE/);
  await withTown({}, async (town, folder) => {
    await page.goto(`${town.url}/canh-bao`);
    const time = page.getByRole("paragraph").filter({ hasText: /^Cập nhật lúc/ }).locator("time");
    const before = await time.getAttribute("datetime");
    const [shelters, roads] = ["Nơi tránh trú", "Đường đang cấm"].map((name) => page.getByRole("region", { name }));
    const shelter = shelters.getByRole("link").first();
    await shelter.focus();
    // A page that stays is not loaded anew.
    await page.evaluate(() => (globalThis.isSame = true));

    const path = join(folder, "places.geojson");
    const places = JSON.parse(await readFile(path, "utf8"));
    const properties = { name: "Ngầm tràn suối Tiên", kind: "Đường đang cấm", area: "dau-lieu" };
    const shelterToo = { ...properties, name: "Trường mầm non Đậu Liêu", kind: "Nơi tránh trú" };
    places.features.push(...[properties, shelterToo].map((properties) => ({ type: "Feature", properties, geometry: null })));
    await writeFile(path, JSON.stringify(places));
    await town.restart();
    await expect(roads.getByRole("link", { name: "Ngầm tràn suối Tiên" })).toBeVisible({ timeout: 30_000 });
    await expect(shelters.getByRole("link", { name: "Trường mầm non Đậu Liêu" })).toBeVisible();
    await expect(time).not.toHaveAttribute("datetime", before);
    await expect(page.getByText("Mất kết nối")).toBeHidden();
    await expect(shelter).toBeFocused();
    expect(await page.evaluate(() => globalThis.isSame)).toBe(true);
    // Its stream would break off.
    await page.goto("about:blank");
  });
});

test("the page of alerts asks until it has what it was told of", async ({ page, alerts, expectedErrors }) => {
  expectedErrors.push(/status of 503|ERR_FAILED/);
  await page.goto("/canh-bao");
  const none = page.getByText("Hiện không có cảnh báo nào.");
  await expect(none).toBeVisible();
  const kept = (await page.content()).replace("<html", '<html data-saved-at="2026-11-20T07:00:00Z"');
  let asked = 0;
  let isBack = false;
  await page.route("**/canh-bao", async (route) => {
    asked += 1;
    if (asked === 1) await route.fulfill({ status: 503, body: "" });
    else if (asked === 2) await route.abort();
    // As the worker answers when nothing comes.
    else if (!isBack) await route.fulfill({ contentType: "text/html", body: kept });
    else await route.continue();
  });
  await alerts.set("khan-cap", "Lũ trên sông Lam");
  await expect(page.getByText("Mất kết nối: nội dung có thể đã cũ.")).toBeVisible();
  await expect(none).toBeHidden();
  await expect.poll(() => asked).toBeGreaterThan(2);
  isBack = true;
  await expect(page.getByRole("article").filter({ hasText: "Lũ trên sông Lam" })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("Mất kết nối")).toBeHidden();
});

test("the page of alerts says of when it is, also after an alert has come", async ({ page, alerts }) => {
  await page.goto("/canh-bao");
  const time = page.getByRole("paragraph").filter({ hasText: /^Cập nhật lúc/ }).locator("time");
  const before = await time.getAttribute("datetime");
  // It has seconds.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1100)));
  await alerts.set("canh-bao", "Cắt điện");
  await expect(page.getByRole("article").filter({ hasText: "Cắt điện" })).toBeVisible();
  await expect(time).not.toHaveAttribute("datetime", before);
});

test.describe("with the service worker", () => {
  test.use({ serviceWorkers: "allow" });

  for (const [name, connection, isBrought] of [
    ["saves data", { saveData: true }, false],
    ["hardly has a line", { effectiveType: "slow-2g" }, false],
    ["has a slow line", { effectiveType: "2g" }, false],
    ["has a line", { effectiveType: "3g", saveData: false }, true],
  ]) {
    const what = isBrought ? "the service worker too" : "the page of alerts alone";
    test(`a phone that ${name} gets ${what}`, async ({ page }) => {
      await page.addInitScript((connection) => {
        for (const [name, value] of Object.entries(connection)) {
          Object.defineProperty(NetworkInformation.prototype, name, { get: () => value });
        }
        const { register } = ServiceWorkerContainer.prototype;
        ServiceWorkerContainer.prototype.register = function (...rest) {
          globalThis.isBrought = true;
          return register.apply(this, rest);
        };
        // The page brings it a second after it is there.
        addEventListener("load", () => setTimeout(() => (globalThis.isLate = true), 2000));
      }, connection);
      await page.goto("/canh-bao");
      await expect.poll(() => page.evaluate(() => globalThis.isLate === true)).toBe(true);
      expect(await page.evaluate(() => globalThis.isBrought === true)).toBe(isBrought);
    });
  }

  test("who came for the alerts alone reads them again without a network", async ({
    page,
    context,
    alerts,
    expectedErrors,
  }) => {
    expectedErrors.push(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/);
    await alerts.set("khan-cap", "Lũ trên sông Lam");
    // As Zalo adds to a link that is shared in it.
    await page.goto("/canh-bao?zarsrc=30");
    const kept = () => page.evaluate(async () => Boolean(await caches.match("/canh-bao", { ignoreVary: true })));
    await expect.poll(kept, { timeout: 30_000 }).toBe(true);
    await context.setOffline(true);
    await page.reload();
    await expect(page.getByRole("article").filter({ hasText: "Lũ trên sông Lam" })).toBeVisible();
    await expect(page.getByText("Mất kết nối")).toBeVisible();
  });

  test("a page that was read before has the alerts of now without a network, and none that is over", async ({
    page,
    context,
    alerts,
    expectedErrors,
  }) => {
    expectedErrors.push(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/);
    const article = await demoArticle("lang-ren-trung-luong");
    const { items } = await (await page.request.get("/api/v1/articles?per_page=10")).json();
    const latest = items.find(({ slug }) => !article.path.endsWith(slug));
    const ahead = { path: `/bai-viet/${latest.slug}`, title: latest.title };
    const number = await alerts.set("khan-cap", "Bão số 5");
    await open(page, article.path);
    const has = (key) => page.evaluate(async (key) => (await caches.match(key, { ignoreVary: true }))?.text(), key);
    await expect.poll(() => has(article.path)).toContain("Bão số 5");
    await expect.poll(() => has("/da-luu?fetched=vi"), { timeout: 30_000 }).toBe("");

    // What comes and goes now is told on another page.
    await page.getByRole("link", { name: "Trang chủ" }).first().click();
    await expect(page).toHaveURL(/\/$/);
    await alerts.end(number);
    await alerts.set("canh-bao", "Cắt điện");
    await expect.poll(() => has("/")).toContain("Cắt điện");
    await expect.poll(() => has("/")).not.toContain("Bão số 5");
    await context.setOffline(true);
    for (const { path, title } of [article, ahead]) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
      await expect(warnings(page), path).toContainText("Cắt điện");
      await expect(urgent(page), path).toHaveCount(0);
    }
  });
});

test("on the page of alerts one goes at its time without a network", async ({
  page,
  context,
  alerts,
  expectedErrors,
}) => {
  expectedErrors.push(/ERR_FAILED|ERR_INTERNET_DISCONNECTED/);
  await page.clock.install();
  await page.route("**/api/v1/live*", (route) => route.abort());
  await alerts.set("canh-bao", "Nước lên", { until: "1 ngày" });
  await page.goto("/canh-bao");
  await context.setOffline(true);
  const notice = page.getByRole("article").filter({ hasText: "Nước lên" });
  await expect(notice).toBeVisible();
  await expect(page.getByText("Mất kết nối")).toBeVisible();
  await page.clock.fastForward("25:00:00");
  await expect(notice).toBeHidden();
  await expect(page.getByText("Hiện không có cảnh báo nào.")).toBeVisible();
});

test("every link to the page of alerts leaves the app for it", async ({ page }) => {
  await open(page, "/");
  await page.getByRole("contentinfo").getByRole("link", { name: "Cảnh báo" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Cảnh báo" })).toBeVisible();
  // A link that an editor wrote, which the app takes for one of its pages.
  await open(page, "/");
  await page.evaluate(() => {
    const link = document.createElement("a");
    link.href = "/canh-bao";
    link.textContent = "Xem cảnh báo của phường";
    document.querySelector("main").prepend(link);
  });
  await page.getByRole("link", { name: "Xem cảnh báo của phường" }).click();
  await expect(page.locator("body[data-own-page]")).toBeAttached();
  await expect(page.getByRole("heading", { level: 1, name: "Cảnh báo" })).toBeVisible();
  await page.getByRole("link", { name: "Về trang chủ" }).click();
  await expect(page.getByRole("heading", { name: "Tin mới" })).toBeVisible();
});

for (const theme of ["light", "dark", "contrast"]) {
  test(`alerts can be read by everybody, in the theme ${theme}`, async ({ page, alerts }) => {
    await page.addInitScript((theme) => {
      localStorage.setItem("conglang.theme", theme);
      localStorage.setItem("conglang.text-size", "largest");
    }, theme);
    await alerts.set("khan-cap", `Sơ tán ${"rất dài ".repeat(12)}`, { more: ["--areas", "bac-hong-linh,nam-hong-linh"] });
    await alerts.set("canh-bao", "Cắt điện", { more: ["--title-en", "Power cut", "--body-en", "Charge lamps."] });
    await page.setViewportSize({ width: 320, height: 640 });
    for (const path of ["/canh-bao", "/en/canh-bao", "/", "/en/lien-ket"]) {
      await test.step(path, async () => {
        await page.goto(path);
        await expect(page.getByText(/Cắt điện|Power cut/).first()).toBeVisible();
        await expectAccessible(page);
        const tooWide = await page.evaluate(() => {
          const all = document.querySelectorAll(".alerts *, [data-own-page] *");
          const width = document.documentElement.clientWidth;
          return [...all]
            .filter((element) => element.getBoundingClientRect().right > width)
            .map((element) => element.outerHTML.slice(0, 100));
        });
        expect(tooWide, "wider than the screen").toEqual([]);
      });
    }
  });
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("alerts are on every page and on their own", async ({ page, alerts }) => {
    await alerts.set("khan-cap", "Sơ tán ngay", { body: "Đến nhà văn hóa trước 16 giờ." });
    await page.goto("/lien-ket");
    await expect(urgent(page)).toContainText("Sơ tán ngay");
    await page.getByRole("link", { name: "Xem chi tiết: Sơ tán ngay" }).click();
    await expect(page).toHaveURL(/\/canh-bao#so-\d+$/);
    await expect(page.getByRole("article")).toContainText("Đến nhà văn hóa trước 16 giờ.");
    await expect(page.getByText("Hiện không có cảnh báo nào.")).toBeHidden();
    await expect(page.getByRole("heading", { name: "Nơi tránh trú" })).toBeVisible();
    await expect(page.getByRole("heading", { name: "Đường đang cấm" })).toBeVisible();
  });
});
