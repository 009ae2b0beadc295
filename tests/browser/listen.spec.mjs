import { expect, expectAccessible, open, started, test } from "./support/portal.mjs";
import { fakeVoices } from "./support/voices.mjs";

const ARTICLE = "/bai-viet/nui-hong-linh-chin-muoi-chin-dinh";
const WITH_RECORDING = "/bai-viet/doc-cong-khi-mat-mang-va-chu-lon";

const spoken = (page) => page.evaluate(() => speechSynthesis.spoken);
const last = async (page) => (await spoken(page)).at(-1);
const isSilent = (page) => page.evaluate(() => speechSynthesis.current === null);
const end = (page) => page.evaluate(() => speechSynthesis.end());
const current = (page) => page.locator("[data-reading-aloud]");
const listen = (page) => page.getByRole("button", { name: "Nghe bài" });

/** Ends piece after piece until the paragraph with `text` is read. */
async function readOnTo(page, text) {
  for (let piece = 0; piece < 50; piece += 1) {
    if ((await current(page).innerText()).includes(text)) {
      return;
    }
    const before = (await spoken(page)).length;
    await end(page);
    await expect.poll(async () => (await spoken(page)).length).toBeGreaterThan(before);
  }
  throw new Error(`${text} was not reached`);
}

test("an article is read aloud from its title on, and every control does what it says", async ({ page }) => {
  await page.addInitScript(fakeVoices, ["en-US", "vi-VN"]);
  await open(page, ARTICLE);
  const title = await page.getByRole("heading", { level: 1 }).innerText();
  await listen(page).click();
  await expect(current(page)).toHaveText(title);
  await expect(listen(page)).toHaveAttribute("aria-expanded", "true");
  expect(await spoken(page)).toEqual([{ text: title, lang: "vi-VN", rate: 1 }]);
  await expectAccessible(page);

  const pause = page.getByRole("button", { name: "Tạm dừng" });
  await expect(pause).toBeFocused();
  await page.keyboard.press("Enter");
  expect(await isSilent(page)).toBe(true);
  await page.getByRole("button", { name: "Đọc tiếp" }).click();
  await expect.poll(async () => (await spoken(page)).length).toBe(2);
  expect((await last(page)).text).toBe(title);

  // It follows the voice down the page.
  await readOnTo(page, "Các tài liệu ghi đỉnh cao nhất");
  await expect(current(page)).toBeInViewport();
  await page.getByRole("button", { name: "Đoạn sau" }).click();
  await expect(current(page)).toContainText("Dãy núi không thuộc riêng");
  await page.getByRole("button", { name: "Đoạn trước" }).click();
  await expect(current(page)).toContainText("Các tài liệu ghi đỉnh cao nhất");

  await page.getByRole("combobox", { name: "Tốc độ đọc" }).selectOption("Nhanh");
  await expect.poll(async () => (await last(page)).rate).toBe(1.5);

  // From any paragraph: by pointing at it, and by a button for those who do not point.
  await page.getByText("Tục truyền núi có chín mươi chín đỉnh").click();
  await expect(current(page)).toContainText("Tục truyền núi có");
  const later = page.getByRole("button", { name: /^Nghe từ đoạn/ }).last();
  await later.focus();
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(current(page)).toContainText("Có lẽ đó cũng là lý do");

  await page.getByRole("button", { name: "Thôi nghe" }).click();
  await expect(current(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: /^Nghe từ đoạn/ })).toHaveCount(0);
  await expect(listen(page)).toHaveAttribute("aria-expanded", "false");
  await expect(listen(page)).toBeFocused();
  expect(await isSilent(page)).toBe(true);

  // The speed is remembered.
  await listen(page).click();
  await expect.poll(async () => (await last(page)).rate).toBe(1.5);
});

