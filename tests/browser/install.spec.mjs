import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { demoArticle, expect, open, started, test } from "./support/portal.mjs";
import { expectRecorded } from "./support/recorded.mjs";

const HOUR_MS = 60 * 60 * 1000;
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) " +
  "Version/18.6 Mobile/15E148 Safari/604.1";
const CHROME_ON_IPHONE = IPHONE.replace("Version/18.6", "CriOS/140.0.7339.39");

/** Opens the home page as somebody who comes back after `hours`. */
async function comeBack(page, hours) {
  await page.clock.setFixedTime(new Date(Date.now() + hours * HOUR_MS));
  await open(page, "/");
}

/** What Chromium sends when the portal can be installed; says whether its own bar was held back. */
function offer(page) {
  return page.evaluate(() => {
    const event = new Event("beforeinstallprompt", { cancelable: true });
    event.prompt = async () => {
      globalThis.wasPrompted = true;
    };
    dispatchEvent(event);
    return event.defaultPrevented;
  });
}

const hint = (page) => page.getByRole("status").filter({ hasText: "Thêm cổng thông tin vào màn hình chính" });

for (const [language, path] of Object.entries({ vi: "/", en: "/en/" })) {
  test(`the browser finds the portal fit to be installed, and nothing to object to (${language})`, async ({
    playwright,
    server,
  }, testInfo) => {
    // A private window is told that it is one.
    const folder = await mkdtemp(join(tmpdir(), "conglang-profile-"));
    const context = await playwright.chromium.launchPersistentContext(folder, testInfo.project.use.launchOptions);
    try {
      const page = await context.newPage();
      await page.goto(server.url + path);
      const client = await context.newCDPSession(page);
      const { installabilityErrors } = await client.send("Page.getInstallabilityErrors");
      expect(installabilityErrors).toEqual([]);
      const { url, data, errors } = await client.send("Page.getAppManifest");
      expect(errors).toEqual([]);
      expect(url).toBe(`${server.url}${path}manifest.webmanifest`);
      const manifest = JSON.parse(data);
      const { appId } = await client.send("Page.getAppId");
      expect(appId).toBe(`${server.url}${manifest.id}`);
      expect(manifest.screenshots.map((screenshot) => screenshot.form_factor).sort()).toEqual(["narrow", "wide"]);

      const pictures = [...manifest.icons, ...manifest.screenshots, ...manifest.shortcuts.flatMap(({ icons }) => icons)];
      const sizes = await page.evaluate(
        (sources) =>
          Promise.all(
            sources.map(async (source) => {
              const image = new Image();
              image.src = source;
              await image.decode();
              return `${image.naturalWidth}x${image.naturalHeight}`;
            }),
          ),
        pictures.map(({ src }) => src),
      );
      for (const [index, picture] of pictures.entries()) {
        if (picture.sizes !== "any") expect(sizes[index], picture.src).toBe(picture.sizes);
      }
    } finally {
      await context.close();
      // The browser's processes may still write into it.
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    }
  });
}

test("installing is offered at the second visit, and once", async ({ page }) => {
  await open(page, "/");
  expect(await offer(page)).toBe(true);
  // Another page of the same visit.
  await open(page, (await demoArticle("lang-ren-trung-luong")).path);
  await offer(page);
  await expect(hint(page)).toBeHidden();

  await comeBack(page, 1);
  await offer(page);
  await expect(hint(page)).toBeVisible();
  await expectRecorded(hint(page).locator("[data-line=install]"), "companion-install");
  await hint(page).getByRole("button", { name: "Không, cảm ơn" }).click();
  await expect(hint(page)).toBeHidden();

  await comeBack(page, 2);
  expect(await offer(page)).toBe(true);
  await page.reload();
  await started(page);
  await offer(page);
  await expect(hint(page)).toBeHidden();
});

