// A portal of its own for a flow: the demo town with other files of the map.

import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { startServer } from "./server.mjs";

/**
 * Serves the demo town with `files` (by name) in its data folder, `settings` before those of its
 * `site.toml` and the English of more `kinds` of the map behind them, calls `flow` with the server and the folder, and takes both away.
 */
export async function withTown({ files = {}, settings = "", kinds = {} }, flow) {
  const folder = await mkdtemp(join(tmpdir(), "conglang-town-"));
  try {
    await cp(process.env.CONGLANG_DEMO_DATA, folder, { recursive: true });
    for (const [name, content] of Object.entries(files)) {
      await writeFile(join(folder, name), content);
    }
    const path = join(folder, "site.toml");
    const more = Object.entries(kinds).map(([name, english]) => `[[map_kinds]]\nname = "${name}"\nname_en = "${english}"\n`);
    await writeFile(path, [settings, await readFile(path, "utf8"), ...more].join("\n"));
    const server = await startServer(folder);
    try {
      await flow(server, folder);
    } finally {
      await server.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
