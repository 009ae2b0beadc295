import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";

import { demoArticle, expect, test } from "./support/portal.mjs";

test("ALTCHA's own library solves the server's challenge, which is good once", async ({ request }) => {
  const { slug } = await demoArticle("van-chang-va-den-thanh-su-tho-ren");
  const created = await request.post("/api/v1/captcha", { data: { kind: "pow" } });
  expect(created.status()).toBe(201);
  const { id, kind, challenge } = await created.json();
  expect(kind).toBe("pow");

  const solution = await solveChallenge({ challenge, deriveKey });
  const answer = Buffer.from(JSON.stringify({ challenge, solution })).toString("base64");
  const vote = { data: { stars: 5, captcha: { id, answer } } };
  const rated = await request.put(`/api/v1/articles/${slug}/rating`, vote);
  expect(rated.status(), await rated.text()).toBe(200);
  expect(await rated.json()).toMatchObject({ mine: 5 });

  const again = await request.put(`/api/v1/articles/${slug}/rating`, vote);
  expect(again.status()).toBe(409);
  expect(await again.json()).toMatchObject({ code: "captcha_used" });
});