test("who takes the offer is asked by the browser", async ({ page }) => {
  await open(page, "/");
  await comeBack(page, 1);
  await offer(page);
  await hint(page).getByRole("button", { name: "Thêm" }).click();
  await expect.poll(() => page.evaluate(() => globalThis.wasPrompted)).toBe(true);
  await expect(hint(page)).toBeHidden();
});

test("an offer that is not taken up goes when the portal is installed by the browser's menu", async ({ page }) => {
  await open(page, "/");
  await comeBack(page, 1);
  await offer(page);
  await expect(hint(page)).toBeVisible();
  await page.evaluate(() => dispatchEvent(new Event("appinstalled")));
  await expect(hint(page)).toBeHidden();
});

test.describe("on an iPhone", () => {
  const byHand = (page) => page.getByRole("status").filter({ hasText: "bấm nút Chia sẻ của Safari" });
  const isStandalone = (page, standalone) =>
    page.addInitScript((value) => Object.defineProperty(Navigator.prototype, "standalone", { get: () => value }), standalone);

  test.describe("in Safari", () => {
    test.use({ userAgent: IPHONE });

    test("the second visit tells how to install, once", async ({ page }) => {
      await isStandalone(page, false);
      await open(page, "/");
      await comeBack(page, 1);
      await expect(byHand(page)).toBeVisible();
      await expect(byHand(page).getByRole("button")).toHaveText(["Không, cảm ơn"]);
      await expectRecorded(byHand(page).locator("[data-line=install]"), "companion-iphone");
      await comeBack(page, 2);
      await page.evaluate(() => dispatchEvent(new Event("offline")));
      await expect(byHand(page)).toBeHidden();
    });

    test("the installed portal offers nothing", async ({ page }) => {
      await isStandalone(page, true);
      await open(page, "/");
      await comeBack(page, 1);
      await page.evaluate(() => dispatchEvent(new Event("offline")));
      await expect(byHand(page)).toBeHidden();
    });
  });

  test.describe("in another browser", () => {
    test.use({ userAgent: CHROME_ON_IPHONE });

    test("nothing is told of Safari's menu", async ({ page }) => {
      await isStandalone(page, false);
      await open(page, "/");
      await comeBack(page, 1);
      await expect(byHand(page)).toBeHidden();
    });
  });
});

test("nothing lies under the notch of a phone that is turned", async ({ page, context }) => {
  const NOTCH = 47;
  await page.setViewportSize({ width: 844, height: 390 });
  const client = await context.newCDPSession(page);
  await client.send("Emulation.setSafeAreaInsetsOverride", {
    insets: { left: NOTCH, leftMax: NOTCH, right: NOTCH, rightMax: NOTCH, bottom: 21, bottomMax: 21 },
  });
  for (const path of ["/", (await demoArticle("lang-ren-trung-luong")).path, "/ban-do"]) {
    await open(page, path);
    const under = await page.evaluate((notch) => {
      const right = document.documentElement.clientWidth - notch;
      const texts = [...document.querySelectorAll("h1, h2, h3, p, a, button, input, label, img, .map-canvas")];
      return texts
        .filter((element) => element.checkVisibility() && !element.closest(".visually-hidden, .menu__list, .skip-link"))
        .map((element) => [element, element.getBoundingClientRect()])
        .filter(([, box]) => box.width > 1 && (box.left < notch - 1 || box.right > right + 1))
        .map(([element, box]) => `${element.tagName} ${element.className} ${box.left}–${box.right}`);
    }, NOTCH);
    expect(under, path).toEqual([]);
  }
});

test("an address of the portal that is shared with it is opened", async ({ page, server }) => {
  const article = await demoArticle("lang-ren-trung-luong");
  const text = encodeURIComponent(`${article.title} ${server.url}${article.path}`);
  await open(page, `/chia-se?title=Xem&text=${text}`);
  await expect(page).toHaveURL(`${server.url}${article.path}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(article.title);
});
