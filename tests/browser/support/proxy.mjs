// A proxy before a portal, which lets requests wait or loses their answers: also those of a service worker, which
// Playwright cannot reach.

import { createServer } from "node:http";
import { once } from "node:events";

/** Passes everything on to `address()`. */
export async function startProxy(address) {
  const rules = { held: undefined, lost: undefined, refused: undefined };
  const server = createServer(async (request, response) => {
    const name = `${request.method} ${new URL(request.url, "http://portal").pathname}`;
    try {
      if (rules.held?.pattern.test(name)) await rules.held.released;
      if (rules.refused?.test(name)) {
        response.writeHead(403, { "content-type": "text/html" }).end("<h1>Forbidden</h1>");
        return;
      }
      const { host, connection, "accept-encoding": _, ...headers } = request.headers;
      const body = ["GET", "HEAD"].includes(request.method) ? undefined : request;
      const answer = await fetch(address() + request.url, { method: request.method, headers, body, duplex: "half", redirect: "manual" });
      const kept = [...answer.headers].filter(([name]) => !/^(content-encoding|content-length|transfer-encoding|set-cookie)$/.test(name));
      const cookies = answer.headers.getSetCookie();
      if (rules.lost?.test(name)) {
        await answer.arrayBuffer();
        response.destroy();
        return;
      }
      response.writeHead(answer.status, { ...Object.fromEntries(kept), ...(cookies.length > 0 && { "set-cookie": cookies }) });
      for await (const chunk of answer.body ?? []) response.write(chunk);
      response.end();
    } catch {
      response.destroy();
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    /** Holds requests that match ("PUT /api/…") back until the function that it returns is called. */
    hold(pattern) {
      let release;
      const released = new Promise((resolve) => (release = resolve));
      rules.held = { pattern, released };
      return () => {
        rules.held = undefined;
        release();
      };
    },
    /** Passes requests that match on, and loses their answers until the function that it returns is called. */
    lose(pattern) {
      rules.lost = pattern;
      return () => (rules.lost = undefined);
    },
    /** Refuses requests that match, as a filter before the portal does, until the function that it returns is called. */
    refuse(pattern) {
      rules.refused = pattern;
      return () => (rules.refused = undefined);
    },
    async stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
