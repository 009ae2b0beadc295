// The service worker of the portal: what was read once can be read again without network.

import { addPlugins, precacheAndRoute } from "workbox-precaching";

import "./files.js";
// It hears of files before those that are kept are answered.
import "./text-first.js";
import { answer, isAnswer } from "./answers.js";
import { OUTBOX } from "./delivery.js";
import { manage } from "./kept.js";
import { fetchAlerts, fetchLatest, fetchOpened, fetchShelves } from "./latest.js";
import { isVote } from "./outbox.js";
import { isPage, page } from "./pages.js";
import { isMedia, media } from "./pictures.js";
import { keepSubscribed, listenToPushes } from "./push.js";
import { sendOrFail, sendWaiting, vote, wish } from "./waiting.js";

/** An app that the browser cannot compile is not installed; the one before it stays. */
const compiles = {
  async cacheWillUpdate({ response }) {
    if (!response.ok) return null;
    const isWasm = response.headers.get("content-type") === "application/wasm";
    if (isWasm) await WebAssembly.compile(await response.clone().arrayBuffer());
    return response;
  },
};

addPlugins([compiles]);
// The server puts the list of its files here.
precacheAndRoute(self.__WB_MANIFEST, { cleanURLs: false, directoryIndex: null });

// From the first page that this worker answers, any address leads somewhere without network.
self.addEventListener("install", (event) => event.waitUntil(fetchShelves()));
self.addEventListener("activate", (event) => event.waitUntil(begin()));

/** The pages that are open when the worker comes belong to it. Until this is done no page is answered. */
async function begin() {
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (isVote(request, url)) vote(event, url);
  else if (isAnswer(request, url)) event.respondWith(answer(event));
  else if (isMedia(request, url)) event.respondWith(media(event));
  else if (isPage(request, url)) event.respondWith(page(event));
});

self.addEventListener("message", (event) => {
  const { data, ports, source } = event;
  if (data.kind === "replace") self.skipWaiting();
  else if (data.kind === "visited") event.waitUntil(Promise.all([sendWaiting(), visited(source.url, data)]));
  else if (data.kind === "alerts") event.waitUntil(fetchAlerts(data.language, data.shown));
  else event.waitUntil(answerTo(data).then((result) => ports[0]?.postMessage(result)));
});

/** A page was opened, maybe before there was a worker that could keep it. */
async function visited(address, data) {
  await fetchOpened(address);
  await fetchLatest(data);
  await keepSubscribed();
}

/** Whoever asks is answered, if only with nothing. */
async function answerTo(data) {
  try {
    return await (wish(data) ?? manage(data));
  } catch {
    return {};
  }
}

self.addEventListener("sync", (event) => {
  if (event.tag === OUTBOX) event.waitUntil(sendOrFail());
});

listenToPushes();
