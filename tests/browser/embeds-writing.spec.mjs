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
    await sendWithCode(page, part, "Gửi đánh giá");
    await expect(part.getByText("Đã ghi nhận đánh giá của bạn").first()).toBeVisible();
    await expect(part.getByText(`Bạn đã đánh giá ${stars} sao`)).toBeVisible();
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
  await sendWithCode(page, part, "Gửi bình luận");
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
  await part.getByRole("link", { name: "Lên đầu bài" }).click();
  await page.bringToFront();
  const article = await follow(part.getByRole("link", { name: "Đọc, đánh giá và bình luận trên cổng" }));
  await expect(article).toHaveURL(`${portal.url}/bai-viet/${SLUG}`);
  await expect.poll(() => told(page, "open").then((all) => all.map(({ url }) => url))).toEqual([`${portal.url}/bai-viet/${SLUG}`]);
});
