import { demoArticle, expect, expectAccessible, formOf, holdWasm, open, started, test } from "./support/portal.mjs";
import { startStaticHost } from "./support/static-host.mjs";

const TRANSLATED = "chua-thien-tuong";
const ENGLISH_TITLE = "Thiên Tượng pagoda among the pines of the Hồng mountains";

test("a reader switches to English, moves about in it, and comes back", async ({ page }) => {
  await open(page, "/lien-ket");
  await page.getByRole("link", { name: "English", exact: true }).click();
  await expect(page).toHaveURL(/\/en\/lien-ket$/);
  await started(page);
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText("Links");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expectAccessible(page);

  const documents = [];
  page.on("request", (request) => {
    if (request.isNavigationRequest()) documents.push(request.url());
  });
  await page.getByRole("navigation", { name: "Sections", exact: true }).getByRole("link", { name: "Visits" }).click();
  await expect(page).toHaveURL(/\/en\/thong-ke$/);
  await expect(heading).toHaveText("Visits to the portal");
  await expect(heading).toBeFocused();
  await expectAccessible(page);
  await page.getByRole("contentinfo").getByRole("link", { name: "Heritage and sights" }).click();
  await expect(heading).toHaveText("Heritage and sights");
  await page.getByRole("main").getByRole("link", { name: ENGLISH_TITLE }).click();
  await expect(page).toHaveURL(new RegExp(`/en/bai-viet/${TRANSLATED}$`));
  await expect(heading).toHaveText(ENGLISH_TITLE);
  await expectAccessible(page);
  await page.goBack();
  await expect(heading).toHaveText("Heritage and sights");
  expect(documents, "moving inside the app loads only data").toEqual([]);

  // With the keyboard alone.
  const back = page.getByRole("link", { name: "Tiếng Việt", exact: true });
  await back.focus();
  await back.press("Enter");
  await expect(page).toHaveURL(/\/chuyen-muc\/di-tich-danh-thang$/);
  await expect(heading).toHaveText("Di tích, danh thắng");
  await expect(page.locator("html")).toHaveAttribute("lang", "vi");
});

test("the app hydrates over an English page and speaks English from then on", async ({ page }) => {
  const release = await holdWasm(page);
  await page.goto(`/en/bai-viet/${TRANSLATED}`, { waitUntil: "commit" });
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText(ENGLISH_TITLE);
  await heading.evaluate((element) => {
    element.madeByServer = true;
  });
  release();
  await started(page);
  expect(await heading.evaluate((element) => element.madeByServer)).toBe(true);
  await expect(page.getByText("Tuesday, 24 February 2026, 08:20")).toBeVisible();

  const form = formOf(page, "Send comment");
  await form.getByRole("textbox", { name: "Your name" }).fill("A");
  await form.getByRole("button", { name: "Send comment" }).click();
  await expect(form.getByText("Your name needs at least 2 characters.")).toBeVisible();
  await expect(form.getByText("Your comment is empty.")).toBeVisible();
  await expectAccessible(page);
});

test("an article without English is offered in Vietnamese", async ({ page }) => {
  const article = await demoArticle("lang-ren-trung-luong");
  await open(page, `/en${article.path}`);
  await expect(page.getByText("This article is available in Vietnamese only.")).toBeVisible();
  const heading = page.getByRole("heading", { level: 1 });
  await expect(heading).toHaveText(article.title);
  await expect(heading.locator("span")).toHaveAttribute("lang", "vi");
  await expectAccessible(page);
});

test("over an empty shell the app mounts in the language of the address", async ({ page, server }) => {
  const host = await startStaticHost(server.port);
  try {
    await page.goto(`${host.url}/en/bai-viet/${TRANSLATED}`);
    await started(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(ENGLISH_TITLE);
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await expect(page).toHaveTitle(`${ENGLISH_TITLE} · Hồng Lĩnh Web Portal`);
    await page.getByRole("link", { name: "To the home page" }).first().click();
    await expect(page).toHaveURL(`${host.url}/en/`);
    await expect(page.getByRole("heading", { name: "Latest news" })).toBeVisible();
    await expectAccessible(page);
    await page.goto(`${host.url}/en`);
    await started(page);
    await expect(page.getByRole("heading", { name: "Latest news" })).toBeVisible();
    await page.goto("about:blank");
  } finally {
    await host.stop();
  }
});

test("an English address that is none says so in English", async ({ page, expectedErrors }) => {
  expectedErrors.push(/status of 404/);
  await open(page, "/en/khong-co-trang-nay");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Page not found");
  await expect(page.getByRole("main").locator('a[href="/en/"]').first()).toBeVisible();
  await expectAccessible(page);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a rating keeps its language through both steps", async ({ page }) => {
    await page.goto(`/en/bai-viet/${TRANSLATED}`);
    const stars = page.getByRole("radio", { name: "4 stars", exact: true });
    await stars.focus();
    await stars.press("Space");
    const [step] = await Promise.all([
      page.waitForResponse((answer) => "x-test-code" in answer.headers()),
      page.getByRole("button", { name: "Send rating" }).click(),
    ]);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Confirm your rating");
    await page.getByRole("textbox", { name: "Verification code" }).fill(step.headers()["x-test-code"]);
    await page.getByRole("button", { name: "Send", exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`/en/bai-viet/${TRANSLATED}`));
    await expect(page.getByText("Your rating has been recorded.").first()).toBeVisible();
    await page.getByRole("link", { name: "Tiếng Việt", exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`/bai-viet/${TRANSLATED}`));
    await expect(page.locator("html")).toHaveAttribute("lang", "vi");
  });
});
