// A page in two parts, so that a slow phone shows what it is about before it reads the rest.

/** Where the head of the text ends: title, date and lead of an article. */
const END = "</header>";
/** For as long a browser may lay out and paint the first part undisturbed, in milliseconds. */
const PAUSE = 50;

/** The bytes of `html`; what stands behind the head of its text comes a moment later. */
export function textFirst(html) {
  const title = html.indexOf("</h1>");
  const end = title < 0 ? -1 : html.indexOf(END, title);
  if (end < 0) return html;
  const encoder = new TextEncoder();
  const parts = [html.slice(0, end + END.length), html.slice(end + END.length)];
  return new ReadableStream({
    async start(controller) {
      controller.enqueue(encoder.encode(parts[0]));
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      controller.enqueue(encoder.encode(parts[1]));
      controller.close();
    },
  });
}
