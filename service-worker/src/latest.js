// What a reader will look for without network, fetched while there is one: text first, then pictures.

import { placesCall } from "./kept-map.js";
import { keepPage, SHELF } from "./pages.js";
import { keepPicture } from "./pictures.js";
import { aheadMark, ANSWERS, find, isAhead, KEPT, keyOf, PAGES, PICTURES, save, savedAt, saveNewer } from "./stores.js";

/** The call for the latest articles. */
const LATEST = "articles?per_page=10";
/** Once in this time is enough, in milliseconds. */
const PAUSE = 15 * 60 * 1000;
/** What a phone shows an article's first picture with, in pixels. */
const PICTURE_WIDTH = 640;

/** Where it is noted which notices were shown when the pages that tell of alerts were fetched last. */
const noteOf = (language) => keyOf(`/canh-bao?shown=${language}`);
/** Where it is noted that everything was fetched. */
const doneOf = (language) => keyOf(`${SHELF}?fetched=${language}`);
/** What is being fetched, by language. */
const underWay = new Map();

/**
 * Fetches the pages that tell of alerts once other notices are `shown` than when they were fetched last: they are
 * what somebody opens in the storm when the network is gone. Without `shown`, or `anew`, whatever is shown.
 */
export async function fetchAlerts(language, shown, { anew = false } = {}) {
  const note = noteOf(language);
  const shownThen = await (await find([ANSWERS], note))?.text();
  if (!anew && shown !== undefined && shown === shownThen) return;
  const prefix = prefixOf(language);
  const came = await Promise.all(["/canh-bao", "/"].map((path) => fetchPage(prefix + path)));
  if (shown !== undefined && came.every(Boolean)) await save(ANSWERS, note, new Response(shown));
}

/** Fetches what is shown for an address that was never read; one in the other language leads to its own shelf. */
export async function fetchShelves() {
  await Promise.all([SHELF, `/en${SHELF}`].map((path) => fetchPage(path)));
}

/** Fetches the home page, what is there in an emergency, and the latest articles. */
export async function fetchLatest({ language, sparing, shown }) {
  const done = await find([ANSWERS], doneOf(language));
  if (underWay.has(language) || isFresh(done)) {
    await fetchAlerts(language, shown);
    return;
  }
  underWay.set(language, fetchAll({ language, sparing, shown }).finally(() => underWay.delete(language)));
  await underWay.get(language);
}

/** What broke off is gone on with at the next visit, and begun anew a while after it was done. */
async function fetchAll({ language, sparing, shown }) {
  await fetchAlerts(language, shown, { anew: true });
  await Promise.all([fetchPage(`${prefixOf(language)}/ban-do`), fetchShelves()]);
  // As extras/src/map/data.rs asks for them.
  await Promise.all(["map?zoom=12", placesCall(language)].map((path) => fetchUnlessFresh(path)));
  const list = await fetchUnlessFresh(LATEST, language);
  const { items } = list ? await list.json() : { items: [] };
  const articles = [];
  for (const { slug } of items) {
    const article = await fetchUnlessFresh(`articles/${slug}`, language);
    if (article) articles.push(await article.json());
  }
  for (const { cover } of sparing ? [] : articles) {
    const variant = cover?.variants.find(({ width }) => width >= PICTURE_WIDTH) ?? cover?.variants.at(-1);
    if (variant) await fetchPicture(variant.url);
  }
  // Last: a worker may be stopped at any time, and a network may go.
  if (list && articles.length === items.length) await save(ANSWERS, doneOf(language), new Response());
}

/** The keys of the articles that were the latest when their list was fetched last, the newest first. */
export async function latestKeys(language) {
  const list = await find([ANSWERS], callKey(LATEST, language));
  const { items } = list ? await list.json() : { items: [] };
  return items.map(({ slug }) => callKey(`articles/${slug}`, language));
}

/** Whether `response` was kept so lately that it need not be fetched again. */
function isFresh(response) {
  return Boolean(response) && Date.now() - Date.parse(savedAt(response)) < PAUSE;
}

async function fetchUnlessFresh(path, language) {
  const known = await find([ANSWERS], callKey(path, language));
  return isFresh(known) ? known : fetchAnswer(path, language);
}

/** Keeps the page at `path`, which somebody has open since before the worker was there. */
export async function fetchOpened(path) {
  const known = await find([PAGES], keyOf(path));
  if (!known || isAhead(known)) await fetchPage(path, { ahead: false });
}

/** Fetches the page at `path`, if it can be had; whether it could. `ahead` of its being read, by default. */
export async function fetchPage(path, { ahead = true } = {}) {
  try {
    const key = keyOf(path);
    const response = await fetch(key, { credentials: "same-origin" });
    await keepPage(key, response, { ahead });
    return response.ok;
  } catch {
    // It is read when there is a network.
    return false;
  }
}

/** Fetches an answer of the API, ahead of its being read or, into `KEPT`, by a reader's wish; the answer, if it can be had. */
export async function fetchAnswer(path, language, store = ANSWERS) {
  try {
    const key = callKey(path, language);
    const response = await fetch(key);
    if (store === KEPT) await save(KEPT, key, response.clone());
    else await saveNewer(store, key, response.clone(), await aheadMark(store, key));
    return response.ok ? response : undefined;
  } catch {
    return undefined;
  }
}

async function fetchPicture(url) {
  const key = keyOf(url);
  if (await find([KEPT, PICTURES], key)) return;
  try {
    await keepPicture(key, await fetch(key));
  } catch {
    // As above.
  }
}

function prefixOf(language) {
  return language === "en" ? "/en" : "";
}

/** The key of the answer of the API at `path`. */
export function callKey(path, language) {
  const mark = path.includes("?") ? "&" : "?";
  return keyOf(`/api/v1/${path}${language === "en" ? `${mark}lang=en` : ""}`);
}
