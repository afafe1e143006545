// The phone on the page. Words are put in by textContent only; nothing is kept in the browser.

import { byId, element, reveal } from "./elements.js";
import { listen } from "./listen.js";
import { post } from "./server.js";

const words = await (await fetch(new URL("simulator.json", import.meta.url))).json();
const write = byId("write");
const message = byId("message");
let ui = document.documentElement.lang;
let form = "telegram";

/** Two phones of two people: a Telegram chat and a text-message thread, each with its own conversation. */
const threads = Object.fromEntries(["telegram", "sms"].map((name) => [name, thread(name)]));

function thread(name) {
  return { form: name, log: byId(`log-${name}`), session: "", language: "", dir: "ltr", waiting: 0, last: Promise.resolve() };
}

// ---- talking to the server -------------------------------------------------------------------------------------

/** Messages of one person go one after the other, in the order she sent them. */
function say(one, sent, hers, text = "") {
  one.last = one.last.then(() => exchange(one, sent, hers, text));
}

async function exchange(one, sent, hers, text) {
  if (threads[one.form] !== one) return; // she began anew meanwhile
  wait(one, 1);
  try {
    let reply;
    if (!one.session) show(one, (reply = await post(one, {})), hers);
    if (sent) show(one, (reply = await post(one, sent)));
    problem(!reply || reply.bubbles.length ? "" : "silent");
  } catch (key) {
    hers?.remove();
    if (text) message.value = [text, message.value].filter(Boolean).join("\n");
    problem(typeof key === "string" ? key : "wrong");
  } finally {
    wait(one, -1);
  }
}

// ---- the phone -------------------------------------------------------------------------------------------------

/** Words of this page inside the phone: they follow the page's language, not the conversation's. */
const aside = (key) => element("span", { className: "unseen", lang: ui, "data-t": key, "data-ui-lang": "", text: `${words[ui][key]} ` });

function herBubble(one, text, attributes) {
  const bubble = element("div", { className: "bubble hers" }, aside("you"), element("p", { text, ...attributes }));
  one.log.append(bubble);
  reveal(one, bubble);
  return bubble;
}

function show(one, reply, before = null) {
  if (threads[one.form] !== one) return;
  Object.assign(one, { session: reply.session, language: reply.language, dir: reply.dir });
  const shown = reply.bubbles.map((bubble) => itsBubble(one, bubble));
  for (const bubble of shown) before ? before.before(bubble) : one.log.append(bubble);
  reveal(one, [...one.log.querySelectorAll(".hers")].at(-1) ?? shown[0]);
  if (threads[form] === one) dress();
  happened(reply);
  costs();
}

/** Drawn on a canvas: no address, nothing kept. The words below say the same, so it is not told to a screen reader. */
function picture(png) {
  const canvas = element("canvas", { className: "picture", "aria-hidden": "true" });
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
  createImageBitmap(new Blob([bytes], { type: "image/png" })).then((image) => {
    Object.assign(canvas, { width: image.width, height: image.height });
    canvas.getContext("2d").drawImage(image, 0, 0);
  });
  return canvas;
}

function itsBubble(one, { text, buttons, urgent, language, dir, sms, slip, aloud, let_hear: letHear, icon, picture: png }) {
  const paragraphs = text.split(/\n{2,}/).map((part) => element("p", { text: part }));
  const attributes = { className: urgent ? "bubble its urgent" : "bubble its", lang: language, dir };
  const bubble = element("div", attributes, aside(urgent ? "urgent" : "bot"), ...(png ? [picture(png)] : []), ...paragraphs);
  if (icon) bubble.prepend(element("img", { className: "icon", src: icon, alt: "", width: 32, height: 32 }));
  if (urgent) bubble.setAttribute("role", "alert");
  if (slip) bubble.append(listen(slip, phoneWords(language), () => problem("no_sound")));
  if (aloud) bubble.append(listen(aloud, { ...phoneWords(language), listen: letHear, lang: language }, () => problem("no_sound")));
  if (buttons.length) bubble.append(element("div", { className: "buttons" }, ...buttons.map((choice) => button(one, choice))));
  if (one.form === "sms") {
    const size = element("small", { className: "size", dir: "ltr", lang: ui, "data-ui-lang": "" });
    bubble.append(Object.assign(size, { sms }));
  }
  return bubble;
}

function button(one, { label, tap, language: lang }) {
  const made = element("button", { type: "button", text: label, lang });
  made.addEventListener("click", () => {
    for (const sibling of made.parentElement.children) sibling.classList.toggle("chosen", sibling === made);
    say(one, { tap }, herBubble(one, label, { lang, dir: "auto" }));
  });
  return made;
}

