// What the extras build on a page, as the style guide shows it. Other flows record what takes them to get there.

import { expect, formOf, open, test } from "./support/portal.mjs";
import { expectRecorded } from "./support/recorded.mjs";
import { fakeVoices } from "./support/voices.mjs";

const ARTICLE = "/bai-viet/nui-hong-linh-chin-muoi-chin-dinh";

// Narrow, so that everything that opens can be opened.
test.use({ viewport: { width: 390, height: 844 } });

const player = (page) => page.getByRole("region", { name: "Trình phát nhạc" });
const inPlayer = (page, name) => player(page).getByRole("button", { name, exact: true });

async function play(page, name) {
  await page.getByRole("main").getByRole("button", { name: `Phát ${name}` }).click();
  await expect(inPlayer(page, "Tạm dừng")).toBeVisible();
  const position = player(page).getByRole("slider", { name: "Vị trí trong bài" });
  await expect.poll(() => position.inputValue().then(Number)).toBeGreaterThan(0);
  await expect(player(page).locator("[aria-busy]")).toHaveCount(0);
}

test("the player looks in the style guide as it is", async ({ page }) => {
  await open(page, "/ca-khuc");
  await play(page, "Ru nước lên đồng");
  await expectRecorded(player(page), "player-playing");
  await inPlayer(page, "Tạm dừng").click();
  await inPlayer(page, "Thêm nút điều khiển").click();
  await expectRecorded(player(page), "player-paused");
  await inPlayer(page, "Hàng chờ").click();
  await expectRecorded(player(page), "player-queue");
  await inPlayer(page, "Lời bài hát").click();
  await player(page).getByRole("button", { name: "Qua bờ đập nhỏ uốn theo" }).click();
  await expect(player(page).locator("[aria-current]")).toHaveText("Qua bờ đập nhỏ uốn theo");
  await expectRecorded(player(page), "player-lyrics");
  await page.reload();
  await expect(player(page).getByText(/Nghe tiếp từ/)).toBeVisible();
  await expectRecorded(player(page), "player-offered");
});

test.describe("where a recording is missing", () => {
  test.use({ expectedErrors: [/Failed to load resource/] });

  test("the player's word about it looks in the style guide as it is", async ({ page }) => {
    await page.route("**/media/*.mp3", (route) => route.fulfill({ status: 404 }));
    await open(page, "/ca-khuc");
    await page.getByRole("main").getByRole("button", { name: "Phát Sáo chiều bên sông" }).click();
    await expect(player(page).getByRole("alert")).toHaveText("Không tải được bản thu này.");
    await expectRecorded(player(page), "player-failed");
  });
});

const reading = (page) => page.locator(".read-aloud");

test("reading aloud looks in the style guide as it is", async ({ page }) => {
  await page.addInitScript(fakeVoices, ["vi-VN"]);
  await open(page, ARTICLE);
  await page.getByRole("button", { name: "Nghe bài" }).click();
  await expect(page.getByRole("button", { name: "Tạm dừng" })).toBeFocused();
  await expectRecorded(reading(page), "read-aloud-speaking");
  await page.getByRole("button", { name: "Tạm dừng" }).click();
  await expectRecorded(reading(page), "read-aloud-paused");
  await page.getByRole("button", { name: "Đọc tiếp" }).click();
  await expect.poll(() => page.evaluate(() => speechSynthesis.speaking)).toBe(true);
  await page.evaluate(() => speechSynthesis.end("error"));
  await expect(page.getByText("Giọng đọc của máy bị ngắt")).toBeVisible();
  await expectRecorded(reading(page), "read-aloud-cut-off");
});

test("a device without a voice looks in the style guide as it is", async ({ page }) => {
  await page.addInitScript(fakeVoices, ["en-US"]);
  await open(page, ARTICLE);
  await page.getByRole("button", { name: "Nghe bài" }).click();
  await expect(page.getByText("Máy này chưa có giọng đọc")).toBeVisible();
  await expectRecorded(reading(page), "read-aloud-refused");
});

test("the ways to share look in the style guide as they are", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await open(page, ARTICLE);
  const share = page.locator("details.share");
  await share.locator("summary").click();
  await expectRecorded(share, "share-open");
  await share.getByRole("button").click();
  await expect(share.getByRole("status")).toContainText("http");
  await expectRecorded(share, "share-copy-failed");
});

test("a comment with mistakes looks in the style guide as it is", async ({ page }) => {
  await open(page, ARTICLE);
  const form = formOf(page, "Gửi bình luận");
  await form.getByRole("button", { name: "Gửi bình luận" }).click();
  await expect(form.getByRole("alert")).toBeVisible();
  await expectRecorded(form, "comment-form-errors");
});

test("the map's tools look in the style guide as they are", async ({ page }) => {
  await open(page, "/ban-do");
  await expect(page.getByRole("region", { name: "Bản đồ" })).toBeVisible();
  await expectRecorded(page.locator(".map-tools"), "map-tools");
  await expectRecorded(page.locator(".map-tools__layers"), "map-layers");
});

test("the choices of display look in the style guide as they are", async ({ page }) => {
  await open(page, "/");
  const display = page.locator("details.display");
  await display.locator("summary").click();
  await expect(display.getByRole("radio", { name: "Vừa" })).toBeChecked();
  await expectRecorded(display, "display-open");
});
