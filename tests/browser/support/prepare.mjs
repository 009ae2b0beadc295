// Imports the demo town once; each worker then starts from a copy.

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { binary, root, startServer } from "./server.mjs";

const LONGEST_IMPORT_MS = 300_000;
/** With the demo town's own, they fill two pages of the category. */
const MORE_ARTICLES = 14;

export default async function prepare() {
  const folder = await mkdtemp(join(tmpdir(), "conglang-demo-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const data = join(folder, "data");
    const server = await startServer(data, LONGEST_IMPORT_MS);
    await indexed(server);
    const code = await server.stop();
    if (code !== 0) {
      throw new Error(`the server did not stop cleanly (${code})\n${server.log()}`);
    }
    const articles = await writeMoreArticles(join(folder, "articles"));
    await promisify(execFile)(
      binary,
      ["import", "--site", join(root, "demo/site.toml"), "--data", data, articles],
      { cwd: root },
    );
    process.env.CONGLANG_DEMO_DATA = data;
  } catch (error) {
    await remove();
    throw error;
  }
  return remove;
}

/** Waits until the articles can be searched: a server that stops meanwhile does so late, and each copy would begin anew. */
async function indexed({ url }) {
  const found = async () => (await (await fetch(`${url}/api/v1/search?q=l%C3%A0ng`)).json()).total;
  for (const end = Date.now() + LONGEST_IMPORT_MS; (await found()) === 0; ) {
    if (Date.now() > end) throw new Error("the articles are not in the index");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Older than the demo town's, so that they stand behind them. */
async function writeMoreArticles(folder) {
  for (let number = 1; number <= MORE_ARTICLES; number += 1) {
    const two = String(number).padStart(2, "0");
    const slug = `hoi-dap-so-${two}`;
    await mkdir(join(folder, slug), { recursive: true });
    await writeFile(
      join(folder, slug, "index.md"),
      `---
title: "Hỏi đáp số ${number}"
slug: ${slug}
lead: "Một câu hỏi của người dân và câu trả lời."
category: huong-dan
tags: ["hỏi đáp"]
author: "Ban biên tập"
published_at: 2025-01-${two}T08:00:00+07:00
---

Đây là câu trả lời cho câu hỏi số ${number}.
`,
    );
  }
  return folder;
}
