import { defineConfig } from "@playwright/test";

const launchOptions = {
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

// What does not depend on the screen runs on one: what passes between page, worker and server, is said or heard, or
// lies under the map on the phone, where most residents read; what other sites show, other languages, and what is
// written down of the running portal on the desktop.
const onPhoneAlone =
  /\/(accessible-states|alerts|basemap|data-saver|early-form|install|listen|offline|old-browser|outbox|slow-line|wrong-code)\.spec/;
const onDesktopAlone =
  /\/(altcha|embeds[\w-]*|languages|live|push|server-down|style-guide-markup|two-starts|[\w-]*update)\.spec/;

export default defineConfig({
  testDir: "tests/browser",
  outputDir: "tests/results",
  snapshotPathTemplate: "{testDir}/looks/{arg}-{projectName}{ext}",
  globalSetup: "./tests/browser/support/prepare.mjs",
  workers: 1,
  // One of some hundred flows may meet a moment that it does not wait for: it is tried once more, and named at the end.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: "list",
  use: {
    browserName: "chromium",
    launchOptions,
    locale: "vi-VN",
    timezoneId: "Asia/Ho_Chi_Minh",
    screenshot: "only-on-failure",
    trace: "on-first-retry",
    // A flow that stands between page and server would not see what the worker asks.
    serviceWorkers: "block",
  },
  projects: [
    { name: "desktop", testIgnore: onPhoneAlone, use: { viewport: { width: 1440, height: 900 } } },
    {
      name: "phone",
      testIgnore: onDesktopAlone,
      use: {
        viewport: { width: 390, height: 844 },
        deviceScaleFactor: 2,
        hasTouch: true,
        isMobile: true,
      },
    },
  ],
});
