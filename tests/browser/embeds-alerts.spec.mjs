import { element, expectFitting, inside, test, withAlert } from "./support/embed.mjs";
import { expect } from "./support/portal.mjs";

const PARTS = ["canh-bao", "tin-moi"];

test("in another site's page an alert goes at its time, also when nothing comes from the server", async ({
  page,
  context,
  visit,
  portal,
  expectedErrors,
}) => {
  expectedErrors.push(/ERR_FAILED|ERR_INTERNET_DISCONNECTED/);
  await page.clock.install();
  await page.route("**/api/v1/live*", (route) => route.abort());
  const notice = (part) => inside(page, part).getByText("Nước lên", { exact: true });
  const none = inside(page, "canh-bao").getByText("Hiện không có cảnh báo nào.");
  await withAlert(portal, async () => {
    await visit(PARTS.map((part) => element(part)).join(""));
    for (const part of PARTS) {
      await expectFitting(page, part);
      await expect(notice(part)).toBeVisible();
    }
    await expect(none).toBeHidden();
    await context.setOffline(true);
    // The alert is for a day.
    await page.clock.fastForward("23:00:00");
    for (const part of PARTS) await expect(notice(part)).toBeVisible();
    await page.clock.fastForward("02:00:00");
    for (const part of PARTS) await expect(notice(part)).toBeHidden();
    await expect(none).toBeVisible();
    for (const part of PARTS) await expectFitting(page, part);
  });
});
