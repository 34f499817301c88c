/**
 * The screen that is shown, by the part of the address after #. It may name a campaign, but never a code, a user or a
 * key, because addresses are kept in histories.
 */

import { tellNext } from './notice.js';
import { useEffect, useRef, useState } from './preact.js';
import { t } from './words.js';

/** The work that is lost if the user leaves the page, or only by signing out or leaving the console. */
const onPage = new Map();

const inConsole = new Map();

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

/**
 * Shows another page when work is done, unless the user has left the page that began it: its answer may come late.
 * @returns a function that gets the parts of the address and, if there is a notice, the name of its words
 */
export function useGoOn() {
  const isHere = useRef(true);
  useEffect(() => () => { isHere.current = false; }, []);
  return (path, notice) => {
    if (isHere.current) {
      if (notice) {
        tellNext(notice);
      }
      go(...path);
    }
  };
}

/**
 * Asks before the user leaves a page on which something is not saved, or still runs.
 * @param question the name of the words that ask
 */
export function useUnsaved(changed, question = 'ui.leave') {
  const own = useRef({});
  useEffect(() => {
    if (changed) {
      onPage.set(own.current, question);
    }
    return () => onPage.delete(own.current);
  }, [changed, question]);
}

/** Lets the user go without a question, because the changes are saved or given up. */
export function leaveFreely() {
  onPage.clear();
}

/**
 * Asks before the user signs out or leaves the console, because of something that goes on while other pages are shown.
 * @param question the name of the words that ask; null if there is nothing to ask any more
 */
export function askBeforeSignOut(what, question) {
  if (question) {
    inConsole.set(what, question);
  } else {
    inConsole.delete(what);
  }
}

/** Asks whether to sign out if something would be lost; true if the user may go. */
export function maySignOut() {
  const [question] = [...inConsole.values(), ...onPage.values()];
  return question === undefined || confirm(t(question));
}

function mayLeave() {
  const [question] = onPage.values();
  return question === undefined || confirm(t(question));
}

addEventListener('beforeunload', (event) => {
  if (onPage.size + inConsole.size > 0) {
    event.preventDefault();
  }
});

/** The parts of the address, drawn anew when they change. */
export function useRoute() {
  const [route, setRoute] = useState(parts());
  useEffect(() => {
    const changed = (event) => {
      if (mayLeave()) {
        leaveFreely();
        setRoute(parts());
      } else {
        history.pushState(null, '', event.oldURL);
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
