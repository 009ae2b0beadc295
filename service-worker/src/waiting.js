// What pages, and the browser, want of the outbox.

import { announce, callMe, deliver, listed } from "./delivery.js";
import { all, inPlaceOfVote, note, put, withdraw } from "./outbox.js";

/** What a page wants; a promise of the answer, or nothing when it is not about the outbox. */
export function wish({ kind, entry, id }) {
  switch (kind) {
    case "outbox":
      return listed();
    case "queue":
      return changed(async () => ({ ok: await put(entry) }));
    case "withdraw":
      return changed(() => withdraw(id));
    case "note":
      return noted(id);
    case "send":
      return deliver().then((waits) => ({ ok: !waits }));
    default:
      return undefined;
  }
}

/**
 * `PUT /api/v1/articles/…/rating` by a page. Once it has arrived, the vote that waits is gone; one that came meanwhile
 * is sent, since nobody could send it as long as it was held.
 */
export function vote(event, url) {
  const answer = fetch(event.request);
  const isTaken = () => answer.then(({ ok }) => ok, () => false);
  event.respondWith(answer);
  const settle = async () => {
    if (await inPlaceOfVote(url, isTaken)) await announce();
    else if (await isTaken()) await sendWaiting();
  };
  // A browser that forbids storage has none that waits.
  event.waitUntil(settle().catch(() => {}));
}

/** A page was opened: it shows what waits, and where there is no Background Sync it is sent now. */
export async function sendWaiting() {
  if ((await all()).length === 0) return;
  await announce();
  if (await deliver()) await callMe();
}

/** The network is back; the browser tries again what fails. */
export async function sendOrFail() {
  if (await deliver()) throw new Error("something still waits to be sent");
}

/** Where the portal does without the worker, it goes when a page hears that nothing is left (off-page.js). */
async function noted(id) {
  await note(id);
  await announce();
  return { ok: true };
}

async function changed(act) {
  const answer = await act();
  await announce();
  await callMe();
  return answer;
}
