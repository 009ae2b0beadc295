// Imports the demo town once; each worker then starts from a copy.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { startServer } from "./server.mjs";

const LONGEST_IMPORT_MS = 300_000;

export default async function prepare() {
  const folder = await mkdtemp(join(tmpdir(), "conglang-demo-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const server = await startServer(folder, LONGEST_IMPORT_MS);
    const code = await server.stop();
    if (code !== 0) {
      throw new Error(`the server did not stop cleanly (${code})\n${server.log()}`);
    }
  } catch (error) {
    await remove();
    throw error;
  }
  process.env.CONGLANG_DEMO_DATA = folder;
  return remove;
}
