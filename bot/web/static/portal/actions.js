// What the midwife takes along: the block for the record, the files, paper. And that she is done.

import { element } from "../elements.js";
import { withNumbers } from "./numbers.js";
import { said, tell } from "./words.js";

/** The Dutch block with its button; whether copying worked is announced. */
export function copyable(record) {
  const block = element("pre", { lang: "nl", tabindex: "0", role: "group" }, ...withNumbers(record));
  const heading = said("h2", "record", { id: "record" });
  block.setAttribute("aria-labelledby", heading.id);
  const status = element("p", { role: "status" });
  const copy = async () => {
    tell(status);
    const copied = await navigator.clipboard.writeText(record).then(() => true, () => false);
    if (!copied) getSelection().selectAllChildren(block);
    tell(status, copied ? "copied" : "not_copied");
  };
  const top = element("div", { className: "actions" }, heading, button("copy", copy), status);
  return element("section", {}, top, block);
}

export function actions({ pdf, madeOn }, text, done) {
  const name = `wiegwijzer-${madeOn}`;
  const buttons = [
    ...(pdf ? [button("pdf", () => save(pdf, "application/pdf", `${name}.pdf`))] : []),
    button("fhir", () => save(text, "application/fhir+json", `${name}.json`)),
    button("print", () => print()),
  ];
  return element(
    "section",
    { className: "not-on-paper" },
    said("h2", "keep"),
    element("div", { className: "actions" }, ...buttons),
    element("p", {}, said("small", "keep_hint")),
    element("div", { className: "actions" }, button("done", done)),
    element("p", {}, said("small", "done_hint")),
  );
}

function button(key, pressed) {
  const made = said("button", key, { type: "button" });
  made.addEventListener("click", pressed);
  return made;
}

function save(content, type, download) {
  const href = URL.createObjectURL(new Blob([content], { type }));
  element("a", { href, download }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000); // some browsers read it a little later
}

// On paper everything is unfolded, and afterwards the page is as it was.
let unfolded = [];
addEventListener("beforeprint", () => {
  unfolded = [...document.querySelectorAll("details:not([open])")];
  for (const one of unfolded) one.open = true;
});
addEventListener("afterprint", () => {
  for (const one of unfolded) one.open = false;
});
