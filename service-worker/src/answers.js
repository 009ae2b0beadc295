// Answers of the API: the newest there is, else the last that came.

import { networkFirst } from "./network.js";
import { ANSWERS, find, kept, KEPT, keyOf, noteRead, PAGES, savedAt, saveNewer, shorten } from "./stores.js";

const API = "/api/v1/";
/** Good for once, about one person, without an end, or another one for each letter that is typed. */
const NOT_KEPT = /^(captcha|comments|live|push|openapi|search)/;
/** An answer that came with a page stands in it as a script of this kind (src/api/known.rs). */
const ANSWER = /<script type="application\/json" data-answer="([^"]*)" data-status="200">([^<]*)<\/script>/g;
const MOST = 300;

/** Whether the worker answers this call. */
export function isAnswer(request, url) {
  return request.method === "GET" && url.pathname.startsWith(API) && !NOT_KEPT.test(url.pathname.slice(API.length));
}

/** `GET /api/v1/…` */
export async function answer(event) {
  const key = keyOf(event.request.url);
  const load = () => {
    const loading = fetch(event.request);
    // Also what comes when the reader has what was kept, as with pages.
    event.waitUntil(loading.then((response) => keep(key, response.clone())).catch(() => {}));
    return loading;
  };
  const response = await networkFirst(load, () => keptAnswer(key));
  if (savedAt(response)) event.waitUntil(noteRead(ANSWERS, key));
  event.waitUntil(tellAge(event, response));
  return response;
}

async function keep(key, response) {
  await saveNewer(ANSWERS, key, response);
  await shorten(ANSWERS, MOST);
}

/** The page that asked learns that it shows something old, if `response` is. */
export async function tellAge({ clientId }, response) {
  const at = savedAt(response);
  if (!at) return;
  const client = await self.clients.get(clientId);
  client?.postMessage({ kind: "saved", at });
}

/** The last answer, from wherever it came. */
export async function keptAnswer(key) {
  return (await find([KEPT, ANSWERS], key)) ?? (await fromPage(key));
}

/** An answer out of the page of the same article, which came with it and was not asked for by itself. */
async function fromPage(key) {
  const { pathname, search, origin, searchParams } = new URL(key);
  const call = pathname.slice(API.length);
  const article = call.match(/^articles\/([^/]+)/)?.[1];
  const prefix = searchParams.get("lang") === "en" ? "/en" : "";
  const path = article ? `/bai-viet/${article}` : "/";
  const page = await find([KEPT, PAGES], keyOf(`${origin}${prefix}${path}`));
  const body = page && answersIn(await page.text()).get(call + withoutLanguage(search));
  return body && kept(body, { type: "application/json", at: savedAt(page) });
}

function answersIn(html) {
  const answers = [...html.matchAll(ANSWER)];
  return new Map(answers.map(([, path, body]) => [path.replaceAll("&quot;", '"').replaceAll("&amp;", "&"), body]));
}

/** Pages name their answers without the language, which is that of the page. */
function withoutLanguage(search) {
  const parameters = new URLSearchParams(search);
  parameters.delete("lang");
  // Their number, `size`, is younger than browsers that run the app.
  const rest = String(parameters);
  return rest && `?${rest}`;
}
