/**
 * The screen that is shown, by the part of the address after #. It may name a campaign, but never a code, a user or a
 * key, because addresses are kept in histories.
 */

import { useEffect, useState } from './preact.js';
import { t } from './words.js';

/** Tells whether the page has something that is lost if the user leaves it. */
let unsaved = false;

/** The parts of the present address: "#/campaigns/black-friday" has two. */
export function parts() {
  return location.hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decode);
}

/** The address of a screen. */
export function to(...path) {
  return `#/${path.map(encodeURIComponent).join('/')}`;
}

export function go(...path) {
  leaveFreely();
  location.hash = to(...path);
}

/** Asks before the user leaves a page whose changes are not saved. */
export function useUnsaved(changed) {
  useEffect(() => {
    unsaved = changed;
    return leaveFreely;
  }, [changed]);
}

/** Lets the user go without a question, because the changes are saved or given up. */
export function leaveFreely() {
  unsaved = false;
}

addEventListener('beforeunload', (event) => {
  if (unsaved) {
    event.preventDefault();
  }
});

/** The parts of the address, drawn anew when they change. */
export function useRoute() {
  const [route, setRoute] = useState(parts());
  useEffect(() => {
    const changed = (event) => {
      if (unsaved && !confirm(t('ui.leave'))) {
        history.pushState(null, '', event.oldURL);
      } else {
        setRoute(parts());
      }
    };
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
