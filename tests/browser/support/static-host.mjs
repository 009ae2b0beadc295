// A static host: the app's files, an empty shell for every page, the API and the photographs
// passed on to the server.

import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, request as httpRequest } from "node:http";
import { extname, join } from "node:path";

import { root } from "./server.mjs";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/** Serves `dist/` on a free port of 127.0.0.1. */
export async function startStaticHost(serverPort) {
  const host = createServer(async (incoming, outgoing) => {
    const { pathname } = new URL(incoming.url, "http://localhost");
    const isPage = !pathname.startsWith("/api/") && extname(pathname) === "";
    const file = join(root, "dist", isPage ? "index.html" : pathname);
    const body = pathname.startsWith("/api/") ? undefined : await readFile(file).catch(() => undefined);
    if (body) {
      outgoing.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
      outgoing.end(body);
      return;
    }
    const { method, url, headers } = incoming;
    const passed = httpRequest({ host: "127.0.0.1", port: serverPort, method, path: url, headers });
    passed.on("response", (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
    });
    passed.on("error", () => outgoing.destroy());
    outgoing.on("close", () => passed.destroy());
    incoming.pipe(passed);
  });
  host.listen(0, "127.0.0.1");
  await once(host, "listening");
  return {
    url: `http://127.0.0.1:${host.address().port}`,
    async stop() {
      host.closeAllConnections();
      host.close();
      await once(host, "close");
    },
  };
}
