// What the page shows, read from the FHIR document Bundle alone. Its grammar is described in `bot/export/fhir.py`.

import { fromBase64url } from "./keys.js";

const ROW = /<div class="row">(.*?)<\/div>/gs;
const PARAGRAPH = /<p class="(asked|told)" lang="([\w-]+)" dir="(ltr|rtl)">(.*?)<\/p>/gs;
const SHOWN_OTHERWISE = new Set(["eerst", "dossier", "pdf"]);
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Sections with `code`, `title` (words) and `rows` of { asked, told } (words); words are { text, lang, dir }. */
export function readBundle(json) {
  const resources = JSON.parse(json).entry.map(({ resource }) => resource);
  const { section = [], date = "" } = resources.find(({ resourceType }) => resourceType === "Composition");
  const sections = section.map(readSection);
  const of = (wanted) => sections.find(({ code }) => code === wanted);
  const papers = Object.fromEntries(resources.filter(({ resourceType }) => resourceType === "DocumentReference").map(readPaper));
  return {
    first: of("eerst"),
    sections: sections.filter(({ code }) => !SHOWN_OTHERWISE.has(code)),
    record: of("dossier")?.rows.map(({ told }) => told[0]?.text).join("\n"),
    picture: papers.kaart,
    pdf: papers.pdf,
    madeOn: date.slice(0, 10),
  };
}

function readSection({ code, title = "", _title, text: narrative, section = [] }) {
  const rows = [...readRows(narrative?.div ?? ""), ...section.flatMap((inner) => readSection(inner).rows)];
  return { code: code?.coding?.[0]?.code ?? "", title: [{ text: title, lang: "nl", dir: "ltr" }, ...translated(_title)], rows };
}

/** Dutch comes before hers, a question before its answer. What is written otherwise is shown as plain text. */
function readRows(div) {
  const rows = [...div.matchAll(ROW)].map(([, row]) => readRow(row));
  const other = bare(div.replace(ROW, "").replace(/<\/(p|div|li|td|h\d)>/g, "\n"));
  return other ? [...rows, { asked: [], told: [{ text: other, lang: "nl", dir: "auto" }] }] : rows;
}

function readRow(row) {
  const read = { asked: [], told: [] };
  for (const [, kind, lang, dir, marked] of row.matchAll(PARAGRAPH)) read[kind].push({ text: bare(marked), lang, dir });
  return read;
}

/** Without tags, and with the characters that entities stand for: one pass, so that nothing is read twice. */
const bare = (marked) =>
  marked
    .replace(/<br\s*\/?>/g, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (all, hex, number, name) =>
      name ? (ENTITIES[name] ?? all) : String.fromCodePoint(hex ? parseInt(hex, 16) : Number(number)),
    )
    .trim();

const readPaper = ({ type, content }) => [type?.coding?.[0]?.code, fromBase64url(content[0].attachment.data ?? "")];

/** Her words for a title: the standard extension `translation`. */
function translated(beside) {
  const inside = beside?.extension?.[0]?.extension ?? [];
  const lang = inside.find(({ url }) => url === "lang")?.valueCode;
  const hers = inside.find(({ url }) => url === "content")?.valueString;
  return hers ? [{ text: hers, lang, dir: "auto" }] : [];
}