function wait(one, change) {
  one.waiting += change;
  byId("wait").hidden = !threads[form].waiting;
}

function problem(key) {
  const { language, dir } = threads[form];
  const hers = words.phone[language]?.[key]; // in the language of the conversation, where we have it
  Object.assign(byId("problem"), { lang: hers ? language : ui, dir: hers ? dir : "ltr" });
  byId("problem").dataset.key = key;
  byId("problem").textContent = key && (hers ?? words[ui][key]);
}

/** The phone itself wears the language of the conversation that is on it. */
function dress() {
  const { language, dir } = threads[form];
  const phone = byId("phone");
  Object.assign(phone, { lang: language || byId("language").value || ui, dir });
  phone.dataset.form = form;
  const known = phoneWords(phone.lang);
  for (const [id, key] of [["message-label", "message"], ["send-label", "send"]]) {
    byId(id).textContent = known[key];
    byId(id).lang = known.lang;
  }
  message.placeholder = known.message;
}

/** In the language of the phone, or English where we have not got it. */
function phoneWords(language) {
  const lang = words.phone[language] ? language : "en";
  return { ...words.phone[lang], lang };
}

function look(name) {
  form = name;
  for (const one of Object.values(threads)) one.log.hidden = one.form !== form;
  byId("costs").hidden = form !== "sms";
  wait(threads[form], 0);
  problem("");
  dress();
  if (!threads[form].session && !threads[form].waiting) say(threads[form]);
}

// ---- around the phone ------------------------------------------------------------------------------------------

function happened({ bubbles, events }) {
  const ids = [...new Set(bubbles.map((bubble) => (bubble.urgent ? `${bubble.id} · ${bubble.lane}` : bubble.id)))];
  const items = [...ids, ...events].filter(Boolean).map((text) => element("li", {}, element("code", { text })));
  if (items.length) byId("happened").append(element("li", {}, element("ul", {}, ...items)));
}

function price() {
  const typed = byId("price").value.trim().replace(",", ".");
  const wrong = typed !== "" && !/^\d{0,3}(\.\d{1,4})?$/.test(typed);
  byId("price").setAttribute("aria-invalid", wrong);
  byId("price-hint").firstElementChild.textContent = words[ui][wrong ? "price_wrong" : "price_hint"];
  return wrong || typed === "" ? null : Number(typed);
}

function costs() {
  const each = price();
  const euros = new Intl.NumberFormat(ui, { style: "currency", currency: "EUR", maximumFractionDigits: 4 });
  const counted = (parts) => `${parts}\u00a0${words[ui][parts === 1 ? "part" : "parts"]}`;
  const cost = (parts) => (each === null ? [] : [`${words[ui].estimate}\u00a0${euros.format(parts * each)}`]);
  let total = 0;
  for (const size of threads.sms.log.querySelectorAll(".size")) {
    const { parts, encoding, characters } = size.sms;
    total += parts;
    size.textContent = [counted(parts), encoding, `${characters}\u00a0${words[ui].characters}`, ...cost(parts)].join(" · ");
  }
  byId("total").textContent = [counted(total), ...cost(total)].join(" · ");
}

function speak(language) {
  ui = language;
  document.documentElement.lang = ui;
  document.title = words[ui].title;
  for (const one of document.querySelectorAll("[data-t]")) one.textContent = words[ui][one.dataset.t];
  for (const one of document.querySelectorAll("[data-t-label]")) one.setAttribute("aria-label", words[ui][one.dataset.tLabel]);
  for (const one of document.querySelectorAll("[data-ui-lang]")) one.lang = ui;
  const { other, other_name: textContent } = words[ui];
  Object.assign(byId("other"), { lang: other, hreflang: other, href: `?ui=${other}`, textContent });
  problem(byId("problem").dataset.key ?? "");
  costs();
}

// ---- what she does ---------------------------------------------------------------------------------------------

write.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = message.value;
  if (!text.trim()) return message.focus();
  message.value = "";
  say(threads[form], { text }, herBubble(threads[form], text, { dir: "auto" }), text);
});

message.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  write.requestSubmit();
});

byId("anew").addEventListener("submit", (event) => {
  event.preventDefault();
  threads[form].log.replaceChildren();
  threads[form] = thread(form);
  byId("happened").replaceChildren();
  costs();
  look(form);
});

for (const radio of document.querySelectorAll("[name=view]")) radio.addEventListener("change", () => look(radio.value));
byId("other").addEventListener("click", (event) => {
  event.preventDefault(); // the page changes language where it stands: the conversation stays
  speak(words[ui].other);
});
byId("price").addEventListener("input", costs);
look("telegram");
