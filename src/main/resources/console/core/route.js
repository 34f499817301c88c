/**
 * The screen that is shown, by the part of the address after #. It may name a campaign, but never a code, a user or a
 * key, because addresses are kept in histories.
 */

import { useEffect, useState } from './preact.js';

/** The parts of the present address: "#/campaigns/black-friday" has two. */
export function parts() {
  return location.hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decode);
}

/** The address of a screen. */
export function to(...path) {
  return `#/${path.map(encodeURIComponent).join('/')}`;
}

export function go(...path) {
  location.hash = to(...path);
}

/** The parts of the address, drawn anew when they change. */
export function useRoute() {
  const [route, setRoute] = useState(parts());
  useEffect(() => {
    const changed = () => setRoute(parts());
    addEventListener('hashchange', changed);
    return () => removeEventListener('hashchange', changed);
  }, []);
  return route;
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
