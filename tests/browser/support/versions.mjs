// A portal whose app can be passed off as another version: behind a proxy that gives the app's files other
// names, as a new build does, or sends a wasm that cannot be compiled.

import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { once } from "node:events";

const NAME = /conglang-([0-9a-f]{12,16})/g;
const TEXTS = /html|javascript|json/;

const reversed = (text) => text.replace(NAME, (_, hash) => `conglang-${[...hash].reverse().join("")}`);
/** Scripts are allowed by their digest, which changes with the names in them. */
const digests = (html) =>
  [...html.matchAll(/<script(?![^>]* src=)[^>]*>([^]*?)<\/script>/g)]
    .map(([, script]) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`)
    .join(" ");

/** `address()` is where the server is. The answer's `version` is "A" or "B"; `isBroken` breaks the wasm of B. */
export async function startVersions(address) {
  const state = { version: "A", isBroken: false };
  const server = createServer(async (request, response) => {
    try {
      const isNew = state.version === "B";
      const path = isNew ? reversed(request.url) : request.url;
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
      if (isNew && TEXTS.test(type)) {
        const text = reversed(content.toString());
        content = Buffer.from(text);
        const policy = kept["content-security-policy"];
        if (type.startsWith("text/html") && policy) {
          kept["content-security-policy"] = policy.replace("script-src 'self'", `script-src 'self' ${digests(text)}`);
        }
        if (kept["x-app-version"]) kept["x-app-version"] = [...kept["x-app-version"]].reverse().join("");
        content = Buffer.from(text.replace(/__APP_VERSION="(\w+)"/, (_, version) => `__APP_VERSION="${[...version].reverse().join("")}"`));
      }
      if (isNew && state.isBroken && type === "application/wasm" && request.url.match(NAME)) {
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
