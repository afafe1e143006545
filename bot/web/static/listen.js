// The sound of a message: one at a time, only when asked for, and kept nowhere.

import { element } from "./elements.js";

const PATIENCE = 18_000; // milliseconds; a piece that nobody heard before takes half a second to make
const PAUSE = 350; // milliseconds between two pieces, as between two sentences
const player = new Audio();
let now = null; // the button whose sound is heard or on its way

/** A button that plays and stops; `failed` tells her that there is no sound. */
export function listen(slip, words, failed) {
  const button = element("button", { type: "button", className: "listen", text: words.listen, lang: words.lang });
  button.dataset.stop = words.stop;
  button.dataset.listen = words.listen;
  button.addEventListener("click", () => (now === button ? hush() : play(button, slip, failed)));
  return button;
}

async function play(button, slip, failed) {
  hush();
  now = button;
  wear(button, "loading");
  try {
    await heard(button, slip);
  } catch {
    if (now !== button) return;
    hush();
    failed();
  }
}

/** Piece after piece; while one is heard the next is on its way. */
async function heard(button, slip) {
  let next = fetched(slip);
  while (next) {
    const { content, rest } = await next;
    if (now !== button) return; // she pressed another meanwhile
    next = rest ? fetched(rest) : null;
    next?.catch(() => {}); // told when it is its turn
    await toItsEnd(button, content);
    if (next) await new Promise((go) => setTimeout(go, PAUSE));
    if (now !== button) return;
  }
  hush();
}

async function toItsEnd(button, content) {
  release();
  player.src = URL.createObjectURL(content);
  const ended = new Promise((heardAll, broken) => {
    player.onended = heardAll;
    player.onerror = broken;
  });
  await player.play();
  if (now === button) wear(button, "playing");
  await ended;
}

async function fetched(slip) {
  const response = await fetch("/simulator/sound", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ slip }),
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (!response.ok) throw response.status;
  return { content: await response.blob(), rest: response.headers.get("x-rest") };
}

/** Silence: nothing is heard, and nothing on its way will be. */
function hush() {
  if (now) wear(now, "");
  now = null;
  player.pause();
  release();
  player.removeAttribute("src");
}

function release() {
  if (player.src) URL.revokeObjectURL(player.src);
}

function wear(button, state) {
  button.dataset.state = state;
  button.textContent = state ? button.dataset.stop : button.dataset.listen;
}

addEventListener("pagehide", hush);
