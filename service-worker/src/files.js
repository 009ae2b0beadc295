// Files of the app that never change, straight from where they are kept: the browser does not ask the worker,
// which on a slow phone takes longer than the file.

import { cacheNames } from "workbox-core";

/** Names with the content's hash in them; a file that is not kept comes from the network. */
const UNCHANGING = ["/conglang-:rest", "/fonts/:name.woff2"];

self.addEventListener("install", (event) => {
  // Chrome since 123; others go on asking.
  const routes = UNCHANGING.map((pathname) => ({
    condition: { urlPattern: { pathname }, requestMethod: "GET" },
    source: { cacheName: cacheNames.precache },
  }));
  event.addRoutes?.(routes).catch(() => {});
});
