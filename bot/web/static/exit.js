// Leaving at once, by button or by Shift three times; after GOV.UK's "Exit this page". Escape would stop the loading.

const TIMES = 3;
const WITHIN = 5_000; // milliseconds between two presses

/** Blank first: what comes next may be slow, and "back" must not bring this page again. */
export function leave(elsewhere) {
  document.title = "";
  document.body.replaceChildren();
  location.replace(elsewhere);
}

/** `button` carries where to go in data-exit. `heard` is told how many presses are still needed. */
export function quickExit(button, heard = () => {}) {
  const go = () => leave(button.dataset.exit);
  let times = 0;
  let last = 0;
  let alone = false;
  button.addEventListener("click", go);
  document.addEventListener("keydown", ({ key, repeat }) => {
    if (key !== "Shift") times = 0; // a capital letter is typed, nobody wants to leave
    if (!repeat) alone = key === "Shift";
  });
  document.addEventListener("keyup", ({ key, timeStamp }) => {
    if (key !== "Shift" || !alone) return;
    times = timeStamp - last > WITHIN ? 1 : times + 1;
    last = timeStamp;
    times >= TIMES ? go() : heard(TIMES - times);
  });
}
