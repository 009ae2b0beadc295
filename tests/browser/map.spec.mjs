// Long, since all flows wait for, point at and count on one map in the ways described here; what lies under it has a
// file of its own (basemap).

import { expect, expectAccessible, open, openWithFont, test } from "./support/portal.mjs";
import { withTown } from "./support/town.mjs";

/** Waits until the map that one can move is there. */
async function mapOf(page) {
  const map = page.getByRole("region", { name: /^Bản đồ, dùng phím/ });
  await expect(map).toBeVisible();
  return map;
}

const list = (page) => page.locator(".map-page__list");

/** Presses Tab until `target` has the focus. */
async function tabTo(page, target) {
  for (let presses = 0; presses < 20; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}

for (const theme of ["light", "dark", "contrast"]) {
  test(`the map is accessible in the ${theme} theme`, async ({ page }) => {
    await page.addInitScript((chosen) => localStorage.setItem("conglang.theme", chosen), theme);
    // What still moves and fades is measured half-way.
    await page.emulateMedia({ reducedMotion: "reduce" });
    for (const path of ["/ban-do/den-song-trang", "/ban-do/khu-vuc/nam-hong-linh", "/ban-do"]) {
      await open(page, path);
      await mapOf(page);
      await expectAccessible(page);
    }
    await page.getByRole("searchbox", { name: "Tìm trên bản đồ" }).fill("duc thuan");
    await expect(list(page).getByText("phường Đức Thuận cũ nay thuộc phường Bắc Hồng Lĩnh")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Toàn màn hình", exact: true }).click();
    await expect(page.getByRole("button", { name: "Thoát toàn màn hình" })).toBeVisible();
    await expectAccessible(page);
  });
}

test("a resident switches between the wards of before and since", async ({ page }) => {
  await open(page, "/ban-do");
  await mapOf(page);
  await expect(list(page).locator(".area").getByRole("link", { name: "phường Bắc Hồng Lĩnh" })).toBeVisible();
  await page.getByRole("link", { name: "Trước 1/7/2025", exact: true }).click();
  await expect(page).toHaveURL(/thoi-diem=2025-06-30/);
  const map = await mapOf(page);
  await expect(list(page).locator(".area").getByRole("link", { name: "phường Đức Thuận" })).toBeVisible();
  await expect(map.getByRole("button", { name: "phường Đức Thuận" })).toBeVisible();
  await expect(page.getByRole("row", { name: /xã Xuân Lam/ })).toContainText("phường Bắc Hồng Lĩnh");
});

test("the keyboard alone goes through the map", async ({ page }) => {
  await open(page, "/ban-do?thoi-diem=2025-06-30");
  const map = await mapOf(page);
  const ward = map.getByRole("button", { name: "phường Trung Lương" });
  await ward.focus();
  await expect(page.locator('.area[data-area="trung-luong"]')).toHaveAttribute("data-pointed", "");
  await page.keyboard.press("Enter");
  const link = map.getByRole("link", { name: "Xem khu vực này" });
  await expect(link).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(link).toBeHidden();
  await expect(ward).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(link).toBeFocused();
  await map.getByRole("button", { name: "Đóng" }).press("Enter");
  await expect(link).toBeHidden();
  await expect(ward).toBeFocused();
  await map.focus();
  const scale = map.locator(".leaflet-control-scale-line");
  const before = await scale.textContent();
  await page.keyboard.press("Equal");
  await expect(scale).not.toHaveText(before);
  await ward.focus();
  await page.keyboard.press("Enter");
  await expect(link).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/ban-do\/khu-vuc\/trung-luong$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Phường Trung Lương");
});

test("places and heaps of them are opened by the keyboard alone", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const place = (name, coordinates) => ({
    type: "Feature",
    properties: { name, kind: "Chợ" },
    geometry: { type: "Point", coordinates },
  });
  // Two are at one place.
  const places = [
    place("Chợ Một", [105.68, 18.54]),
    place("Chợ Hai", [105.715, 18.505]),
    place("Chợ Ba", [105.715, 18.505]),
  ];
  const files = { "places.geojson": JSON.stringify({ type: "FeatureCollection", features: places }) };
  await withTown({ files, kinds: { Chợ: "Market" } }, async (server) => {
    await open(page, `${server.url}/ban-do`);
    const map = await mapOf(page);
    const opensAndCloses = async (name) => {
      const pin = map.getByRole("button", { name: `${name}, Chợ` });
      const link = map.getByRole("link", { name, exact: true });
      await tabTo(page, pin);
      await page.keyboard.press("Enter");
      await expect(link).toBeFocused();
      await page.keyboard.press("Escape");
      await expect(link).toBeHidden();
      await expect(pin).toBeFocused();
    };
    await map.focus();
    await opensAndCloses("Chợ Một");
    await map.focus();
    await tabTo(page, map.getByRole("button", { name: "2 địa điểm gần nhau, bấm để tách ra" }));
    await page.keyboard.press("Enter");
    await opensAndCloses("Chợ Ba");
  });
});

test("the facts of a ward are told to the keyboard as to the mouse", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, "/ban-do?thoi-diem=2025-06-30");
  const map = await mapOf(page);
  const ward = map.getByRole("button", { name: "phường Đậu Liêu" });
  const facts = map.getByRole("tooltip").filter({ hasText: "phường Đậu Liêu" });
  await ward.focus();
  await expect(facts).toContainText("5.154 người (năm 2014)");
  await expect(facts).toContainText("24,31 km²");
  await expectAccessible(page);
  await page.getByRole("searchbox", { name: "Tìm trên bản đồ" }).focus();
  await expect(facts).toBeHidden();
  // The pointer on the name points at the ward.
  await ward.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await ward.boundingBox();
  await page.mouse.move(x + width / 2 - 4, y + height / 2);
  await page.mouse.move(x + width / 2, y + height / 2);
  await expect(facts).toBeVisible();
  await expect(page.locator('.area[data-area="dau-lieu"]')).toHaveAttribute("data-pointed", "");
});

