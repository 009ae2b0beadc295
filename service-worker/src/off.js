// Served in the worker's place when the portal does without it: takes itself away, and what it kept.

import { takeAway } from "./removal.js";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  await takeAway();
  await self.registration.unregister();
}
