// What was written without network, in the order in which it was written. delivery.js sends it.
//
// An entry is what extras/src/outbox/entry.rs writes, and besides that
//   at      when it was written (RFC 3339)
//   mark    another one whenever somebody writes it anew
//   state   "waiting", "code" (a person has to type one), "refused" (`why`), "withdrawn" (by its writer, who
//           no longer sees it), "sent" (until a page has noted the receipt)
//   is_tried  of a vote: it may have arrived, though nobody was told

import { openDB } from "idb";

const DATABASE = "conglang-outbox";
const STORE = "entries";
/** Comments go under their Idempotency-Key; a vote takes the place of an earlier one. */
const voteId = (slug) => `rating:${slug}`;
/** Entries that stay where they are while a page sends another vote in their place: how many it sends, by id. */
const held = new Map();

/** Puts an entry in; false where the browser keeps nothing. */
export async function put(entry) {
  try {
    await change(entry.id, (known) => {
      // Another window has sent the same.
      if (known?.state === "sent" && known.kind === "comment") return known;
      // All attempts of one vote have one key.
      const key = known?.key || entry.key;
      // A page lets it wait when no answer came; with a network it may have arrived.
      const is_tried = entry.kind === "rating" && (known?.is_tried || self.navigator.onLine);
      return { ...entry, key, is_tried, at: new Date().toISOString(), mark: crypto.randomUUID(), state: "waiting" };
    });
    return true;
  } catch {
    return false;
  }
}

/** All entries, the oldest first. */
export async function all() {
  try {
    const entries = await use((database) => database.getAll(STORE));
    return entries.sort((one, other) => (one.at < other.at ? -1 : 1));
  } catch {
    // A browser that forbids storage keeps nothing.
    return [];
  }
}

/** Puts what `next` makes of an entry in its place, or takes it away; nothing else comes in between. */
export async function change(id, next) {
  await use(async (database) => {
    const transaction = database.transaction(STORE, "readwrite");
    const known = await transaction.store.get(id);
    const entry = next(known);
    if (entry) await transaction.store.put(entry);
    else if (known) await transaction.store.delete(id);
    await transaction.done;
  });
}

/** Whether a page is sending another vote in the place of `entry`. */
export function isHeld({ id }) {
  return held.has(id);
}

/** Whether `entry` is still what is to be sent under its id: neither changed since, nor taken back, nor held. */
export async function isCurrent(entry) {
  const known = (await all()).find(({ id }) => id === entry.id);
  return known?.mark === entry.mark && known.state !== "withdrawn" && !isHeld(entry);
}

/**
 * Its writer wants it back; the entry, unless it is sent (`is_sent`) or not there. A comment may have arrived though
 * nobody answered, so the server is asked before it is forgotten.
 */
export async function withdraw(id) {
  let taken = {};
  await change(id, (known) => {
    taken = known?.state === "sent" ? { is_sent: true } : { entry: known };
    if (!taken.entry) return known;
    const isRefused = known.state === "refused";
    return known.kind === "comment" && !isRefused ? { ...known, state: "withdrawn" } : undefined;
  });
  return taken;
}

/** A page has remembered what became of it. */
export async function note(id) {
  await change(id, (known) => (known?.state === "sent" ? undefined : known));
}

/** Whether a page sends a vote by itself, which counts once it has arrived, and not one that waits. */
export function isVote(request, url) {
  return request.method === "PUT" && /\/articles\/[^/]+\/rating$/.test(url.pathname);
}

/**
 * Holds the vote that waits for the article of `url` while `send` is under way, and forgets it when `send` says that
 * the other one was taken; whether there was one to forget. A vote that was put in meanwhile is newer, and stays.
 */
export async function inPlaceOfVote(url, send) {
  const id = voteId(url.pathname.split("/").at(-2));
  let hasGone = false;
  hold(id, 1);
  try {
    const before = (await all()).find((entry) => entry.id === id);
    const isTaken = await send();
    if (before && isTaken) {
      await change(id, (known) => {
        hasGone = known?.mark === before.mark;
        return hasGone ? undefined : known;
      });
    }
  } finally {
    hold(id, -1);
  }
  return hasGone;
}

function hold(id, more) {
  const count = (held.get(id) ?? 0) + more;
  if (count > 0) held.set(id, count);
  else held.delete(id);
}

async function use(act) {
  const database = await openDB(DATABASE, 1, {
    upgrade(database) {
      database.createObjectStore(STORE, { keyPath: "id" });
    },
  });
  try {
    return await act(database);
  } finally {
    database.close();
  }
}
