// A page in two parts, so that a slow phone shows what it is about before it reads the rest.

import { matchPrecache } from "workbox-precaching";

/** Where the head of the text ends: title, date and lead of an article. */
const END = "</header>";
const HEADING_ID = "tieu-de-trang";
/** Browsers ask for a picture that is loaded lazily when they know where it stands. */
const LOGO = "/logo.svg";
/** The browser makes a document of it, which takes as long as to lay out the first part. */
const ICONS = "/icons.svg";
/** The rest of a page that asks for no file waits so long, in milliseconds. */
const LONGEST = 300;
/** So many times as long as the page took to ask for its first file, the rest waits for the first part. */
const PATIENCE = 8;
/** Pages whose rest is not sent, by the client that opens them. */
const reading = new Map();

/** A page whose first part is on its way. */
class Reading {
  #begun = Date.now();
  #timer = setTimeout(() => this.#end(), LONGEST);
  #isAsking = false;
  #end;
  /** The first part is laid out, or that takes too long. */
  ended = new Promise((resolve) => (this.#end = resolve));

  asks(pathname) {
    if (pathname === LOGO) this.#end();
    if (this.#isAsking) return;
    this.#isAsking = true;
    clearTimeout(this.#timer);
    setTimeout(() => this.#end(), PATIENCE * (Date.now() - this.#begun));
  }
}

/** A page asks for a file. The icons of one whose first part is not shown yet wait for that. */
self.addEventListener("fetch", (event) => {
  const { clientId, request } = event;
  const page = reading.get(clientId);
  if (!page) return;
  const { pathname } = new URL(request.url);
  page.asks(pathname);
  if (pathname !== ICONS) return;
  event.respondWith(page.ended.then(async () => (await matchPrecache(ICONS)) ?? fetch(request)));
  event.stopImmediatePropagation();
});

/** The body of the page that `client` opens. */
export function textFirst(html, client) {
  const title = html.indexOf("</h1>");
  const end = title < 0 ? -1 : html.indexOf(END, title);
  if (!client || end < 0) return html;
  const rest = end + END.length;
  const encoder = new TextEncoder();
  return new ReadableStream({
    async start(controller) {
      const page = new Reading();
      reading.set(client, page);
      controller.enqueue(encoder.encode(firstPart(html.slice(0, rest))));
      await page.ended;
      reading.delete(client);
      controller.enqueue(encoder.encode(html.slice(rest)));
      controller.close();
    },
  });
}

/** `html` so that its first frame has the heading in it, and not the logo. */
function firstPart(html) {
  return html
    .replace("<head>", `<head><link rel="expect" blocking="render" href="#${HEADING_ID}">`)
    .replace("<h1", `<h1 id="${HEADING_ID}"`)
    .replace(`src="${LOGO}"`, `loading="lazy" src="${LOGO}"`);
}
