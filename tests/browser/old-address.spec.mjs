import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { expect, open, started, test } from "./support/portal.mjs";
import { binary } from "./support/server.mjs";
import { withTown } from "./support/town.mjs";

const OLD_ADDRESS = "/portal/pages/2022-05-05/Thi-xa-dat-chuan-ab12.aspx";

/** Imports `articles`: what their front matter has besides, and their text. */
async function publish(data, articles) {
  const folder = await mkdtemp(join(tmpdir(), "conglang-articles-"));
  try {
    for (const [slug, { more, text }] of Object.entries(articles)) {
      await mkdir(join(folder, slug));
      const front = [`title: "Bài ${slug}"`, `slug: ${slug}`, "category: tin-hoat-dong", "published_at: 2022-05-05T07:00:00+07:00", ...more];
      await writeFile(join(folder, slug, "index.md"), `---\n${front.join("\n")}\n---\n\n${text}\n`);
    }
    await promisify(execFile)(binary, ["import", "--data", data, folder]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test("a link to an address of the old portal leads to the article that stood there", async ({ page, expectedErrors }) => {
  expectedErrors.push(/status of 404/);
  await withTown({}, async (server, data) => {
    await publish(data, {
      "thi-xa-dat-chuan": { more: [`legacy_urls: ["${OLD_ADDRESS}"]`], text: "Thị xã đạt chuẩn." },
      "nhin-lai": { more: [], text: `Xem lại [tin năm ấy](${OLD_ADDRESS}) và [tin không còn](/portal/pages/khac.aspx).` },
    });
    await open(page, `${server.url}/bai-viet/nhin-lai`);
    await page.getByRole("link", { name: "tin năm ấy" }).click();
    await expect(page).toHaveURL(/\/bai-viet\/thi-xa-dat-chuan$/);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bài thi-xa-dat-chuan");
    await started(page);
    await page.goBack();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bài nhin-lai");

    // What nobody remembers is told inside the app.
    await started(page);
    await page.evaluate(() => (globalThis.isSamePage = true));
    await page.getByRole("link", { name: "tin không còn" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Không tìm thấy trang này");
    expect(await page.evaluate(() => globalThis.isSamePage)).toBe(true);
  });
});
