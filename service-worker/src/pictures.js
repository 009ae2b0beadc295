// Pictures, within a budget; and sound that a reader keeps, in the ranges that a player asks for.

import { createPartialResponse } from "workbox-range-requests";

import { entries, find, KEPT, keyOf, PICTURES, save, shortenTo } from "./stores.js";

const MEDIA = "/media/";
/** Until the server says otherwise, in bytes. */
const BUDGET = self.__PICTURE_BUDGET || 60_000_000;

/** Whether the worker answers this request. */
export function isMedia(request, url) {
  return request.method === "GET" && url.pathname.startsWith(MEDIA);
}

/** `GET /media/…`; a file there never changes. */
export async function media(event) {
  const { request } = event;
  const key = keyOf(request.url);
  const known = await find([KEPT, PICTURES], key);
  if (known) {
    return request.headers.has("range") ? createPartialResponse(request, known) : known;
  }
  try {
    const response = await fetch(request);
    // A player asks for parts, which are no whole to keep.
    if (request.destination === "image" && response.status === 200) {
      event.waitUntil(keepPicture(key, response.clone()));
    }
    return response;
  } catch (error) {
    const other = request.destination === "image" && (await inAnotherSize(key));
    if (other) return other;
    throw error;
  }
}

/** Keeps a picture, and lets the oldest go that are too many. */
export async function keepPicture(key, response) {
  await save(PICTURES, key, response);
  await shortenTo(PICTURES, BUDGET);
}

/** The same photograph as it was seen on another screen: its name ends in its width. */
async function inAnotherSize(key) {
  const photograph = key.replace(/-\d+\.\w+$/, "-");
  const pictures = [...(await entries(KEPT)), ...(await entries(PICTURES))];
  return pictures.find(([request]) => photograph !== key && request.url.startsWith(photograph))?.[1];
}
