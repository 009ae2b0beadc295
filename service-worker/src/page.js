// The page's side of the service worker. It stands apart from the app, so that it also works when an app does
// not start: what replaces a broken version comes this way.

import { followStart, replaceBroken } from "./broken.js";
import { areLoaded, askCompanion } from "./companion.js";
import { offerToInstall } from "./install.js";

const WORKER = "/service-worker.js";
/** Where alerts are shown, in one region for each level (contract/src/alert.rs). */
const ALERTS = "#canh-bao-tren-dau > *";
const workers = navigator.serviceWorker;
const root = document.documentElement;
/** Browsers look for a new version when another page is loaded; the app loads none for days, in milliseconds. */
const LOOK_AGAIN = 60 * 60 * 1000;
/** The page whose date the root has. */
let datedPage = root.dataset.savedAt && here();

function here() {
  return location.pathname + location.search;
}

/** What is shown was kept at `at`; of a page that is put together of several answers the oldest counts. */
function date(at) {
  if (datedPage !== here()) delete root.dataset.savedAt;
  datedPage = here();
  if (!root.dataset.savedAt || at < root.dataset.savedAt) root.dataset.savedAt = at;
  askCompanion();
}

/** The app has gone on to another page, which says itself how old it is. */
function undate() {
  if (!root.dataset.savedAt || datedPage === here()) return;
  delete root.dataset.savedAt;
  askCompanion();
}

/** Which notices of alerts the page shows; nothing where it has no place for them. */
function shownAlerts() {
  const regions = document.querySelectorAll(ALERTS);
  if (regions.length === 0) return undefined;
  return [...regions].map((region) => region.firstElementChild?.dataset.version ?? "").join(" ");
}

function lookForUpdates(registration) {
  let last = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - last < LOOK_AGAIN) return;
    last = Date.now();
    // Without a network there is nothing new.
    registration.update().catch(() => {});
  });
}

/** Tells the worker that somebody is here, so that it fetches what is new. */
function visit(worker) {
  worker.postMessage({
    kind: "visited",
    language: root.lang,
    sparing: root.dataset.sparing === "on",
    shown: shownAlerts(),
  });
}

async function begin() {
  const registration = await workers.register(WORKER, { updateViaCache: "none" });
  const offer = () => {
    if (!workers.controller) return;
    askCompanion();
    replaceBroken();
  };
  if (registration.waiting) offer();
  const follow = (worker) =>
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed") offer();
    });
  // It may be on its way already.
  follow(registration.installing);
  registration.addEventListener("updatefound", () => follow(registration.installing));
  lookForUpdates(registration);
  const { active } = await workers.ready;
  visit(active);
  // Also where nothing is loaded for days: an app on the home screen is only shown again.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) visit(workers.controller ?? active);
  });
  // The app writes the server's time there whenever the server tells of alerts (src/components/layout/alerts.rs).
  const heard = new MutationObserver((changes) => {
    if (!changes.some(({ target }) => target.dataset.now)) return;
    const worker = workers.controller ?? active;
    worker.postMessage({ kind: "alerts", language: root.lang, shown: shownAlerts() });
  });
  heard.observe(document.body, { attributeFilter: ["data-now"], subtree: true });
}

if (workers) {
  followStart();
  workers.addEventListener("message", ({ data }) => {
    if (data.kind === "saved") date(data.at);
    // Extras that run hear it themselves.
    if (data.kind === "outbox" && !areLoaded()) askCompanion();
  });
  // The app names each page in its title.
  new MutationObserver(undate).observe(document.head, { childList: true, characterData: true, subtree: true });
  // After the page, which the network belongs to first. A browser that keeps nothing refuses, and reads on.
  addEventListener("load", () => setTimeout(() => begin().catch(() => {}), 1000));
}
addEventListener("offline", askCompanion);
if (!navigator.onLine || root.dataset.savedAt) askCompanion();
offerToInstall(askCompanion);
