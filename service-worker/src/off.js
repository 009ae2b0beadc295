// Served in the worker's place when the portal does without it: takes itself away, and what it kept. What somebody
// has written and nobody has received yet it sends first.

import { callMe, OUTBOX } from "./delivery.js";
import { all } from "./outbox.js";
import { takeAway } from "./removal.js";
import { sendOrFail, wish } from "./waiting.js";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(begin()));
self.addEventListener("message", (event) => event.waitUntil(answer(event)));
self.addEventListener("sync", (event) => {
  if (event.tag === OUTBOX) event.waitUntil(sendOrFail().then(leave));
});

async function begin() {
  await takeAway();
  await leave();
  if ((await all()).length > 0) await callMe();
}

/** Pages ask for the outbox as they ask the worker before it. */
async function answer({ data, ports }) {
  const result = await Promise.resolve(wish(data)).catch(() => {});
  ports[0]?.postMessage(result ?? {});
  await leave();
}

/** Not before pages have noted what became of everything. */
async function leave() {
  if ((await all()).length === 0) await self.registration.unregister();
}
