// When a reader is offered to install the portal: at the second visit, once.

/** Where the companion (extras) finds the browser's offer, or that the reader has to do it by hand. */
const OFFER = "conglangInstall";
/** How often the portal was visited on this device, up to what matters, and when last. */
const VISITS = "conglang.visits";
/** Set once an offer was made. */
const OFFERED = "conglang.install";
/** Whoever comes back after so long comes again, in milliseconds. */
const PAUSE = 30 * 60 * 1000;
const isInstalled = navigator.standalone === true || matchMedia("(display-mode: standalone)").matches;
/** Safari on a phone or tablet, which says that it is a Mac; other browsers there have no such menu. */
const isIosSafari =
  navigator.standalone === false && /Version\/\S+ (Mobile\/\S+ )?Safari\/\S+$/.test(navigator.userAgent);

/** Whether this is the second visit or a later one; a browser that keeps nothing is always new. */
function hasComeAgain() {
  try {
    const [visits, last] = (localStorage.getItem(VISITS) ?? "0 0").split(" ").map(Number);
    const now = Date.now();
    const count = Math.abs(now - last) > PAUSE ? Math.min((visits || 0) + 1, 2) : visits;
    localStorage.setItem(VISITS, `${count} ${now}`);
    return count > 1 && !localStorage.getItem(OFFERED);
  } catch {
    return false;
  }
}

/** Calls `ask` when there is something to offer. */
export function offerToInstall(ask) {
  const isTime = hasComeAgain() && !isInstalled;
  addEventListener("beforeinstallprompt", (event) => {
    // The browser's own bar would come at the first visit.
    event.preventDefault();
    if (!isTime) return;
    globalThis[OFFER] = event;
    ask();
  });
  if (isTime && isIosSafari) {
    globalThis[OFFER] = "by hand";
    ask();
  }
}
