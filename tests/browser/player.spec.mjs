// Long, since all flows look at one player by what is described here; the device's own controls have a file of their
// own (media-session).

import { expect, expectAccessible, holdWasm, open, started, test } from "./support/portal.mjs";

const player = (page) => page.getByRole("region", { name: "Trình phát nhạc" });
/** Where the music is, in seconds, as the slider says. */
const position = (page) => player(page).getByRole("slider", { name: "Vị trí trong bài" }).inputValue().then(Number);
const title = (page) => player(page).getByRole("link");

/** Plays a song from the list, and waits until it is heard. */
async function play(page, name) {
  await page.getByRole("main").getByRole("button", { name: `Phát ${name}` }).click();
  await expect(player(page)).toBeVisible();
  await expect(player(page).getByRole("button", { name: "Tạm dừng" })).toBeVisible();
  await expect.poll(() => position(page)).toBeGreaterThan(0);
}

/** Checks the page at its end, where the player covers no link by half. */
async function expectAllAccessible(page) {
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await expectAccessible(page);
}

/** On a phone some controls wait behind a button. */
async function showAllControls(page) {
  await expect(player(page)).toBeVisible();
  const more = player(page).getByRole("button", { name: "Thêm nút điều khiển" });
  if (await more.isVisible()) await more.click();
}

/** Has the browser know that somebody left in the middle of a song. */
const leaveInSong = (page) =>
  page.addInitScript(() => {
    const memory = { songs: ["sao-chieu-ben-song", "ru-nuoc-len-dong"], song: "ru-nuoc-len-dong", position: 20 };
    localStorage.setItem("conglang.player", JSON.stringify(memory));
  });

/** Keeps the recording that was paused, which stands in no page, and the device's keys. */
function watchRecording() {
  const { pause } = HTMLMediaElement.prototype;
  HTMLMediaElement.prototype.pause = function () {
    this.addEventListener("pause", () => {
      globalThis.paused = this;
    });
    pause.call(this);
  };
  const session = navigator.mediaSession;
  const setActionHandler = session.setActionHandler.bind(session);
  const handlers = {};
  session.setActionHandler = (action, handler) => {
    setActionHandler(action, handler);
    handlers[action] = handler;
  };
  globalThis.press = (action) => handlers[action]({ action });
}

