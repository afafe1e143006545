// From a typed code to what finds and opens a share, as `bot/sharing/keys.py` does it: same values, see its vectors.

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LETTERS = 12;
const SALT = "wiegwijzer/deelcode/1";
const ROUNDS = 600_000;
const ALIKE = { I: "1", L: "1", O: "0" };
const utf8 = new TextEncoder();

/** What was typed, without dashes and spaces: `code` when it can be one, else how many `letters` and which is `odd`. */
export function typedCode(text) {
  const bare = text.replace(/[\s\-\u2010-\u2015\u2212]+/g, "").toUpperCase().replace(/[ILO]/g, (letter) => ALIKE[letter]);
  const letters = [...bare];
  const odd = letters.find((letter) => !ALPHABET.includes(letter));
  return { code: !odd && letters.length === LETTERS ? bare : null, letters: letters.length, odd };
}

/** `lookup` (base64url) is sent to the server; `key` stays here and opens what comes back. */
export async function derive(code) {
  const typed = await crypto.subtle.importKey("raw", utf8.encode(code), "PBKDF2", false, ["deriveBits"]);
  const slow = { name: "PBKDF2", hash: "SHA-256", salt: utf8.encode(SALT), iterations: ROUNDS };
  const secret = await crypto.subtle.importKey("raw", await crypto.subtle.deriveBits(slow, typed, 256), "HKDF", false, ["deriveBits"]);
  const expanded = async (info) =>
    new Uint8Array(
      await crypto.subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info: utf8.encode(info) }, secret, 256),
    );
  return { lookup: toBase64url(await expanded("lookup")), key: await expanded("key") };
}

/** The text in a compact JWE (alg dir, enc A256GCM). Throws when it was changed, cut, or sealed with another key. */
export async function unseal(jwe, key) {
  const [header, wrapped, iv, sealed, tag, ...more] = jwe.split(".");
  const { alg, enc, zip } = JSON.parse(text(fromBase64url(header)));
  if (alg !== "dir" || enc !== "A256GCM" || zip || wrapped || more.length) throw new TypeError("not sealed as agreed");
  const opens = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
  const how = { name: "AES-GCM", iv: fromBase64url(iv), additionalData: utf8.encode(header), tagLength: 128 };
  const both = await new Blob([fromBase64url(sealed), fromBase64url(tag)]).arrayBuffer();
  return text(await crypto.subtle.decrypt(how, opens, both));
}

export const text = (bytes) => new TextDecoder("utf-8", { fatal: true }).decode(bytes);

export const fromBase64url = (letters) =>
  Uint8Array.from(atob(letters.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const toBase64url = (bytes) =>
  btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
