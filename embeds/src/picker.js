// /nhung: shows each change of the form at once, and copies the line. The server makes what is shown, as it does
// for those who have no script.

const form = document.querySelector(".picker-form");
const result = document.getElementById("ket-qua");
const articles = document.getElementById("bai");
const address = document.getElementById("dia-chi");
const PAUSE = 300;

/** Fields of other kinds of parts. */
function showFields() {
  const kind = new FormData(form).get("phan");
  for (const field of form.querySelectorAll("[data-for]")) {
    field.hidden = !field.dataset.for.split(" ").includes(kind);
  }
  // Of what is wrong in a field that is not there nothing is said.
  address.disabled = address.closest("[data-for]").hidden;
}

/** Chooses in the list the article whose address was typed, as `page` does. */
function takeArticle(page) {
  address.setAttribute("aria-invalid", page.getElementById("dia-chi").hasAttribute("aria-invalid"));
  if (address.disabled || address.value === "") return;
  const shown = page.getElementById("bai");
  const { value, selectedOptions } = shown;
  const isListed = [...articles.options].some((option) => option.value === value);
  if (!isListed) articles.append(...selectedOptions);
  articles.value = value;
}

function showButtons() {
  for (const button of result.querySelectorAll("[data-copy]")) button.hidden = false;
}

let newest = 0;
async function showChoice() {
  const number = (newest += 1);
  const choice = `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`;
  const answer = await fetch(choice);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  // An answer that comes late is not put in the place of a later one.
  if (number !== newest) return;
  const shown = page.getElementById("ket-qua");
  // Parsed where no scripts run, it is elements; written out and read again where they do, it would be text that
  // anything in it might end.
  for (const plain of shown.querySelectorAll("noscript")) plain.remove();
  result.replaceChildren(...shown.childNodes);
  history.replaceState(null, "", choice);
  takeArticle(page);
  showButtons();
}

let waiting;
form.addEventListener("input", ({ target }) => {
  // What is chosen last holds.
  if (target === articles) address.value = "";
  showFields();
  clearTimeout(waiting);
  // Without a network the form is still there to send.
  waiting = setTimeout(() => showChoice().catch(() => {}), PAUSE);
});

result.addEventListener("click", async ({ target }) => {
  const { copy } = target.dataset;
  if (!copy) return;
  const field = document.getElementById(copy);
  const status = target.parentElement.querySelector("[role=status]");
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    status.textContent = status.dataset.copied;
  } catch {
    // It is selected, and can be copied by hand.
  }
});

showFields();
showButtons();
