/** How many steps a finger makes on its way. */
const STEPS = 8;

/** Moves fingers over the screen, each `from` one point `to` another, in CSS pixels of the window. */
export async function drag(page, ...fingers) {
  const client = await page.context().newCDPSession(page);
  const at = (share) =>
    fingers.map(({ from, to }, id) => ({
      id,
      x: from.x + (to.x - from.x) * share,
      y: from.y + (to.y - from.y) * share,
    }));
  const send = (type, touchPoints) => client.send("Input.dispatchTouchEvent", { type, touchPoints });
  await send("touchStart", at(0));
  for (let step = 1; step <= STEPS; step += 1) await send("touchMove", at(step / STEPS));
  await send("touchEnd", []);
  await client.detach();
}
