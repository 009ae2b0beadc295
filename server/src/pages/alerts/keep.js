// Brings the service worker, by which the page can be read without a network; after the page, which comes first. The
// app's files come with it, which are too much for a line that has to be spared.
addEventListener("load", () => setTimeout(async () => {
  const workers = navigator.serviceWorker;
  const { saveData, effectiveType } = navigator.connection ?? {};
  if (saveData || /2g$/.test(effectiveType)) return;
  try {
    const { controller } = workers;
    await workers.register("/service-worker.js", { updateViaCache: "none" });
    const { active } = await workers.ready;
    // Not as a visit, at which it would fetch what one may read later. One that was there has kept the page.
    if (!controller) active.postMessage({ kind: "alerts", language: document.documentElement.lang });
  } catch {}
}, 1000));
