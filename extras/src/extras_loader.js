// Starts the extras. What of them does not come is told as if this script itself had not come: to whoever put it into
// the page (src/hooks/extras.rs), since of a module that fails while it runs browsers tell nobody. They also keep a
// module that failed under its address, so each try has one of its own, which goes on to what it loads.

const { href, search } = new URL(import.meta.url);
try {
  const { default: init } = await import(`./extras.js${search}`);
  await init();
} catch (error) {
  console.warn(error);
  for (const script of document.scripts) {
    if (script.src === href) script.dispatchEvent(new Event("error"));
  }
}
