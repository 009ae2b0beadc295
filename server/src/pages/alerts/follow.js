// Hides what has ended, also without a network, and shows what is new.
{
  const at = (id) => document.getElementById(id);
  const list = at("dang-co");
  const lost = at("mat-mang");
  let ahead = 0;
  const hideEnded = () => {
    let shown = 0;
    for (const notice of document.querySelectorAll("[data-until]")) {
      notice.hidden = notice.dataset.until * 1000 <= Date.now() + ahead;
      if (!notice.hidden) shown += 1;
    }
    at("khong-co").hidden = shown > 0;
  };
  const refresh = async () => {
    const answer = await fetch(location.href, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of ["dang-co", "da-het"]) at(id).innerHTML = page.getElementById(id).innerHTML;
    list.dataset.version = page.getElementById("dang-co").dataset.version;
    hideEnded();
  };
  const follow = () => {
    const live = new EventSource("/api/v1/live");
    live.addEventListener("alert", ({ data }) => {
      const { version, now } = JSON.parse(data);
      ahead = Date.parse(now) - Date.now();
      lost.textContent = "";
      hideEnded();
      // What cannot be had now comes with the next event, or when the stream is opened again.
      if (version !== list.dataset.version) refresh().catch(() => {});
    });
    live.onerror = () => {
      lost.textContent = lost.dataset.text;
      if (live.readyState === 2) setTimeout(follow, 5000);
    };
  };
  hideEnded();
  setInterval(hideEnded, 1000);
  follow();
}
