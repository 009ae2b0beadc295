// A portal, and a page of another site that shows parts of it.

import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { startHost } from "./host-page.mjs";
import { expect, test as base } from "./portal.mjs";
import { binary, root, startServer } from "./server.mjs";

/** What Playwright turns off beside what it needs: browsers keep the storage of frames apart by the site around them. */
const DISABLED = "HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,MediaRouter,PaintHolding,DestroyProfileOnBrowserClose";
/** The town's address in its settings. In the flows it is another one. */
const PUBLIC_ADDRESS = "https://honglinh.example";
export const SLUG = "lang-ren-trung-luong";

export const test = base.extend({
  launchOptions: [
    // The last one of several holds.
    async ({ launchOptions }, use) => use({ ...launchOptions, args: [...launchOptions.args, `--disable-features=${DISABLED}`] }),
    { scope: "worker" },
  ],

  /** A site on another origin. */
  host: [
    async ({}, use) => {
      const host = await startHost();
      await use(host);
      await host.stop();
    },
    { scope: "worker" },
  ],

  /** A portal that lets everybody read, and `host` write; its address is `portal.url`. */
  portal: [
    async ({ host }, use) => withEmbed(`["*", "${host.url}"]`, use),
    { scope: "worker" },
  ],

  /** Puts `inside` on a page of the host, beside the portal's script, and opens it. */
  visit: async ({ page, host, portal }, use) => {
    await use(async (inside, { portals = [portal], headers } = {}) => {
      const scripts = portals.map(({ url }) => `<script async src="${url}/nhung.js"></script>`);
      const listener = `<script>
        window.told = [];
        for (const name of ["ready", "resize", "open"]) {
          addEventListener("conglang:" + name, ({ detail, target }) => told.push({ name, target: target.id, ...detail }));
        }
      </script>`;
      await page.goto(host.put("/trang", listener + inside + scripts.join(""), headers));
    });
  },
});

/** Serves the demo town with these `allowed_origins` to `flow`. */
export async function withEmbed(origins, flow) {
  const folder = await mkdtemp(join(tmpdir(), "conglang-embed-"));
  try {
    await cp(process.env.CONGLANG_DEMO_DATA, folder, { recursive: true });
    const path = join(folder, "site.toml");
    const settings = await readFile(path, "utf8");
    await writeFile(path, settings.replace('allowed_origins = ["*"]', `allowed_origins = ${origins}`));
    const server = await startServer(folder);
    try {
      await flow(server);
    } finally {
      await server.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** `html` of the portal with its public address, as if that led here. */
export const servedHere = (html, portal) => html.replaceAll(PUBLIC_ADDRESS, portal.url);

export const element = (show, more = "", inside = `<a href="#">Về cổng</a>`) =>
  `<cong-lang id="${show}" show="${show}" ${more}>${inside}</cong-lang>`;
export const told = (page, name) => page.evaluate((name) => window.told.filter((event) => event.name === name), name);
export const frameOf = (page, id) => page.locator(`#${id} iframe`);
export const inside = (page, id) => frameOf(page, id).contentFrame();
/** How much of the host's page an element takes, in CSS pixels. */
export const heightOf = (locator) => locator.evaluate((element) => element.getBoundingClientRect().height);
/** How high what is in a part is, in CSS pixels. */
export const contentHeight = (part) => part.locator("body").evaluate((body) => Math.ceil(body.getBoundingClientRect().height));

/** Waits until the part has come and its frame is as high as what is in it; its height. */
export async function expectFitting(page, id) {
  const isReady = async () => (await told(page, "ready")).some(({ target }) => target === id);
  // What has come is left where it is, since it has to fit off the screen too; what is to come may be moved away
  // again by what grows above it.
  const comes = async () => (await isReady()) || (await page.locator(`#${id}`).scrollIntoViewIfNeeded());
  await expect.poll(comes).toBe(true);
  const heights = async () => {
    const [frame, content] = await Promise.all([heightOf(frameOf(page, id)), contentHeight(inside(page, id))]);
    return frame - content;
  };
  await expect.poll(heights, `the frame of ${id}`).toBe(0);
  return heightOf(frameOf(page, id));
}

/** Presses the button called `name` of a form in the part `id`, types the code that is asked for, and sends it. */
export async function sendWithCode(page, id, name) {
  const part = inside(page, id);
  const button = part.getByRole("button", { name });
  await button.scrollIntoViewIfNeeded();
  await expect(button).toBeEnabled();
  const [answer] = await Promise.all([
    page.waitForResponse((response) => "x-test-code" in response.headers()),
    button.click(),
  ]);
  await part.getByRole("textbox", { name: "Mã xác thực" }).fill(answer.headers()["x-test-code"]);
  // Nobody reads and types a code while the frame still grows for it, and what moves under a finger is not pressed.
  await expectFitting(page, id);
  await part.getByRole("button", { name: "Gửi", exact: true }).click();
}

/** Has an emergency in the town of `portal` while `flow` runs. */
export async function withAlert(portal, flow, title = "Nước lên") {
  const run = promisify(execFile);
  const command = (...parts) => run(binary, ["alert", "--data", portal.dataFolder, ...parts], { cwd: root });
  const { stdout } = await command("set", "--level", "khan-cap", "--title", title, "--body", "Rời bãi sông.", "--until", "1 ngày");
  const [, number] = stdout.match(/số (\d+)/);
  try {
    await flow();
  } finally {
    await command("end", number);
  }
}
