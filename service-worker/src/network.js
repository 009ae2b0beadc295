// The network, for as long as somebody waits for it.

/** After so long what is kept is better than what may come, in milliseconds. */
const PATIENCE = 5000;
/** The server is there and cannot answer: overloaded, or just starting. */
export const UNAVAILABLE = [502, 503, 504];

/**
 * What the network answers, or what is kept when it does not, or not in time. `load` asks the network, `kept`
 * looks for what is kept. Throws when there is neither.
 */
export async function networkFirst(load, kept) {
  if (!navigator.onLine) {
    const found = await kept();
    if (found) return found;
  }
  const loading = load();
  // Looked at only when the reader has waited; it must not count as unhandled before.
  loading.catch(() => {});
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const first = await Promise.race([loading.catch(() => null), late.then(() => undefined)]);
  if (first && !UNAVAILABLE.includes(first.status)) return first;
  return (await kept()) ?? (await loading);
}
