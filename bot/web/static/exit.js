// Leaving at once, by button or by Shift three times; after GOV.UK's "Exit this page". Escape would stop the loading.
// By itself and first on a page: whoever has to leave waits for nothing else of ours.

const TIMES = 3;
const WITHIN = 5_000; // milliseconds between two presses

/** Blank first: what comes next may be slow, and "back" must not bring this page again. */
function leave(elsewhere) {
  document.title = "";
  document.body.replaceChildren();
  location.replace(elsewhere);
}

/** `button` carries where to go in data-exit; `more`, in data-left, the words for the `{n}` presses still needed. */
function quickExit(button, more) {
  const go = () => leave(button.dataset.exit);
  const heard = (n) => {
    more.textContent = more.dataset.left.replace("{n}", n);
  };
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

quickExit(document.getElementById("leave"), document.getElementById("leave-more"));
