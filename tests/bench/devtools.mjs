// Chromium, spoken to without a library in between: what a library puts into each page would be measured with it.

import { spawn } from "node:child_process";
import { once } from "node:events";

/** A browser with this profile on a machine without any network (Linux), and `send` of its DevTools protocol. */
export async function launchOffline(profile) {
  const browser = spawn(
    "unshare",
    // A user of its own may take the network away from its own programs.
    ["--map-root-user", "--net", process.env.CHROMIUM || "/usr/bin/chromium",
      "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
      "--disable-sync", "--remote-debugging-pipe", `--user-data-dir=${profile}`, "about:blank"],
    { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] },
  );
  const [, , , commands, answers] = browser.stdio;
  const waiting = new Map();
  let text = "";
  let last = 0;
  answers.setEncoding("utf8");
  answers.on("data", (chunk) => {
    const messages = (text + chunk).split("\0");
    text = messages.pop();
    for (const { id, result, error } of messages.map((message) => JSON.parse(message))) {
      const [resolve, reject] = waiting.get(id) ?? [];
      waiting.delete(id);
      if (error) reject?.(new Error(error.message));
      else resolve?.(result);
    }
  });
  const send = (method, params = {}, sessionId = undefined) =>
    new Promise((resolve, reject) => {
      last += 1;
      waiting.set(last, [resolve, reject]);
      commands.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
    });
  return {
    send,
    async close() {
      const ended = once(browser, "exit");
      await send("Browser.close");
      await ended;
    },
  };
}
