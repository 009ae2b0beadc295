import { element, expectFitting, inside, sendWithCode, SLUG, test, told } from "./support/embed.mjs";
import { expect, expectAccessible } from "./support/portal.mjs";

test("a resident rates an article in another site's page, once", async ({ page, host, visit, portal, context }) => {
  const slug = "den-do-dai-bui-cam-ho";
  const rating = async () => (await page.request.get(`${portal.url}/api/v1/articles/${slug}/rating`)).json();
  const before = await rating();
  await visit(element("bai-viet", `article="${slug}"`));
  await expectFitting(page, "bai-viet");
  const vote = async (stars) => {
    const part = inside(page, "bai-viet");
    await part.locator(`#rating-${stars}`).press("Space");
    await sendWithCode(page, "bai-viet", "Gửi đánh giá");
    await expect(part.getByText("Đã ghi nhận đánh giá của bạn").first()).toBeVisible();
    await expect(part.getByText(`Bạn đã đánh giá ${stars} sao`)).toBeVisible();
    // What was done is said also once the button can be pressed again.
    const button = part.getByRole("button", { name: "Gửi đánh giá" });
    await button.scrollIntoViewIfNeeded();
    await expect(button).toBeEnabled();
    await expect(part.getByText("Đã ghi nhận đánh giá của bạn").first()).toBeVisible();
    await expectFitting(page, "bai-viet");
  };
  await vote(2);
  await vote(5);
  expect((await rating()).count).toBe(before.count + 1);
  const cookie = (await context.cookies()).find(({ name }) => name === "conglang_framed_visitor");
  // It is kept for this site alone, which browsers know without its port.
  const partitionKey = host.url.replace(/:\d+$/, "");
  expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: "None", partitionKey });
  // On the portal itself nothing of it is known.
  await page.goto(`${portal.url}/bai-viet/${slug}`);
  await expect(page.getByText("Bạn đã đánh giá")).toHaveCount(0);
});

test("a frame that is not seen takes no vote", async ({ page, visit }) => {
  await visit(`<div id="khung" style="opacity: 0.01">${element("bai-viet", `article="${SLUG}"`)}</div>`);
  await expectFitting(page, "bai-viet");
  const button = inside(page, "bai-viet").getByRole("button", { name: "Gửi đánh giá" });
  await button.scrollIntoViewIfNeeded();
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1500)));
  await expect(button).toBeDisabled();
  await page.locator("#khung").evaluate((frame) => (frame.style.opacity = ""));
  await expect(button).toBeEnabled();
});

test("a button under something else of the host's page takes no vote", async ({ page, visit }) => {
  await visit(element("bai-viet", `article="${SLUG}"`));
  await expectFitting(page, "bai-viet");
  const form = inside(page, "bai-viet").locator("#danh-gia");
  const button = form.getByRole("button", { name: "Gửi đánh giá" });
  await button.scrollIntoViewIfNeeded();
  await expect(button).toBeEnabled();
  const place = await button.boundingBox();
  // As a page does that wants a press: what is seen takes none itself, so that they go through to the button.
  const lure = await page.evaluateHandle(({ x, y, width, height }) => {
    const lure = document.createElement("div");
    lure.textContent = "Nhận quà";
    lure.style.cssText = `position: absolute; left: ${x + scrollX}px; top: ${y + scrollY}px;
      width: ${width}px; height: ${height}px; background: gold; pointer-events: none`;
    document.body.append(lure);
    return lure;
  }, place);
  await expect(button).toBeDisabled();
  await expect(form.getByText(/^Nút gửi dùng được khi nó hiện trọn/)).toBeVisible();
  // What says so does not move the button out from under it, where it could be pressed and would come back.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1500)));
  await expect(button).toBeDisabled();
  expect((await button.boundingBox()).y).toBeCloseTo(place.y, 0);
  await lure.evaluate((lure) => lure.remove());
  await expect(button).toBeEnabled();
});

