import { expect, expectAccessible, open, test } from "./support/portal.mjs";

const player = (page) => page.getByRole("region", { name: "Trình phát nhạc" });
const title = (page) => player(page).getByRole("link");
const position = (page) => player(page).getByRole("slider", { name: "Vị trí trong bài" }).inputValue().then(Number);

/** Keeps what the page gives the device, which then does with it what a lock screen would. */
function watchSession() {
  const session = navigator.mediaSession;
  const handlers = {};
  const setActionHandler = session.setActionHandler.bind(session);
  session.setActionHandler = (action, handler) => {
    // The browser's own refusal of an action stays one.
    setActionHandler(action, handler);
    handlers[action] = handler;
  };
  const setPositionState = session.setPositionState.bind(session);
  session.setPositionState = (state) => {
    setPositionState(state);
    globalThis.devicePosition = state;
  };
  globalThis.press = (action, details) => handlers[action]({ action, ...details });
  globalThis.deviceActions = handlers;
}

/** The browser's own session, as a device shows it. */
const shown = (page) =>
  page.evaluate(() => {
    const { metadata, playbackState } = navigator.mediaSession;
    return {
      playbackState,
      title: metadata?.title,
      artist: metadata?.artist,
      artwork: metadata?.artwork.map(({ src, sizes, type }) => ({ src, sizes, type })),
    };
  });
const press = (page, action, details) =>
  page.evaluate(([action, details]) => press(action, details), [action, details]);

test("a lock screen shows the song with its picture, and its buttons do what they say", async ({ page }) => {
  await page.addInitScript(watchSession);
  await open(page, "/ca-khuc");
  expect((await shown(page)).playbackState).toBe("none");
  await page.getByRole("main").getByRole("button", { name: "Phát Sáo chiều bên sông" }).click();
  await expect.poll(() => position(page)).toBeGreaterThan(0);
  await expect.poll(() => shown(page)).toMatchObject({
    playbackState: "playing",
    title: "Sáo chiều bên sông",
    artist: expect.stringMatching(/\S/),
  });
  // What follows must not take longer than the song.
  await press(page, "pause");
  await expect.poll(async () => (await shown(page)).playbackState).toBe("paused");
  await expect(player(page).getByRole("button", { name: "Phát", exact: true })).toBeVisible();
  // What the player covers of the page below depends on how far that is scrolled.
  await expectAccessible(page, ".player");

  const { artwork } = await shown(page);
  expect(artwork.length).toBeGreaterThan(0);
  for (const { src, sizes, type } of artwork) {
    const answer = await page.request.get(src);
    expect(answer.headers()["content-type"]).toBe(type);
    const drawn = await page.evaluate(async (src) => {
      const image = new Image();
      image.src = src;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, src);
    expect(drawn).toBe(sizes);
  }
  expect(await page.evaluate(() => Object.keys(deviceActions).sort())).toEqual(
    ["nexttrack", "pause", "play", "previoustrack", "seekbackward", "seekforward", "seekto", "stop"],
  );

  // While it stands still, places can be told exactly.
  await press(page, "seekto", { seekTime: 20 });
  await expect.poll(() => position(page)).toBe(20);
  await press(page, "seekforward", { seekOffset: 7 });
  await expect.poll(() => position(page)).toBe(27);
  await press(page, "seekbackward", {});
  await expect.poll(() => position(page)).toBe(17);
  const told = () => page.evaluate(() => devicePosition);
  await expect.poll(async () => (await told()).position).toBeCloseTo(17, 1);
  expect((await told()).duration).toBeGreaterThan(27);
  expect((await told()).playbackRate).toBe(1);

  await press(page, "play");
  await expect.poll(async () => (await shown(page)).playbackState).toBe("playing");
  await expect.poll(() => position(page)).toBeGreaterThan(17);

  await press(page, "nexttrack");
  await expect(title(page)).toHaveText("Lò rèn sáng sớm");
  await expect.poll(async () => (await shown(page)).title).toBe("Lò rèn sáng sớm");
  // After some seconds of music it would lead to the beginning of the same song.
  await page.evaluate(() => {
    press("seekto", { seekTime: 0 });
    press("previoustrack", {});
  });
  await expect(title(page)).toHaveText("Sáo chiều bên sông");
  await expect.poll(async () => (await shown(page)).title).toBe("Sáo chiều bên sông");

  await press(page, "stop");
  await expect.poll(async () => (await shown(page)).playbackState).toBe("paused");
  await player(page).getByRole("button", { name: "Đóng trình phát" }).click();
  await expect.poll(() => shown(page)).toEqual({ playbackState: "none" });
});
