// Pages: the newest there is, else as it was read last.

import { matchPrecache } from "workbox-precaching";

import { keptAnswer, tellAge } from "./answers.js";
import { mapOf, showPart } from "./kept-map.js";
import { networkFirst } from "./network.js";
import { aheadMark, find, KEPT, keyOf, PAGES, savedAt, saveNewer, shorten } from "./stores.js";
import { textFirst } from "./text-first.js";

/** The app without a page, which it puts together itself (server/src/pages/offline.rs). */
const SHELL = "/khung";
/** What there is on this device; in both languages. */
export const SHELF = "/da-luu";
/** Addresses that are files or calls, that lead elsewhere, or that are parts for other sites. Old ones are pages. */
const NO_PAGE = /^\/(api|media|vendor|fonts|nhung)\/|\.(?!aspx$)\w+$|\/(zalo|facebook)$/i;
/**
 * In the address of a page about one person, of which nothing stays on a device that others use, too: a receipt, the
 * page that names one, and what a form led to.
 */
const NOT_KEPT = /[/?&](bien-nhan[/=]|ket-qua=)/;
const MOST = 100;
/** Names the version of the app that a page was made for (server/src/pages/template.rs). */
const VERSION = "x-app-version";
/** Of what the server rendered, so that the app takes over what stands there (src/app.rs). */
const RENDERED = /(<body[^>]*?) data-rendered=""/;

/** Whether the worker answers this request: a page that is opened, or that the app shows. */
export function isPage(request, url) {
  return request.method === "GET" && !NO_PAGE.test(url.pathname) && url.pathname !== SHELL;
}

/** The page at the request's address. */
export async function page(event) {
  const { request, resultingClientId: client } = event;
  const key = keyOf(request.url);
  const load = async () => {
    const loading = newest(event);
    // Also what comes when the reader has what was kept: the event is over then, unless it was told before.
    event.waitUntil(loading.then((response) => keepPage(key, response.clone())).catch(() => {}));
    const response = await loading;
    // Also while a newer version waits: files whose names stay the same, those of the extras, are this one's.
    return hasOtherApp(response) ? openable(response, client) : response;
  };
  try {
    const kept = async () => (await keptPage(key, client)) ?? (await keptMap(key, event));
    const response = await networkFirst(load, kept);
    // A page that is opened says it itself.
    if (request.mode !== "navigate") event.waitUntil(tellAge(event, response));
    return response;
  } catch (error) {
    const instead = request.mode === "navigate" ? await openedInstead(key) : await shelf(key);
    if (instead) return instead;
    throw error;
  }
}

async function newest({ request, preloadResponse }) {
  return (await preloadResponse) ?? fetch(request);
}

/** Keeps a page as it came. One that was fetched ahead, `ahead`, nobody has read, unless they have before. */
export async function keepPage(key, response, { ahead = false } = {}) {
  const isPage = response.headers.get("content-type")?.startsWith("text/html");
  // One that an older address led to is kept under its own.
  if (!isPage || response.redirected || NOT_KEPT.test(key)) return;
  const mark = ahead ? await aheadMark(PAGES, key) : {};
  if (await saveNewer(PAGES, key, response, mark)) await shorten(PAGES, MOST);
}

/** What was read last at `key`, for the `client` that opens it, if one does. */
async function keptPage(key, client) {
  const response = await find([KEPT, PAGES], key);
  return response && openKept(response, client);
}

/** The map as it was read last, with what stands at `key`, if it has that. */
async function keptMap(key, { request, resultingClientId: client }) {
  // A list that has further pages is searched so, too (extras/src/map/list.rs), and says itself that it cannot be.
  if (request.mode !== "navigate" && new URL(key).search) return undefined;
  const map = mapOf(key);
  const response = map && (await find([KEPT, PAGES], map));
  if (!response) return undefined;
  const { headers } = response;
  const html = await showPart(key, await response.text());
  return html && openKept(new Response(html, { headers }), client);
}

function openKept(response, client) {
  const at = savedAt(response);
  return openable(response, client, (html) => html.replace("<html", `<html data-saved-at="${at}"`));
}

/** Whether the page was made for another version of the app than this worker's. */
function hasOtherApp(response) {
  const version = response.headers.get(VERSION);
  return version !== null && version !== self.__APP_VERSION;
}

/**
 * A page for `client`, changed by `change`, as this version of the app can open it. One that was made for another
 * version gets this one's head, and the app puts itself together anew over what can be read meanwhile: the files of
 * the other version may be gone, or broken.
 */
async function openable(response, client, change = (html) => html) {
  const { status, headers } = response;
  const html = change(await response.text());
  const shell = hasOtherApp(response) && (await matchPrecache(SHELL));
  if (!shell) return new Response(textFirst(html, client), { status, headers });
  const head = appHead(await shell.text());
  const renewed = html.replace(appHead(html), () => head).replace(RENDERED, "$1");
  return new Response(textFirst(renewed, client), { status, headers: withPolicyOf(shell, headers) });
}

/** What the app needs, which stands before the page's own title. */
function appHead(html) {
  return html.slice(html.indexOf("<head>"), html.indexOf("<title>"));
}

function withPolicyOf(shell, headers) {
  const policy = "content-security-policy";
  const changed = new Headers(headers);
  changed.set(policy, shell.headers.get(policy));
  return changed;
}

/** For an address that was never read: the app, if it has the article's text, or what there is. */
async function openedInstead(key) {
  const { origin, pathname, search } = new URL(key);
  const [, language = "", slug] = pathname.match(/^(\/en)?\/bai-viet\/([^/]+)$/) ?? [];
  const call = `${origin}/api/v1/articles/${slug}${language && "?lang=en"}`;
  if (slug && (await keptAnswer(call))) return matchPrecache(SHELL);
  for (const shelf of shelvesOf(pathname)) {
    const isThere = shelf !== pathname && (await find([PAGES], origin + shelf));
    if (isThere) return Response.redirect(`${shelf}?tu=${encodeURIComponent(pathname + search)}`);
  }
  return undefined;
}

/** The app stays at the address, and shows there what there is. */
async function shelf(key) {
  const { origin, pathname } = new URL(key);
  return keptPage(origin + shelvesOf(pathname)[0]);
}

/** The shelf in the language of an address, and the one in the other language. */
function shelvesOf(pathname) {
  const english = `/en${SHELF}`;
  return /^\/en(\/|$)/.test(pathname) ? [english, SHELF] : [SHELF, english];
}
