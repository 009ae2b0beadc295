// Long, since all parts keep the same rules on one host's page; the map, writing, two towns and oEmbed have files of their own.

import sanitizeHtml from "sanitize-html";

import { contentHeight, element, expectFitting, frameOf, heightOf, inside, servedHere, SLUG, test, told, withAlert, withEmbed } from "./support/embed.mjs";
import { demoArticle, expect, expectAccessible } from "./support/portal.mjs";

const PARTS = {
  "tin-moi": ["", "Tin mới"],
  "the-bai-viet": [`article="${SLUG}"`, "Làng rèn Trung Lương"],
  "bai-viet": [`article="${SLUG}"`, "Làng rèn Trung Lương"],
  "ban-do": ["", "Bản đồ thị xã Hồng Lĩnh"],
  "ca-khuc": ["", "Các ca khúc hay về Hồng Lĩnh"],
  "luot-truy-cap": ["", "Lượt truy cập"],
  "canh-bao": ["", "Cảnh báo"],
};

const isLive = (request) => new URL(request.url()).pathname === "/api/v1/live";
/** The id of the part that made a request. */
const partOf = async (request) => (await request.frame().frameElement()).evaluate((frame) => frame.getRootNode().host.id);

for (const [show, [more, heading]] of Object.entries(PARTS)) {
  test(`the part ${show} comes into another site's page, as high as it is`, async ({ page, visit }) => {
    const wasm = [];
    page.on("request", (request) => /wasm/.test(request.url()) && wasm.push(request.url()));
    await visit(element(show, more));
    const height = await expectFitting(page, show);
    expect(height).toBeGreaterThan(60);
    await expect(inside(page, show).getByRole("heading", { level: 1 })).toContainText(heading.slice(0, 8));
    await expect(page.getByRole("link", { name: "Về cổng" })).toBeHidden();
    await expect(frameOf(page, show)).toHaveAttribute("title", /Hồng Lĩnh/);
    const scrolls = await inside(page, show).locator("html").evaluate((root) => root.scrollHeight > root.clientHeight + 1);
    expect(scrolls, "nothing is cut off").toBe(false);
    expect(wasm).toEqual([]);
    await expectAccessible(page);
  });
}

test("a frame follows the size of its text and the turning of the phone, and settles", async ({ page, visit }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await visit(element("tin-moi", 'count="8"'));
  const first = await expectFitting(page, "tin-moi");
  await page.locator("cong-lang").evaluate((part) => part.setAttribute("font-size", "largest"));
  await expect(inside(page, "tin-moi").locator("html")).toHaveAttribute("data-text-size", "largest");
  const larger = await expectFitting(page, "tin-moi");
  expect(larger).toBeGreaterThan(first);
  // As a reader's own setting does.
  await inside(page, "tin-moi").locator("html").evaluate((root) => (root.style.fontSize = "250%"));
  await expect.poll(() => frameOf(page, "tin-moi").evaluate((frame) => frame.clientHeight)).toBeGreaterThan(larger);
  const largest = await expectFitting(page, "tin-moi");
  await page.setViewportSize({ width: 844, height: 390 });
  await expect.poll(() => frameOf(page, "tin-moi").evaluate((frame) => frame.clientHeight)).toBeLessThan(largest);
  await expectFitting(page, "tin-moi");
  const resized = (await told(page, "resize")).length;
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
  expect((await told(page, "resize")).length, "it does not go on").toBe(resized);
  expect(resized).toBeLessThan(15);
});

test("a part that is lower with its host's scrollbar and higher without comes to rest at the greater height", async ({ page, visit, portal }) => {
  const [high, low] = [400, 300];
  // It answers each height with the other one.
  const script = `<script>
    const tell = (type, height) => parent.postMessage({ conglang: 1, type, height, title: "Lắc", at: 0 }, "*");
    addEventListener("resize", () => tell("size", innerHeight < ${high} ? ${high} : ${low}));
    tell("ready", ${high});
  </script>`;
  const body = `<!DOCTYPE html><title>Lắc</title><p>Lắc</p>${script}`;
  await page.route(`${portal.url}/nhung/luot-truy-cap`, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body }));
  await visit(element("luot-truy-cap"));
  const heights = async () => (await told(page, "resize")).map(({ height }) => height);
  await expect.poll(heights, "the lower one is tried").toContain(low);
  const more = async () => {
    const before = (await heights()).length;
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 2500)));
    return (await heights()).length - before;
  };
  await expect.poll(more, "it does not go on").toBe(0);
  expect((await heights()).at(-1)).toBe(high);
  expect(await heightOf(frameOf(page, "luot-truy-cap"))).toBe(high);
});

