// What changes while a part is shown: one stream for all that a browser shows of the portal in one site.
//
// The frame that holds a Web Lock, as long as somebody sees its page, keeps the stream and passes its events on over a
// BroadcastChannel, by the names and the form of the app (src/hooks/live.rs), so that a preview in the portal itself
// shares the app's. Frames of one host's page are kept together by the browser, apart from those in other sites. A
// host on plain HTTP gives its frames no locks: there, and where storage is forbidden, each asks once a minute.

const NAME = "conglang-live";
const EVENTS = ["visits", "rating", "comment", "alert"];
/** What a frame that comes later says to the one that leads: events are passed on when they come, and it may have been
 * made before the last alert. The app takes it for no event. */
const ASK = "ask";
const SHORTEST_PAUSE = 1000;
const LONGEST_PAUSE = 60_000;

/** Calls `apply` with name and data of each event, or else `ask` once a minute. */
export function follow(apply, ask) {
  try {
    const channel = new BroadcastChannel(NAME);
    let waits = false;
    let leave;
    /** The last one that this frame has had as the leader: its data, and when it came by this device's clock. */
    let alert;
    channel.onmessage = ({ data }) => {
      const [name, ...rest] = String(data).split(" ");
      if (name !== ASK) apply(name, rest.join(" "));
      else if (alert) channel.postMessage(`alert ${toldNow(alert)}`);
    };
    const pass = (name, data) => {
      if (name === "alert") alert = { data, at: Date.now() };
      channel.postMessage(`${name} ${data}`);
      apply(name, data);
    };
    const lead = () => {
      waits = false;
      // A page in the background may be stopped, and would leave those without news that wait for it.
      if (document.visibilityState === "hidden") return undefined;
      // The promise holds the lock.
      return new Promise((release) => {
        const close = keepOpen(pass);
        leave = () => {
          close();
          release();
          leave = undefined;
          alert = undefined;
        };
      });
    };
    const wait = () => {
      if (waits || leave) return;
      waits = true;
      channel.postMessage(ASK);
      navigator.locks.request(NAME, lead).catch(() => askRegularly(ask));
    };
    wait();
    document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? leave?.() : wait()));
  } catch {
    askRegularly(ask);
  }
}

/** An alert's data as if they had come just now: they have the server's time in them. */
function toldNow({ data, at }) {
  const news = JSON.parse(data);
  const now = new Date(Date.parse(news.now) + Date.now() - at).toISOString();
  return JSON.stringify({ ...news, now });
}

/** Opens the stream, whose events go to `pass`; what is given back closes it for good. */
function keepOpen(pass) {
  let pause = SHORTEST_PAUSE;
  let stream;
  let again;
  const open = () => {
    stream = new EventSource("/api/v1/live");
    stream.onopen = () => (pause = SHORTEST_PAUSE);
    for (const name of EVENTS) stream.addEventListener(name, ({ data }) => pass(name, data));
    // After a network error the browser connects again by itself; after an HTTP error it gives up.
    stream.onerror = () => {
      if (stream.readyState !== EventSource.CLOSED) return;
      again = setTimeout(open, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    };
  };
  open();
  return () => {
    clearTimeout(again);
    stream.close();
  };
}

/** Also for what has no events. Nobody looks at a page that is hidden. */
export function askRegularly(ask, pause = LONGEST_PAUSE) {
  setInterval(() => document.visibilityState === "visible" && ask().catch(() => {}), pause);
}
