import { expectFitting, frameOf, inside, test, told, withEmbed } from "./support/embed.mjs";
import { expect, expectAccessible } from "./support/portal.mjs";

test("one page shows two towns, also when the script of the second comes late", async ({ page, visit, portal }) => {
  await withEmbed('["*"]', async (other) => {
    // As somebody may write the address.
    const part = (id, show, { url }) => `<cong-lang id="${id}" show="${show}" portal="${url}/"><a href="${url}/">${id}</a></cong-lang>`;
    await visit(part("truoc", "luot-truy-cap", portal) + part("sau", "canh-bao", other));
    await expectFitting(page, "truoc");
    // Until its own script is there, a town's link stands in its place.
    await expect(page.getByRole("link", { name: "sau" })).toBeVisible();
    await expect(frameOf(page, "sau")).toHaveCount(0);
    await page.evaluate((url) => {
      const script = document.createElement("script");
      script.src = `${url}/nhung.js`;
      document.body.append(script);
    }, other.url);
    await expectFitting(page, "sau");
    await expect(frameOf(page, "truoc")).toHaveAttribute("src", `${portal.url}/nhung/luot-truy-cap`);
    await expect(frameOf(page, "sau")).toHaveAttribute("src", `${other.url}/nhung/canh-bao`);
    await expect(inside(page, "sau").getByRole("heading", { level: 1 })).toHaveText("Cảnh báo");
    expect((await told(page, "ready")).map(({ target }) => target), "the first one goes on undisturbed").toEqual(["truoc", "sau"]);
    await expectAccessible(page);
  });
});

test("two scripts beside each other show their own towns without a warning", async ({ page, visit, portal }) => {
  const warnings = [];
  page.on("console", (message) => message.type() === "warning" && warnings.push(message.text()));
  await withEmbed('["*"]', async (other) => {
    const towns = [["mot", portal], ["hai", other]];
    const parts = towns.map(([id, { url }]) => `<cong-lang id="${id}" show="canh-bao" portal="${url}"><a href="${url}/">${id}</a></cong-lang>`);
    await visit(parts.join(""), { portals: [other, portal] });
    for (const [id, { url }] of towns) {
      await expectFitting(page, id);
      await expect(frameOf(page, id)).toHaveAttribute("src", `${url}/nhung/canh-bao`);
    }
  });
  expect(warnings.filter((text) => text.includes("cong-lang"))).toEqual([]);
});