test("what is far below is not loaded until one comes near", async ({ page, visit }) => {
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await visit(`${element("luot-truy-cap")}<div style="height: 4000px"></div>${element("tin-moi")}`);
  await expectFitting(page, "luot-truy-cap");
  expect(asked).not.toContain("/nhung/tin-moi");
  await expect(page.locator("#tin-moi").getByRole("link", { name: "Về cổng" })).toBeVisible();
  const before = await heightOf(page.locator("#tin-moi"));
  expect(before, "room is kept").toBeGreaterThan(300);
  await page.evaluate(() => scrollTo(0, 3000));
  await expectFitting(page, "tin-moi");
  expect(asked).toContain("/nhung/tin-moi");
});

test("ten parts have one live connection, and all of them follow", async ({ page, visit, portal }) => {
  const streams = [];
  page.on("request", (request) => isLive(request) && streams.push(request));
  const parts = Array.from({ length: 10 }, (_, index) => {
    const show = index % 2 === 0 ? "luot-truy-cap" : "canh-bao";
    return `<cong-lang id="so-${index}" show="${show}"><a href="#">Về cổng</a></cong-lang>`;
  });
  await visit(parts.join(""));
  for (let index = 0; index < 10; index += 1) await expectFitting(page, `so-${index}`);
  await withAlert(portal, async () => {
    for (const index of [1, 3, 5, 7, 9]) {
      await expect(inside(page, `so-${index}`).getByText("Nước lên")).toBeVisible();
      await expectFitting(page, `so-${index}`);
    }
  });
  await expect(inside(page, "so-9").getByText("Hiện không có cảnh báo nào.")).toBeVisible();
  expect(streams).toHaveLength(1);
  // When the frame that keeps it goes, another takes over.
  const leader = await partOf(streams[0]);
  await page.locator(`#${leader}`).evaluate((part) => part.remove());
  await expect.poll(() => streams.length).toBe(2);
  const visits = inside(page, leader === "so-8" ? "so-6" : "so-8").locator('[data-visits="total"]');
  const before = await visits.textContent();
  await page.request.get(`${portal.url}/lien-ket`, { headers: { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0" } });
  await expect(visits).not.toHaveText(before);
});

test("a part that nobody sees leaves the live connection to one that is seen", async ({ page, visit }) => {
  const streams = [];
  page.on("request", (request) => isLive(request) && streams.push(request));
  const parts = ["luot-truy-cap", "canh-bao"];
  await visit(parts.map((part) => element(part)).join(""));
  for (const part of parts) await expectFitting(page, part);
  await expect.poll(() => streams.length).toBe(1);
  const leader = await partOf(streams[0]);
  const other = parts.find((part) => part !== leader);
  // As parts in two tabs.
  const turn = (part, state) =>
    inside(page, part).locator("body").evaluate((_, state) => {
      Object.defineProperty(document, "visibilityState", { configurable: true, get: () => state });
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    }, state);
  await turn(leader, "hidden");
  await expect.poll(() => streams.length, "the other one takes it").toBe(2);
  expect(await partOf(streams[1])).toBe(other);
  await turn(leader, "visible");
  await turn(other, "hidden");
  await expect.poll(() => streams.length, "the first one takes it back").toBe(3);
  expect(await partOf(streams[2])).toBe(leader);
});

test("an alert stands above every part as long as it holds, and takes nothing that was typed", async ({ page, visit, portal }) => {
  const shown = Object.entries(PARTS).filter(([show]) => show !== "canh-bao");
  await visit(shown.map(([show, [more]]) => element(show, more)).join(""));
  for (const [show] of shown) await expectFitting(page, show);
  const comment = inside(page, "bai-viet").getByRole("textbox", { name: "Nội dung" });
  await comment.fill("Làng tôi vẫn đỏ lửa.");
  await withAlert(portal, async () => {
    for (const [show] of shown) {
      await expect(inside(page, show).getByText("Nước lên", { exact: true }), show).toBeVisible();
      await expectFitting(page, show);
    }
    await expectAccessible(page);
  });
  for (const [show] of shown) await expect(inside(page, show).getByText("Nước lên", { exact: true }), show).toHaveCount(0);
  await expect(comment).toHaveValue("Làng tôi vẫn đỏ lửa.");
});

test("an alert comes also when the server gives no answer at first", async ({ page, visit, portal, expectedErrors }) => {
  expectedErrors.push(/status of 503|ERR_FAILED/);
  await visit(element("canh-bao"));
  await expectFitting(page, "canh-bao");
  let asked = 0;
  await page.route(`${portal.url}/nhung/canh-bao`, async (route) => {
    asked += 1;
    if (asked === 1) await route.fulfill({ status: 503, body: "" });
    else if (asked === 2) await route.abort();
    else await route.continue();
  });
  const alert = inside(page, "canh-bao").getByText("Nước lên", { exact: true });
  await withAlert(portal, () => expect(alert).toBeVisible());
  expect(asked).toBeGreaterThan(2);
  await expect(alert).toHaveCount(0);
});

test("an answer that comes late takes no newer alert away", async ({ page, visit, portal }) => {
  await visit(element("canh-bao"));
  await expectFitting(page, "canh-bao");
  const address = `${portal.url}/nhung/canh-bao`;
  let release;
  const released = new Promise((resolve) => (release = resolve));
  let answers = 0;
  await page.route(address, async (route) => {
    const response = await route.fetch();
    answers += 1;
    if (answers === 1) await released;
    await route.fulfill({ response });
  });
  const alerts = inside(page, "canh-bao").getByText(/^(Nước lên|Đê sắp tràn)$/);
  await withAlert(portal, async () => {
    await expect.poll(() => answers).toBeGreaterThan(0);
    await withAlert(portal, async () => {
      await expect(alerts).toHaveCount(2);
      const late = page.waitForEvent("requestfinished", (request) => request.url() === address);
      release();
      await late;
      await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
      await expect(alerts).toHaveCount(2);
    }, "Đê sắp tràn");
  });
  await expect(alerts).toHaveCount(0);
});

test("a part that was made before an alert, and comes after it, is told", async ({ page, visit, portal }) => {
  const streams = [];
  page.on("request", (request) => isLive(request) && streams.push(request));
  await visit(element("canh-bao"));
  await expectFitting(page, "canh-bao");
  const address = `${portal.url}/nhung/luot-truy-cap`;
  const response = await page.request.get(address);
  await page.route(address, (route) => route.fulfill({ response }), { times: 1 });
  await withAlert(portal, async () => {
    await expect(inside(page, "canh-bao").getByText("Nước lên", { exact: true })).toBeVisible();
    await page.evaluate((html) => document.body.insertAdjacentHTML("beforeend", html), element("luot-truy-cap"));
    await expectFitting(page, "luot-truy-cap");
    await expect(inside(page, "luot-truy-cap").getByText("Nước lên", { exact: true })).toBeVisible();
  });
  expect(streams).toHaveLength(1);
});

test("alerts come and go where a link was pressed, and leave the keyboard where it is", async ({ page, visit, portal }) => {
  const shown = ["canh-bao", "tin-moi"];
  await visit(shown.map((show) => element(show)).join(""));
  for (const show of shown) await expectFitting(page, show);
  const more = inside(page, "canh-bao").getByRole("link", { name: "Xem trang cảnh báo" });
  const alert = (show) => inside(page, show).getByRole("link", { name: "Nước lên" });
  await more.focus();
  await withAlert(portal, async () => {
    for (const show of shown) await expect(alert(show)).toBeVisible();
    await expect(more).toBeFocused();
    for (const show of shown) await alert(show).focus();
  });
  for (const show of shown) await expect(alert(show)).toHaveCount(0);
});

test("news that come while somebody goes through the list are shown on leaving it", async ({ page, visit, portal }) => {
  const title = "Tin vừa đăng";
  let hasNews = false;
  await page.route(`${portal.url}/nhung/tin-moi`, async (route) => {
    const response = await route.fetch();
    const html = await response.text();
    await route.fulfill({ response, body: hasNews ? html.replace(/(<h1[^>]*>)[^<]*/, `$1${title}`) : html });
  });
  await visit(`${element("tin-moi")}<button>Sau</button>`);
  await expectFitting(page, "tin-moi");
  const part = inside(page, "tin-moi");
  const heading = part.getByRole("heading", { level: 1 });
  const link = part.locator(".item-title").first();
  await link.focus();
  hasNews = true;
  // What is live is asked for with the alerts.
  await withAlert(portal, async () => {
    await expect(part.getByText("Nước lên", { exact: true })).toBeVisible();
    await expect(link).toBeFocused();
    await expect(heading).toHaveText("Tin mới");
    await page.getByRole("button", { name: "Sau" }).click();
    await expect(heading).toHaveText(title);
  });
  await expect(part.getByText("Nước lên", { exact: true })).toHaveCount(0);
});

test.describe("a site that the portal does not list", () => {
  test("keeps its link, and may not write", async ({ page, host, visit, expectedErrors }) => {
    expectedErrors.push(/frame-ancestors|ERR_BLOCKED_BY_RESPONSE|CORS|ERR_FAILED|403|Refused to frame/i);
    await withEmbed('["https://tinh.example"]', async (closed) => {
      await visit(element("tin-moi", "", `<a href="${closed.url}/">Tin của phường</a>`), { portals: [closed] });
      const refused = frameOf(page, "tin-moi");
      await expect(refused).toBeAttached();
      await expect.poll(() => page.frames().some((frame) => frame.url().includes("chrome-error"))).toBe(true);
      await expect(page.getByRole("link", { name: "Tin của phường" })).toBeVisible();
      await expect(refused).toBeHidden();
      expect(await told(page, "ready")).toEqual([]);
      await expect.poll(() => heightOf(page.locator("#tin-moi")), "no hole is left").toBeLessThan(60);
      const written = await page.evaluate(
        (url) => fetch(`${url}/api/v1/captcha`, { method: "POST", body: "{}", headers: { "content-type": "application/json" } }).then(() => "sent", () => "refused"),
        closed.url,
      );
      expect(written).toBe("refused");
      const origin = new URL(host.url).origin;
      const answer = await page.request.post(`${closed.url}/api/v1/captcha`, { headers: { origin }, data: { kind: "code" } });
      expect(answer.status()).toBe(403);
      expect((await answer.json()).code).toBe("origin_not_allowed");
    });
  });
});

test("a part that comes late is shown all the same", async ({ page, visit, portal }) => {
  const address = `${portal.url}/nhung/luot-truy-cap`;
  // It says nothing by itself.
  await page.route(address, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: "<!DOCTYPE html><title>Muộn</title><p>Đến muộn</p>" }));
  await visit(element("luot-truy-cap"));
  await expect.poll(() => heightOf(page.locator("#luot-truy-cap"))).toBeLessThan(60);
  const link = page.getByRole("link", { name: "Về cổng" });
  await expect(link).toBeVisible();
  const late = page.frames().find((frame) => frame.url() === address);
  await late.evaluate(() => parent.postMessage({ conglang: 1, type: "ready", height: 300, title: "Muộn", at: 0 }, "*"));
  await expect(frameOf(page, "luot-truy-cap")).toBeVisible();
  await expect(link).toBeHidden();
  expect(await heightOf(page.locator("#luot-truy-cap"))).toBe(300);
});

test("a part that is higher than most is shown in full, and a height out of all measure is cut", async ({ page, visit, portal }) => {
  await visit(element("luot-truy-cap"));
  await expectFitting(page, "luot-truy-cap");
  await inside(page, "luot-truy-cap").locator("body").evaluate((body) => (body.style.paddingBottom = "60000px"));
  await expect.poll(() => heightOf(frameOf(page, "luot-truy-cap"))).toBeGreaterThan(60_000);
  await expectFitting(page, "luot-truy-cap");
  const frame = page.frames().find((frame) => frame.url().startsWith(portal.url));
  await frame.evaluate(() => parent.postMessage({ conglang: 1, type: "size", height: 1e9 }, "*"));
  await expect.poll(() => heightOf(frameOf(page, "luot-truy-cap"))).toBe(200_000);
});

test("a part is dark, coloured and in English as its host wishes, and changes with its attributes", async ({ page, visit }) => {
  await visit(element("tin-moi", 'theme="dark" lang="en" count="3" category="huong-dan"'));
  await expectFitting(page, "tin-moi");
  const content = inside(page, "tin-moi");
  await expect(content.getByRole("heading", { level: 1 })).toHaveText("Latest news: Guides for residents");
  await expect(content.locator("body")).toHaveCSS("background-color", "rgb(20, 22, 26)");
  await expect(content.locator(".item")).toHaveCount(3);
  await expectAccessible(page);
  await page.locator("cong-lang").evaluate((part) => {
    part.setAttribute("theme", "light");
    part.setAttribute("accent", "#7a1f5c");
  });
  await expect(content.locator("body")).toHaveCSS("background-color", "rgb(255, 253, 249)");
  await expect(content.locator(".item-title").first()).toHaveCSS("color", "rgb(122, 31, 92)");
  await expectFitting(page, "tin-moi");
});

test("a part that becomes one that cannot be shown gives way to the link of its host", async ({ page, visit }) => {
  await visit(element("luot-truy-cap"));
  await expectFitting(page, "luot-truy-cap");
  const link = page.getByRole("link", { name: "Về cổng" });
  await expect(link).toBeHidden();
  const show = (what) => page.locator("#luot-truy-cap").evaluate((part, what) => part.setAttribute("show", what), what);
  await show("khong-co");
  await expect(link).toBeVisible();
  await expect(frameOf(page, "luot-truy-cap")).toHaveCount(0);
  expect(await heightOf(page.locator("#luot-truy-cap")), "no hole is left").toBeLessThan(60);
  await show("canh-bao");
  await expect(link).toBeHidden();
  await expectFitting(page, "luot-truy-cap");
  await expect(inside(page, "luot-truy-cap").getByRole("heading", { level: 1 })).toHaveText("Cảnh báo");
});

test("with theme auto a part follows the device", async ({ page, visit }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await visit(element("luot-truy-cap"));
  await expectFitting(page, "luot-truy-cap");
  await expect(inside(page, "luot-truy-cap").locator("body")).toHaveCSS("background-color", "rgb(20, 22, 26)");
});

test("links open beside the host's page, which is told", async ({ page, visit, portal, context }) => {
  await visit(element("the-bai-viet", `article="${SLUG}"`));
  await expectFitting(page, "the-bai-viet");
  const opened = context.waitForEvent("page");
  await inside(page, "the-bai-viet").getByRole("link").first().click();
  const article = await opened;
  await expect(article).toHaveURL(`${portal.url}/bai-viet/${SLUG}`);
  // It is out of the sandbox: the portal's own scripts and storage work.
  expect(await article.evaluate(() => localStorage.length >= 0)).toBe(true);
  await expect.poll(() => told(page, "open").then((all) => all.map(({ url }) => url))).toEqual([`${portal.url}/bai-viet/${SLUG}`]);
  await expect(page).toHaveURL(/\/trang$/);
});

test("messages of others, and of another shape, change nothing", async ({ page, visit, portal }) => {
  await visit(`${element("luot-truy-cap")}<iframe id="la" srcdoc="<p>Lạ</p>"></iframe>`);
  const height = await expectFitting(page, "luot-truy-cap");
  // From the host's page itself, and from another frame in it.
  await page.evaluate(() => {
    const message = { conglang: 1, type: "size", height: 5000 };
    postMessage(message, "*");
    document.getElementById("la").contentWindow.eval(`parent.postMessage(${JSON.stringify(message)}, "*")`);
  });
  // From the part's own window, but not as a message has to be.
  const frame = page.frames().find((frame) => frame.url().startsWith(portal.url));
  for (const data of [
    { conglang: 1, type: "size", height: Infinity },
    { conglang: 1, type: "size", height: -5 },
    { conglang: 1, type: "size", height: "500" },
    { conglang: 2, type: "size", height: 500 },
    { conglang: 1, type: "open", url: "javascript:alert(1)" },
    { conglang: 1, type: "ready", height: 500 },
    null,
    "size",
  ]) {
    await frame.evaluate((data) => parent.postMessage(data, "*"), data);
  }
  await frame.evaluate(() => parent.postMessage({ conglang: 1, type: "open", url: "https://cuoi.example/" }, "*"));
  await expect.poll(() => told(page, "open").then((all) => all.map(({ url }) => url))).toEqual(["https://cuoi.example/"]);
  expect(await frameOf(page, "luot-truy-cap").evaluate((frame) => frame.clientHeight)).toBe(height);
  expect((await told(page, "ready")).length).toBe(1);
});

test("a host with a strict policy needs to allow the portal, and no styles", async ({ page, host, portal }) => {
  const policy = `default-src 'none'; script-src ${portal.url}; frame-src ${portal.url}; img-src data:`;
  const inside = `${element("luot-truy-cap")}<script async src="${portal.url}/nhung.js"></script>`;
  await page.goto(host.put("/nghiem", inside, { "content-security-policy": policy }));
  const frame = page.locator("cong-lang iframe");
  await expect(frame).toBeVisible();
  await expect(page.getByRole("link", { name: "Về cổng" })).toBeHidden();
  const difference = async () => {
    const [high, content] = await Promise.all([heightOf(frame), contentHeight(frame.contentFrame())]);
    return high - content;
  };
  await expect.poll(difference).toBe(0);
});

test("the keyboard goes into a part and out of it again", async ({ page, visit }) => {
  await visit(`<button>Trước</button>${element("luot-truy-cap")}<button>Sau</button>`);
  await expectFitting(page, "luot-truy-cap");
  await page.getByRole("button", { name: "Trước" }).focus();
  await page.keyboard.press("Tab");
  await expect(inside(page, "luot-truy-cap").getByRole("link").first()).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Sau" })).toBeFocused();
});

test("a content filter that strips scripts leaves a link that works", async ({ page, host, portal }) => {
  await page.goto(`${portal.url}/nhung?phan=tin-moi&chuyen-muc=huong-dan`);
  const line = await page.getByRole("textbox", { name: "Dòng HTML để chép" }).inputValue();
  expect(line).toContain("<script");
  const left = sanitizeHtml(line).trim();
  expect(left).not.toMatch(/script|cong-lang/);
  await page.goto(host.put("/loc", servedHere(left, portal)));
  await page.getByRole("link", { name: /Tin mới: Hướng dẫn người dân/ }).click();
  await expect(page).toHaveURL(`${portal.url}/chuyen-muc/huong-dan`);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the link is there, and a plain frame shows every part", async ({ page, host, portal }) => {
    const frames = ["tin-moi", `bai-viet/${SLUG}/the`, `bai-viet/${SLUG}`, "ban-do", "ca-khuc", "luot-truy-cap", "canh-bao"].map(
      (part) => `<iframe src="${portal.url}/nhung/${part}" title="${part}" width="600" height="500"></iframe>`,
    );
    const line = `<script async src="${portal.url}/nhung.js"></script>${element("tin-moi", "", `<a href="${portal.url}/">Tin của phường</a>`)}`;
    await page.goto(host.put("/tinh", line + frames.join("")));
    await expect(page.getByRole("link", { name: "Tin của phường" })).toBeVisible();
    for (const frame of await page.locator("iframe").all()) {
      await expect(frame.contentFrame().getByRole("heading", { level: 1 })).toBeVisible();
    }
  });

  test("the page where one picks a part is a form", async ({ page, portal }) => {
    await page.goto(`${portal.url}/nhung`);
    await page.getByRole("radio", { name: "Thẻ một bài viết" }).check();
    const article = await demoArticle(SLUG);
    await page.getByLabel("Bài viết", { exact: true }).selectOption(article.title);
    await page.getByLabel("Nền").selectOption("Tối");
    await page.getByRole("button", { name: "Xem thử" }).click();
    await expect(page.getByRole("textbox", { name: "Dòng HTML để chép" })).toHaveValue(
      new RegExp(`<cong-lang show="the-bai-viet" article="${SLUG}" theme="dark" portal="https://honglinh.example">`),
    );
    await expect(page.locator("iframe").contentFrame().getByRole("heading", { level: 1 })).toHaveText(article.title);
    // What is typed wins over the list, and is chosen there from then on.
    const other = await demoArticle("den-do-dai-bui-cam-ho");
    const address = page.getByRole("textbox", { name: "Hoặc địa chỉ của một bài cũ hơn" });
    await address.fill("khong-co-bai-nay");
    await page.getByRole("button", { name: "Xem thử" }).click();
    await expect(page.getByText(/“khong-co-bai-nay” không dẫn đến bài viết nào/)).toBeVisible();
    await expect(address).toHaveValue("khong-co-bai-nay");
    await address.fill(`${portal.url}${other.path}`);
    await page.getByRole("button", { name: "Xem thử" }).click();
    await expect(page.locator("iframe").contentFrame().getByRole("heading", { level: 1 })).toHaveText(other.title);
    await expect(page.getByLabel("Bài viết", { exact: true })).toHaveValue(other.slug);
    await expect(address).toHaveValue("");
    await expect(page.getByLabel("Nền")).toHaveValue("dark");
  });
});

