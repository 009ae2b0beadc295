// What the worker keeps, and how. A new version of the portal reads what an older one has kept.

/** HTML of pages, by their address without what does not change them. */
export const PAGES = "pages-v1";
/** JSON of the API. */
export const ANSWERS = "answers-v1";
export const PICTURES = "pictures-v1";
/** Articles and songs that a reader keeps, until they do not. */
export const KEPT = "kept-v1";

const SAVED_AT = "x-saved-at";
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
 * Keeps `response` as `key`. When the device has no room left, pictures make way; when it still has none, or
 * keeps nothing at all, the reader only goes without.
 */
export async function save(store, key, response) {
  if (response.status !== 200) return false;
  try {
    const body = await response.blob();
    const headers = new Headers(response.headers);
    for (const name of OF_THE_TRANSFER) headers.delete(name);
    headers.set(SAVED_AT, new Date().toISOString());
    headers.set("content-length", String(body.size));
    const put = async () => (await caches.open(store)).put(key, new Response(body, { headers }));
    try {
      await put();
    } catch (error) {
      if (error.name !== "QuotaExceededError") throw error;
      await caches.delete(PICTURES);
      await put();
    }
    return true;
  } catch {
    return false;
  }
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

/** Takes the oldest of `store` away until at most `most` are left, measured by `of`. */
export async function shorten(store, most, of) {
  const kept = await entries(store);
  let sum = kept.reduce((sum, [, response]) => sum + of(response), 0);
  const cache = await caches.open(store);
  for (const [key, response] of kept) {
    if (sum <= most) return;
    sum -= of(response);
    await cache.delete(key);
  }
}