test("music goes on while one moves between pages, and on to the next song", async ({ page }) => {
  await open(page, "/ca-khuc");
  await expectAllAccessible(page);
  await play(page, "Sáo chiều bên sông");
  await expect(title(page)).toHaveText("Sáo chiều bên sông");
  await expectAllAccessible(page);

  await page.getByRole("banner").getByRole("link", { name: "Liên kết" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Liên kết website" })).toBeVisible();
  const before = await position(page);
  await expect.poll(() => position(page)).toBeGreaterThan(before + 1);

  await player(page).getByRole("button", { name: "Bài sau" }).click();
  await expect(title(page)).toHaveText("Lò rèn sáng sớm");
  await title(page).click();
  await expect(page).toHaveURL(/\/ca-khuc\/lo-ren-sang-som$/);
  // The page's own button knows what plays.
  await page.getByRole("main").getByRole("button", { name: "Tạm dừng Lò rèn sáng sớm" }).click();
  await expect(player(page).getByRole("button", { name: "Phát", exact: true })).toBeVisible();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(page.viewportSize().width);
});

test("lyrics follow the music and lead it", async ({ page }) => {
  await open(page, "/ca-khuc/ru-nuoc-len-dong");
  await page.getByRole("main").getByRole("button", { name: "Phát Ru nước lên đồng" }).click();
  await showAllControls(page);
  await player(page).getByRole("button", { name: "Lời bài hát" }).click();
  const lines = player(page).getByRole("group", { name: "Lời bài hát" });
  await lines.getByRole("button", { name: "Qua bờ đập nhỏ uốn theo" }).click();
  const current = lines.locator("[aria-current]");
  await expect(current).toHaveText("Qua bờ đập nhỏ uốn theo");
  await expect(page.getByRole("main").locator("[aria-current=true]")).toHaveText("Qua bờ đập nhỏ uốn theo");
  await expect(current).toHaveText("Chân đồi mà xuống, mà gieo mạ vàng");
  await expectAllAccessible(page);
});

test("who comes back is offered to go on", async ({ page }) => {
  await open(page, "/ca-khuc");
  await play(page, "Ru nước lên đồng");
  await showAllControls(page);
  await player(page).getByRole("combobox", { name: "Tốc độ" }).selectOption("1.5");
  await player(page).getByRole("slider", { name: "Âm lượng" }).fill("40");
  await player(page).getByRole("button", { name: "Lặp lại: tắt" }).click();
  await player(page).getByRole("slider", { name: "Vị trí trong bài" }).fill("20");
  await expect.poll(() => position(page)).toBeGreaterThan(20);
  await player(page).getByRole("button", { name: "Tạm dừng" }).click();

  await page.goto("/lien-ket");
  await expect(title(page)).toHaveText("Ru nước lên đồng");
  await expect(player(page).getByText(/Nghe tiếp từ 0:2\d/)).toBeVisible();
  await showAllControls(page);
  await expect(player(page).getByRole("combobox", { name: "Tốc độ" })).toHaveValue("1.5");
  await expect(player(page).getByRole("slider", { name: "Âm lượng" })).toHaveValue("40");
  await expect(player(page).getByRole("button", { name: "Lặp lại: tất cả" })).toBeVisible();
  await expectAllAccessible(page);
  await player(page).getByRole("button", { name: "Phát", exact: true }).click();
  await expect.poll(() => position(page)).toBeGreaterThan(21);

  await player(page).getByRole("button", { name: "Đóng trình phát" }).click();
  await expect(player(page)).toBeHidden();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  expect(await page.evaluate(() => localStorage.getItem("conglang.player"))).toBeNull();

  // How one likes to listen stays.
  await open(page, "/ca-khuc");
  await play(page, "Ru nước lên đồng");
  await showAllControls(page);
  await expect(player(page).getByRole("combobox", { name: "Tốc độ" })).toHaveValue("1.5");
  await expect(player(page).getByRole("slider", { name: "Âm lượng" })).toHaveValue("40");
  await expect(player(page).getByRole("button", { name: "Lặp lại: tất cả" })).toBeVisible();
});

test("a song pressed before the extras are there is heard, not the one that was left", async ({ page }) => {
  await leaveInSong(page);
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await page.route("**/extras_bg.wasm", async (route) => {
    await released;
    await route.continue();
  });
  await page.goto("/ca-khuc", { waitUntil: "commit" });
  await started(page);
  // Asked for by the place of the player as well as by the button.
  await expect(page.locator("[data-ask=player]")).toHaveCount(1);
  const button = page.getByRole("main").getByRole("button", { name: "Phát Lò rèn sáng sớm" });
  await button.click();
  await expect(button).toHaveAttribute("data-ask", "song");
  release();
  await expect(title(page)).toHaveText("Lò rèn sáng sớm");
  await expect.poll(() => position(page)).toBeGreaterThan(1);
  await expect(title(page)).toHaveText("Lò rèn sáng sớm");
  await expect(player(page).getByRole("button", { name: "Tạm dừng" })).toBeVisible();
});

test("of two songs pressed in a row the second is heard, whichever list comes first", async ({ page }) => {
  await open(page, "/ca-khuc");
  let release;
  const released = new Promise((resolve) => (release = resolve));
  let asked = 0;
  await page.route("**/api/v1/songs", async (route) => {
    asked += 1;
    if (asked === 1) await released;
    await route.continue();
  });
  await page.getByRole("main").getByRole("button", { name: "Phát Sáo chiều bên sông" }).click();
  await expect.poll(() => asked).toBe(1);
  await play(page, "Lò rèn sáng sớm");
  const late = page.waitForResponse("**/api/v1/songs");
  release();
  await (await late).finished();
  const before = await position(page);
  await expect.poll(() => position(page)).toBeGreaterThan(before + 1);
  await expect(title(page)).toHaveText("Lò rèn sáng sớm");
});

test("who closes the player goes on where they were reading", async ({ page }) => {
  await leaveInSong(page);
  await open(page, "/bai-viet/nui-hong-linh-chin-muoi-chin-dinh");
  await expect(title(page)).toHaveText("Ru nước lên đồng");
  const heading = page.getByRole("heading", { level: 1 });
  await page.evaluate(() => scrollTo(0, 1200));
  await expect(heading).not.toBeInViewport();
  await player(page).getByRole("button", { name: "Đóng trình phát" }).click();
  await expect(player(page)).toBeHidden();
  await expect(heading).toBeFocused();
  await expect(heading).not.toBeInViewport();
});

test("a player that was closed stays closed, whatever recording and device tell", async ({ page }) => {
  await page.addInitScript(watchRecording);
  await open(page, "/ca-khuc/ru-nuoc-len-dong");
  await page.getByRole("main").getByRole("button", { name: "Phát Ru nước lên đồng" }).click();
  await showAllControls(page);
  await player(page).getByRole("button", { name: "Lời bài hát" }).click();
  const lines = player(page).getByRole("group", { name: "Lời bài hát" });
  await lines.getByRole("button", { name: "Qua bờ đập nhỏ uốn theo" }).click();
  const current = page.getByRole("main").locator("[aria-current=true]");
  await expect(current).toHaveText("Qua bờ đập nhỏ uốn theo");
  const state = () => page.evaluate(() => navigator.mediaSession.playbackState);
  await expect.poll(state).toBe("playing");

  await player(page).getByRole("button", { name: "Đóng trình phát" }).click();
  await expect(player(page)).toBeHidden();
  // The recording tells it after the player has heard of it.
  await expect.poll(() => page.evaluate(() => globalThis.paused !== undefined)).toBe(true);
  await expect(current).toHaveCount(0);
  expect(await state()).toBe("none");
  // A headset's key begins nothing that the page could not end.
  await page.evaluate(() => globalThis.press("play"));
  expect(await page.evaluate(() => globalThis.paused.paused)).toBe(true);
  expect(await state()).toBe("none");
  await expect(player(page)).toBeHidden();
});

test("what was begun before the app came goes on, and the player that stays silences it", async ({ page }) => {
  const release = await holdWasm(page);
  await page.goto("/ca-khuc", { waitUntil: "commit" });
  const second = page.locator("main audio").nth(1);
  await second.evaluate((audio) => audio.play());
  await expect.poll(() => second.evaluate((audio) => audio.currentTime)).toBeGreaterThan(0);
  release();
  await started(page);
  await expect(page.getByRole("button", { name: "Phát tất cả" })).toBeVisible();
  await expect(second).toBeVisible();
  expect(await second.evaluate((audio) => audio.paused)).toBe(false);
  await expect(page.locator("main audio").first()).toBeHidden();
  const other = page.getByRole("main").getByRole("button", { name: /^Phát (?!tất cả)/ }).first();
  await other.click();
  await expect(player(page).getByRole("button", { name: "Tạm dừng" })).toBeVisible();
  await expect.poll(() => second.evaluate((audio) => audio.paused)).toBe(true);
  // And the other way round.
  await second.evaluate((audio) => audio.play());
  await expect(player(page).getByRole("button", { name: "Phát", exact: true })).toBeVisible();
});

test("a song is heard when the list of songs cannot be had", async ({ page, expectedErrors }) => {
  expectedErrors.push(/Failed to load resource/);
  await page.route("**/api/v1/songs*", (route) => route.fulfill({ status: 503 }));
  await open(page, "/ca-khuc/ru-nuoc-len-dong");
  await play(page, "Ru nước lên đồng");
  await expect(title(page)).toHaveText("Ru nước lên đồng");
  await expect(player(page).getByRole("alert")).toBeHidden();
});

test("on English pages songs say that they are in Vietnamese", async ({ page }) => {
  await open(page, "/en/ca-khuc/ru-nuoc-len-dong");
  const name = "Ru nước lên đồng";
  await expect(page.getByRole("heading", { level: 1 }).locator("[lang=vi]")).toHaveText(name);
  await expect(page.locator("[lang=vi]").getByText("Qua bờ đập nhỏ uốn theo")).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: `Play ${name}` }).click();
  const link = page.getByRole("region", { name: "Music player" }).getByRole("link", { name });
  await expect(link).toHaveAttribute("lang", "vi");
});

