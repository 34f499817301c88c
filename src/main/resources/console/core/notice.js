/** A notice of what was done, on the page that is shown then. */

import { html, useState } from './preact.js';
import { t } from './words.js';

let next = null;

/** Lets the next page that shows notices begin with one, by the name of its words. */
export function tellNext(name) {
  next = name;
}

/** The notice of a page, by the name of its words, and a function that sets it. */
export function useNotice() {
  return useState(() => {
    const first = next;
    next = null;
    return first;
  });
}

/** The place of a notice. It is there before there is one, so that it is read out. */
export function Notice({ of }) {
  return html`<p class="done" role="status">${of && t(of)}</p>`;
}
