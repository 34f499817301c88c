/** Lists that come a page at a time, one page below the other. */

import { useAction, useSignedInAgain } from './load.js';
import { html, useEffect, useRef, useState } from './preact.js';
import { Action, Fault } from './ui.js';
import { t } from './words.js';

/**
 * Loads the first page, and again when one of the inputs changes.
 * @param loader gets what to give as after (undefined for the first page) and a signal, and gives items and nextAfter
 * @returns value (all items so far; undefined before the first answer), problem, loading, more (whether next() has a
 * page to add, which nobody knows while the first one is loaded), next(), reload()
 */
export function usePages(loader, inputs) {
  const [state, setState] = useState({ value: undefined, problem: null, loading: true, after: undefined });
  const [turn, setTurn] = useState(0);
  const abort = useRef(null);
  useEffect(() => {
    const own = new AbortController();
    abort.current = own;
    setState((before) => ({ ...before, loading: true }));
    loader(undefined, own.signal).then((page) => setState({ value: page.items, problem: null, loading: false,
      after: page.nextAfter }), (problem) => {
      if (!own.signal.aborted) {
        setState((before) => ({ ...before, problem, loading: false }));
      }
    });
    return () => own.abort();
  }, [...inputs, turn]);
  const next = async () => {
    const own = abort.current;
    try {
      const page = await loader(state.after, own.signal);
      if (!own.signal.aborted) {
        setState((before) => ({ ...before, value: [...before.value, ...page.items], after: page.nextAfter }));
      }
    } catch (failure) {
      if (!own.signal.aborted) {
        throw failure;
      }
    }
  };
  const reload = () => setTurn((before) => before + 1);
  useSignedInAgain(state.problem, reload);
  return { ...state, more: state.after !== undefined && !state.loading, next, reload };
}

/** The button below a list that shows its next page; nothing if there is none. */
export function More({ of }) {
  const action = useAction();
  return html`<${Fault} problem=${action.problem}/>
    ${of.more && html`<${Action} action=${action} kind="outline-primary" onRun=${of.next}>${t('ui.more')}<//>`}`;
}