test("music in a second tab stops the first", async ({ page, context }) => {
  await open(page, "/ca-khuc");
  await play(page, "Sáo chiều bên sông");
  const second = await context.newPage();
  await open(second, "/ca-khuc");
  await play(second, "Lò rèn sáng sớm");
  await expect(player(page).getByRole("button", { name: "Phát", exact: true })).toBeVisible();
  await expect(player(page).getByText("Nhạc đang phát ở một thẻ khác.").first()).toBeVisible();
  await expect(player(second).getByRole("button", { name: "Tạm dừng" })).toBeVisible();
});

test("a tab that only offers a song does not bring back what another tab closed", async ({ page, context }) => {
  await open(page, "/ca-khuc");
  await play(page, "Sáo chiều bên sông");
  const second = await context.newPage();
  await open(second, "/lien-ket");
  await expect(player(second).getByText(/Nghe tiếp từ/)).toBeVisible();
  await player(page).getByRole("button", { name: "Đóng trình phát" }).click();
  await expect(player(page)).toBeHidden();
  // The page that is left tells the browser nothing.
  await open(second, "/lien-ket");
  expect(await second.evaluate(() => localStorage.getItem("conglang.player"))).toBeNull();
});

test("a tab that gave way leaves the song of the other one to be offered", async ({ page, context }) => {
  await open(page, "/ca-khuc");
  await play(page, "Sáo chiều bên sông");
  const second = await context.newPage();
  await open(second, "/ca-khuc");
  await play(second, "Lò rèn sáng sớm");
  await expect(player(page).getByRole("button", { name: "Phát", exact: true })).toBeVisible();
  await player(second).getByRole("button", { name: "Tạm dừng" }).click();
  await expect(player(second).getByRole("button", { name: "Phát", exact: true })).toBeVisible();
  await open(page, "/lien-ket");
  await expect(title(page)).toHaveText("Lò rèn sáng sớm");
});

