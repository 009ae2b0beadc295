// What frame and host say to each other. The frame tells "ready" (height, title, and at which height is what the
// address leads to), "size" (height) and "open" (url);
// the host answers "sized". Whoever hears one checks who sent it before it reads it.

const VERSION = 1;
/** No part of the portal is higher, in CSS pixels; what tells more is none of ours. */
const HIGHEST = 20_000;

export const message = (type, content) => ({ conglang: VERSION, type, ...content });

/** What `data` says, nothing where it is not a message or not of the right shape. */
export function read(data) {
  if (data?.conglang !== VERSION) return undefined;
  const { type, height, title, url, at } = data;
  const hasHeight = Number.isFinite(height) && height > 0 && height <= HIGHEST;
  if (type === "ready") {
    const isWhole = hasHeight && typeof title === "string" && at >= 0 && at <= height;
    return isWhole ? { type, height, title, at } : undefined;
  }
  if (type === "size") return hasHeight ? { type, height } : undefined;
  if (type === "open") return typeof url === "string" && /^https?:/.test(url) ? { type, url } : undefined;
  return type === "sized" ? { type } : undefined;
}
