// What a reader will look for without network, fetched while there is one: text first, then pictures.

import { keepPage, SHELF } from "./pages.js";
import { keepPicture } from "./pictures.js";
import { ANSWERS, find, KEPT, keyOf, PICTURES, save, savedAt } from "./stores.js";

const ARTICLES = 10;
/** Once in this time is enough, in milliseconds. */
const PAUSE = 15 * 60 * 1000;
/** What a phone shows an article's first picture with, in pixels. */
const PICTURE_WIDTH = 640;

/** Fetches the home page, what is there in an emergency, and the latest articles. */
export async function fetchLatest({ language, sparing }) {
  const prefix = language === "en" ? "/en" : "";
  const home = await find([ANSWERS], call("articles?per_page=" + ARTICLES, language));
  if (home && Date.now() - Date.parse(savedAt(home)) < PAUSE) return;
  await Promise.all(["/", "/canh-bao", "/ban-do", SHELF].map((path) => fetchPage(prefix + path)));
  // As extras/src/map/data.rs asks for them.
  await Promise.all(["map?zoom=12", `map/places?per_page=10000&lang=${language}`].map((path) => fetchAnswer(path)));
  const list = await (await fetchAnswer("articles?per_page=" + ARTICLES, language))?.json();
  const articles = [];
  for (const { slug } of list?.items ?? []) {
    const article = await fetchAnswer(`articles/${slug}`, language);
    if (article) articles.push(await article.json());
  }
  if (sparing) return;
  for (const { cover } of articles) {
    const variant = cover?.variants.find(({ width }) => width >= PICTURE_WIDTH) ?? cover?.variants.at(-1);
    if (variant) await fetchPicture(variant.url);
  }
}

/** Fetches the page at `path`, if it can be had. */
export async function fetchPage(path) {
  try {
    const key = keyOf(path);
    await keepPage(key, await fetch(key, { credentials: "same-origin" }));
  } catch {
    // It is read when there is a network.
  }
}

/** Fetches an answer of the API; the answer, if it can be had. */
export async function fetchAnswer(path, language, store = ANSWERS) {
  try {
    const key = call(path, language);
    const response = await fetch(key);
    await save(store, key, response.clone());
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

function call(path, language) {
  const mark = path.includes("?") ? "&" : "?";
  return keyOf(`/api/v1/${path}${language === "en" ? `${mark}lang=en` : ""}`);
}
