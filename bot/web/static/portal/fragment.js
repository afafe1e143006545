// What stood behind the # of a link: taken out of the address bar before anything else is loaded.

export function takeFragment() {
  const { hash, pathname, search } = location;
  if (hash) history.replaceState(null, "", pathname + search);
  return hash.slice(1);
}

export const opened = takeFragment();
