// Finding and making elements. Words are put in by textContent only.

export const byId = (id) => document.getElementById(id);

export function element(tag, { text = "", className = "", ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  if (className) made.className = className;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Her last message goes to the top of the screen, so that a long answer is read from its beginning. */
export function reveal(one, bubble) {
  if (!bubble) return;
  if (one.log.scrollHeight > one.log.clientHeight + 1) one.log.scrollTop = bubble.offsetTop - 12;
  else bubble.scrollIntoView({ block: "nearest" });
}
