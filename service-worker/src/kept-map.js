// The map that is kept, for the address of a part of it that nobody has opened: it has all of them. To the shelters
// and closed roads of /canh-bao no other way leads in a storm.

import { keptAnswer } from "./answers.js";

/** The map in one language, with one of its areas or places where the address names one. */
const ADDRESS = /^((?:\/en)?\/ban-do)(?:\/(khu-vuc\/)?([\w-]+))?$/;
/** What the form of the map asks for and its extras look up themselves (extras/src/map/places.rs). */
const SEARCHED = ["tim", "loai"];

/** The call for all places, as extras/src/map/data.rs makes it. */
export const placesCall = (language) => `map/places?per_page=10000&lang=${language}`;

/** The address of the map that has what stands at `key`, if that is a part of a map. */
export function mapOf(key) {
  const { origin, pathname } = new URL(key);
  const path = pathname.match(ADDRESS)?.[1];
  return path && origin + path;
}

/** The page of the map, `html`, so that it shows what stands at `key`; nothing where the map does not have that. */
export async function showPart(key, html) {
  const { origin, pathname, searchParams } = new URL(key);
  const [, path, isArea, id] = pathname.match(ADDRESS);
  if (!id) return showFound(searchParams, html);
  if (isArea) return html.includes(`href="${pathname}"`) ? onStage(html, `data-area="${id}"`) : undefined;
  const isThere = html.includes(`data-place="${id}"`) || (await isPlace(id, origin, path.startsWith("/en/") ? "en" : "vi"));
  return isThere ? onStage(html, `data-place="${id}"`) : undefined;
}

/** The list beside the map ends with its first page; the extras have all places. */
async function isPlace(id, origin, language) {
  const places = await (await keptAnswer(`${origin}/api/v1/${placesCall(language)}`))?.json();
  return Boolean(places?.items.some((place) => place.id === id));
}

/** Tells the extras what to show first (src/components/map/stage.rs). */
function onStage(html, attribute) {
  return html.replace('class="map-stage"', `$& ${attribute}`);
}

/** The page with its form filled in. Other days, and further pages of the list, it does not have. */
function showFound(parameters, html) {
  if ([...parameters.keys()].some((name) => !SEARCHED.includes(name))) return undefined;
  const [typed, kind] = SEARCHED.map((name) => escaped(parameters.get(name) ?? ""));
  const option = `<option value="${kind}"`;
  if (!html.includes(option)) return undefined;
  return html.replace('id="tim-tren-ban-do"', (field) => `${field} value="${typed}"`).replace(option, () => `${option} selected`);
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
