// Her own page: what she does goes to the server, what it answers is shown. Nothing is kept in the browser.

import { byId, element } from "../elements.js";
import { opened, takeFragment } from "../portal/fragment.js";

const ALONE = 600_000; // milliseconds without an answer, after which nothing is shown any more
const words = document.body.dataset;
const main = byId("main");
let token = opened;
let trail = []; // steps that were asked, for going back
let timer = 0;

async function go(step = "", given = "") {
  const mine = token;
  for (const button of main.querySelectorAll("button")) button.disabled = true;
  let response;
  try {
    response = await fetch("/p/on", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token: mine, step, given }),
      signal: AbortSignal.timeout(30_000),
    });
    if (response.status !== 404 && !response.ok) throw response.status;
    const answer = response.ok ? await response.json() : null;
    if (mine !== token) return; // she left, or opened another link
    answer ? show(answer) : over();
  } catch {
    if (mine === token) put(element("p", { text: words.away }), press(words.again, () => go(step, given)));
  }
}

function show({ step, said }) {
  clearTimeout(timer);
  timer = setTimeout(over, ALONE);
  if (step && trail.at(-1) !== step) trail.push(step);
  const shown = said.flatMap(({ text, language: lang, dir, lane, buttons }) => [
    element("p", { text, lang, dir, className: lane === "urgent" ? "urgent" : "" }),
    ...buttons.map(([label, given]) => press(label, () => go(step, given), { lang, dir })),
  ]);
  if (!step) shown.push(element("p", { text: words.end }));
  if (step && trail.length > 1) shown.push(press(words.back, back));
  put(...shown);
}

function back() {
  trail.pop();
  go(trail.at(-1));
}

function press(text, act, attributes = {}) {
  const button = element("button", { text, type: "button", ...attributes });
  button.addEventListener("click", act);
  return button;
}

function put(...nodes) {
  main.replaceChildren(...nodes);
  scrollTo(0, 0);
  main.focus();
}

/** Whatever was shown leaves the page. */
function over() {
  clearTimeout(timer);
  token = "";
  trail = [];
  put(element("p", { text: words.over }));
}

function arrive(words) {
  over();
  token = words;
  if (token) go();
}

addEventListener("hashchange", () => arrive(takeFragment()));
addEventListener("pagehide", over);
arrive(token);
