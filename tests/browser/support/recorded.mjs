// The style guide is sent without scripts, so what the extras build is shown there by its markup, written down
// here from the running portal. A component that has changed since fails; `--update-snapshots` writes it anew.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { expect, expectAccessible, test } from "./portal.mjs";
import { root } from "./server.mjs";

const FOLDER = join(root, "src/pages/style_guide/recorded");

/** Compares the markup of `element` with what the style guide shows as `name`; its page has to be accessible, too. */
export async function expectRecorded(element, name) {
  await expectAccessible(element.page());
  const html = await element.evaluate(frozen, name);
  const file = join(FOLDER, `${name}.html`);
  if (["all", "changed"].includes(test.info().config.updateSnapshots)) {
    await writeFile(file, html);
  }
  expect(html, `${name} as the style guide shows it`).toBe(await readFile(file, "utf8"));
}

/** The markup with what is seen as attributes, and without what differs from place to place and time to time. */
function frozen(element, name) {
  const copy = element.cloneNode(true);
  const of = (selector) => [copy, ...copy.querySelectorAll("*")].filter((each) => each.matches(selector));
  const fields = "input, select";
  const seen = element.querySelectorAll(fields);
  copy.querySelectorAll(fields).forEach((field, index) => {
    if (field.localName === "select") {
      [...field.options].forEach((option) => option.toggleAttribute("selected", option.value === seen[index].value));
    } else if (["checkbox", "radio"].includes(field.type)) {
      field.toggleAttribute("checked", seen[index].checked);
    } else if (field.type === "search") {
      field.setAttribute("value", seen[index].value);
    } else if (field.type === "range") {
      field.setAttribute("value", field.max === "100" ? seen[index].value : "21");
    }
  });
  for (const seek of of(".player__seek")) {
    seek.querySelector(".player__time").textContent = "0:21";
    seek.querySelector("input").setAttribute("aria-valuetext", "0:21");
  }
  // What stands elsewhere on the page is not there to be controlled.
  for (const each of of("[aria-controls]")) {
    if (!copy.querySelector(`[id="${each.getAttribute("aria-controls")}"]`)) each.removeAttribute("aria-controls");
  }
  for (const attribute of ["id", "for", "name", "aria-activedescendant", "aria-controls", "aria-labelledby", "aria-describedby"]) {
    for (const each of of(`[${attribute}]`)) {
      const values = each.getAttribute(attribute).split(" ");
      each.setAttribute(attribute, values.map((value) => `${name}-${value}`).join(" "));
    }
  }
  for (const attribute of ["autofocus", "style", "data-title", "data-address", "data-shown", "data-entry"]) {
    for (const each of of(`[${attribute}]`)) each.removeAttribute(attribute);
  }
  for (const link of of("a")) link.setAttribute("href", "#");
  for (const form of of("form")) form.setAttribute("action", "#");
  for (const image of of("img[src]")) image.setAttribute("src", "/logo.svg");
  for (const link of of(".outbox__receipt")) link.textContent = link.textContent.replace(/\S+$/, "7KQM-2XPD-9HTR");
  for (const time of of(".companion__text, .shelf__about, .outbox__about")) {
    const fixed = time.textContent.replace(/\d+:\d+ \d+\/\d+\/\d+/, "07:30 20/11/2026").replace(/[\d.,]+ [KM]B/, "120 KB");
    if (fixed !== time.textContent) time.textContent = fixed;
  }
  const html = copy.outerHTML.replaceAll("<!---->", "").replaceAll(location.origin, "https://thi-xa.example");
  // A line for each element, without a space that would be seen.
  return `${html.replaceAll("><", "\n><")}\n`;
}
