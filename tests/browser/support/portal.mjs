// What every flow starts from: a server of its own, a page that tells of console errors, axe.

import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import AxeBuilder from "@axe-core/playwright";
import { expect, test as base } from "@playwright/test";

import { root, startServer } from "./server.mjs";

export { expect };

export const test = base.extend({
  /** The server; its data are a copy of the demo town. */
  server: [
    async ({}, use) => {
      const folder = await mkdtemp(join(tmpdir(), "conglang-test-"));
      await cp(process.env.CONGLANG_DEMO_DATA, folder, { recursive: true });
      const server = await startServer(folder);
      await use(server);
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
    { scope: "worker" },
  ],

  baseURL: async ({ server }, use) => use(server.url),

  context: async ({ context }, use) => {
    // Trunk's loader sends the event once the wasm runs.
    await context.addInitScript(() => {
      addEventListener("TrunkApplicationStarted", () => {
        globalThis.portalStarted = true;
      });
    });
    await use(context);
  },

  /** Patterns of console errors that a flow causes on purpose. */
  expectedErrors: async ({}, use) => use([]),

  page: async ({ page, expectedErrors }, use) => {
    const errors = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error") {
        errors.push(`${message.text()} (${message.location().url})`);
      }
    });
    await use(page);
    const unexpected = errors.filter((text) => !expectedErrors.some((pattern) => pattern.test(text)));
    expect(unexpected, "errors in the console").toEqual([]);
  },
});

/** An article of the demo town: its address and what its front matter says. */
export async function demoArticle(slug) {
  const text = await readFile(join(root, "demo/articles", slug, "index.md"), "utf8");
  const field = (name) => text.match(new RegExp(`^${name}: "?(.*?)"?$`, "m"))?.[1];
  return { slug, path: `/bai-viet/${slug}`, title: field("title"), category: field("category") };
}

/** Waits until the wasm runs over the page. */
export async function started(page) {
  // Another page may come meanwhile.
  const hasStarted = () => page.evaluate(() => globalThis.portalStarted === true).catch(() => false);
  await expect.poll(hasStarted).toBe(true);
}

/** Opens a page and waits until its wasm runs. */
export async function open(page, path) {
  await page.goto(path);
  await started(page);
}

/**
 * Opens a page until it is drawn in the portal's own font: one that comes late is not swapped in, and on a
 * busy machine it may come late even from the cache.
 */
export async function openWithFont(page, path) {
  await expect(async () => {
    await page.goto(path);
    const isUsed = await page.evaluate(async () => {
      await document.fonts.ready;
      const width = (family) => {
        const sample = document.createElement("span");
        sample.style.cssText = `position: absolute; white-space: nowrap; font: 40px ${family}`;
        sample.textContent = "Hồng Lĩnh, mười phường";
        document.body.append(sample);
        const { width } = sample.getBoundingClientRect();
        sample.remove();
        return width;
      };
      return width('"Be Vietnam Pro", monospace') !== width("monospace");
    });
    expect(isUsed).toBe(true);
  }).toPass();
}

/** Checks the page as it stands, or a part of it, against WCAG 2.2 A and AA; not what matches the selector `without`. */
export async function expectAccessible(page, part = ":root", without = undefined) {
  const axe = new AxeBuilder({ page }).include(part).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]);
  if (without) axe.exclude(without);
  const { violations } = await axe.analyze();
  const told = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map((node) => node.target.join(" ")),
  }));
  expect(told, "accessibility").toEqual([]);
}

/** Chooses stars as a person with a keyboard does. */
export async function chooseStars(page, stars) {
  const radio = page.getByRole("radio", { name: `${stars} sao`, exact: true });
  await radio.focus();
  await radio.press("Space");
  await expect(radio).toBeChecked();
}

/** The form that a button belongs to. */
export function formOf(page, button) {
  return page.locator("form").filter({ has: page.getByRole("button", { name: button, exact: true }) });
}

/** Fills the comment form, consent included. */
export async function writeComment(page, { name, body }) {
  const form = formOf(page, "Gửi bình luận");
  await form.getByRole("textbox", { name: "Họ và tên" }).fill(name);
  await form.getByRole("textbox", { name: "Nội dung" }).fill(body);
  await form.getByRole("checkbox", { name: /đồng ý/ }).check();
  return form;
}

/** The next image code that the server draws for this page, as only a test server tells it. */
export async function nextCode(page) {
  const response = await page.waitForResponse((answer) => "x-test-code" in answer.headers());
  return response.headers()["x-test-code"];
}

/** Holds the app's wasm back until the returned function is called. */
export async function holdWasm(page) {
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route("**/*.wasm", async (route) => {
    await released;
    await route.continue();
  });
  return release;
}
