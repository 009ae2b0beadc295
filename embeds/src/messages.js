// What frame and host say to each other. The frame tells "ready" (height, title, and at which height is what the
// address leads to), "size" (height) and "open" (url);
// the host answers "sized". Whoever hears one checks who sent it before it reads it.

const VERSION = 1;
/** A frame is made no higher, in CSS pixels. A long article in the largest type on a narrow phone has half of it. */
const HIGHEST = 200_000;

export const message = (type, content) => ({ conglang: VERSION, type, ...content });

/** What `data` says, nothing where it is not a message or not of the right shape. */
export function read(data) {
  if (data?.conglang !== VERSION) return undefined;
  const { type, title, url, at } = data;
  const hasHeight = Number.isFinite(data.height) && data.height > 0;
  const height = Math.min(data.height, HIGHEST);
  if (type === "ready") {
    const isWhole = hasHeight && typeof title === "string" && at >= 0 && at <= data.height;
    return isWhole ? { type, height, title, at: Math.min(at, height) } : undefined;
  }
  if (type === "size") return hasHeight ? { type, height } : undefined;
  if (type === "open") return typeof url === "string" && /^https?:/.test(url) ? { type, url } : undefined;
  return type === "sized" ? { type } : undefined;
}
