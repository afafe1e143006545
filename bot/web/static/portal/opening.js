// Opening what was shared. Throws { say, n }: the key of a sentence, and a number in it.

import { derive, fromBase64url, text, unseal } from "./keys.js";

const LINK = /shlink(?::|%3a)(?:\/|%2f)([\w-]+)/i; // some programs write : and / in a link as %3A and %2F

export const isLink = (words) => /shlink(:|%3a)/i.test(words);

/** A SMART Health Link: where it is asked for, what opens it, whether a PIN is asked. */
export function readLink(words) {
  const { url, key, flag = "" } = payload(words);
  if (!URL.canParse(url) || !/^[\w-]{43}$/.test(key)) throw { say: "link_broken" };
  const { origin, pathname } = new URL(url);
  if (origin !== location.origin || !pathname.startsWith("/shl/")) throw { say: "foreign" };
  return { pathname, key: fromBase64url(key), pin: `${flag}`.includes("P") };
}

function payload(words) {
  try {
    return JSON.parse(text(fromBase64url(words.match(LINK)[1]))) ?? {};
  } catch {
    throw { say: "link_broken" };
  }
}

/** The Bundle as text. The code itself is never sent. */
export async function openWithCode(code, recipient) {
  const { lookup, key } = await derive(code);
  return opened(await ask("/v/open", { lookup, recipient }), key);
}

export async function openWithLink({ pathname, key }, recipient, passcode) {
  return opened(await ask(pathname, { recipient, passcode }), key);
}

async function ask(where, body) {
  let answer;
  try {
    answer = await fetch(where, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      credentials: "omit",
      redirect: "error",
      signal: AbortSignal.timeout(30_000),
    });
    if (answer.ok) return await answer.json();
  } catch {
    throw { say: "offline" };
  }
  if (answer.status === 401) throw pinWrong(await answer.json());
  throw { say: { 404: "gone", 429: "often" }[answer.status] ?? "server" };
}

const pinWrong = ({ remainingAttempts: n }) => (n > 0 ? { say: "pin_wrong", n } : { say: "pin_dead" });

async function opened({ files }, key) {
  try {
    return await unseal(files[0].embedded, key);
  } catch {
    throw { say: "broken" };
  }
}
