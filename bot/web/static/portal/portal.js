// The midwife's page: what she types, what is opened, and when all of it is gone. Nothing is kept in the browser.

import { byId } from "../elements.js";
import { opened, takeFragment } from "./fragment.js";
import { watchIdle } from "./idle.js";
import { typedCode } from "./keys.js";
import { isLink, openWithCode, openWithLink, readLink } from "./opening.js";
import { show } from "./show.js";
import { tell } from "./words.js";

const [start, shown, code, pin, reader] = ["start", "shown", "code", "pin", "reader"].map(byId);
const FIELD = { pin_wrong: pin, pin_digits: pin, reader_missing: reader }; // which field a sentence is about; else the code
let link = null;
let busy = false;
let emptiedTimes = 0; // what arrives after the page was emptied is not shown any more
let stopWatching = () => {};

// ---- a link or a code ------------------------------------------------------------------------------------------

/** From now on a PIN is asked instead of a code, or the other way round. */
function use(one) {
  link = one;
  byId("with-code").hidden = Boolean(link);
  byId("with-pin").hidden = !link?.pin;
  tell(byId("intro"), link?.pin ? "intro_link" : "intro");
}

function arrive(words) {
  if (!isLink(words)) return;
  empty();
  try {
    use(readLink(words));
  } catch (trouble) {
    problem(trouble);
  }
}

/** What has to be asked. Throws the sentence about what is not filled in right. */
function filledIn() {
  if (!link && isLink(code.value)) {
    use(readLink(code.value));
    code.value = "";
  }
  const digits = pin.value.replace(/\D/g, "");
  const typed = typedCode(code.value);
  if (!link && !typed.code) throw typed.odd ? { say: "code_odd", n: typed.odd } : { say: "code_letters", n: typed.letters };
  if (link?.pin && digits.length !== 6) throw { say: "pin_digits" };
  const recipient = reader.value.trim();
  if (!recipient) throw { say: "reader_missing" };
  return link ? () => openWithLink(link, recipient, digits) : () => openWithCode(typed.code, recipient);
}

async function open() {
  const before = emptiedTimes;
  problem();
  try {
    const ask = filledIn();
    if (!globalThis.crypto?.subtle) throw { say: "insecure" };
    tell(byId("said"), "busy");
    const bundle = await ask();
    if (before === emptiedTimes) present(bundle);
  } catch (trouble) {
    if (before !== emptiedTimes) return;
    tell(byId("said"));
    problem(trouble.say ? trouble : { say: "broken" });
  }
}

function problem({ say = "", n } = {}) {
  for (const field of [code, pin, reader]) field.removeAttribute("aria-invalid");
  tell(byId("problem"), say, n);
  if (["pin_dead", "foreign", "link_broken"].includes(say) || (say === "gone" && link)) use(null);
  if (!say) return;
  const field = FIELD[say] ?? (link ? pin : code);
  if (!["offline", "often", "server", "insecure"].includes(say)) field.setAttribute("aria-invalid", "true");
  field.focus();
}

// ---- what was shared -------------------------------------------------------------------------------------------

function present(bundle) {
  const heading = show(shown, bundle, () => empty("emptied")); // throws, when it is no document, while the form still stands
  tell(byId("said"));
  start.reset();
  use(null);
  start.hidden = true;
  shown.hidden = false;
  heading.focus();
  stopWatching = watchIdle(warn, () => empty("emptied_idle"));
}

function warn(soon) {
  if (!soon && byId("idle").contains(document.activeElement)) shown.querySelector("h1")?.focus();
  byId("idle").hidden = !soon;
  tell(byId("idle-said"), soon ? "idle" : "");
}

/** Everything that was opened or typed leaves the page. */
function empty(why = "") {
  emptiedTimes += 1;
  stopWatching();
  warn(false);
  shown.replaceChildren();
  shown.hidden = true;
  start.hidden = false;
  start.reset();
  use(null);
  problem();
  tell(byId("said"), why);
  if (why) byId("heading").focus();
}

// ---- what she does ---------------------------------------------------------------------------------------------

start.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (busy) return;
  busy = true;
  await open();
  busy = false;
});
addEventListener("hashchange", () => arrive(takeFragment()));
addEventListener("pagehide", () => empty());
arrive(opened || takeFragment()); // a link brought while our words were on their way
document.documentElement.dataset.ready = "yes";
