// How smooth a large map is: 200 areas of 2,000 points and 5,000 places, panned in a browser that is slowed
// down four times. `cargo xtask bench map` runs it.

import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

import { chromium } from "@playwright/test";

import { root, startServer } from "../browser/support/server.mjs";

const COLUMNS = 20;
const ROWS = 10;
const POINTS_A_SIDE = 500;
const PLACES = 5000;
const SLOWDOWN = 4;
const PAN_SECONDS = 8;
const WEST = 105.5;
const SOUTH = 18.2;
const SIZE = 0.03;

/** Numbers that are the same in every run. */
function* noise(seed) {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** A line of turns that both of its sides share; only its number decides how it goes. */
function border(number, from, to) {
  const random = noise(number + 1);
  const points = [from];
  for (let step = 1; step < POINTS_A_SIDE; step++) {
    const share = step / POINTS_A_SIDE;
    const turn = (random.next().value - 0.5) * SIZE * 0.02 * Math.sin(Math.PI * share);
    const along = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    // Across the line only, so that it does not cross itself.
    points.push(from[0] === to[0] ? [along[0] + turn, along[1]] : [along[0], along[1] + turn]);
  }
  points.push(to);
  return points.map((point) => point.map((degrees) => Number(degrees.toFixed(7))));
}

function areas() {
  const corner = (column, row) => [WEST + column * SIZE, SOUTH + row * SIZE];
  const lying = (column, row) => border(row * 1000 + column, corner(column, row), corner(column + 1, row));
  const standing = (column, row) => border(500_000 + row * 1000 + column, corner(column, row), corner(column, row + 1));
  const features = [];
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      const ring = [
        ...lying(column, row),
        ...standing(column + 1, row).slice(1),
        ...lying(column, row + 1).reverse().slice(1),
        ...standing(column, row).reverse().slice(1),
      ];
      const number = row * COLUMNS + column + 1;
      const properties = { code: String(number), name: `Vùng ${number}`, kind: "xã" };
      features.push({ type: "Feature", properties, geometry: { type: "Polygon", coordinates: [ring] } });
    }
  }
  return JSON.stringify({ type: "FeatureCollection", features });
}

function places() {
  const random = noise(7);
  const features = [];
  for (let number = 1; number <= PLACES; number++) {
    const [x, y] = [random.next().value, random.next().value];
    features.push({
      type: "Feature",
      properties: {
        id: `noi-${number}`,
        name: `Nơi số ${number}`,
        kind: ["Cơ quan", "Dịch vụ", "Làng nghề"][number % 3],
        address: `Số ${number} đường Lớn`,
        phone: "0239.3.835.356",
      },
      geometry: { type: "Point", coordinates: [WEST + x * COLUMNS * SIZE, SOUTH + y * ROWS * SIZE] },
    });
  }
  return JSON.stringify({ type: "FeatureCollection", features });
}

async function size(server, path) {
  const started = performance.now();
  const body = Buffer.from(await (await fetch(`${server.url}/api/v1/${path}`)).arrayBuffer());
  const taken = Math.round(performance.now() - started);
  const kilobytes = (bytes) => `${Math.round(bytes / 1024)} KB`;
  console.log(`${path}: ${kilobytes(body.length)}, ${kilobytes(brotliCompressSync(body).length)} brotli, ${taken} ms`);
}

async function pan(page) {
  const box = await page.locator(".map-canvas").boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.evaluate(() => {
    globalThis.frames = [];
    const note = (time) => (globalThis.frames.push(time), requestAnimationFrame(note));
    requestAnimationFrame(note);
  });
  await page.mouse.move(x, y);
  await page.mouse.down();
  const end = Date.now() + PAN_SECONDS * 1000;
  for (let step = 0; Date.now() < end; step++) {
    const angle = step / 25;
    await page.mouse.move(x + Math.cos(angle) * 250 - 250, y + Math.sin(angle) * 180);
  }
  await page.mouse.up();
  const frames = await page.evaluate(() => globalThis.frames);
  const gaps = frames.slice(1).map((time, index) => time - frames[index]).sort((one, other) => one - other);
  const seconds = (frames.at(-1) - frames[0]) / 1000;
  return { rate: (frames.length - 1) / seconds, slow: gaps[Math.floor(gaps.length * 0.95)], longest: gaps.at(-1) };
}

async function measure(page) {
  await page.goto(`${server.url}/ban-do`);
  const map = page.locator(".map-canvas");
  await map.waitFor({ timeout: 120_000 });
  await page.locator(".map-cluster").first().waitFor({ timeout: 120_000 });
  const client = await page.context().newCDPSession(page);
  await client.send("Emulation.setCPUThrottlingRate", { rate: SLOWDOWN });
  for (let closer = 0; closer <= 2; closer++) {
    if (closer > 0) {
      await map.press("Shift+Equal");
      // The finer shapes have come and are drawn.
      await page.waitForLoadState("networkidle");
      await page.waitForTimeout(2000);
    }
    const { rate, slow, longest } = await pan(page);
    const scale = await page.locator(".leaflet-control-scale-line").textContent();
    console.log(
      `panning, scale ${scale}, ${SLOWDOWN}x slower: ${rate.toFixed(1)} frames/s, ` +
        `95 % within ${slow.toFixed(0)} ms, longest ${longest.toFixed(0)} ms`,
    );
  }
}

const folder = await mkdtemp(join(tmpdir(), "conglang-bench-"));
await cp(join(root, "demo"), folder, { recursive: true });
await writeFile(join(folder, "map.geojson"), areas());
await writeFile(join(folder, "places.geojson"), places());
const started = performance.now();
const server = await startServer(folder, 300_000);
console.log(`start of the server: ${Math.round(performance.now() - started)} ms`);
for (const zoom of [9, 12, 14, 16]) await size(server, `map?zoom=${zoom}`);
for (const path of ["map", "map/outline", "map/places?per_page=10000"]) await size(server, path);
let browser;
try {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu"],
  });
  await measure(await browser.newPage({ viewport: { width: 1440, height: 900 } }));
} finally {
  await browser?.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