/** The preview is below the form on a phone, and each choice puts another in its place. */
async function expectPreview(page, title) {
  const preview = page.locator("cong-lang iframe").contentFrame();
  await expect(async () => {
    await page.locator("cong-lang").scrollIntoViewIfNeeded({ timeout: 2_000 });
    await expect(preview.getByRole("heading", { level: 1 })).toHaveText(title, { timeout: 2_000 });
  }).toPass();
}

test("one picks a part, sees it at once and copies the line", async ({ page, portal, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: portal.url });
  await page.goto(`${portal.url}/nhung`);
  await expect(page.getByRole("heading", { level: 1, name: "Nhúng vào trang web của bạn" })).toBeVisible();
  await expectAccessible(page);
  await expectPreview(page, "Tin mới");
  await page.getByLabel("Chuyên mục").selectOption("Hướng dẫn người dân");
  await expectPreview(page, "Tin mới: Hướng dẫn người dân");
  await page.getByRole("textbox", { name: "Màu liên kết" }).fill("#ffff00");
  await expect(page.getByText(/Không dùng màu này: màu #ffff00 khó đọc/)).toBeVisible();
  await page.getByRole("textbox", { name: "Màu liên kết" }).fill("");
  // An article may be older than those in the list.
  await page.getByRole("radio", { name: "Thẻ một bài viết" }).check();
  const address = page.getByRole("textbox", { name: "Hoặc địa chỉ của một bài cũ hơn" });
  const articles = page.getByLabel("Bài viết", { exact: true });
  await address.fill("khong-co-bai-nay");
  await expect(page.getByText(/“khong-co-bai-nay” không dẫn đến bài viết nào/)).toBeVisible();
  await expect(address).toHaveAttribute("aria-invalid", "true");
  await expectAccessible(page);
  const article = await demoArticle(SLUG);
  await address.fill(`https://honglinh.example${article.path}?fbclid=x#binh-luan`);
  await expectPreview(page, article.title);
  await expect(articles).toHaveValue(SLUG);
  await expect(address).toHaveAttribute("aria-invalid", "false");
  await expect(page.getByText("Có chỗ chưa dùng được")).toBeHidden();
  const other = await demoArticle("den-do-dai-bui-cam-ho");
  await articles.selectOption(other.title);
  await expect(address).toHaveValue("");
  await expectPreview(page, other.title);
  await page.getByRole("radio", { name: "Bản đồ" }).check();
  await expectPreview(page, "Bản đồ thị xã Hồng Lĩnh");
  await expect(page.getByLabel("Chuyên mục")).toBeHidden();
  await expect(address).toBeHidden();
  await expect(page.getByText("Có chỗ chưa dùng được")).toBeHidden();
  const section = page.locator(".picker-code").filter({ hasText: "Dòng HTML để chép" });
  await section.getByRole("button", { name: "Chép" }).click();
  await expect(section.getByText("Đã chép.")).toBeVisible();
  const line = await page.evaluate(() => navigator.clipboard.readText());
  expect(line).toMatch(/^<script async src="https:\/\/honglinh.example\/nhung.js"><\/script>\n<cong-lang show="ban-do" portal="https:\/\/honglinh.example">/);
  await expectAccessible(page);
});

test("what articles are called ends no part of the preview", async ({ page, portal }) => {
  await page.goto(`${portal.url}/nhung`);
  // As the server writes a title with marks.
  await page.route(/\/nhung\?/, async (route) => {
    const response = await route.fetch();
    const html = (await response.text()).replace(/<noscript><iframe src="[^"]*" title="/, (start) => `${start}&lt;/noscript&gt;&lt;b id=lot&gt;`);
    await route.fulfill({ response, body: html });
  });
  await page.getByRole("radio", { name: "Bản đồ" }).check();
  await expectPreview(page, "Bản đồ thị xã Hồng Lĩnh");
  await expect(page.locator("#lot")).toHaveCount(0);
});
