// The page's side when the portal does without the service worker. A worker that is at work may take minutes to
// make room for what replaces it (off.js); a page need not wait.

import { takeAway } from "./removal.js";

async function leave() {
  for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
  await takeAway();
}

// A browser that keeps nothing has nothing to take away.
if (navigator.serviceWorker) leave().catch(() => {});
