// The page's own words, in Dutch or English. Whatever carries `data-t` changes with the language where it stands.

import { byId } from "../elements.js";

const words = await (await fetch(new URL("portal.json", import.meta.url))).json();
let ui = document.documentElement.lang;

/** Put the words of `key` in a node; `n` is a number or letter in them. No key: no words. */
export function tell(node, key = "", n = "") {
  Object.assign(node.dataset, { t: key, n });
  node.textContent = key && words[ui][key].replace("{n}", () => n);
}

/** A node with the words of `key` in it. */
export function said(tag, key, attributes = {}) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  tell(node, key);
  return node;
}

function speak() {
  document.documentElement.lang = ui;
  document.title = words[ui].title;
  byId("leave-more").dataset.left = words[ui].leave_more;
  for (const node of document.querySelectorAll("[data-t]")) tell(node, node.dataset.t, node.dataset.n);
  const { other, other_name: textContent } = words[ui];
  Object.assign(byId("other"), { lang: other, hreflang: other, href: `?ui=${other}`, textContent });
}

byId("other").addEventListener("click", (event) => {
  event.preventDefault(); // a link's key, and what is being read, would be lost with the page
  ui = words[ui].other;
  speak();
});
