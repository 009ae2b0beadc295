import { expect, open, test } from "./support/portal.mjs";

const PER_PAGE = 2;

const bodies = (page) => page.getByRole("article").getByText(/^Ý kiến số/);
const comment = (page, id) => page.getByRole("article").filter({ hasText: `Ý kiến số ${id}` });
const more = (page) => page.getByRole("link", { name: "Xem thêm", exact: true });
const texts = (ids) => ids.map((id) => `Ý kiến số ${id}`);

/** Opens an article inside the app, which has the comments that `state.ids` names. */
async function openWithComments(page, state) {
  await page.route(/\/comments\?page=\d+$/, async (route) => {
    const number = Number(new URL(route.request().url()).searchParams.get("page"));
    const ids = state.ids.slice((number - 1) * PER_PAGE, number * PER_PAGE);
    const items = ids.map((id) => ({
      id,
      author: { kind: "resident", name: `Người đọc ${id}` },
      body: `Ý kiến số ${id}`,
      created_at: "2026-11-23T08:00:00+07:00",
    }));
    const json = { items, total: state.ids.length, page: number, per_page: PER_PAGE };
    await state.held;
    await (state.isBroken ? route.abort() : route.fulfill({ json }));
  });
  await open(page, "/");
  await page.getByRole("main").locator('a[href^="/bai-viet/"]').first().click();
  await expect(bodies(page)).toHaveText(texts(state.ids.slice(0, PER_PAGE)));
}

/** Tells the tab of a change, as the one that has the stream does. */
const tellChange = (page) =>
  page.evaluate(() => {
    const change = { slug: location.pathname.split("/").at(-1), comment_count: 9 };
    new BroadcastChannel("conglang-live").postMessage(`comment ${JSON.stringify(change)}`);
  });

test("whoever asks for more is taken to it, and told when it does not come", async ({ page, expectedErrors }) => {
  expectedErrors.push(/ERR_FAILED/);
  const state = { ids: [6, 5, 4, 3, 2, 1] };
  await openWithComments(page, state);
  await more(page).press("Enter");
  await expect(comment(page, 4)).toBeFocused();

  state.isBroken = true;
  await more(page).press("Enter");
  const failed = page.getByRole("status").filter({ hasText: "Chưa tải được bình luận." });
  await expect(failed).toBeVisible();
  await expect(more(page)).toBeFocused();
  await expect(bodies(page)).toHaveText(texts([6, 5, 4, 3]));

  // The link goes with the last page.
  state.isBroken = false;
  await more(page).press("Enter");
  await expect(comment(page, 2)).toBeFocused();
  await expect(failed).toHaveCount(0);
  await expect(more(page)).toHaveCount(0);
});

test("a new comment comes above those that were loaded, also while others come", async ({ page }) => {
  const state = { ids: [6, 5, 4, 3, 2, 1] };
  await openWithComments(page, state);
  await more(page).click();
  await expect(bodies(page)).toHaveText(texts([6, 5, 4, 3]));
  state.ids.unshift(7);
  await tellChange(page);
  await expect(bodies(page)).toHaveText(texts([7, 6, 5, 4, 3]));

  let release;
  state.held = new Promise((resolve) => (release = resolve));
  const asked = page.waitForRequest(/\/comments\?page=1$/);
  await tellChange(page);
  await asked;
  state.ids.unshift(8);
  await tellChange(page);
  release();
  await expect(bodies(page)).toHaveText(texts([8, 7, 6, 5, 4, 3]));

  // Where one was taken away, the list begins anew.
  state.ids.splice(1, 1);
  await tellChange(page);
  await expect(bodies(page)).toHaveText(texts([8, 6]));
});
