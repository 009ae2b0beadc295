// The page's side when the portal does without the service worker. A worker that is at work may take minutes to
// make room for what replaces it (off.js); a page need not wait, unless something that was written waits to be sent.

import { askCompanion } from "./companion.js";
import { all } from "./outbox.js";
import { takeAway } from "./removal.js";

/** By which the extras know that nobody will come who keeps anything (extras/src/worker.rs). */
document.documentElement.dataset.offline = "off";

const workers = navigator.serviceWorker;

async function leave() {
  const registrations = await workers.getRegistrations();
  const waits = registrations.length > 0 && (await all()).length > 0;
  for (const registration of registrations) await (waits ? registration.update() : registration.unregister());
  await takeAway();
  // The extras show what waits, and have it sent.
  if (waits) askCompanion();
}

/** Something became of what waited. */
async function leaveUnlessWaiting() {
  if ((await all()).length > 0) return;
  for (const registration of await workers.getRegistrations()) await registration.unregister();
}

// A browser that keeps nothing has nothing to take away.
if (workers) {
  workers.addEventListener("message", ({ data }) => {
    if (data.kind === "outbox") leaveUnlessWaiting().catch(() => {});
  });
  leave().catch(() => {});
}
