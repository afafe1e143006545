// The sound of one text: one button, and the sentence that is said stands out. Without this the browser's own player is there.

const SPEEDS = [1, 0.8, 0.6, 1.2];
const NEARBY = 1; // seconds into a sentence after which "previous" begins that sentence again
const byId = (id) => document.getElementById(id);
const sound = byId("sound");
const play = byId("play");
let marks = []; // start and end of each sentence in seconds; empty when they are not known

function dress() {
  const goes = !sound.paused && !sound.ended;
  play.dataset.state = goes ? "playing" : "";
  play.textContent = goes ? play.dataset.pause : play.dataset.play;
}

const at = () => marks.findLastIndex(([start]) => start <= sound.currentTime + 0.02);

function point() {
  const said = sound.ended || (sound.paused && !sound.currentTime) ? "" : String(at());
  for (const one of document.querySelectorAll("[data-said]")) {
    if (one.dataset.said !== said) one.removeAttribute("aria-current");
    else if (!one.hasAttribute("aria-current")) {
      one.setAttribute("aria-current", "true");
      one.scrollIntoView({ block: "nearest" });
    }
  }
}

async function begin() {
  byId("problem").textContent = "";
  if (sound.error) sound.load(); // it may be there now
  try {
    await sound.play();
  } catch (error) {
    if (error.name !== "AbortError") failed();
  }
}

function failed() {
  byId("problem").textContent = byId("problem").dataset.wrong;
  dress();
}

function jump(step) {
  const now = at();
  const again = step < 0 && now >= 0 && sound.currentTime - marks[now][0] > NEARBY;
  const next = Math.min(Math.max(again ? now : now + step, 0), marks.length - 1);
  sound.currentTime = marks[next][0];
  point();
  if (sound.paused) begin();
}

/** A recording of a person is one piece: then there are no sentences to go to. */
async function fetchMarks() {
  const response = await fetch(sound.dataset.marks);
  const found = response.ok ? await response.json() : [];
  if (found.length === document.querySelectorAll("[data-said]").length) marks = found;
  byId("back").hidden = byId("on").hidden = marks.length < 2;
}

play.addEventListener("click", () => (sound.paused ? begin() : sound.pause()));
byId("back").addEventListener("click", () => jump(-1));
byId("on").addEventListener("click", () => jump(1));
byId("speed").addEventListener("click", ({ currentTarget }) => {
  sound.playbackRate = SPEEDS[(SPEEDS.indexOf(sound.playbackRate) + 1) % SPEEDS.length];
  sound.defaultPlaybackRate = sound.playbackRate;
  currentTarget.querySelector("span").textContent = `${sound.playbackRate.toLocaleString(document.documentElement.lang)}×`;
});
for (const event of ["play", "pause", "ended"]) sound.addEventListener(event, dress);
for (const event of ["timeupdate", "seeked", "ended"]) sound.addEventListener(event, point);
sound.addEventListener("error", failed);
addEventListener("pagehide", () => sound.pause());

sound.hidden = true;
byId("controls").hidden = false;
byId("back").hidden = byId("on").hidden = true;
fetchMarks().catch(() => {}); // the sound itself tells whether there is one