for (const query of ["", "?thoi-diem=2025-06-30"]) {
  test(`no place covers the name of a ward on /ban-do${query}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await open(page, `/ban-do${query}`);
    const map = await mapOf(page);
    const covered = () =>
      map.evaluate((map) => {
        const rectangle = (element) => element.getBoundingClientRect();
        const pins = [...map.querySelectorAll(".map-pin, .map-cluster")].map(rectangle);
        const names = [...map.querySelectorAll(".map-name:not([hidden]) .map-name__text")];
        const isCovered = (name) =>
          pins.some((pin) => {
            const x = pin.left + pin.width / 2;
            const y = pin.top + pin.height / 2;
            const apart = Math.hypot(
              Math.max(name.left - x, x - name.right, 0),
              Math.max(name.top - y, y - name.bottom, 0),
            );
            // The edge of a heap may lie under the room above and below the letters.
            return apart < pin.width / 2 - 4;
          });
        return names.filter((name) => isCovered(rectangle(name))).map((name) => name.textContent);
      });
    await expect(map.locator(".map-name:visible").first()).toBeVisible();
    await expect(map.locator(".map-cluster").first()).toBeVisible();
    await expect.poll(covered).toEqual([]);
    await page.getByRole("searchbox", { name: "Tìm trên bản đồ" }).fill("lang ren");
    await expect(page.getByText("Bản đồ đang hiện 2 địa điểm.")).toBeVisible();
    await expect.poll(covered).toEqual([]);
  });
}

test("who searches for a former ward learns which one it is now", async ({ page }) => {
  await open(page, "/ban-do");
  await mapOf(page);
  const field = page.getByRole("searchbox", { name: "Tìm trên bản đồ" });
  const answer = list(page).getByText("phường Đức Thuận cũ nay thuộc phường Bắc Hồng Lĩnh");
  const rows = page.locator(".look-up__table tbody tr:visible");
  const noArea = list(page).getByText("Không có phường, xã nào mang tên này.");
  await expect(answer).toBeHidden();
  await expect(rows).toHaveCount(7);
  await field.fill("duc thuan");
  await expect(answer).toBeVisible();
  const told = page.getByRole("status").filter({ hasText: "địa điểm" });
  await expect(told).toContainText("Phường Đức Thuận cũ nay thuộc phường Bắc Hồng Lĩnh");
  await expect(list(page).locator(".area:visible")).toHaveCount(0);
  await expect(noArea).toBeHidden();
  await expect(rows).toHaveCount(1);
  // Its places are found by the old name.
  await expect(list(page).getByRole("link", { name: "Đền Song Trạng", exact: true })).toBeVisible();
  await expectAccessible(page);
  await field.fill("không có");
  await expect(noArea).toBeVisible();
  await expect(answer).toBeHidden();
  await expect(list(page).getByText("Không có địa điểm nào.")).toBeVisible();
  await expect(page.getByText("Không có phường, xã cũ nào mang tên này.")).toBeVisible();
  await expectAccessible(page);
  await field.fill("");
  await expect(rows).toHaveCount(7);
  await expect(noArea).toBeHidden();
  await page.getByRole("link", { name: "Phường, xã cũ nay thuộc đâu" }).click();
  await expect(page.getByRole("heading", { name: "Phường, xã cũ nay thuộc đâu" })).toBeInViewport();
  await field.fill("xuan lam");
  await page.getByRole("button", { name: "Tìm", exact: true }).click();
  await expect(page).toHaveURL(/tim=xuan/);
  await expect(list(page).getByText("xã Xuân Lam cũ nay thuộc phường Bắc Hồng Lĩnh")).toBeVisible();
});

test("typing filters list and map, with marks and without", async ({ page }) => {
  await open(page, "/ban-do");
  await mapOf(page);
  const places = list(page).locator(".place:visible");
  const field = page.getByRole("searchbox", { name: "Tìm trên bản đồ" });
  await field.fill("den song");
  await expect(places).toHaveCount(1);
  await expect(places.getByRole("link", { name: "Đền Song Trạng", exact: true })).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: "1 địa điểm" })).toBeVisible();
  await field.fill("dền song");
  await expect(places).toHaveCount(0);
  await field.fill("");
  await page.getByRole("checkbox", { name: "Di tích, danh thắng" }).uncheck();
  await expect(list(page).getByRole("link", { name: "Đền Song Trạng", exact: true })).toBeHidden();
  await expect(list(page).getByRole("link", { name: "Làng rèn Vân Chàng", exact: true })).toBeVisible();
  await field.fill("ren");
  await page.getByRole("button", { name: "Tìm", exact: true }).click();
  await expect(page).toHaveURL(/tim=ren/);
  await expect(page.getByText("Kết quả tìm “ren”")).toBeVisible();
});

test("what is typed and switched off goes along to another period, and is there on coming back", async ({ page }) => {
  await open(page, "/ban-do");
  await mapOf(page);
  const title = page.getByRole("heading", { level: 1 });
  const field = page.getByRole("searchbox", { name: "Tìm trên bản đồ" });
  const layer = page.getByRole("checkbox", { name: "Làng nghề" });
  const places = list(page).locator(".place:visible");
  const place = places.getByRole("link", { name: "Đền Song Trạng", exact: true });
  const isAsItWas = async () => {
    await expect(title).toHaveText("Bản đồ thị xã Hồng Lĩnh");
    await mapOf(page);
    await expect(field).toHaveValue("den song");
    await expect(layer).not.toBeChecked();
    await expect(places).toHaveCount(1);
  };
  await layer.uncheck();
  await field.fill("den song");
  await expect(places).toHaveCount(1);
  // Twice: what the router thinks of the way back shows in where the next link leads.
  for (let turn = 0; turn < 2; turn += 1) {
    await place.click();
    await expect(page).toHaveURL(/\/ban-do\/den-song-trang$/);
    await expect(title).toHaveText("Đền Song Trạng");
    await page.goBack();
    await expect(page).toHaveURL(/\/ban-do$/);
    await isAsItWas();
  }
  await page.getByRole("link", { name: "Trước 1/7/2025", exact: true }).click();
  await expect(page).toHaveURL(/\?thoi-diem=2025-06-30&tim=den\+song&bo-loai=L/);
  await isAsItWas();
  // Typing has made no entries of its own.
  await page.goBack();
  await expect(page).toHaveURL(/\/ban-do$/);
  await isAsItWas();
  await page.reload();
  await isAsItWas();
  // The form takes the layers along, too.
  await page.getByRole("button", { name: "Tìm", exact: true }).click();
  await expect(page).toHaveURL(/\?tim=den\+song&loai=&bo-loai=L/);
  await isAsItWas();
});

test("places of more kinds than there are colours differ in shape", async ({ page }) => {
  const numbers = Array.from({ length: 13 }, (_, index) => String(index + 1).padStart(2, "0"));
  const places = numbers.map((number, index) => ({
    type: "Feature",
    properties: { id: `noi-${number}`, name: `Nơi ${number}`, kind: `Loại ${number}` },
    geometry: { type: "Point", coordinates: [105.68 + index * 0.003, 18.52] },
  }));
  const files = { "places.geojson": JSON.stringify({ type: "FeatureCollection", features: places }) };
  const kinds = Object.fromEntries(numbers.map((number) => [`Loại ${number}`, `Kind ${number}`]));
  await withTown({ files, kinds }, async (server) => {
    await open(page, `${server.url}/ban-do`);
    const map = await mapOf(page);
    const look = (element, part) => {
      const { backgroundColor, borderRadius, transform } = getComputedStyle(element, part);
      return `${backgroundColor}, ${borderRadius}, ${transform}`;
    };
    const swatches = page.locator(".map-tools__swatch");
    await expect(swatches).toHaveCount(13);
    const layers = [];
    for (const swatch of await swatches.all()) layers.push(await swatch.evaluate(look));
    expect(new Set(layers).size).toBe(13);
    const pins = [];
    for (const number of ["01", "07", "13"]) {
      await page.getByRole("searchbox", { name: "Tìm trên bản đồ" }).fill(`noi ${number}`);
      const pin = map.getByRole("button", { name: `Nơi ${number}, Loại ${number}` });
      await expect(pin).toBeVisible();
      pins.push(await pin.evaluate(look, "::before"));
    }
    expect(new Set(pins).size).toBe(3);
    await expectAccessible(page);
  });
});

test("typing finds places beyond the page of the list", async ({ page }) => {
  const places = Array.from({ length: 120 }, (_, index) => ({
    type: "Feature",
    properties: {
      id: `nha-${index}`,
      name: index === 110 ? "Trạm y tế Núi Ngọc" : `Nhà văn hóa ${index}`,
      kind: index % 2 === 0 ? "Y tế" : "Văn hóa",
    },
    geometry: { type: "Point", coordinates: [105.68 + (index % 10) * 0.005, 18.5 + Math.floor(index / 10) * 0.004] },
  }));
  const files = { "places.geojson": JSON.stringify({ type: "FeatureCollection", features: places }) };
  await withTown({ files, kinds: { "Y tế": "Health", "Văn hóa": "Culture" } }, async (server) => {
    await open(page, `${server.url}/ban-do`);
    await mapOf(page);
    const shown = list(page).locator(".place:visible");
    const field = page.getByRole("searchbox", { name: "Tìm trên bản đồ" });
    const found = shown.getByRole("link", { name: "Trạm y tế Núi Ngọc", exact: true });
    await expect(shown).toHaveCount(50);
    await field.fill("nui ngoc y te");
    await expect(found).toBeVisible();
    await expect(shown).toHaveCount(1);
    await expect(page.getByText("Kết quả tìm “nui ngoc y te”")).toBeVisible();
    await expect(page.getByText("Bản đồ đang hiện 1 địa điểm.")).toBeVisible();
    await expectAccessible(page);
    // Marks that are typed are meant.
    await field.fill("núi ngóc");
    await expect(shown).toHaveCount(0);
    await field.fill("");
    await expect(shown).toHaveCount(50);
    await page.getByRole("combobox", { name: "Loại địa điểm" }).selectOption("Y tế");
    await expect(list(page).getByText("60 địa điểm", { exact: true })).toBeVisible();
    await expect(shown).toHaveCount(50);
    await list(page).getByRole("link", { name: "Trang 2" }).click();
    await expect(page).toHaveURL(/loai=Y/);
    await mapOf(page);
    await expect(shown).toHaveCount(10);
    await field.fill("nhà văn hóa 2");
    await expect(shown.first()).toBeVisible();
    await page.getByRole("combobox", { name: "Loại địa điểm" }).selectOption("");
    await field.fill("nui ngoc");
    await expect(found).toBeVisible();
    await expect(page.getByText("Kết quả tìm “nui ngoc”")).toBeVisible();
    // Items that came later point at the map as the first ones did.
    await found.focus();
    await expect(page.locator(".map-pin--pointed")).toHaveCount(1);
  });
});

test("a layer that is switched off leaves no gaps in a long list", async ({ page }) => {
  const places = Array.from({ length: 120 }, (_, index) => ({
    type: "Feature",
    properties: { id: `noi-${index}`, name: `Nơi ${index}`, kind: index < 60 ? "Chợ" : "Nhà trẻ" },
    geometry: { type: "Point", coordinates: [105.68 + (index % 10) * 0.005, 18.5 + Math.floor(index / 10) * 0.004] },
  }));
  const files = { "places.geojson": JSON.stringify({ type: "FeatureCollection", features: places }) };
  await withTown({ files, kinds: { Chợ: "Market", "Nhà trẻ": "Nursery" } }, async (server) => {
    await open(page, `${server.url}/ban-do`);
    await mapOf(page);
    const shown = list(page).locator(".place:visible");
    await expect(shown).toHaveCount(50);
    await expect(shown.first()).toContainText("Nơi 0");
    // The first page of the list is all markets.
    await page.getByRole("checkbox", { name: "Chợ" }).uncheck();
    await expect(shown.first()).toContainText("Nơi 60");
    await expect(shown).toHaveCount(50);
    await expect(list(page).getByText("60 địa điểm", { exact: true })).toBeVisible();
    await list(page).getByRole("link", { name: "Trang 2" }).click();
    await expect(page).toHaveURL(/bo-loai=/);
    await mapOf(page);
    await expect(page.getByRole("checkbox", { name: "Chợ" })).not.toBeChecked();
    await expect(shown).toHaveCount(10);
    await expect(page.getByText("Bản đồ đang hiện 60 địa điểm.")).toBeVisible();
  });
});

test("what the list cannot load is told", async ({ page, expectedErrors }) => {
  expectedErrors.push(/ERR_FAILED/);
  const places = Array.from({ length: 60 }, (_, index) => ({
    type: "Feature",
    properties: { id: `cho-${index}`, name: `Chợ ${index}`, kind: "Chợ" },
    geometry: { type: "Point", coordinates: [105.7, 18.5 + index * 0.001] },
  }));
  const files = { "places.geojson": JSON.stringify({ type: "FeatureCollection", features: places }) };
  await withTown({ files, kinds: { Chợ: "Market" } }, async (server) => {
    await open(page, `${server.url}/ban-do`);
    await mapOf(page);
    await page.route("**/ban-do?tim=*", (route) => route.abort());
    await page.getByRole("searchbox", { name: "Tìm trên bản đồ" }).fill("cho 55");
    await expect(page.getByText("Chưa tải được danh sách")).toBeVisible();
  });
});

test("a place has an address that opens it on the map", async ({ page }) => {
  await open(page, "/ban-do");
  await list(page).getByRole("link", { name: "Đền Song Trạng", exact: true }).click();
  await expect(page).toHaveURL(/\/ban-do\/den-song-trang$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Đền Song Trạng");
  const map = await mapOf(page);
  await expect(map.getByRole("link", { name: "Đền Song Trạng" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Chỉ đường đến Đền Song Trạng" })).toHaveAttribute("href", /^geo:18\.54,105\.68\?q=/);
  await expect(list(page).getByText("18.54, 105.68")).toBeVisible();
});

test("the position is asked for on a press alone, and stays on the device", async ({ page, context }) => {
  await context.grantPermissions(["geolocation"]);
  await context.setGeolocation({ latitude: 18.5402, longitude: 105.7071, accuracy: 12 });
  const addresses = [];
  page.on("request", (request) => addresses.push(`${request.url()} ${request.postData() ?? ""}`));
  await open(page, "/ban-do?thoi-diem=2025-06-30");
  await mapOf(page);
  await page.getByRole("button", { name: "Vị trí của tôi" }).click();
  await expect(page.getByText("Bạn đang ở phường Bắc Hồng (sai số khoảng 12 m).")).toBeVisible();
  await context.setGeolocation({ latitude: 21.03, longitude: 105.85, accuracy: 12 });
  await page.getByRole("button", { name: "Vị trí của tôi" }).click();
  await expect(page.getByText("Bạn đang ở ngoài các khu vực trên bản đồ này.")).toBeVisible();
  expect(addresses.filter((address) => /18\.54|105\.70|21\.03/.test(address))).toEqual([]);
});

test("a position that is only roughly known names no ward, and an old one does not stay", async ({ page, context }) => {
  await context.grantPermissions(["geolocation"]);
  await context.setGeolocation({ latitude: 18.5402, longitude: 105.7071, accuracy: 25_000 });
  await open(page, "/ban-do");
  await mapOf(page);
  const locate = page.getByRole("button", { name: "Vị trí của tôi" });
  await locate.click();
  await expect(page.getByText("sai số khoảng 25 km")).toBeVisible();
  await expect(page.getByTitle("Vị trí của bạn")).toBeVisible();
  await context.setGeolocation({ latitude: 21.03, longitude: 105.85, accuracy: 12 });
  await locate.click();
  await expect(page.getByText("Bạn đang ở ngoài các khu vực trên bản đồ này.")).toBeVisible();
  await expect(page.getByTitle("Vị trí của bạn")).toHaveCount(0);
  await context.setGeolocation(null);
  await locate.click();
  await expect(page.getByText("Chưa xác định được vị trí.")).toBeVisible();
});

test("a position near the town is told to be too vague, not outside", async ({ page, context }) => {
  await context.grantPermissions(["geolocation"]);
  // Some two kilometres to the south.
  await context.setGeolocation({ latitude: 18.47, longitude: 105.7, accuracy: 5000 });
  await open(page, "/ban-do");
  await mapOf(page);
  const locate = page.getByRole("button", { name: "Vị trí của tôi" });
  await locate.click();
  await expect(page.getByText("Vị trí chỉ là ước chừng (sai số khoảng 5 km)")).toBeVisible();
  await expect(page.getByTitle("Vị trí của bạn")).toBeVisible();
  await context.setGeolocation({ latitude: 18.47, longitude: 105.7, accuracy: 100 });
  await locate.click();
  await expect(page.getByText("Bạn đang ở ngoài các khu vực trên bản đồ này.")).toBeVisible();
});

test("a position that cannot be compared says that the borders did not come", async ({ page, context, expectedErrors }) => {
  expectedErrors.push(/ERR_FAILED/);
  await context.grantPermissions(["geolocation"]);
  await context.setGeolocation({ latitude: 18.5402, longitude: 105.7071, accuracy: 12 });
  await open(page, "/ban-do");
  await mapOf(page);
  await page.route("**/api/v1/map?*", (route) => route.abort());
  await page.getByRole("button", { name: "Vị trí của tôi" }).click();
  await expect(page.getByText("Chưa tải được ranh giới các phường, xã")).toBeVisible();
});

test("full screen shows the whole map, and is left by the same button", async ({ page }) => {
  await open(page, "/ban-do");
  const map = await mapOf(page);
  await page.getByRole("button", { name: "Toàn màn hình", exact: true }).click();
  const leave = page.getByRole("button", { name: "Thoát toàn màn hình" });
  await expect(leave).toBeVisible();
  await expect(map).toBeInViewport({ ratio: 1 });
  await expectAccessible(page);
  await leave.click();
  await expect(page.getByRole("button", { name: "Toàn màn hình", exact: true })).toBeVisible();
});

test("two fingers zoom the map and not the page", async ({ page, isMobile }) => {
  test.skip(!isMobile, "a mouse has no fingers");
  await open(page, "/ban-do");
  const map = await mapOf(page);
  await map.scrollIntoViewIfNeeded();
  const scale = map.locator(".leaflet-control-scale-line");
  const before = await scale.textContent();
  const { x, y, width, height } = await map.boundingBox();
  const session = await page.context().newCDPSession(page);
  const touch = (type, distance) =>
    session.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: [-distance, distance].map((from, id) => ({ x: x + width / 2 + from, y: y + height / 3, id })),
    });
  await touch("touchStart", 30);
  for (let distance = 30; distance <= 120; distance += 10) {
    await touch("touchMove", distance);
    await page.evaluate(() => new Promise(requestAnimationFrame));
  }
  await session.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await expect(scale).not.toHaveText(before);
  expect(await page.evaluate(() => visualViewport.scale)).toBe(1);
});

test("a finger beside its dot opens a place, and finds links as high as itself", async ({ page, isMobile }) => {
  test.skip(!isMobile, "a mouse points exactly");
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, "/ban-do");
  const map = await mapOf(page);
  await page.getByRole("searchbox", { name: "Tìm trên bản đồ" }).fill("den song");
  const pin = map.getByRole("button", { name: "Đền Song Trạng, Di tích, danh thắng" });
  await expect(pin).toBeVisible();
  await map.evaluate((element) => element.scrollIntoView({ block: "center" }));
  const { x, y, width, height } = await pin.boundingBox();
  const beside = [x + width / 2 - 20, y + height / 2];
  expect(await pin.evaluate((pin, beside) => document.elementFromPoint(...beside) === pin, beside)).toBe(true);
  await page.touchscreen.tap(...beside);
  const popup = map.locator(".leaflet-popup-content");
  await expect(popup.getByRole("link", { name: "Chỉ đường" })).toBeVisible();
  for (const link of await popup.getByRole("link").all()) {
    expect((await link.boundingBox()).height).toBeGreaterThanOrEqual(44);
  }
});

test("paper gets the drawing and the list, and nothing to press", async ({ page }) => {
  await open(page, "/ban-do");
  const map = await mapOf(page);
  const drawing = page.locator(".map-page__map").getByRole("group", { name: /^Sơ đồ các phường, xã/ });
  const onScreen = [
    map,
    page.getByRole("button", { name: "In bản đồ" }),
    page.getByRole("group", { name: "Lớp địa điểm" }),
    page.getByRole("searchbox", { name: "Tìm trên bản đồ" }),
    page.getByRole("link", { name: "Trước 1/7/2025", exact: true }),
  ];
  await expect(drawing).toBeHidden();
  for (const part of onScreen) await expect(part).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(drawing).toBeVisible();
  for (const part of onScreen) await expect(part).toBeHidden();
  await expect(list(page).getByRole("link", { name: "Đền Song Trạng", exact: true })).toBeVisible();
  await page.emulateMedia({ media: "screen" });
  await expect(map).toBeVisible();
  await expect(drawing).toBeHidden();
});

test("the names on the drawing grow with the text, and stay apart", async ({ page, expectedErrors }) => {
  expectedErrors.push(/leaflet/);
  await page.route("**/vendor/leaflet/**", (route) => route.abort());
  await openWithFont(page, "/ban-do?thoi-diem=2025-06-30");
  const names = page.locator(".map-page__map .map-outline__label");
  await expect(names).toHaveCount(6);
  await expect(page.getByText("Chưa tải được bản đồ tương tác")).toBeVisible();
  const size = () => names.first().evaluate((name) => Number.parseFloat(getComputedStyle(name).fontSize));
  expect(await size()).toBe(12.5);
  await page.evaluate(() => document.documentElement.setAttribute("data-text-size", "largest"));
  expect(await size()).toBeGreaterThan(14.5);
  const rooms = await names.evaluateAll((names) => names.map((name) => name.getBoundingClientRect().toJSON()));
  const meet = (one, other) =>
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
  const met = rooms.filter((one, index) => rooms.slice(index + 1).some((other) => meet(one, other)));
  expect(met).toEqual([]);
});

test("going back and forth between map and place shows one map each time", async ({ page }) => {
  await open(page, "/ban-do");
  await mapOf(page);
  await list(page).getByRole("link", { name: "Đền Song Trạng", exact: true }).click();
  await expect(page).toHaveURL(/den-song-trang$/);
  const map = await mapOf(page);
  await expect(map.getByRole("link", { name: "Đền Song Trạng" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Bản đồ thị xã Hồng Lĩnh");
  await mapOf(page);
  await page.goForward();
  await page.goBack();
  await page.goForward();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Đền Song Trạng");
  await mapOf(page);
  await expect(map.getByRole("link", { name: "Đền Song Trạng" })).toBeVisible();
  await expect(page.locator(".map-canvas")).toHaveCount(1);
});

test("a map that was left goes, and does not stay in memory", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, "/ban-do");
  await mapOf(page);
  await page.evaluate(() => {
    globalThis.maps = [];
    globalThis.removed = 0;
    globalThis.L.Map.addInitHook(function () {
      globalThis.maps.push(new WeakRef(this));
      this.on("unload", () => {
        globalThis.removed += 1;
      });
    });
  });
  const made = () => page.evaluate(() => globalThis.maps.length);
  const title = page.getByRole("heading", { level: 1 });
  await list(page).getByRole("link", { name: "Đền Song Trạng", exact: true }).click();
  await expect(title).toHaveText("Đền Song Trạng");
  await expect.poll(made).toBeGreaterThanOrEqual(1);
  await mapOf(page);
  await page.goBack();
  await expect(title).toHaveText("Bản đồ thị xã Hồng Lĩnh");
  await expect.poll(made).toBeGreaterThanOrEqual(2);
  await mapOf(page);
  await page.goForward();
  await expect(title).toHaveText("Đền Song Trạng");
  await expect.poll(made).toBeGreaterThanOrEqual(3);
  await mapOf(page);
  // A page without a map.
  await page.getByRole("banner").getByRole("link", { name: "Trang chủ" }).first().click();
  await expect(page).toHaveURL("/");
  await expect.poll(() => page.evaluate(() => globalThis.removed)).toBe(await made());
  // One at most: browsers themselves may still hold what had the focus or the pointer last.
  const kept = async () => {
    await page.requestGC();
    return await page.evaluate(() => globalThis.maps.filter((map) => map.deref()).length);
  };
  await expect.poll(kept).toBeLessThanOrEqual(1);
});

test("in English kinds are English, and names say that they are Vietnamese", async ({ page }) => {
  await open(page, "/en/ban-do?thoi-diem=2025-06-30");
  const map = page.getByRole("region", { name: /^Map; move it/ });
  await expect(map.getByRole("button", { name: "Đức Thuận ward" })).toBeVisible();
  await expect(page.getByRole("checkbox", { name: "Monument or sight" })).toBeChecked();
  const place = list(page).locator('[data-place="den-song-trang"]');
  await expect(place.getByRole("link", { name: "Đền Song Trạng", exact: true })).toHaveAttribute("lang", "vi");
  await expect(place.getByText("Monument or sight")).toBeVisible();
  await page.getByRole("combobox", { name: "Kind of place" }).selectOption({ label: "Craft village (2)" });
  await expect(list(page).locator(".place:visible")).toHaveCount(2);
  await expect(page.getByText("The map shows 2 places.")).toBeVisible();
  await page.getByRole("searchbox", { name: "Search the map" }).fill("craft village duc thuan");
  await expect(list(page).locator(".place:visible").first()).toBeVisible();
  await expectAccessible(page);
});

test("a refused position is told", async ({ page }) => {
  await open(page, "/ban-do");
  await mapOf(page);
  await page.getByRole("button", { name: "Vị trí của tôi" }).click();
  await expect(page.getByText("Trình duyệt không được phép cho biết vị trí.")).toBeVisible();
});

test("the drawing stays when the extras cannot be loaded", async ({ page, expectedErrors }) => {
  expectedErrors.push(/leaflet/);
  await page.route("**/vendor/leaflet/**", (route) => route.abort());
  await open(page, "/ban-do");
  await expect(page.getByText("Chưa tải được bản đồ tương tác")).toBeVisible();
  await expect(page.getByRole("group", { name: /^Sơ đồ các phường, xã/ })).toBeVisible();
});

test("other pages load nothing of the map", async ({ page }) => {
  const addresses = [];
  page.on("request", (request) => addresses.push(request.url()));
  await open(page, "/");
  await page.waitForLoadState("networkidle");
  expect(addresses.filter((address) => /extras|leaflet|map\/places/.test(address))).toEqual([]);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the map is a drawing with links, and the server searches", async ({ page }) => {
    await page.goto("/ban-do");
    await page.getByRole("link", { name: "Trước 1/7/2025", exact: true }).click();
    const drawing = page.getByRole("group", { name: /^Sơ đồ các phường, xã/ });
    await expect(drawing.getByRole("link")).toHaveCount(6);
    await page.getByRole("searchbox", { name: "Tìm trên bản đồ" }).fill("ren van");
    await page.getByRole("button", { name: "Tìm", exact: true }).click();
    await expect(page).toHaveURL(/thoi-diem=2025-06-30/);
    await expect(list(page).locator(".place")).toHaveCount(2);
    await page.goto("/ban-do?thoi-diem=2025-06-30");
    await drawing.getByRole("link", { name: "phường Đức Thuận" }).focus();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/ban-do\/khu-vuc\/duc-thuan$/);
    await expect(page.getByRole("heading", { name: "Tin của khu vực này" })).toBeVisible();
    await expect(page.getByRole("main").locator('a[href^="/bai-viet/"]').first()).toBeVisible();
  });
});
