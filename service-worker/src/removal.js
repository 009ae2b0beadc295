// What goes when the portal does without the service worker.

import { KEPT } from "./stores.js";

/** Takes away what the worker kept, but for what a reader keeps on purpose. */
export async function takeAway() {
  const others = (await caches.keys()).filter((name) => name !== KEPT);
  await Promise.all(others.map((name) => caches.delete(name)));
}
