import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { demoArticle, expect, open, test } from "./support/portal.mjs";
import { binary, root } from "./support/server.mjs";
import { startVersions } from "./support/versions.mjs";

test.use({ serviceWorkers: "allow" });

/** Calls `flow` while an alert called `title` is in force. */
async function withAlert(server, title, flow) {
  const command = async (...parts) => {
    const { stdout } = await promisify(execFile)(binary, ["alert", "--data", server.dataFolder, ...parts], { cwd: root });
    return stdout;
  };
  const told = await command("set", "--level", "khan-cap", "--title", title, "--body", "Không ra đường.", "--until", "2 ngày");
  try {
    await flow();
  } finally {
    await command("end", told.match(/số (\d+)/)[1]);
  }
}

test("an alert stays where the app of another version puts the page together anew", async ({ page, server }) => {
  // What comes over the stream would show the alert again.
  await page.addInitScript(() => {
    globalThis.EventSource = class extends EventTarget {
      close() {}
    };
  });
  const article = await demoArticle("lang-ren-trung-luong");
  const versions = await startVersions(() => server.url);
  try {
    await open(page, versions.url + article.path);
    await expect.poll(() => page.evaluate(() => Boolean(navigator.serviceWorker.controller))).toBe(true);
    await withAlert(server, "Bão số 7 đổ bộ đêm nay", async () => {
      await expect.poll(async () => (await page.request.get(server.url + article.path)).text()).toContain("Bão số 7");
      // The worker is still the one of the version before.
      versions.version = "B";
      await open(page, versions.url + article.path);
      await expect(page.locator("body")).not.toHaveAttribute("data-rendered");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(article.title);
      const notice = page.getByRole("region", { name: "Cảnh báo khẩn cấp", exact: true });
      await expect(notice).toContainText("Bão số 7 đổ bộ đêm nay");
      await expect(notice.locator("xpath=..")).toHaveAttribute("aria-live", "assertive");
    });
  } finally {
    await versions.stop();
  }
});