test("the keyboard alone plays, seeks and rearranges", async ({ page }) => {
  await open(page, "/ca-khuc");
  const all = page.getByRole("button", { name: "Phát tất cả" });
  await all.focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => position(page)).toBeGreaterThan(0);

  await title(page).focus();
  await page.keyboard.press("Space");
  await expect(player(page).getByRole("button", { name: "Phát", exact: true })).toBeVisible();
  const before = await position(page);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => position(page)).toBeGreaterThanOrEqual(before + 9);
  await page.keyboard.press("ArrowLeft");
  await expect.poll(() => position(page)).toBeLessThan(before + 9);

  const more = player(page).getByRole("button", { name: "Thêm nút điều khiển" });
  if (await more.isVisible()) {
    await more.focus();
    await page.keyboard.press("Enter");
  }
  const queue = player(page).getByRole("button", { name: "Hàng chờ", exact: true });
  await queue.focus();
  await page.keyboard.press("Enter");
  await expect(queue).toHaveAttribute("aria-expanded", "true");
  await expectAllAccessible(page);
  const remove = player(page).getByRole("button", { name: "Bỏ “Lò rèn sáng sớm” khỏi hàng chờ" });
  await remove.focus();
  await page.keyboard.press("Enter");
  await expect(remove).toHaveCount(0);
  await expect(player(page).getByRole("button", { name: "Bỏ “Ru nước lên đồng” khỏi hàng chờ" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(queue).toBeFocused();
  await expect(queue).toHaveAttribute("aria-expanded", "false");
  const next = player(page).getByRole("button", { name: "Bài sau" });
  await next.press("Enter");
  await expect(title(page)).toHaveText("Ru nước lên đồng");
  await expect(async () => {
    await page.keyboard.press("Enter");
    await expect(next).toHaveAttribute("aria-disabled", "true", { timeout: 500 });
  }).toPass();
  await expect(next, "after the last song").toBeFocused();
});

test("what takes the focus in the page stands above the player, however high that is", async ({ page }) => {
  await open(page, "/ca-khuc");
  await play(page, "Sáo chiều bên sông");
  await page.getByRole("banner").getByRole("link", { name: "Trang chủ", exact: true }).click();
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("main").locator('a[href^="/bai-viet/"]').first()).toBeVisible();
  await showAllControls(page);
  const queue = player(page).getByRole("button", { name: "Hàng chờ", exact: true });
  await queue.click();
  await expect(player(page).getByRole("group", { name: "Hàng chờ" })).toBeVisible();
  await expectFocusAbove(page);

  await queue.click();
  await page.evaluate(() => document.documentElement.setAttribute("data-text-size", "largest"));
  await expectFocusAbove(page);

  await player(page).getByRole("button", { name: "Đóng trình phát" }).click();
  await expect(player(page)).toBeHidden();
  const kept = () => page.evaluate(() => document.documentElement.style.getPropertyValue("--player-height"));
  await expect.poll(kept).toBe("");
});

