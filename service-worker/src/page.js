// The page's side of the service worker. It stands apart from the app, so that it also works when an app does
// not start: what replaces a broken version comes this way.

import { offerToInstall } from "./install.js";

const WORKER = "/service-worker.js";
const LOADER = "/extras_loader.js";
const workers = navigator.serviceWorker;

/** Asks the extras to tell the reader of the state of things (contract/src/extra.rs), once the page is painted. */
function askCompanion() {
  if (document.readyState === "complete") askNow();
  else addEventListener("load", () => setTimeout(askNow), { once: true });
}

function askNow() {
  const root = document.documentElement;
  root.dataset.ask = "companion";
  root.dispatchEvent(new CustomEvent("conglang:ask", { bubbles: true }));
  if (document.querySelector(`script[src="${LOADER}"]`)) return;
  const script = document.createElement("script");
  script.type = "module";
  script.src = LOADER;
  // Who asks next tries again (src/hooks/extras.rs).
  script.onerror = () => script.remove();
  document.head.append(script);
}

async function begin() {
  const registration = await workers.register(WORKER, { updateViaCache: "none" });
  if (registration.waiting && workers.controller) askCompanion();
  const follow = (worker) =>
    worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && workers.controller) askCompanion();
    });
  // It may be on its way already.
  follow(registration.installing);
  registration.addEventListener("updatefound", () => follow(registration.installing));
  const { active } = await workers.ready;
  active.postMessage({
    kind: "visited",
    language: document.documentElement.lang,
    sparing: document.documentElement.dataset.sparing === "on",
  });
}

if (workers) {
  workers.addEventListener("message", ({ data }) => {
    if (data.kind === "saved") {
      document.documentElement.dataset.savedAt ??= data.at;
      askCompanion();
    }
    // Extras that run hear it themselves.
    if (data.kind === "outbox" && !document.querySelector(`script[src="${LOADER}"]`)) askCompanion();
  });
  // After the page, which the network belongs to first. A browser that keeps nothing refuses, and reads on.
  addEventListener("load", () => setTimeout(() => begin().catch(() => {}), 1000));
}
addEventListener("offline", askCompanion);
if (!navigator.onLine || document.documentElement.dataset.savedAt) askCompanion();
offerToInstall(askCompanion);
