// Lighthouse on the home page and an article of the demo town, as on a phone: medians of five runs, and what
// costs points. `cargo xtask bench lighthouse` runs it; it ends with 1 below the limits.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

import { startServer } from "../browser/support/server.mjs";

const RUNS = Number(process.env.LIGHTHOUSE_RUNS) || 5;
const ATTEMPTS = 3;
const PAGES = { home: "/", article: "/bai-viet/nui-hong-linh-chin-muoi-chin-dinh" };
const LIMITS = { performance: 98, accessibility: 100, "best-practices": 100, seo: 100 };
const METRICS = {
  FCP: "first-contentful-paint",
  LCP: "largest-contentful-paint",
  TBT: "total-blocking-time",
  CLS: "cumulative-layout-shift",
  SI: "speed-index",
};

/** The one in the middle. */
const median = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];

/** One run; the browser sometimes loses the beginning of its own record, which tells nothing of the page. */
async function measure(url) {
  for (let attempt = 1; ; attempt += 1) {
    const report = await run(url);
    if (!report.runtimeError) return report;
    if (attempt === ATTEMPTS) throw new Error(report.runtimeError.message);
  }
}

/** In a browser of its own, whose storage is empty. */
async function run(url) {
  const browser = await launch({
    chromePath: process.env.CHROMIUM || "/usr/bin/chromium",
    chromeFlags: ["--headless", "--no-sandbox", "--disable-gpu"],
  });
  try {
    const options = { port: browser.port, output: "json", logLevel: "error", onlyCategories: Object.keys(LIMITS) };
    const { lhr } = await lighthouse(url, options);
    return lhr;
  } finally {
    browser.kill();
  }
}

/** What is not perfect and counts, by the name of its audit. */
function costs(report) {
  const found = [];
  for (const [category, { auditRefs }] of Object.entries(report.categories)) {
    for (const { id, weight } of auditRefs) {
      const { score, displayValue = "" } = report.audits[id];
      if (weight > 0 && score !== null && score < 1) found.push(`${category}: ${id} ${score} ${displayValue}`.trim());
    }
  }
  return found;
}

async function measurePage(name, url) {
  const reports = [];
  for (let run = 1; run <= RUNS; run += 1) {
    const report = await measure(url);
    reports.push(report);
    const points = Object.keys(LIMITS).map((category) => Math.round(report.categories[category].score * 100));
    console.log(`${name}, run ${run}: ${points.join(" / ")}, machine ${Math.round(report.environment.benchmarkIndex)}`);
  }
  const ofCategory = (category) => median(reports.map((report) => Math.round(report.categories[category].score * 100)));
  const ofMetric = (id) => median(reports.map((report) => report.audits[id].numericValue));
  const scores = Object.fromEntries(Object.keys(LIMITS).map((category) => [category, ofCategory(category)]));
  const metrics = Object.fromEntries(
    Object.entries(METRICS).map(([metric, id]) => [metric, metric === "CLS" ? ofMetric(id).toFixed(3) : Math.round(ofMetric(id))]),
  );
  return { scores, row: { page: name, ...scores, ...metrics }, costs: costs(reports.at(-1)) };
}

const folder = await mkdtemp(join(tmpdir(), "conglang-lighthouse-"));
// The server fills the folder with the demo town.
const server = await startServer(folder, 300_000);
let failed = false;
try {
  const pages = [];
  for (const [name, path] of Object.entries(PAGES)) pages.push(await measurePage(name, server.url + path));
  console.log(`medians of ${RUNS}; milliseconds, but for CLS`);
  console.table(pages.map(({ row }) => row));
  for (const { row, scores, costs } of pages) {
    for (const cost of costs) console.log(`${row.page}: ${cost}`);
    for (const [category, limit] of Object.entries(LIMITS)) {
      if (scores[category] < limit) {
        failed = true;
        console.error(`error: ${row.page}: ${category} is ${scores[category]}, must be ${limit}`);
      }
    }
  }
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
