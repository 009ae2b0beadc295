// Hides what has ended, also without a network, and shows what is new.
{
  const at = (id) => document.getElementById(id);
  const list = at("dang-co");
  const lost = at("mat-mang");
  let ahead = 0;
  // Whether something may have changed that nothing tells of: places do when the portal is started again.
  let isOld = false;
  const hideEnded = () => {
    let shown = 0;
    for (const notice of document.querySelectorAll("[data-until]")) {
      notice.hidden = notice.dataset.until * 1000 <= Date.now() + ahead;
      if (!notice.hidden) shown += 1;
    }
    at("khong-co").hidden = shown > 0;
  };
  // What stands there already is left alone: screen readers say what comes into these places.
  const renew = (place, fresh) => {
    const key = ({ id, innerHTML }) => id + innerHTML;
    const keys = fresh.map(key);
    for (const notice of [...place.children]) if (!keys.includes(key(notice))) notice.remove();
    fresh.forEach((notice, index) => {
      const there = place.children[index];
      if (!there || key(there) !== keys[index]) place.insertBefore(notice, there);
    });
  };
  // Of these only what is other now is put in, and leaves the keyboard on the link where it is.
  const replace = (place, { innerHTML }) => {
    if (place.innerHTML === innerHTML) return;
    const link = place.contains(document.activeElement) && document.activeElement.href;
    place.innerHTML = innerHTML;
    if (link) [...place.querySelectorAll("a")].find(({ href }) => href === link)?.focus({ preventScroll: true });
  };
  const refresh = async () => {
    const answer = await fetch(location.href, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("dang-co");
    [...list.children].forEach((place, index) => renew(place, [...fresh.children[index].children]));
    for (const id of ["cap-nhat", "cac-trang", "tren-ban-do", "da-het"]) replace(at(id), page.getElementById(id));
    list.dataset.version = fresh.dataset.version;
    isOld = false;
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
      if (isOld || version !== list.dataset.version) refresh().catch(() => {});
    });
    live.onerror = () => {
      lost.textContent = lost.dataset.text;
      isOld = true;
      if (live.readyState === 2) setTimeout(follow, 5000);
    };
  };
  hideEnded();
  setInterval(hideEnded, 1000);
  follow();
}
