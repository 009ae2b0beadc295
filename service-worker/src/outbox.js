// What was written without network, in the order in which it was written. delivery.js sends it.
//
// An entry is what extras/src/outbox/entry.rs writes, and besides that
//   at      when it was written (RFC 3339)
//   mark    another one whenever somebody writes it anew
//   state   "waiting", "code" (a person has to type one), "refused" (`why`), "withdrawn" (by its writer, who
//           no longer sees it), "sent" (until a page has noted the receipt)

import { openDB } from "idb";

const DATABASE = "conglang-outbox";
const STORE = "entries";
/** Comments go under their Idempotency-Key; a vote takes the place of an earlier one. */
const voteId = (slug) => `rating:${slug}`;

/** Puts an entry in; false where the browser keeps nothing. */
export async function put(entry) {
  try {
    await change(entry.id, (known) => {
      // Another window has sent the same.
      if (known?.state === "sent" && known.kind === "comment") return known;
      return { ...entry, at: new Date().toISOString(), mark: crypto.randomUUID(), state: "waiting" };
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

/**
 * Its writer wants it back; the entry, unless it is sent. A comment may have arrived though nobody answered, so
 * the server is asked before it is forgotten.
 */
export async function withdraw(id) {
  let taken;
  await change(id, (known) => {
    if (!known || known.state === "sent") return known;
    taken = known;
    const isRefused = known.state === "refused";
    return known.kind === "comment" && !isRefused ? { ...known, state: "withdrawn" } : undefined;
  });
  return taken;
}

/** A page has remembered what became of it. */
export async function note(id) {
  await change(id, (known) => (known?.state === "sent" ? undefined : known));
}

/** Whether a page sends a vote by itself, which then counts and not one that waits. */
export function isVote(request, url) {
  return request.method === "PUT" && /\/articles\/[^/]+\/rating$/.test(url.pathname);
}

/** Forgets the vote that waits for the article of `url`. */
export async function forgetVote(url) {
  const slug = url.pathname.split("/").at(-2);
  await change(voteId(slug), () => undefined);
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