test("a voice that is cut off says so and goes on from the same sentence", async ({ page }) => {
  await page.addInitScript(fakeVoices, ["vi-VN"]);
  await open(page, ARTICLE);
  await listen(page).click();
  await expect.poll(async () => (await spoken(page)).length).toBe(1);
  await page.evaluate(() => speechSynthesis.end("error"));
  await expect(page.getByText("Giọng đọc của máy bị ngắt")).toBeVisible();
  await page.getByRole("button", { name: "Đọc tiếp" }).click();
  await expect.poll(async () => (await spoken(page)).length).toBe(2);
  const [first, second] = await spoken(page);
  expect(second.text).toBe(first.text);

  // A phone that was dark has ended the speech without a word.
  await page.evaluate(() => {
    speechSynthesis.current = null;
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await expect.poll(async () => (await spoken(page)).length).toBe(3);
});

test("who leaves the article leaves the voice", async ({ page }) => {
  await page.addInitScript(fakeVoices, ["vi-VN"]);
  await open(page, ARTICLE);
  await listen(page).click();
  await expect.poll(async () => (await spoken(page)).length).toBe(1);
  await page.getByRole("navigation", { name: "Đường dẫn" }).getByRole("link", { name: "Trang chủ" }).click();
  await expect(page).toHaveURL("/");
  await expect.poll(() => isSilent(page)).toBe(true);
});

test("music and the voice that reads silence each other", async ({ page }) => {
  await page.addInitScript(fakeVoices, ["vi-VN"]);
  await open(page, "/ca-khuc");
  await page.getByRole("main").getByRole("button", { name: "Phát Sáo chiều bên sông" }).click();
  const player = page.getByRole("region", { name: "Trình phát nhạc" });
  const isPlaying = player.getByRole("button", { name: "Tạm dừng" });
  const isPaused = player.getByRole("button", { name: "Phát", exact: true });
  await expect(isPlaying).toBeVisible();
  await page.getByRole("banner").getByRole("link", { name: "Trang chủ" }).first().click();
  await expect(page).toHaveURL("/");
  await page.getByRole("main").getByRole("heading", { level: 3 }).getByRole("link").first().click();
  await expect(page).toHaveURL(/\/bai-viet\//);
  await expect(isPlaying).toBeVisible();

  await listen(page).click();
  const controls = page.getByRole("group", { name: "Nghe bài" });
  await expect(controls.getByRole("button", { name: "Tạm dừng" })).toBeVisible();
  await expect(isPaused).toBeVisible();
  await isPaused.click();
  await expect(isPlaying).toBeVisible();
  await expect.poll(() => isSilent(page)).toBe(true);
  await controls.getByRole("button", { name: "Đọc tiếp" }).click();
  await expect.poll(() => isSilent(page)).toBe(false);
  await expect(isPaused).toBeVisible();
});

test("a Vietnamese article on an English page is read by a Vietnamese voice", async ({ page }) => {
  await page.addInitScript(fakeVoices, ["en-US", "vi-VN"]);
  await open(page, `/en${ARTICLE}`);
  await page.getByRole("button", { name: "Listen", exact: true }).click();
  const title = await page.getByRole("heading", { level: 1 }).innerText();
  await expect.poll(() => spoken(page)).toEqual([{ text: title, lang: "vi-VN", rate: 1 }]);
  await end(page);
  await expect.poll(async () => (await spoken(page)).length).toBe(2);
  expect((await last(page)).lang).toBe("vi-VN");
  // What the portal itself says there is in English.
  await expect(page.getByRole("button", { name: /^Listen from paragraph/ }).first()).toHaveAttribute("lang", "en");
  await expectAccessible(page);
});

test("without a voice for its language that is said, and one that comes later reads", async ({ page }) => {
  await page.addInitScript(fakeVoices, ["en-US"]);
  await open(page, ARTICLE);
  await listen(page).click();
  await expect(page.getByText("Máy này chưa có giọng đọc")).toBeVisible();
  await expectAccessible(page);
  expect(await spoken(page)).toEqual([]);
  await page.evaluate(() => speechSynthesis.load(["en-US", "vi-VN"]));
  await expect(page.getByRole("button", { name: "Tạm dừng" })).toBeVisible();
  await expect(page.getByText("Máy này chưa có giọng đọc")).toBeHidden();
});

test("this browser's own want of voices is told, and closed again", async ({ page }) => {
  await open(page, ARTICLE);
  await started(page);
  await listen(page).click();
  await expect(page.getByText(/Máy này chưa có giọng đọc|Trình duyệt này không đọc được/)).toBeVisible();
  await page.getByRole("button", { name: "Đóng" }).click();
  await expect(page.getByText("Máy này chưa có giọng đọc")).toHaveCount(0);
  await expect(listen(page)).toBeFocused();
});

test("without a voice the recording of the article is offered and heard", async ({ page }) => {
  await page.addInitScript(fakeVoices, ["en-US"]);
  await open(page, WITH_RECORDING);
  const recording = page.getByLabel("Bản thu âm bài viết");
  await expect(recording).toBeVisible();
  await listen(page).click();
  await expect(page.getByText("Máy này chưa có giọng đọc")).toBeVisible();
  await expectAccessible(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(page.viewportSize().width);
  await page.getByRole("button", { name: "Nghe bản thu âm" }).click();
  await expect.poll(() => recording.evaluate((audio) => !audio.paused && audio.currentTime)).toBeGreaterThan(0.5);
  await expect(recording).toBeFocused();
  await expect(recording).toBeInViewport();
  await expect(page.getByText("Máy này chưa có giọng đọc")).toHaveCount(0);
  expect(await spoken(page)).toEqual([]);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the recording has the browser's own player", async ({ page }) => {
    await page.goto(WITH_RECORDING);
    const recording = page.locator("audio[controls]");
    await expect(recording).toBeVisible();
    await expect(page.getByText(/1:59 · \d+/)).toBeVisible();
    await expect(listen(page)).toBeHidden();
    const file = await page.request.get(await recording.getAttribute("src"));
    expect(file.headers()["content-type"]).toBe("audio/mpeg");
  });
});
