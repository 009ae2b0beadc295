// The map in another site's page: a drawing, and for whoever asks the map that one can move.

import { element, expectFitting, frameOf, inside, test, told } from "./support/embed.mjs";
import { expect, expectAccessible } from "./support/portal.mjs";

test("an area of the map opens beside the host's page, which is told", async ({ page, visit, portal, context }) => {
  await visit(element("ban-do"));
  await expectFitting(page, "ban-do");
  const area = inside(page, "ban-do").locator("svg").getByRole("link").first();
  const path = await area.getAttribute("href");
  const opened = context.waitForEvent("page");
  await area.press("Enter");
  await expect(await opened).toHaveURL(portal.url + path);
  await expect.poll(() => told(page, "open").then((all) => all.map(({ url }) => url))).toEqual([portal.url + path]);
  await expect(inside(page, "ban-do").getByRole("heading", { level: 1 })).toHaveText("Bản đồ thị xã Hồng Lĩnh");
});

test("whoever asks for it moves the map in the host's page", async ({ page, visit, portal, context }) => {
  const extras = [];
  page.on("request", (request) => /extras|leaflet/.test(request.url()) && extras.push(request.url()));
  await visit(`<p style="height: 500px">Trường Tiểu học</p>${element("ban-do", 'theme="dark"')}`);
  await expectFitting(page, "ban-do");
  expect(extras, "nobody who only looks loads it").toEqual([]);
  const part = inside(page, "ban-do");
  await part.getByRole("link", { name: "Phóng to, di chuyển bản đồ" }).click();
  const map = part.getByRole("region", { name: /^Bản đồ, dùng phím/ });
  await expect(map).toBeVisible();
  await expect(part.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page, "the host's page stays").toHaveURL(/\/trang$/);
  expect(await told(page, "open"), "nothing was left for it").toEqual([]);
  await expect.poll(async () => (await told(page, "resize")).at(-1).height).toBeGreaterThan(500);
  await expectFitting(page, "ban-do");
  await expect(frameOf(page, "ban-do")).toBeInViewport({ ratio: 0.5 });
  // What browsers keep from frames is not offered.
  for (const name of ["Vị trí của tôi", "In bản đồ", "Toàn màn hình"]) await expect(part.getByRole("button", { name })).toHaveCount(0);
  await expectAccessible(page);

  const ward = map.getByRole("button", { name: "phường Bắc Hồng Lĩnh" });
  const scale = map.locator(".leaflet-control-scale-line");
  const before = await scale.textContent();
  await map.getByRole("button", { name: "Phóng to" }).click();
  await expect(scale).not.toHaveText(before);
  await ward.focus();
  await page.keyboard.press("Enter");
  const link = map.getByRole("link", { name: "Xem khu vực này" });
  await expect(link).toBeFocused();
  const opened = context.waitForEvent("page");
  await page.keyboard.press("Enter");
  await expect(await opened).toHaveURL(`${portal.url}/ban-do/khu-vuc/bac-hong-linh`);
  const addresses = async () => (await told(page, "open")).map(({ url }) => url);
  await expect.poll(addresses).toEqual([`${portal.url}/ban-do/khu-vuc/bac-hong-linh`]);
});

test("without its scripts the frame goes on showing the drawing", async ({ page, visit, portal, expectedErrors }) => {
  expectedErrors.push(/ERR_FAILED/);
  await page.route(`${portal.url}/extras*`, (route) => route.abort());
  await visit(element("ban-do"));
  await expectFitting(page, "ban-do");
  await inside(page, "ban-do").getByRole("link", { name: "Phóng to, di chuyển bản đồ" }).click();
  await expect(inside(page, "ban-do").locator(".map-stage svg")).toBeVisible();
  expect(await expectFitting(page, "ban-do")).toBeGreaterThan(200);
});
