// What was shared, on the screen. Words are put in by textContent only; each in its own language and direction.

import { element } from "../elements.js";
import { actions, copyable } from "./actions.js";
import { readBundle } from "./bundle.js";
import { withNumbers } from "./numbers.js";
import { said } from "./words.js";

/** Fills `place` and returns its heading. `done` is called when the reader wants the page emptied. */
export function show(place, text, done) {
  const page = readBundle(text);
  const heading = said("h1", "warning", { tabindex: "-1" });
  place.replaceChildren(
    heading,
    ...(page.first ? [inShort(page.first)] : []),
    ...(page.record ? [copyable(page.record)] : []),
    element("section", {}, said("h2", "shared"), ...page.sections.map((one) => folded(one, page.picture))),
    actions(page, text, done),
  );
  return heading;
}

function inShort({ rows }) {
  const lines = rows.flatMap(({ asked, told }) => [element("dt", {}, ...asked.slice(0, 1).map(plain)), element("dd", {}, ...told.slice(0, 1).map(plain))]);
  return element("section", {}, said("h2", "first"), element("dl", {}, ...lines));
}

function folded({ code, title, rows }, picture) {
  const drawing = code === "kaart" && picture ? [drawn(picture, rows)] : [];
  const names = title.map(plain).flatMap((name, place) => (place ? [" · ", name] : [name]));
  const list = element("ul", { className: "rows" }, ...rows.map(row));
  return element("details", {}, element("summary", {}, element("span", {}, ...names)), ...drawing, list);
}

/** Dutch and her language side by side; one column for her own words, with the question in both. */
function row({ asked, told }) {
  if (told.length < 2) return element("li", {}, side(asked, told));
  return element("li", {}, ...told.map((one, place) => side(asked.slice(place, place + 1), [one])));
}

const side = (asked, told) => element("div", {}, ...asked.map(paragraph("asked")), ...told.map(paragraph("told")));
const paragraph = (className) => ({ text, lang, dir }) => element("p", { className, lang, dir }, ...withNumbers(text));

const plain = ({ text, lang, dir }) => element("span", { lang, dir }, ...withNumbers(text));

/** On a canvas: an image element would need an address, and the page's policy allows none but our own files. */
function drawn(png, rows) {
  const canvas = element("canvas", { role: "img", lang: "nl", "aria-label": rows.map(({ told }) => told[0].text).join(" ") });
  createImageBitmap(new Blob([png], { type: "image/png" })).then(
    (bitmap) => {
      Object.assign(canvas, { width: bitmap.width, height: bitmap.height });
      canvas.getContext("2d").drawImage(bitmap, 0, 0);
    },
    () => canvas.replaceWith(said("p", "picture_gone")),
  );
  return canvas;
}
