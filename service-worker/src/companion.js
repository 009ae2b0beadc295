// The extras, asked to tell the reader of the state of things (contract/src/extra.rs).

export const LOADER = "/extras_loader.js";
/** Set on a script that failed (src/hooks/extras.rs). */
export const FAILED = "data-failed";

/** Once the page is painted. */
export function askCompanion() {
  if (document.readyState === "complete") ask();
  else addEventListener("load", () => setTimeout(ask), { once: true });
}

/** Whether the extras run, or are on their way. */
export function areLoaded() {
  return document.querySelector(`script[src^="${LOADER}"]:not([${FAILED}])`) !== null;
}

function ask() {
  const root = document.documentElement;
  root.dataset.ask = "companion";
  root.dispatchEvent(new CustomEvent("conglang:ask", { bubbles: true }));
  if (areLoaded()) return;
  const failures = document.querySelectorAll(`script[${FAILED}]`).length;
  const script = document.createElement("script");
  script.type = "module";
  // Browsers do not ask again for a module that did not come.
  script.src = failures ? `${LOADER}?${failures}` : LOADER;
  script.onerror = () => script.setAttribute(FAILED, "");
  document.head.append(script);
}
