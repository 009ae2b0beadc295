// "Lưu để đọc sau": an article with its pictures, a song with its sound, until the reader lets them go.

import { fetchAnswer } from "./latest.js";
import { ANSWERS, entries, find, KEPT, keyOf, PAGES, PICTURES, save, savedAt, size } from "./stores.js";

/** What a page wants of what is kept. Answers `{ ok }`, or what is asked for. */
export async function manage({ kind, path, files }) {
  switch (kind) {
    case "keep":
      return { ok: await keep(path, files) };
    case "forget":
      return { ok: await forget(path) };
    case "is-kept":
      return { ok: Boolean(await find([KEPT], keyOf(path))) };
    case "shelf":
      return { kept: await titled(KEPT), read: await titled(PAGES), latest: await latest() };
    default:
      return {};
  }
}

/** Keeps a page and the files that it shows; all of them, or nothing. */
async function keep(path, files) {
  try {
    const language = path.startsWith("/en/") ? "en" : "vi";
    const page = await fetch(keyOf(path));
    const answer = path.match(/\/bai-viet\/([^/]+)$/);
    const saved = [
      await save(KEPT, keyOf(path), page),
      answer ? Boolean(await fetchAnswer(`articles/${answer[1]}`, language, KEPT)) : true,
    ];
    for (const file of files) saved.push(await keepFile(keyOf(file), keyOf(path)));
    if (saved.every(Boolean)) return true;
  } catch {
    // The network went away half-way.
  }
  await forget(path);
  return false;
}

async function keepFile(key, page) {
  const known = (await find([KEPT, PICTURES], key)) ?? (await fetch(key));
  const headers = new Headers(known.headers);
  headers.set(KEPT_WITH, page);
  return save(KEPT, key, new Response(known.body, { headers }));
}

/** The page that a file is kept with. */
const KEPT_WITH = "x-kept-with";

async function forget(path) {
  const page = keyOf(path);
  const cache = await caches.open(KEPT);
  const slug = path.match(/\/bai-viet\/([^/]+)$/)?.[1];
  for (const [key, response] of await entries(KEPT)) {
    const isAnswer = slug && new URL(key.url).pathname === `/api/v1/articles/${slug}`;
    if (key.url === page || isAnswer || response.headers.get(KEPT_WITH) === page) await cache.delete(key);
  }
  return true;
}

/** Pages in `store` with their titles, the newest first. */
async function titled(store) {
  const pages = [];
  for (const [key, response] of await entries(store)) {
    if (!response.headers.get("content-type")?.startsWith("text/html")) continue;
    const html = await response.text();
    // The page's own title, which does not repeat the portal's name.
    const [, title] = html.match(/<meta property="og:title" content="([^"]*)"/) ?? html.match(/<title>([^<]*)/) ?? [];
    const { pathname, search } = new URL(key.url);
    pages.push({ path: pathname + search, title: plain(title ?? ""), saved_at: savedAt(response), bytes: size(response) });
  }
  return pages.reverse();
}

/** Articles whose text is here though nobody has read them. */
async function latest() {
  const articles = [];
  for (const [key, response] of await entries(ANSWERS)) {
    const { pathname, searchParams } = new URL(key.url);
    const slug = pathname.match(/^\/api\/v1\/articles\/([^/]+)$/)?.[1];
    if (!slug) continue;
    const { title } = await response.json();
    const prefix = searchParams.get("lang") === "en" ? "/en" : "";
    articles.push({ path: `${prefix}/bai-viet/${slug}`, title, saved_at: savedAt(response), bytes: size(response) });
  }
  return articles.reverse();
}

function plain(html) {
  return html.replaceAll("&lt;", "<").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
