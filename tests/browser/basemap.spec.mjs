import { rm } from "node:fs/promises";
import { join } from "node:path";

import { basemap } from "./support/basemap.mjs";
import { expect, expectAccessible, open, test } from "./support/portal.mjs";
import { withTown } from "./support/town.mjs";

const town = (file = basemap()) => ({ files: { "streets.pmtiles": file }, settings: 'basemap = "streets.pmtiles"' });

/** The colours of the drawn tiles, as red, green and blue, the most frequent first. */
function colors(page) {
  return page.locator(".map-canvas .leaflet-tile-pane canvas.leaflet-tile").evaluateAll((tiles) => {
    const counts = new Map();
    for (const tile of tiles.filter((tile) => tile.width > 0)) {
      const { data } = tile.getContext("2d").getImageData(0, 0, tile.width, tile.height);
      for (let at = 0; at < data.length; at += 4) {
        // Not drawn yet.
        if (data[at + 3] === 0) continue;
        const color = data.slice(at, at + 3).join(",");
        counts.set(color, (counts.get(color) ?? 0) + 1);
      }
    }
    return [...counts].sort(([, one], [, other]) => other - one).map(([color]) => color);
  });
}

/** How light the most frequent colour is, 0 to 1; 0.5 while nothing is drawn. */
async function lightness(page) {
  const [first = "127,127,127"] = await colors(page);
  return Math.max(...first.split(",").map(Number)) / 255;
}

for (const [theme, isLight] of [["light", true], ["dark", false], ["contrast", true]]) {
  test(`streets lie behind the areas in the ${theme} theme`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.addInitScript((chosen) => {
      // The empty page at the end has none.
      if (location.protocol !== "about:") localStorage.setItem("conglang.theme", chosen);
    }, theme);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await withTown(town(), async (server) => {
      for (const path of ["/ban-do", "/ban-do/den-song-trang", "/ban-do/khu-vuc/nam-hong-linh"]) {
        await open(page, `${server.url}${path}`);
        // Land, water and at least two kinds of roads.
        await expect.poll(async () => (await colors(page)).length).toBeGreaterThan(4);
        await expect.poll(async () => (await lightness(page)) > 0.5).toBe(isLight);
        await expect(page.getByRole("link", { name: "những người đóng góp cho OpenStreetMap" })).toBeVisible();
        await expect(page.getByText("Nguồn bản đồ")).toBeVisible();
        await expectAccessible(page);
      }
      await page.goto("about:blank");
    });
  });
}

test("streets follow the theme that a reader chooses", async ({ page }) => {
  await withTown(town(), async (server) => {
    await open(page, `${server.url}/ban-do`);
    await expect.poll(() => lightness(page)).toBeGreaterThan(0.7);
    await page.emulateMedia({ colorScheme: "dark" });
    await expect.poll(() => lightness(page)).toBeLessThan(0.4);
    await page.emulateMedia({ colorScheme: "light" });
    await expect.poll(() => lightness(page)).toBeGreaterThan(0.7);
    await page.goto("about:blank");
  });
});

test("only the parts that are looked at are loaded", async ({ page }) => {
  const answers = [];
  page.on("response", async (answer) => {
    if (answer.url().endsWith(".pmtiles")) {
      answers.push(answer);
    }
  });
  await withTown(town(), async (server) => {
    await open(page, `${server.url}/ban-do`);
    await expect.poll(async () => (await colors(page)).length).toBeGreaterThan(4);
    let loaded = 0;
    for (const answer of answers) {
      expect(answer.status()).toBe(206);
      expect(answer.headers().etag).toMatch(/^"[0-9a-f-]+"$/);
      loaded += Number(answer.headers()["content-length"]);
    }
    expect(loaded).toBeLessThan(60_000);
    // Nearer than the last zoom level of the file its tiles are enlarged.
    for (let step = 0; step < 4; step += 1) {
      await page.getByRole("button", { name: "Phóng to" }).click();
    }
    await expect.poll(async () => (await colors(page)).length).toBeGreaterThan(2);
    // Finer areas may still be on their way when the server ends.
    await page.goto("about:blank");
  });
});

test("the reader's position loads no part of the basemap", async ({ page, context }) => {
  await context.grantPermissions(["geolocation"]);
  await context.setGeolocation({ latitude: 18.5402, longitude: 105.7071, accuracy: 12 });
  await page.emulateMedia({ reducedMotion: "reduce" });
  let parts = 0;
  page.on("request", (request) => {
    parts += request.url().endsWith(".pmtiles") ? 1 : 0;
  });
  await withTown(town(), async (server) => {
    await open(page, `${server.url}/ban-do`);
    await expect.poll(async () => (await colors(page)).length).toBeGreaterThan(4);
    await expect.poll(() => page.locator("canvas.leaflet-tile:not(.leaflet-tile-loaded)").count()).toBe(0);
    const before = parts;
    const scale = page.locator(".leaflet-control-scale-line");
    const shown = await scale.textContent();
    await page.getByRole("button", { name: "Vị trí của tôi" }).click();
    await expect(page.getByText("Bạn đang ở phường Bắc Hồng Lĩnh (sai số khoảng 12 m).")).toBeVisible();
    await expect(page.getByTitle("Vị trí của bạn")).toBeVisible();
    // What would be near stays far.
    await expect(scale).toHaveText(shown);
    expect(parts).toBe(before);
    await page.goto("about:blank");
  });
});

test("the map is complete when the basemap has gone", async ({ page, expectedErrors }) => {
  expectedErrors.push(/streets|nen-ban-do|404/);
  await withTown(town(), async (server, folder) => {
    await rm(join(folder, "streets.pmtiles"));
    await open(page, `${server.url}/ban-do`);
    const map = page.getByRole("region", { name: /^Bản đồ, dùng phím/ });
    await expect(map.getByRole("button", { name: "phường Bắc Hồng Lĩnh" })).toBeVisible();
    await expect(page.getByText("Chưa tải được bản đồ tương tác")).toBeHidden();
    await expect(page.getByRole("link", { name: /OpenStreetMap/ })).toBeHidden();
    expect(server.log()).toContain("streets.pmtiles");
    await page.getByRole("searchbox", { name: "Tìm trên bản đồ" }).fill("den song");
    await expect(page.locator(".place:visible")).toHaveCount(1);
    await page.goto("about:blank");
  });
});

for (const [name, file, reason] of [
  ["cut off", basemap().subarray(0, 5000), "bị cắt cụt"],
  ["of another kind", Buffer.from("<!doctype html>"), "không phải là tệp PMTiles"],
  ["of images", basemap({ tileType: 2 }), "dạng véc-tơ"],
  ["of another layout", basemap({ names: (layer) => `${layer}_lines` }), "cách xếp lớp của Protomaps"],
  ["packed otherwise", basemap({ tileCompression: 3 }), "cần gzip"],
]) {
  test(`a basemap that is ${name} is told before anybody sees it`, async () => {
    const served = withTown(town(file), () => {});
    await expect(served).rejects.toThrow(reason);
  });
}
