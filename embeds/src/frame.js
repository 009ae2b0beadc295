// In every embedded part: tells the host's page how high it is, and follows what is live.

import { guard } from "./guard.js";
import { askRegularly, follow } from "./live.js";
import { message, read } from "./messages.js";
import { isWordPress, tellWordPress } from "./wordpress.js";

const { body, documentElement: root } = document;
const NEWS_PAUSE = 300_000;
const LOOK_PAUSE = 1000;
/** After an answer that did not come. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 60_000;
/** What changes while it is shown. An article and its forms do not. */
const LIVE = "[data-live], [data-alerts]";
/** In the address of a comment's receipt, and of the page that names one. Whoever has it may delete the comment. */
const RECEIPT = /[/?&]bien-nhan[/=]/;

if (parent !== window) {
  // Who frames the page is not always known, so it is told nothing that not everybody may know.
  const tell = (type, content) => parent.postMessage(message(type, content), "*");
  let told = 0;
  // The body is as high as its content, whatever the height of the frame, so that this cannot go round in circles.
  const tellHeight = () => {
    const height = Math.ceil(body.getBoundingClientRect().height);
    // A frame of another process learns only after its page how wide it is.
    if (height === told || height === 0 || innerWidth === 0) return;
    const place = document.querySelector(":target")?.getBoundingClientRect().top ?? 0;
    const first = { title: document.title, at: Math.min(Math.max(place + scrollY, 0), height) };
    tell(told ? "size" : "ready", { height, ...(told ? {} : first) });
    tellWordPress("height", height);
    told = height;
  };
  tellHeight();
  addEventListener("resize", tellHeight);
  new ResizeObserver(tellHeight).observe(body);
  // In a frame that is not on the screen browsers lay nothing out by themselves, and observers hear nothing.
  setInterval(tellHeight, LOOK_PAUSE);
  addEventListener("message", ({ source, data }) => {
    if (source !== parent) return;
    if (read(data)?.type === "sized") root.classList.add("sized");
    // It hears nothing before its own script has come.
    if (data?.message === "ready") tellWordPress("height", told);
  });
  // Before the map, which keeps from the page what is pressed on it.
  addEventListener("click", (event) => {
    // What leads on in the frame is none, nor a button of the map, which is a link to nowhere.
    const link = event.target.closest?.('a[href]:not([target="_self"], [href="#"])');
    // Links of drawings have their address as an attribute alone.
    const url = link && new URL(link.getAttribute("href"), location).href;
    if (!url || RECEIPT.test(url)) return;
    tell("open", { url });
    if (isWordPress) event.preventDefault();
    tellWordPress("link", url);
  }, true);
}

const alerts = () => document.querySelector("[data-alerts]");
/** How often the server was asked, and the answer that is shown. */
let asked = 0;
let answered = 0;
/** Whether something newer is kept from a place since somebody is in it. */
let isLate = false;

/** Whether somebody is in `part` with the keyboard. A link that was pressed stays the active one for good. */
const isUsed = (part) => document.hasFocus() && part.contains(document.activeElement);

/** An alert does not wait for anybody, but leaves the keyboard on the link where it is. */
function replaceAlerts(place, html) {
  const link = isUsed(place) && document.activeElement.href;
  place.innerHTML = html;
  if (link) [...place.querySelectorAll("a")].find(({ href }) => href === link)?.focus({ preventScroll: true });
}

/** What the server shows now takes the place of what is live; what is no alert, unless somebody is in it. */
async function refresh() {
  const turn = (asked += 1);
  const answer = await fetch(location.href, { cache: "no-cache" });
  const html = await answer.text();
  // One that comes late is not put in the place of a later one.
  if (!answer.ok || turn < answered) return;
  answered = turn;
  isLate = false;
  const newer = new DOMParser().parseFromString(html, "text/html").querySelectorAll(LIVE);
  for (const [index, shown] of document.querySelectorAll(LIVE).entries()) {
    const { innerHTML, dataset } = newer[index] ?? shown;
    // Of alerts also what is not shown here has a version.
    Object.assign(shown.dataset, dataset);
    if (innerHTML === shown.innerHTML) continue;
    if ("alerts" in dataset) replaceAlerts(shown, innerHTML);
    else if (isUsed(shown)) isLate = true;
    else shown.innerHTML = innerHTML;
  }
}

/** Which alerts the server has told of last. */
let announced;
let waiting;
/** Asks until they are shown: at that moment everybody asks, and some get no answer. */
async function catchUp(pause = FIRST_PAUSE) {
  await refresh().catch(() => {});
  clearTimeout(waiting);
  if (alerts().dataset.version === announced) return;
  // Not again all at one moment.
  waiting = setTimeout(catchUp, pause * (1 + Math.random()), Math.min(pause * 2, LONGEST_PAUSE));
}

const number = new Intl.NumberFormat(root.lang);
/** How far the server's clock is ahead of the device's, in milliseconds. */
let ahead = 0;
const apply = {
  visits(data) {
    for (const [name, value] of Object.entries(JSON.parse(data))) {
      const place = document.querySelector(`[data-visits="${CSS.escape(name)}"]`);
      if (place) place.textContent = number.format(value);
    }
  },
  alert(data) {
    const { version, now } = JSON.parse(data);
    ahead = Date.parse(now) - Date.now();
    announced = version;
    if (alerts().dataset.version !== version) catchUp();
  },
};

if (parent !== window) guard();

// A form that leads on from an article has nothing live. A frame without an origin, as WordPress makes it, may not ask.
const hasLive = origin !== "null" && document.querySelector(LIVE);
if (hasLive) follow((name, data) => apply[name]?.(data), refresh);
// The second one is told when the keyboard goes to the host's page.
for (const left of ["focusout", "blur"]) addEventListener(left, () => isLate && refresh().catch(() => {}));
if (hasLive && document.querySelector("[data-live=news]")) askRegularly(refresh, NEWS_PAUSE);

// An alert goes at its time, also without a network.
setInterval(() => {
  let left = 0;
  for (const notice of document.querySelectorAll("[data-until]")) {
    notice.hidden = notice.dataset.until * 1000 <= Date.now() + ahead;
    if (!notice.hidden) left += 1;
  }
  const none = document.querySelector("[data-alerts] > .none");
  if (none) none.hidden = left > 0;
}, 1000);
