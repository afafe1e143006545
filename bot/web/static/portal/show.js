// What was shared, on the screen. Words are put in by textContent only; each in its own language and direction.

import { element } from "../elements.js";
import { actions, copyable } from "./actions.js";
import { readBundle } from "./bundle.js";
import { said } from "./words.js";

/** Fills `place` and returns its heading. `done` is called when the reader wants the page emptied. */
export function show(place, text, done) {
  const page = readBundle(text);
  const heading = said("h1", "warning", { tabindex: "-1" });
  place.replaceChildren(
    heading,
    ...page.first.map(inShort),
    ...(page.record ? [copyable(page.record)] : []),
    element("section", {}, said("h2", "shared"), ...page.sections.map((one) => folded(one, page.picture))),
    actions(page, text, done),
  );
  return heading;
}

function inShort({ rows }) {
  const lines = rows.flatMap(({ asked, told }) => [element("dt", {}, ...asked.slice(0, 1).map(plain)), element("dd", {}, plain(told[0]))]);
  return element("section", {}, said("h2", "first"), element("dl", {}, ...lines));
}

function folded({ code, title, rows }, picture) {
  const drawing = code === "netwerk" && picture ? [drawn(picture)] : [];
  const names = title.map(plain).flatMap((name, place) => (place ? [" · ", name] : [name]));
  const list = element("ul", { className: "rows" }, ...rows.map(row));
  return element("details", {}, element("summary", {}, element("span", {}, ...names)), ...drawing, list);
}

/** Dutch and her language side by side; one column where they are the same. */
function row({ asked, told }) {
  const sides = told.map((one, place) => {
    const question = asked[place] ?? asked[0];
    const before = question ? [element("p", { className: "asked" }, plain(question))] : [];
    return element("div", { lang: one.lang, dir: one.dir }, ...before, element("p", { className: "told", text: one.text }));
  });
  return element("li", {}, ...sides);
}

const plain = ({ text, lang, dir }) => element("span", { text, lang, dir });

/** Drawn on a canvas: an image element would need an address, and the page's policy allows none but our own files. */
function drawn({ png, words }) {
  const canvas = element("canvas", { role: "img", "aria-label": words.text, lang: words.lang, dir: words.dir });
  createImageBitmap(new Blob([png], { type: "image/png" })).then(
    (bitmap) => {
      Object.assign(canvas, { width: bitmap.width, height: bitmap.height });
      canvas.getContext("2d").drawImage(bitmap, 0, 0);
    },
    () => canvas.replaceWith(said("p", "picture_gone")),
  );
  return canvas;
}
