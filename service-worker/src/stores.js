// What the worker keeps, and how. A new version of the portal reads what an older one has kept.

/** HTML of pages, by their address without what does not change them. */
export const PAGES = "pages-v1";
/** JSON of the API. */
export const ANSWERS = "answers-v1";
export const PICTURES = "pictures-v1";
/** Articles and songs that a reader keeps, until they do not. */
export const KEPT = "kept-v1";

const SAVED_AT = "x-saved-at";
/** On what was fetched for the time without network, a page or an answer, and was not read since. */
const FETCHED_AHEAD = "x-fetched-ahead";
/** What was sent compressed is stored as it is read. */
const OF_THE_TRANSFER = ["content-encoding", "content-length", "transfer-encoding"];
/** Marks of where a reader came from, which make no other page. */
const ORIGINS = /^(utm_\w+|fbclid|gclid|zarsrc|tu)$/;

/** Addresses of one page have one key. */
export function keyOf(address) {
  const url = new URL(address, self.location.href);
  url.hash = "";
  for (const name of [...url.searchParams.keys()]) {
    if (ORIGINS.test(name)) url.searchParams.delete(name);
  }
  return url.href;
}

/**
 * Keeps `response` as `key`, with `more` headers; whether it could. When the device has no room left, the oldest
 * pictures make way; when it still has none, or keeps nothing at all, the reader only goes without.
 */
export async function save(store, key, response, more = {}) {
  if (response.status !== 200) return false;
  try {
    const body = await response.blob();
    const headers = new Headers(response.headers);
    for (const name of OF_THE_TRANSFER) headers.delete(name);
    for (const [name, value] of Object.entries(more)) headers.set(name, value);
    headers.set(SAVED_AT, new Date().toISOString());
    headers.set("content-length", String(body.size));
    const cache = await caches.open(store);
    for (;;) {
      try {
        await cache.put(key, new Response(body, { headers }));
        return true;
      } catch (error) {
        if (error.name !== "QuotaExceededError" || !(await makeRoom())) return false;
      }
    }
  } catch {
    return false;
  }
}

/** [`save`], also where a reader keeps it: what was read anew is what they have. */
export async function saveNewer(store, key, response, more) {
  if (await find([KEPT], key)) await save(KEPT, key, response.clone());
  return save(store, key, response, more);
}

/** Takes the older half of the pictures away; whether there were any. */
async function makeRoom() {
  const cache = await caches.open(PICTURES);
  const pictures = await cache.keys();
  const older = pictures.slice(0, Math.ceil(pictures.length / 2));
  await Promise.all(older.map((picture) => cache.delete(picture)));
  return older.length > 0;
}

/** What is kept as `key`, by the reader's wish first. */
export async function find(stores, key) {
  try {
    for (const store of stores) {
      // Pages vary by cookie and encoding; on one device both stay the same.
      const response = await caches.match(key, { cacheName: store, ignoreVary: true });
      if (response) return response;
    }
  } catch {
    // A browser that forbids storage has kept nothing.
  }
  return undefined;
}

/** When `response` was kept (RFC 3339), if it was. */
export function savedAt(response) {
  return response.headers.get(SAVED_AT);
}

/** Whether what is kept was fetched ahead, and not read since. */
export function isAhead(response) {
  return response.headers.has(FETCHED_AHEAD);
}

/** The headers that say so of what is fetched ahead as `key`; none where it was read before. */
export async function aheadMark(store, key) {
  const known = await find([store], key);
  return known && !isAhead(known) ? {} : { [FETCHED_AHEAD]: "1" };
}

/** What is kept as `key` has been read. It stays as old as it is. */
export async function noteRead(store, key) {
  try {
    const response = await find([store], key);
    if (!response || !isAhead(response)) return;
    const headers = new Headers(response.headers);
    headers.delete(FETCHED_AHEAD);
    await (await caches.open(store)).put(key, new Response(response.body, { headers }));
  } catch {
    // A device without room has it as not read.
  }
}

/** A response with `body` that was kept at `at`. */
export function kept(body, { type, at, ...headers }) {
  return new Response(body, { headers: { ...headers, "content-type": type, [SAVED_AT]: at } });
}

/** What is in `store`, the oldest first: pairs of request and response. */
export async function entries(store) {
  try {
    const cache = await caches.open(store);
    const pairs = await Promise.all((await cache.keys()).map(async (key) => [key, await cache.match(key)]));
    return pairs.filter(([, response]) => response);
  } catch {
    return [];
  }
}

/** Bytes of a kept response. */
export function size(response) {
  return Number(response.headers.get("content-length")) || 0;
}

/** Takes the oldest of `store` away until at most `most` are left. */
export async function shorten(store, most) {
  const cache = await caches.open(store);
  const keys = await cache.keys();
  // As negative, the number of the last ones would count.
  const tooMany = keys.slice(0, Math.max(keys.length - most, 0));
  await Promise.all(tooMany.map((key) => cache.delete(key)));
}

/** Takes the oldest of `store` away until at most `most` bytes are left. */
export async function shortenTo(store, most) {
  const kept = await entries(store);
  let sum = kept.reduce((sum, [, response]) => sum + size(response), 0);
  const cache = await caches.open(store);
  for (const [key, response] of kept) {
    if (sum <= most) return;
    sum -= size(response);
    await cache.delete(key);
  }
}