/** Goes with Tab to a link of the page that the player covers. */
async function expectFocusAbove(page) {
  // The player tells how high it is with the picture that shows it so.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  const covered = await page.evaluate(() => {
    scrollTo(0, 0);
    const place = (element) => element.getBoundingClientRect();
    const isReached = (element) => element.tabIndex >= 0 && element.checkVisibility();
    const inPage = document.querySelectorAll(".page :is(a[href], button, input, select, summary)");
    const controls = [...inPage].filter(isReached);
    const edge = place(document.querySelector(".player")).top;
    const isCovered = (element) => element.localName === "a" && place(element).top > edge + 4;
    const index = controls.findIndex((element, index) => index > 0 && isCovered(element));
    scrollTo(0, place(controls[index]).top - edge - 4);
    controls[index - 1].focus({ preventScroll: true });
    return controls[index].href;
  });
  await page.keyboard.press("Tab");
  const { address, bottom, edge } = await page.evaluate(() => ({
    address: document.activeElement.href,
    bottom: document.activeElement.getBoundingClientRect().bottom,
    edge: document.querySelector(".player").getBoundingClientRect().top,
  }));
  expect(address).toBe(covered);
  expect(bottom).toBeLessThanOrEqual(edge);
}

test("volume, speed and “previous” are those of the recording, not of their buttons alone", async ({ page }) => {
  await page.addInitScript(() => {
    const { play } = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.play = function () {
      globalThis.recording = this;
      return play.call(this);
    };
  });
  const recording = (name) => page.evaluate((name) => globalThis.recording[name], name);
  await open(page, "/ca-khuc");
  await play(page, "Sáo chiều bên sông");
  await showAllControls(page);
  const volume = player(page).getByRole("slider", { name: "Âm lượng" });
  await volume.fill("40");
  await expect.poll(() => recording("volume")).toBeCloseTo(0.4, 5);
  await volume.press("ArrowUp");
  await expect.poll(() => recording("volume")).toBeCloseTo(0.45, 5);
  // Wherever else in the player the focus is, the arrows go for the volume too.
  await title(page).press("ArrowDown");
  await title(page).press("ArrowDown");
  await expect.poll(() => recording("volume")).toBeCloseTo(0.35, 5);
  await expect(volume).toHaveValue("35");

  await player(page).getByRole("button", { name: "Tắt tiếng" }).click();
  await expect.poll(() => recording("muted")).toBe(true);
  await expect(volume).toHaveValue("0");
  await player(page).getByRole("button", { name: "Bật tiếng" }).click();
  await expect.poll(() => recording("muted")).toBe(false);
  await player(page).getByRole("button", { name: "Tắt tiếng" }).click();
  await title(page).press("ArrowUp");
  await expect.poll(() => recording("muted")).toBe(false);
  await expect.poll(() => recording("volume")).toBeCloseTo(0.4, 5);

  await player(page).getByRole("combobox", { name: "Tốc độ" }).selectOption("1.5");
  await expect.poll(() => recording("playbackRate")).toBe(1.5);
  await player(page).getByRole("button", { name: "Bài sau" }).click();
  await expect(title(page)).toHaveText("Lò rèn sáng sớm");
  await expect.poll(() => recording("currentTime")).toBeGreaterThan(0);
  expect(await recording("playbackRate")).toBe(1.5);

  // While it stands still, the song cannot end meanwhile.
  await player(page).getByRole("button", { name: "Tạm dừng" }).click();
  await player(page).getByRole("slider", { name: "Vị trí trong bài" }).fill("20");
  await expect.poll(() => position(page)).toBe(20);
  const previous = player(page).getByRole("button", { name: "Bài trước" });
  await previous.click();
  await expect.poll(() => recording("currentTime")).toBe(0);
  await expect(title(page)).toHaveText("Lò rèn sáng sớm");
  await previous.click();
  await expect(title(page)).toHaveText("Sáo chiều bên sông");
  await expect(player(page).getByRole("button", { name: "Tạm dừng" })).toBeVisible();
  expect(await recording("playbackRate")).toBe(1.5);
});

