// Buttons that write can be pressed in a frame that is seen, and has been for a moment: a page that makes the frame
// transparent, lays something over it or shows a sliver of it, to have somebody press what they do not see, gets
// nothing. The code that is typed in the next step is the second lock, and the only one without scripts.

/** How long the button has to be seen before it can be pressed, in milliseconds. */
const MOMENT = 600;
/** Of a button, how much. */
const SHARE = 0.9;
/** CSS pixels; a narrower frame is none that one reads in. */
const NARROWEST = 200;

export function guard() {
  for (const form of document.querySelectorAll("[data-guarded]")) {
    const button = form.querySelector("[type=submit]");
    const note = form.querySelector(".embed-article__guard");
    let isSeen = false;
    let waiting;
    const allow = (allowed) => {
      button.disabled = !allowed;
      note.hidden = allowed;
    };
    const check = () => {
      clearTimeout(waiting);
      if (!isSeen || innerWidth < NARROWEST) allow(false);
      // While another tab is looked at nothing is pressed, and nothing counts as seen.
      else if (document.visibilityState === "visible") waiting = setTimeout(allow, MOMENT, true);
    };
    allow(false);
    // The observer tells of changes on the page alone, and of none where the button stays in view.
    document.addEventListener("visibilitychange", check);
    addEventListener("resize", check);
    // What is known of elements above it (`isVisible`) only Chromium tells; elsewhere size and place have to do.
    new IntersectionObserver(
      (entries) => {
        const { isIntersecting, intersectionRatio, isVisible = true } = entries.at(-1);
        isSeen = isIntersecting && intersectionRatio >= SHARE && isVisible;
        check();
      },
      { threshold: [0, SHARE, 1], trackVisibility: true, delay: 100 },
    ).observe(button);
  }
}
