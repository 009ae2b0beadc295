// "Lưu để đọc sau": an article with its pictures, a song with its sound, until the reader lets them go.

import { callKey, fetchAnswer, latestKeys } from "./latest.js";
import { ANSWERS, entries, find, isAhead, KEPT, keyOf, PAGES, PICTURES, save, savedAt, size } from "./stores.js";

/** What a page wants of what is kept. Answers `{ ok }`, or what is asked for. */
export async function manage({ kind, path, files }) {
  switch (kind) {
    case "keep":
      return { ok: await keepOnce(path, files) };
    case "forget":
      await underWay.get(keyOf(path));
      return { ok: await forget(path) };
    case "is-kept":
      return { ok: !underWay.has(keyOf(path)) && Boolean(await find([KEPT], keyOf(path))) };
    case "shelf":
      return {
        kept: await titled(KEPT),
        read: await read(),
        ready: await titled(PAGES, isAhead),
        latest: await latest(),
      };
    default:
      return {};
  }
}

/** Pages that are being kept, by key, each with what comes of it. Until then they are not kept. */
const underWay = new Map();

/** [`keep`], which whoever wishes the same meanwhile waits for, too. */
function keepOnce(path, files) {
  const page = keyOf(path);
  if (!underWay.has(page)) underWay.set(page, keep(path, files).finally(() => underWay.delete(page)));
  return underWay.get(page);
}

/** Keeps a page and the files that it shows; all of them, or what was kept of it before. */
async function keep(path, files) {
  const page = keyOf(path);
  const before = await find([KEPT], page);
  try {
    const call = answerOf(path);
    const saved = [
      await save(KEPT, page, await fetch(page)),
      call ? Boolean(await fetchAnswer(call.path, call.language, KEPT)) : true,
    ];
    for (const file of files) saved.push(await keepFile(keyOf(file), page));
    if (saved.every(Boolean)) return true;
  } catch {
    // The network went away half-way.
  }
  if (!before) await forget(path);
  return false;
}

async function keepFile(key, page) {
  const known = (await find([KEPT, PICTURES], key)) ?? (await fetch(key));
  const pages = new Set([...pagesOf(known), page]);
  return save(KEPT, key, known, { [KEPT_WITH]: [...pages].join(" ") });
}

/** The addresses of the pages that a file is kept with: what two articles show has one name. */
const KEPT_WITH = "x-kept-with";

function pagesOf(file) {
  return file.headers.get(KEPT_WITH)?.split(" ") ?? [];
}

async function forget(path) {
  const page = keyOf(path);
  const cache = await caches.open(KEPT);
  const call = answerOf(path);
  const its = [page, call && callKey(call.path, call.language)];
  for (const [key, response] of await entries(KEPT)) {
    const pages = pagesOf(response);
    const others = pages.filter((other) => other !== page);
    if (its.includes(key.url) || (pages.length > 0 && others.length === 0)) await cache.delete(key);
    else if (others.length < pages.length) await save(KEPT, key.url, response, { [KEPT_WITH]: others.join(" ") });
  }
  return true;
}

/** The call that gives an article's text. */
function answerOf(path) {
  const slug = path.match(/\/bai-viet\/([^/]+)$/)?.[1];
  return slug && { path: `articles/${slug}`, language: path.startsWith("/en/") ? "en" : "vi" };
}

/** Pages in `store` that are `wanted`, with their titles and the bytes of all that is kept with them, the newest first. */
async function titled(store, wanted = () => true) {
  const pages = [];
  const all = await entries(store);
  for (const [key, response] of all) {
    if (!response.headers.get("content-type")?.startsWith("text/html") || !wanted(response)) continue;
    const html = await response.text();
    // The page's own title, which does not repeat the portal's name.
    const [, title] = html.match(/<meta property="og:title" content="([^"]*)"/) ?? html.match(/<title>([^<]*)/) ?? [];
    const { pathname, search } = new URL(key.url);
    const files = all.map(([, file]) => file).filter((file) => pagesOf(file).includes(key.url));
    const bytes = [response, ...files].reduce((sum, each) => sum + size(each), 0);
    pages.push({ path: pathname + search, title: plain(title ?? ""), saved_at: savedAt(response), bytes });
  }
  return pages.reverse();
}

/** What was read, the newest first: pages, and articles that the app opened, which are answers alone. */
async function read() {
  const pages = await titled(PAGES, (page) => !isAhead(page));
  const articles = await articlesAmong((await entries(ANSWERS)).filter(([, answer]) => !isAhead(answer)));
  const all = [...pages, ...articles].sort((one, other) => other.saved_at.localeCompare(one.saved_at));
  return all.filter(({ path }, index) => all.findIndex((other) => other.path === path) === index);
}

/** The latest articles that nobody has read, the newest first. Those of former days are news no more. */
async function latest() {
  const keys = (await Promise.all(["vi", "en"].map(latestKeys))).flat();
  const answers = await Promise.all(keys.map(async (url) => [{ url }, await find([ANSWERS], url)]));
  return articlesAmong(answers.filter(([, answer]) => answer && isAhead(answer)));
}

/** The articles among `answers`, pairs of request and response. */
async function articlesAmong(answers) {
  const articles = [];
  for (const [key, response] of answers) {
    const { pathname, searchParams } = new URL(key.url);
    const slug = pathname.match(/^\/api\/v1\/articles\/([^/]+)$/)?.[1];
    if (!slug) continue;
    const { title } = await response.json();
    const prefix = searchParams.get("lang") === "en" ? "/en" : "";
    articles.push({ path: `${prefix}/bai-viet/${slug}`, title, saved_at: savedAt(response), bytes: size(response) });
  }
  return articles;
}

function plain(html) {
  return html.replaceAll("&lt;", "<").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
