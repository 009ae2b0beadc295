// A portal whose app can be passed off as another version: behind a proxy that gives the app's files other
// names, as a new build does, or sends a wasm that cannot be compiled, or a script that fails when it is started.

import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { once } from "node:events";

const NAME = /conglang-([0-9a-f]{12,16})/g;
const TEXTS = /html|javascript|json/;

/** What other versions make of the digests in names; done twice, it gives the first one. */
const DIGESTS = {
  B: (digest) => [...digest].reverse().join(""),
  C: (digest) => digest.replace(/./g, (digit) => (15 - parseInt(digit, 16)).toString(16)),
};
const renamed = (text, digest) => text.replace(NAME, (_, hash) => `conglang-${digest(hash)}`);
/** Scripts are allowed by their digest, which changes with the names in them. */
const digests = (html) =>
  [...html.matchAll(/<script(?![^>]* src=)[^>]*>([^]*?)<\/script>/g)]
    .map(([, script]) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`)
    .join(" ");

/**
 * `address()` is where the server is. The answer's `version` is "A", "B" or "C"; of those but the first `isBroken`
 * breaks the wasm, `throws` lets the app fail at its start, and `hangs` never come to it.
 */
export async function startVersions(address) {
  const state = { version: "A", isBroken: false, throws: false, hangs: false };
  const server = createServer(async (request, response) => {
    try {
      const digest = DIGESTS[state.version];
      const path = digest ? renamed(request.url, digest) : request.url;
      const body = ["GET", "HEAD"].includes(request.method) ? undefined : request;
      const { host, connection, "accept-encoding": _, "if-none-match": __, ...headers } = request.headers;
      const answer = await fetch(address() + path, { method: request.method, headers, body, duplex: "half", redirect: "manual" });
      const kept = Object.fromEntries([...answer.headers].filter(([name]) => !/^(content-encoding|content-length|transfer-encoding|etag)$/.test(name)));
      const type = answer.headers.get("content-type") ?? "";
      if (type.startsWith("text/event-stream")) {
        response.writeHead(answer.status, kept);
        for await (const chunk of answer.body) response.write(chunk);
        response.end();
        return;
      }
      let content = Buffer.from(await answer.arrayBuffer());
      if (digest && TEXTS.test(type)) {
        const text = renamed(content.toString(), digest);
        content = Buffer.from(text);
        const policy = kept["content-security-policy"];
        if (type.startsWith("text/html") && policy) {
          kept["content-security-policy"] = policy.replace("script-src 'self'", `script-src 'self' ${digests(text)}`);
        }
        if (kept["x-app-version"]) kept["x-app-version"] = digest(kept["x-app-version"]);
        // What has the names in it is another file in the worker's list: it and the shell.
        const changed = text
          .replace(/(?<=__APP_VERSION=")\w+/, digest)
          .replace(/(?<="revision":")\w+(?=","url":"\/khung")/, digest);
        content = Buffer.from(changed);
      }
      const isApp = Boolean(digest && request.url.match(NAME));
      if (isApp && type.includes("javascript")) {
        if (state.throws) content = Buffer.from(`throw new Error("broken at start");${content}`);
        if (state.hangs) content = Buffer.from(`await new Promise(() => {});${content}`);
      }
      if (isApp && state.isBroken && type === "application/wasm") {
        content = Buffer.from("broken");
        // Whole files never change; this one does.
        kept["cache-control"] = "no-store";
      }
      response.writeHead(answer.status, kept);
      response.end(content);
    } catch {
      response.destroy();
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return Object.assign(state, {
    url: `http://127.0.0.1:${server.address().port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
    },
  });
}
