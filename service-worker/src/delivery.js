// Sends what waits in the outbox: one thing after the other, one worker at a time, each exactly once.
//
// A comment carries the same Idempotency-Key until somebody changes it, so it does not matter where the worker,
// the network or the server stops: what is not noted as sent is sent again, and the server gives the receipt
// that it gave before. A vote takes the place of the same visitor's.

import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/web/pbkdf2";

import { UNAVAILABLE } from "./network.js";
import { all, change, isCurrent, isHeld } from "./outbox.js";

/** The tag of the Background Sync, and the lock of whoever sends. */
export const OUTBOX = "outbox";
const API = "/api/v1/";
/** An answer that takes longer will not come, in milliseconds. */
const PATIENCE = 30_000;
/** A browser ends events of a worker after five minutes. */
const LONGEST = 4 * 60 * 1000;
const FIRST_PAUSE = 5000;
const LONGEST_PAUSE = 5 * 60 * 1000;
/** In so long a network that wrote too often may prove by work again. */
const CODE_PAUSE = 60_000;
/** A captcha expired or was used on the way; more often than that something else is wrong. */
const MOST_CAPTCHAS = 3;

/** The server says no, and why. */
class Refusal extends Error {
  constructor(problem) {
    super(problem.title);
    this.problem = problem;
  }
}

/** Not now: without network, without a server, or too often. */
class Later extends Error {
  /** @param {number} [wait] what the server asked for, in milliseconds */
  constructor(wait) {
    super();
    this.wait = wait;
  }
}

/** Not this one now: whoever stands before the portal, or the portal itself, fails at it. Others may be taken. */
class LaterAlone extends Later {}

/** While its captcha was solved, the entry was changed, taken back, or sent by a page. */
class Overtaken extends Error {}

let running;
let again = false;
let sending;
let failures = 0;
let pause = { until: 0, isAsked: false };

/** What waits, as a page shows it, and when the next attempt is due (milliseconds since 1970). */
export async function listed() {
  const entries = (await all()).filter(({ state }) => state !== "withdrawn");
  return {
    entries: entries.map((entry) => (isSending(entry) ? { ...entry, state: "sending" } : entry)),
    next_at: Math.max(pause.until, Date.now()),
  };
}

/** Sends what can be sent; whether something has to wait on. Whoever calls meanwhile has it looked through again. */
export function deliver() {
  again = true;
  // A page or the browser believes in the network again; what the server asked for stays.
  if (!pause.isAsked) pause.until = 0;
  const { locks } = self.navigator;
  running ??= (locks ? locks.request(OUTBOX, sendAll) : sendAll()).finally(() => {
    running = undefined;
  });
  return running;
}

/** Pages show the outbox as it is. */
export async function announce() {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  for (const client of windows) client.postMessage({ kind: "outbox" });
}

/** Has the browser call when there is a network, even if no page is open then. */
export async function callMe() {
  try {
    await self.registration.sync.register(OUTBOX);
  } catch {
    // A browser without Background Sync sends at the next opening.
  }
}

async function sendAll() {
  const end = Date.now() + LONGEST;
  const left = new Set();
  while (again) {
    again = false;
    left.clear();
    for (let entry = await oldest(left); entry; entry = await oldest(left)) {
      const wait = pause.until - Date.now();
      if (wait > 0 && !pause.isAsked && again) {
        // Somebody has seen the network since the attempt that failed began.
        again = false;
        pause.until = 0;
      } else if (wait > 0) {
        if (!pause.isAsked || Date.now() + wait > end) return true;
        await new Promise((resolve) => setTimeout(resolve, wait));
        continue;
      }
      sending = entry;
      await announce();
      try {
        await send(entry);
        failures = 0;
        pause = { until: 0, isAsked: false };
      } catch (error) {
        if (error instanceof LaterAlone) left.add(entry.id);
        await putOff(entry, error);
      } finally {
        sending = undefined;
      }
      await announce();
    }
  }
  if (left.size === 0) return false;
  putOffAll();
  await announce();
  return true;
}

/** The oldest that can be sent and is not `left` for later. */
async function oldest(left) {
  const canBeSent = (entry) => !["refused", "sent"].includes(entry.state) && !isHeld(entry) && !left.has(entry.id);
  return (await all()).find(canBeSent);
}

