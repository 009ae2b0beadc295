import { demoArticle, expect, expectAccessible, open, test } from "./support/portal.mjs";

const article = await demoArticle("nui-hong-linh-chin-muoi-chin-dinh");
const PAGES = [
  "/",
  `/chuyen-muc/${article.category}`,
  article.path,
  "/lien-ket",
  "/thong-ke",
  "/phong-cach",
  "/khong-co-trang-nay",
];
const LOOKS = [
  { theme: "light", size: "largest" },
  { theme: "dark", size: "" },
  { theme: "contrast", size: "" },
];

test.use({ expectedErrors: [/status of 404/] });

for (const { theme, size } of LOOKS) {
  test(`every page can be used by everybody, in the theme ${theme}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.addInitScript(
      ([theme, size]) => {
        localStorage.setItem("conglang.theme", theme);
        localStorage.setItem("conglang.text-size", size);
      },
      [theme, size],
    );
    for (const path of PAGES) {
      await test.step(path, async () => {
        if (path === "/phong-cach") {
          // It is sent without the app's scripts, which set this elsewhere.
          await page.goto(path);
          await page.evaluate((name) => document.documentElement.setAttribute("data-theme", name), theme);
        } else {
          await open(page, path);
        }
        await expectAccessible(page);
        const excess = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(excess, "wider than the screen").toBeLessThanOrEqual(0);
      });
    }
  });
}
