// What changes while a part is shown: one stream for all that a browser shows of the portal in one site.
//
// The frame that holds a Web Lock keeps the stream and passes its events on over a BroadcastChannel, by the names
// and the form of the app (src/hooks/live.rs), so that a preview in the portal itself shares the app's. Frames of one
// host's page are kept together by the browser, apart from those in other sites. A host on plain HTTP gives its
// frames no locks: there, and where storage is forbidden, each asks once a minute.

const NAME = "conglang-live";
const EVENTS = ["visits", "rating", "comment", "alert"];
const LONGEST_PAUSE = 60_000;

/** Calls `apply` with name and data of each event, or else `ask` once a minute. */
export function follow(apply, ask) {
  try {
    const channel = new BroadcastChannel(NAME);
    channel.onmessage = ({ data }) => {
      const [name, ...rest] = String(data).split(" ");
      apply(name, rest.join(" "));
    };
    const pass = (name, data) => {
      channel.postMessage(`${name} ${data}`);
      apply(name, data);
    };
    // A promise that is never fulfilled holds the lock as long as the frame is there.
    const lead = () => new Promise(() => keepOpen(pass, 1000));
    navigator.locks.request(NAME, lead).catch(() => askRegularly(ask));
  } catch {
    askRegularly(ask);
  }
}

function keepOpen(pass, pause) {
  const stream = new EventSource("/api/v1/live");
  let wait = pause;
  stream.onopen = () => (wait = 1000);
  for (const name of EVENTS) stream.addEventListener(name, ({ data }) => pass(name, data));
  // After a network error the browser connects again by itself; after an HTTP error it gives up.
  stream.onerror = () => {
    if (stream.readyState === EventSource.CLOSED) setTimeout(keepOpen, wait, pass, Math.min(wait * 2, LONGEST_PAUSE));
  };
}

/** Also for what has no events. Nobody looks at a page that is hidden. */
export function askRegularly(ask, pause = LONGEST_PAUSE) {
  setInterval(() => document.visibilityState === "visible" && ask().catch(() => {}), pause);
}
