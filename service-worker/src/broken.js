// A version of the portal that does not start makes room for the next one by itself: what would offer that one to the
// reader may be what is broken.

import { areLoaded, FAILED, LOADER } from "./companion.js";

/** From then on an app that the browser can start has started, also on a slow phone; after the page, in milliseconds. */
const LONGEST_START = 60_000;
/** Files of the app, as mistakes name them. Browsers inside other apps bring scripts, and mistakes, of their own. */
const APP = /\/conglang-\w+\.(js|wasm)/;
const workers = navigator.serviceWorker;
let hasStarted = false;
let hasFailed = false;

/** Follows how app and extras start. */
export function followStart() {
  // Trunk's script sends it (index.html).
  addEventListener("TrunkApplicationStarted", () => {
    hasStarted = true;
  });
  const fail = () => {
    hasFailed = true;
    replaceBroken();
  };
  addEventListener("unhandledrejection", ({ reason }) => {
    if (APP.test(reason?.stack)) fail();
  });
  // What tells of its mistakes in another way, or hangs.
  addEventListener("load", () => setTimeout(fail, LONGEST_START));
  const hear = ({ target }) => {
    // It is marked after this.
    if (target.getAttribute?.("src")?.startsWith(LOADER)) setTimeout(replaceBroken);
  };
  // A script tells of it nobody but itself.
  addEventListener("error", hear, { capture: true });
}

/** Whether the app, or the extras that were asked for, did not start. What failed afterwards is one part of a page. */
function isBroken() {
  const haveExtrasFailed = document.querySelector(`script[src^="${LOADER}"][${FAILED}]`) && !areLoaded();
  return (hasFailed && !hasStarted) || haveExtrasFailed;
}

/** Lets the version that waits, if one does, take over from one that is broken, unless something typed would be lost. */
export async function replaceBroken() {
  const { waiting } = (await workers.getRegistration()) ?? {};
  if (!waiting || !workers.controller || !isBroken() || isTypedIn()) return;
  workers.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting.postMessage({ kind: "replace" });
}

function isTypedIn() {
  const fields = document.querySelectorAll("textarea, input:not([type=checkbox], [type=radio])");
  return [...fields].some(({ value, defaultValue }) => value !== defaultValue);
}
