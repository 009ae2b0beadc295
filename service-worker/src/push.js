// Push messages: shown as notices of the system. The device's subscription to them is kept here, too, since
// browsers give it another address, or lose it, without a page that would tell the portal.

import { fetchAlerts } from "./latest.js";
import { keyOf, shorten } from "./stores.js";

const API = "/api/v1/push";
/** What the portal has in force. */
const ALERTS = "/api/v1/alerts";
/** Before the number of an alert in the tag of its notice. */
const ALERT_TAG = "alert:";
/** Names of the messages that were shown. */
const SHOWN = "pushes-v1";
const MOST = 50;
const NAME = "/thong-bao";
/** As server/src/site/icons.rs draws them; of the badge phones take the shape alone. */
const ICON = "/icons/192.png";
const BADGE = "/icons/monochrome-512.png";
/** Has what the portal was last told of this device: `{ endpoint, choice, language, at }`. */
const SUBSCRIPTION = "push-subscription-v1";
/** Once in this time the portal is asked whether it still knows the device, in milliseconds. */
const PAUSE = 24 * 60 * 60 * 1000;
/** Hours between which only what is urgent may be heard, as contract/src/push.rs has them. */
const NIGHT = { from: 21, to: 6 };
/** Of Background Sync. */
const RENEWAL = "push-renewal";
/** How often a page has told what it and the portal agreed on. */
let agreements = 0;
/** Is done when what was told last is kept, or gone. */
let writing = Promise.resolve();
/** Is done when what was last asked of the system's notices is. */
let noticing = Promise.resolve();

export function listenToPushes() {
  self.addEventListener("push", (event) => event.waitUntil(show(event.data)));
  self.addEventListener("notificationclick", (event) => {
    event.notification.close();
    event.waitUntil(open(event.notification.data?.path ?? "/"));
  });
  self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event)));
  self.addEventListener("sync", (event) => {
    if (event.tag === RENEWAL) event.waitUntil(compare());
  });
  // A page was opened, or has heard of alerts (page.js).
  self.addEventListener("message", (event) => {
    if (["visited", "alerts"].includes(event.data.kind)) event.waitUntil(closeEnded());
  });
  // What the page and the portal have agreed on (extras/src/push/browser.rs).
  self.addEventListener("message", (event) => {
    const { kind, ...agreed } = event.data;
    if (kind !== "subscribed" && kind !== "unsubscribed") return;
    agreements += 1;
    event.waitUntil(kind === "subscribed" ? remember(agreed) : forget());
  });
}

/**
 * Puts right what the browser or the portal has lost of the subscription. Call it when there is a network: what
 * fails is tried again the next time.
 */
export async function keepSubscribed() {
  try {
    await compare();
  } catch {
    // As above.
  }
}

/**
 * Closes the notices of alerts that are over, also before their time, except for the one with the tag `except`. The
 * notice of an emergency would stay on the screen for good, and no message tells of the end.
 */
export async function closeEnded(except) {
  const shown = (await askOfNotices(() => self.registration.getNotifications?.())) ?? [];
  const alerts = shown.filter(({ tag }) => tag.startsWith(ALERT_TAG) && tag !== except);
  if (alerts.length === 0) return;
  const inForce = await tagsInForce();
  // A phone's own clock may be wrong, so it is asked last.
  const isOver = ({ tag, data }) => (inForce ? !inForce.includes(tag) : Date.parse(data?.until) <= Date.now());
  for (const notice of alerts.filter(isOver)) notice.close();
}

/** Tags of the alerts in force; nothing when the portal does not answer. */
async function tagsInForce() {
  try {
    const { alerts } = await (await fetch(ALERTS, { cache: "no-store" })).json();
    return alerts.map(({ id }) => ALERT_TAG + id);
  } catch {
    return undefined;
  }
}

/**
 * One question about notices after the other. Chromium forgets a notice, which then nobody can close, when it is
 * asked for the list of them while that one is on its way to the screen.
 */
function askOfNotices(ask) {
  const asked = noticing.then(ask);
  noticing = asked.catch(() => {});
  return asked;
}

async function show(data) {
  const { id, title, body, tag, lang, path, urgent, until } = read(data);
  // The portal sends again what it does not know to have arrived. Browsers want something shown for each message:
  // the same notice in its old place, without a sound.
  const isKnown = Boolean(id) && (await wasShown(id));
  const options = {
    body,
    lang,
    tag,
    icon: ICON,
    badge: BADGE,
    silent: isKnown || (!urgent && (await isQuietTime())),
    // A newer notice about the same is worth another sound only when one has to act.
    renotify: Boolean(tag && urgent && !isKnown),
    requireInteraction: urgent === true,
    data: { path, until },
  };
  await askOfNotices(() => self.registration.showNotification(title, options));
  // Not before: a worker that is stopped half-way must not take the message for shown.
  if (id) await note(id);
  // Browsers want the one that has just come to stay.
  await closeEnded(tag);
  // What a press leads to, should the network be gone by then.
  if (path === "/canh-bao") await fetchAlerts("vi");
  else if (path === "/en/canh-bao") await fetchAlerts("en");
}

/**
 * Whether the reader wants to sleep. The portal does not send by night, but what it sent by day comes when the phone
 * has a network again.
 */
async function isQuietTime() {
  const hour = new Date().getHours();
  if (hour >= NIGHT.to && hour < NIGHT.from) return false;
  return Boolean((await remembered())?.choice?.quiet_hours);
}

