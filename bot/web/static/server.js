// Talking to the server.

import { byId } from "./elements.js";

/** One request; throws the key of a kind sentence when it fails. */
export async function post(one, sent) {
  const body = { session: one.session, form: one.form, language: byId("language").value, ...sent };
  if (byId("today").value && byId("today").validity.valid) body.today = byId("today").value;
  let response;
  try {
    response = await fetch("/simulator/message", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
  } catch {
    throw "away";
  }
  if (!response.ok) throw { 413: "too_long", 429: "busy", 503: "busy", 502: "away", 504: "away" }[response.status] ?? "wrong";
  return response.json();
}
