// What pages, and the browser, want of the outbox.

import { announce, callMe, deliver, listed } from "./delivery.js";
import { all, note, put, withdraw } from "./outbox.js";

/** What a page wants; a promise of the answer, or nothing when it is not about the outbox. */
export function wish({ kind, entry, id }) {
  switch (kind) {
    case "outbox":
      return listed();
    case "queue":
      return changed(async () => ({ ok: await put(entry) }));
    case "withdraw":
      return changed(async () => ({ entry: await withdraw(id) }));
    case "note":
      return note(id).then(() => ({ ok: true }));
    case "send":
      return deliver().then((waits) => ({ ok: !waits }));
    default:
      return undefined;
  }
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

async function changed(act) {
  const answer = await act();
  await announce();
  await callMe();
  return answer;
}