/** What the message says (contract/src/push.rs). A browser wants something shown for each. */
function read(data) {
  try {
    const message = data.json();
    if (message.title) return message;
  } catch {
    // What cannot be read still leads to the portal.
  }
  return { title: "Cổng thông tin có tin mới", body: "", lang: "vi", path: "/" };
}

async function wasShown(id) {
  try {
    return Boolean(await caches.match(nameOf(id), { cacheName: SHOWN }));
  } catch {
    return false;
  }
}

async function note(id) {
  try {
    await (await caches.open(SHOWN)).put(nameOf(id), new Response(""));
    await shorten(SHOWN, MOST);
  } catch {
    // A device without room tells a message twice rather than not at all.
  }
}

function nameOf(id) {
  return keyOf(`${NAME}?id=${encodeURIComponent(id)}`);
}

/** The page, where it is open already, or else in a window of its own: somebody may be writing in another. */
async function open(path) {
  const url = new URL(path, self.location.href);
  if (url.origin !== self.location.origin) return;
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = windows.find((client) => keyOf(client.url) === keyOf(url.href));
  try {
    await (there ? there.focus() : self.clients.openWindow(url.href));
  } catch {
    // A browser that lets no window be opened now still has one to show it in.
    await windows[0]?.navigate(url.href);
  }
}

/** The browser has another address for the same subscription, or none any more. */
async function renew({ oldSubscription }) {
  const holds = agreement();
  // What this device chose before it was kept here, the portal alone knows.
  if (oldSubscription && !(await remembered()) && holds()) await remember({ endpoint: oldSubscription.endpoint });
  try {
    await compare();
  } catch {
    // Where there is no Background Sync, the next visit has to do.
    await self.registration.sync?.register(RENEWAL);
  }
}

/** Whether what holds now still does, asked later: a page may tell something else while an answer is awaited. */
function agreement() {
  const now = agreements;
  return () => agreements === now;
}

/** Throws what keeps the portal from knowing the device as it is. */
async function compare() {
  const holds = agreement();
  const known = await remembered();
  if (!known || self.Notification?.permission !== "granted") return;
  // From time to time also one that is there is asked for: the portal may have another key by now.
  const isOld = Date.now() - known.at >= PAUSE;
  const there = isOld ? undefined : await self.registration.pushManager.getSubscription();
  const subscription = there ?? (await subscribe(holds));
  if (!subscription) return;
  try {
    if (holds()) await bringUpToDate(subscription, known, holds);
  } finally {
    if (!holds()) await takeBack(subscription);
  }
}

/** The subscription for the portal's key, made if need be; none when it is not wanted any more. */
async function subscribe(holds) {
  const response = await fetch(API);
  if (!response.ok) throw new Error(`the portal's key: ${response.status}`);
  const { public_key: applicationServerKey } = await response.json();
  if (!holds()) return undefined;
  const { pushManager } = self.registration;
  const options = { userVisibleOnly: true, applicationServerKey };
  try {
    return await pushManager.subscribe(options);
  } catch (error) {
    // One for another key, from before the portal lost its own.
    const other = await pushManager.getSubscription();
    if (!other) throw error;
    await other.unsubscribe();
    return pushManager.subscribe(options);
  }
}

/** Lets the portal know `subscription` as what it was told last, `known`, for as long as that holds. */
async function bringUpToDate(subscription, known, holds) {
  let told = known;
  if (subscription.endpoint !== known.endpoint) told = await tell(subscription, known);
  else if (Date.now() - known.at < PAUSE) return;
  else if (!(await isKnownToPortal(known)) && holds()) told = await tell(subscription, known);
  if (holds()) await remember(told);
}

/** Ends what was renewed while somebody switched messages off; what was only agreed on anew stays. */
async function takeBack(subscription) {
  if (await remembered()) return;
  const { endpoint } = subscription;
  await subscription.unsubscribe();
  await send("DELETE", "", { endpoint });
}

async function isKnownToPortal({ endpoint }) {
  const { ok, status } = await send("POST", "", { endpoint });
  if (!ok && status !== 404) throw new Error(`the portal's subscription: ${status}`);
  return ok;
}

/** Puts `subscription` in the place of the one that the portal was told last, and gives what it knows then. */
async function tell(subscription, { endpoint: replaces, choice, language }) {
  const { endpoint, keys } = subscription.toJSON();
  const query = language === "en" ? "?lang=en" : "";
  const response = await send("PUT", query, { endpoint, keys, choice, replaces });
  if (!response.ok) throw new Error(`the portal's subscription: ${response.status}`);
  return { endpoint, choice, language };
}

function send(method, query, body) {
  return fetch(`${API}/subscription${query}`, {
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function remembered() {
  await writing;
  try {
    return await (await caches.match(keyOf(NAME), { cacheName: SUBSCRIPTION }))?.json();
  } catch {
    return undefined;
  }
}

function remember({ endpoint, choice, language }) {
  return inTurn(async () => {
    const cache = await caches.open(SUBSCRIPTION);
    const known = JSON.stringify({ endpoint, choice, language, at: Date.now() });
    await cache.put(keyOf(NAME), new Response(known));
  });
}

function forget() {
  return inTurn(() => caches.delete(SUBSCRIPTION));
}

/** What was asked for last is what stays. */
function inTurn(write) {
  writing = writing.then(write).catch(() => {
    // A device without room has what the portal knows, and one that forbids storage has nothing to forget.
  });
  return writing;
}
