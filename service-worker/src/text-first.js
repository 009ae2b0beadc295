// A page in two parts, so that a slow phone shows what it is about before it reads the rest.

/** Where the head of the text ends: title, date and lead of an article. */
const END = "</header>";
/** The rest of a page that asks for no file waits so long, in milliseconds. */
const LONGEST = 300;
/** By client, what is to be done when it asks for the first file of its page. */
const reading = new Map();

/** A client asks for a file: it has begun to read its page. */
export function begins(client) {
  reading.get(client)?.();
  reading.delete(client);
}

/**
 * The body of the page that `client` opens. How fast a device is, it shows itself: the rest follows its asking for
 * the first file after as long again as that took, when the first part is laid out and nearly painted.
 */
export function textFirst(html, client) {
  const title = html.indexOf("</h1>");
  const end = title < 0 ? -1 : html.indexOf(END, title);
  if (!client || end < 0) return html;
  const rest = end + END.length;
  const encoder = new TextEncoder();
  const sent = Date.now();
  return new ReadableStream({
    async start(controller) {
      controller.enqueue(encoder.encode(html.slice(0, rest)));
      const late = setTimeout(() => begins(client), LONGEST);
      await new Promise((resolve) => reading.set(client, resolve));
      clearTimeout(late);
      await new Promise((resolve) => setTimeout(resolve, Date.now() - sent));
      controller.enqueue(encoder.encode(html.slice(rest)));
      controller.close();
    },
  });
}
