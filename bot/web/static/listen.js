// The sound of a message: one at a time, only when asked for, and kept nowhere.

import { element } from "./elements.js";

const PATIENCE = 18_000; // milliseconds; a long message that nobody heard before takes three seconds to make
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
    const sound = await fetched(slip);
    if (now !== button) return; // she pressed another meanwhile
    player.src = URL.createObjectURL(sound);
    await player.play();
    if (now === button) wear(button, "playing");
  } catch {
    if (now !== button) return;
    hush();
    failed();
  }
}

async function fetched(slip) {
  const response = await fetch("/simulator/sound", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ slip }),
    signal: AbortSignal.timeout(PATIENCE),
  });
  if (!response.ok) throw response.status;
  return response.blob();
}

/** Silence: nothing is heard, and nothing on its way will be. */
function hush() {
  if (now) wear(now, "");
  now = null;
  player.pause();
  if (player.src) URL.revokeObjectURL(player.src);
  player.removeAttribute("src");
}

function wear(button, state) {
  button.dataset.state = state;
  button.textContent = state ? button.dataset.stop : button.dataset.listen;
}

player.addEventListener("ended", hush);
addEventListener("pagehide", hush);
