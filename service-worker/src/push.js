// Push messages: shown as notices of the system, each once.

import { keyOf, shorten } from "./stores.js";

const API = "/api/v1/push/subscription";
/** Names of the messages that were shown. */
const SHOWN = "pushes-v1";
const MOST = 50;
const NAME = "/thong-bao";

export function listenToPushes() {
  self.addEventListener("push", (event) => event.waitUntil(show(event.data)));
  self.addEventListener("notificationclick", (event) => {
    event.notification.close();
    event.waitUntil(open(event.notification.data?.path ?? "/"));
  });
  self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event)));
}

async function show(data) {
  const message = read(data);
  // The portal sends again what it does not know to have arrived.
  if (message.id && (await wasShown(message.id))) return;
  const { title, body, tag, lang, path, urgent } = message;
  await self.registration.showNotification(title, {
    body,
    lang,
    tag,
    // A newer notice about the same is worth another sound only when one has to act.
    renotify: Boolean(tag && urgent),
    requireInteraction: urgent === true,
    data: { path },
  });
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
    const cache = await caches.open(SHOWN);
    const key = keyOf(`${NAME}?id=${encodeURIComponent(id)}`);
    if (await cache.match(key)) return true;
    await cache.put(key, new Response(""));
    await shorten(SHOWN, MOST, () => 1);
  } catch {
    // A device without room shows a message twice rather than not at all.
  }
  return false;
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

/** The browser has another address for the same subscription. */
async function renew({ oldSubscription, newSubscription }) {
  const options = oldSubscription?.options;
  const subscription = newSubscription ?? (options && (await self.registration.pushManager.subscribe(options)));
  if (!subscription) return;
  const { endpoint, keys } = subscription.toJSON();
  await fetch(API, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ endpoint, keys, replaces: oldSubscription?.endpoint }),
  });
}
