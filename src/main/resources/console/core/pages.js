/** Lists that come a page at a time, one page below the other. */

import { useAction, useSignedInAgain } from './load.js';
import { html, useEffect, useRef, useState } from './preact.js';
import { Action, Fault } from './ui.js';
import { t } from './words.js';

/**
 * Loads the first page, and again when one of the inputs changes.
 * @param loader gets what to give as after (undefined for the first page) and a signal, and gives items and nextAfter
 * @returns value (all items so far; undefined before the first answer), problem, loading, more (whether next() has a
 * page to add; while the first one is loaded again, whether it had one before), next(), which waits for the first page
 * while that is loaded, reload()
 */
export function usePages(loader, inputs) {
  const [state, setState] = useState({ value: undefined, problem: null, loading: true, more: false });
  const [turn, setTurn] = useState(0);
  const present = useRef(null);
  const after = useRef(undefined);
  useEffect(() => {
    const abort = new AbortController();
    const { signal } = abort;
    setState((before) => ({ ...before, loading: true }));
    const first = loader(undefined, signal).then((page) => {
      after.current = page.nextAfter;
      setState({ value: page.items, problem: null, loading: false, more: isMore(page) });
    }).catch((problem) => {
      if (!signal.aborted) {
        setState((before) => ({ ...before, problem, loading: false }));
      }
    });
    present.current = { first, signal };
    return () => abort.abort();
  }, [...inputs, turn]);
  const next = async () => {
    const { first, signal } = present.current;
    await first;
    if (signal.aborted || after.current === undefined) {
      return;
    }
    try {
      const page = await loader(after.current, signal);
      if (!signal.aborted) {
        after.current = page.nextAfter;
        setState((before) => ({ ...before, value: [...before.value, ...page.items], more: isMore(page) }));
      }
    } catch (failure) {
      if (!signal.aborted) {
        throw failure;
      }
    }
  };
  const reload = () => setTurn((before) => before + 1);
  useSignedInAgain(state.problem, reload);
  return { ...state, next, reload };
}

function isMore({ nextAfter }) {
  return nextAfter !== undefined;
}

/** The button below a list that shows its next page; nothing if there is none. */
export function More({ of }) {
  const action = useAction();
  return html`<${Fault} problem=${action.problem}/>
    ${of.more && html`<${Action} action=${action} kind="outline-primary" onRun=${of.next}>${t('ui.more')}<//>`}`;
}
