// Dates and phone numbers stay on one line: broken in two they are misread, in right-to-left words above all.
// That they run from left to right there is done by the signs around them in the Bundle.

import { element } from "../elements.js";

const NUMBER = /(\+?\d(?:[ -]?\d){4,20})/;

/** Nodes with the same text. */
export const withNumbers = (text) =>
  text.split(NUMBER).map((part, place) => (place % 2 ? element("span", { className: "number", text: part }) : part));
