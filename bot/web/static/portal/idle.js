// A page left open on a practice's computer is emptied; a minute before, somebody who is still reading may say so.

const MINUTE = 60_000;
const EMPTIED_AFTER = 15 * MINUTE;
// A screen reader keeps its keys to itself: of its user we only see where the focus goes, and clicks.
const USES = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart", "scroll", "focusin", "click"];

/** Calls `soon(true)` a minute before `emptied()`, and `soon(false)` when the page is used again. Returns how to stop. */
export function watchIdle(soon, emptied) {
  const watch = new AbortController();
  let used = Date.now();
  let warned = false;
  const look = () => {
    const idle = Date.now() - used; // by the clock: a computer that slept has not counted
    const warning = idle >= EMPTIED_AFTER - MINUTE;
    if (idle >= EMPTIED_AFTER) return emptied();
    if (warning !== warned) soon((warned = warning));
  };
  const use = () => {
    if (Date.now() - used >= EMPTIED_AFTER) return look(); // who comes back too late finds nothing
    used = Date.now(); // the warning goes at the next tick, not from under the finger that is about to press it
  };
  for (const kind of USES) document.addEventListener(kind, use, { signal: watch.signal, passive: true, capture: true });
  document.addEventListener("visibilitychange", look, { signal: watch.signal });
  const ticking = setInterval(look, 1_000);
  watch.signal.addEventListener("abort", () => clearInterval(ticking));
  return () => watch.abort();
}
