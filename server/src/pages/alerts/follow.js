// Hides what has ended, also without a network, and shows what is new.
{
  const at = (id) => document.getElementById(id);
  const list = at("dang-co");
  const lost = at("mat-mang");
  let ahead = 0;
  // Of asking again, in milliseconds.
  const firstPause = 1000;
  const longestPause = 60000;
  let waiting;
  let asked = 0;
  let answered = 0;
  // Which notices the portal has told of last.
  let announced = list.dataset.version;
  // Whether something may have changed that nothing tells of: places do when the portal is started again.
  let isOld = false;
  const isBehind = () => isOld || announced !== list.dataset.version;
  const hideEnded = () => {
    let shown = 0;
    for (const notice of document.querySelectorAll("[data-until]")) {
      notice.hidden = notice.dataset.until * 1000 <= Date.now() + ahead;
      if (!notice.hidden) shown += 1;
    }
    at("khong-co").hidden = shown > 0 || announced !== list.dataset.version;
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
  // Whether all of it is of now.
  const refresh = async () => {
    const turn = (asked += 1);
    const answer = await fetch(location.href, { cache: "no-store" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!answer.ok || turn < answered) return false;
    const fresh = page.getElementById("dang-co");
    // What the device keeps, which comes when the line is slow, is good when it has what was told of.
    const { savedAt } = page.documentElement.dataset;
    if (savedAt && fresh.dataset.version !== announced) return false;
    answered = turn;
    [...list.children].forEach((place, index) => renew(place, [...fresh.children[index].children]));
    for (const id of ["cap-nhat", "cac-trang", "tren-ban-do", "da-het"]) replace(at(id), page.getElementById(id));
    list.dataset.version = fresh.dataset.version;
    isOld = isOld && Boolean(savedAt);
    return !isOld;
  };
  // Asks until it is shown: at that moment everybody asks, and some get no answer.
  const catchUp = async (pause) => {
    const isNew = await refresh().catch(() => false);
    clearTimeout(waiting);
    hideEnded();
    lost.textContent = isNew || !isBehind() ? "" : lost.dataset.text;
    // Not again all at one moment.
    if (isBehind()) waiting = setTimeout(catchUp, pause * (1 + Math.random()), Math.min(pause * 2, longestPause));
  };
  const follow = () => {
    const live = new EventSource("/api/v1/live");
    live.addEventListener("alert", ({ data }) => {
      const { version, now } = JSON.parse(data);
      ahead = Date.parse(now) - Date.now();
      announced = version;
      hideEnded();
      if (isBehind()) catchUp(firstPause);
      else lost.textContent = "";
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