test("the focus stays in queue and lyrics when another song comes", async ({ page }) => {
  await page.addInitScript(watchRecording);
  await open(page, "/ca-khuc");
  await play(page, "Sáo chiều bên sông");
  await showAllControls(page);
  await player(page).getByRole("button", { name: "Lặp lại: tắt" }).click();
  const queue = player(page).getByRole("button", { name: "Hàng chờ", exact: true });
  await queue.press("Enter");
  const songs = player(page).getByRole("group", { name: "Hàng chờ" });
  const chosen = songs.getByRole("button", { name: "Lò rèn sáng sớm", exact: true });
  await chosen.press("Enter");
  await expect(title(page)).toHaveText("Lò rèn sáng sớm");
  await expect(chosen).toHaveAttribute("aria-current", "true");
  await expect(chosen).toBeFocused();
  // Another one, which comes by itself, leaves the reader where they are in the list.
  await page.evaluate(() => globalThis.press("nexttrack"));
  await expect(title(page)).toHaveText("Ru nước lên đồng");
  await expect(chosen).not.toHaveAttribute("aria-current");
  await expect(chosen).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(queue).toBeFocused();

  await player(page).getByRole("button", { name: "Lời bài hát" }).press("Enter");
  const lines = player(page).getByRole("group", { name: "Lời bài hát" });
  await lines.getByRole("button", { name: "Qua bờ đập nhỏ uốn theo" }).focus();
  // The last song has lyrics too, the first one, which follows it, has none.
  await page.evaluate(() => globalThis.press("nexttrack"));
  await expect(title(page)).toHaveText("Đường về dưới núi");
  await expect(lines).toBeFocused();
  await page.evaluate(() => globalThis.press("nexttrack"));
  await expect(title(page)).toHaveText("Sáo chiều bên sông");
  await expect(lines).toBeHidden();
  await expect(player(page).getByRole("button", { name: /^(Phát|Tạm dừng)$/ })).toBeFocused();
});

for (const [theme, label] of [["dark", "Tối"], ["contrast", "Tương phản cao"]]) {
  test(`the player can be read in the theme ${label}`, async ({ page }) => {
    await page.addInitScript((chosen) => localStorage.setItem("conglang.theme", chosen), theme);
    await open(page, "/ca-khuc");
    await play(page, "Ru nước lên đồng");
    await showAllControls(page);
    for (const panel of ["Hàng chờ", "Lời bài hát"]) {
      await player(page).getByRole("button", { name: panel, exact: true }).click();
      await expect(player(page).getByRole("group", { name: panel })).toBeVisible();
      await expectAllAccessible(page);
    }
  });
}

test.describe("when the recording cannot be had", () => {
  test.use({ expectedErrors: [/\/media\/.*|Failed to load resource/] });

  test("it is said, and another try plays it", async ({ page }) => {
    await page.route("**/media/*.mp3", (route) => route.fulfill({ status: 404 }));
    await open(page, "/ca-khuc");
    await page.getByRole("main").getByRole("button", { name: "Phát Sáo chiều bên sông" }).click();
    await expect(player(page).getByRole("alert")).toHaveText("Không tải được bản thu này.");
    // Nothing plays, and nothing waits.
    await expect(player(page).getByRole("button", { name: "Phát", exact: true })).toBeVisible();
    await expect(player(page).locator("[aria-busy]")).toHaveCount(0);
    await expectAllAccessible(page);
    await page.unroute("**/media/*.mp3");
    await player(page).getByRole("button", { name: "Thử lại" }).click();
    await expect.poll(() => position(page)).toBeGreaterThan(0);
    await expect(player(page).getByRole("alert")).toBeHidden();
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("songs have the browser's own player, makers and lyrics", async ({ page }) => {
    await page.goto("/ca-khuc");
    await expect(page.locator("main audio[controls]")).toHaveCount(4);
    await expect(page.locator("main audio").first()).toBeVisible();
    await expect(page.getByRole("button", { name: /^Phát/ })).toHaveCount(0);
    await expect(page.getByText("Người đi xây hồ Kẻ Gỗ").first()).toBeVisible();
    await page.getByRole("main").getByRole("link", { name: "Ru nước lên đồng" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Ru nước lên đồng" })).toBeVisible();
    await expect(page.getByText("Nước ơi, nước xuống từ ngàn")).toBeVisible();
    await expect(page.getByText("MIT hoặc Apache-2.0, như mã nguồn của cổng")).toBeVisible();
    await expect(page.locator("main audio[controls]")).toBeVisible();
  });
});