test("a frame that is a sliver, or narrower than one reads in, takes no vote", async ({ page, visit, portal }) => {
  await visit(`<div id="khung"><iframe title="Bài viết" src="${portal.url}/nhung/bai-viet/${SLUG}" style="width: 100%; height: 600px; border: 0"></iframe></div>`);
  const around = page.locator("#khung");
  const style = (css) => around.evaluate((around, css) => (around.style.cssText = css), css);
  const form = around.locator("iframe").contentFrame().locator("#danh-gia");
  const button = form.getByRole("button", { name: "Gửi đánh giá" });
  // The form alone is on the screen whatever the width, so that nothing but the frame changes.
  await form.evaluate((form) => {
    for (let kept = form; kept !== document.body; kept = kept.parentElement) {
      for (const other of kept.parentElement.children) if (other !== kept) other.style.display = "none";
    }
  });
  await expect(button).toBeEnabled();
  const [{ y, height }, { y: top }] = [await button.boundingBox(), await around.boundingBox()];
  for (const css of [`height: ${y + height / 2 - top}px; overflow: hidden`, "width: 190px"]) {
    await style(css);
    await expect(button, css).toBeDisabled();
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1500)));
    await expect(button, css).toBeDisabled();
    await style("");
    await expect(button, css).toBeEnabled();
  }
});

test("a button that came into view while another tab was looked at can be pressed on coming back", async ({ page, visit }) => {
  await page.addInitScript(() => {
    let state = "visible";
    Object.defineProperty(document, "visibilityState", { get: () => state });
    globalThis.turnPage = (to) => {
      state = to;
      document.dispatchEvent(new Event("visibilitychange"));
    };
  });
  await visit(element("bai-viet", `article="${SLUG}"`));
  await expectFitting(page, "bai-viet");
  const part = inside(page, "bai-viet");
  const turn = (to) => part.locator("body").evaluate((_, to) => globalThis.turnPage(to), to);
  const button = part.getByRole("button", { name: "Gửi bình luận" });
  await expect(button).toBeDisabled();
  await turn("hidden");
  await button.scrollIntoViewIfNeeded();
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1500)));
  await expect(button).toBeDisabled();
  await turn("visible");
  await expect(button).toBeEnabled();
  // What can be pressed keeps the keyboard while one looks away.
  await turn("hidden");
  await expect(button).toBeEnabled();
});

test("a resident comments in another site's page, which does not learn the receipt", async ({ page, visit, portal, context }) => {
  const body = "Lò rèn nhà tôi còn đỏ lửa, mời bà con ghé xem.";
  await visit(element("bai-viet", `article="${SLUG}"`));
  await expectFitting(page, "bai-viet");
  const part = inside(page, "bai-viet");
  await part.getByRole("textbox", { name: "Họ và tên" }).fill("Hoàng Văn Thép");
  await part.getByRole("textbox", { name: "Nội dung" }).fill(body);
  await part.getByRole("checkbox", { name: /đồng ý/ }).check();
  await sendWithCode(page, "bai-viet", "Gửi bình luận");
  await expect(part.getByText("Cổng đã nhận bình luận của bạn. Bình luận đang chờ duyệt.")).toBeVisible();
  await expectFitting(page, "bai-viet");
  await expectAccessible(page);

  const follow = async (link) => {
    const opened = context.waitForEvent("page");
    await link.click();
    return opened;
  };
  const receipt = await follow(part.getByRole("link", { name: /^[A-Z2-9-]{12,14}$/ }));
  await expect(receipt).toHaveURL(new RegExp(`^${portal.url}/bien-nhan/[A-Z2-9-]{12,14}$`));
  await expect(receipt.getByText(body).first()).toBeVisible();
  // A link within the page has the page's address, and that has the receipt.
  await part.locator("main").evaluate((main) => main.insertAdjacentHTML("beforeend", '<a href="#noi-dung" target="_self">Lên đầu bài</a>'));
  // The frame grows by the line, and what stands below it moves.
  await expectFitting(page, "bai-viet");
  await part.getByRole("link", { name: "Lên đầu bài" }).click();
  await page.bringToFront();
  const article = await follow(part.getByRole("link", { name: "Đọc, đánh giá và bình luận trên cổng" }));
  await expect(article).toHaveURL(`${portal.url}/bai-viet/${SLUG}`);
  await expect.poll(() => told(page, "open").then((all) => all.map(({ url }) => url))).toEqual([`${portal.url}/bai-viet/${SLUG}`]);
});