function isSending({ id, mark }) {
  return sending?.id === id && sending.mark === mark;
}

/** What has become of an attempt that failed. */
async function putOff(entry, error) {
  if (error instanceof Overtaken) return;
  if (error instanceof Refusal) {
    const { code, title, fields = [] } = error.problem;
    if (code === "captcha_code_required" || code === "captcha_wrong") {
      await settle(entry, { state: "code" });
      pause = { until: Date.now() + CODE_PAUSE, isAsked: true };
    } else {
      const why = [title, ...fields.map(({ message }) => message)].join(" ");
      await settle(entry, { state: "refused", why });
    }
    return;
  }
  if (!(error instanceof LaterAlone)) putOffAll(error.wait);
  await settle(entry, { state: "waiting" });
}

/** Nothing is sent for a while, `asked` by the server (milliseconds) or longer after each failure. */
function putOffAll(asked) {
  failures += 1;
  const wait = asked ?? Math.min(FIRST_PAUSE * 2 ** (failures - 1), LONGEST_PAUSE);
  pause = { until: Date.now() + wait, isAsked: Boolean(asked) };
}

async function send(entry) {
  if (entry.state === "withdrawn") return takeBack(entry);
  const result = await write(entry);
  await settle(entry, { ...result, state: "sent" });
}

async function write(entry) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const captcha = await solved(entry);
      if (!(await isCurrent(entry))) throw new Overtaken();
      if (entry.kind === "rating") {
        const vote = { stars: entry.stars, captcha };
        const headers = entry.key ? { "idempotency-key": entry.key } : {};
        await settle(entry, { is_tried: true });
        await call(entry, "PUT", `articles/${entry.slug}/rating`, vote, headers);
        return {};
      }
      return await post(entry, captcha);
    } catch (error) {
      const code = error.problem?.code;
      if (!["captcha_expired", "captcha_used"].includes(code)) throw error;
      if (attempt === MOST_CAPTCHAS) throw new Later();
    }
  }
}

/** Posts a comment; its receipt and status. */
async function post(entry, captcha) {
  const { author_name, body, reply_to, id } = entry;
  const comment = { author_name, body, reply_to: reply_to?.id, consent: true, captcha };
  const answer = await call(entry, "POST", `articles/${entry.slug}/comments`, comment, { "idempotency-key": id });
  // A network that wants to be paid first answers everything.
  if (!answer?.receipt) throw new Later();
  return { receipt: answer.receipt, status: answer.status };
}

/**
 * A comment that its writer has taken back. Whether an earlier attempt arrived shows in the answer to one without
 * a captcha, which makes no comment: the receipt that was given, or a refusal.
 */
async function takeBack(entry) {
  try {
    const { receipt } = await post(entry, { id: "", answer: "" });
    await call(entry, "DELETE", `comments/${receipt}`);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  await change(entry.id, (known) => (known?.state === "withdrawn" ? undefined : known));
}

/** Notes what has become of `entry`, unless its writer has changed it or taken it back meanwhile. */
async function settle(entry, result) {
  await change(entry.id, (known) => {
    const isSame = known?.mark === entry.mark && known.state !== "withdrawn";
    return isSame ? { ...known, ...result } : known;
  });
}

async function solved(entry) {
  const { id, challenge } = await call(entry, "POST", "captcha", { kind: "pow" });
  const solution = await solveChallenge({ challenge, deriveKey });
  if (!solution) throw new Later();
  return { id, answer: btoa(JSON.stringify({ challenge, solution })) };
}

async function call({ language }, method, path, body, headers = {}) {
  let response;
  let answer;
  try {
    response = await fetch(`${API}${path}${language === "en" ? "?lang=en" : ""}`, {
      method,
      headers: { "content-type": "application/json", ...headers },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout?.(PATIENCE),
    });
    if (response.status !== 204) answer = await response.json();
  } catch {
    // Nobody answered, or somebody else than the portal.
    throw later(response);
  }
  if (response.ok) return answer;
  if (response.status === 429) throw new Later(1000 * Number(response.headers.get("retry-after")) || undefined);
  if (response.status < 500 && answer?.code) throw new Refusal(answer);
  throw later(response);
}

function later(response) {
  const isOfEntry = response?.status >= 400 && !UNAVAILABLE.includes(response.status);
  return isOfEntry ? new LaterAlone() : new Later();
}
