// Starts and stops the server under test.

import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { once } from "node:events";
import { setTimeout as after } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../../", import.meta.url));
export const binary = process.env.CONGLANG_SERVER || `${root}target/debug/conglang`;

const POLL_MS = 50;
const STOP_MS = 10_000;

/** A port of 127.0.0.1 on which nobody listens. */
export async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}

/** Serves the demo town from `dataFolder`, with more `env`, and resolves when the API answers. */
export async function startServer(dataFolder, longestStartMs = 60_000, env = {}) {
  const port = await freePort();
  let running = await start(dataFolder, port, longestStartMs, env);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    dataFolder,
    log: () => running.log(),
    /** Stops it as a service manager does; its exit code. */
    stop: () => running.stop(),
    /** Ends it as a power cut does. */
    kill: () => running.kill(),
    /** Another process with the same data at the same address. */
    async restart() {
      await running.stop();
      running = await start(dataFolder, port, longestStartMs, env);
    },
  };
}

async function start(dataFolder, port, longestStartMs, env) {
  const child = spawn(
    binary,
    ["serve", "--demo", "--data", dataFolder, "--listen", `127.0.0.1:${port}`],
    { cwd: root, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } },
  );
  let log = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => (log = (log + chunk).slice(-20_000)));
  }
  let failure;
  child.on("error", (error) => (failure = error));
  const ended = new Promise((resolve) => child.on("exit", (code, signal) => resolve({ code, signal })));
  const url = `http://127.0.0.1:${port}`;
  const end = Date.now() + longestStartMs;
  while (!(await answers(`${url}/api/v1/site`))) {
    if (failure || child.exitCode !== null || Date.now() > end) {
      child.kill("SIGKILL");
      throw new Error(`the server did not start: ${failure ?? ""}\n${log}`);
    }
    await after(POLL_MS);
  }
  return {
    log: () => log,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    async stop() {
      child.kill("SIGTERM");
      const patience = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
      const { code } = await ended;
      clearTimeout(patience);
      return code;
    },
  };
}

async function answers(url) {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
