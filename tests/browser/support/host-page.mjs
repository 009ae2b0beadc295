// A page of another site, on another host name and port: what a municipality's web master writes.

import { once } from "node:events";
import { createServer } from "node:http";

/** Serves what `pages` has by path, as HTML, under `http://localhost`, which is not the portal's 127.0.0.1. */
export async function startHost() {
  const pages = new Map();
  const server = createServer(({ url }, answer) => {
    const { body, headers = {} } = pages.get(new URL(url, "http://localhost").pathname) ?? {};
    answer.writeHead(body === undefined ? 404 : 200, { "content-type": "text/html; charset=utf-8", ...headers });
    answer.end(body ?? "");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://localhost:${server.address().port}`;
  return {
    url,
    /** Puts a page there, with `inside` in its body; its address. */
    put(path, inside, headers) {
      const body = `<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Trường THCS</title>
        <meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"></head><body><h1>Trường THCS</h1>${inside}</body></html>`;
      pages.set(path, { body, headers });
      return `${url}${path}`;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
