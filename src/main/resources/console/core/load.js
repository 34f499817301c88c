/** Loads what a screen shows. */

import { useCallback, useEffect, useRef, useState } from './preact.js';
import { isEnded, me, onSession } from './session.js';

/**
 * Calls a function that gets a signal, and again when one of the inputs changes.
 * @returns value (undefined before the first answer), problem, loading, and reload()
 */
export function useLoad(loader, inputs) {
  const [state, setState] = useState({ value: undefined, problem: null, loading: true });
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    setState((before) => ({ ...before, loading: true }));
    loader(abort.signal).then((value) => setState({ value, problem: null, loading: false }), (problem) => {
      if (!abort.signal.aborted) {
        setState((before) => ({ ...before, problem, loading: false }));
      }
    });
    return () => abort.abort();
  }, [...inputs, turn]);
  const reload = useCallback(() => setTurn((before) => before + 1), []);
  useSignedInAgain(state.problem, reload);
  return { ...state, reload };
}

/** Does something when the user, whose key the service had refused, has signed in again. */
export function useSignedInAgain(problem, onAgain) {
  const isRefused = problem?.status === 401;
  useEffect(() => (isRefused ? onSession(() => { if (me() && !isEnded()) { onAgain(); } }) : undefined), [isRefused]);
}

const GONE = 404;

/**
 * Calls a function again and again, a pause after each answer, while the page is visible and the user signed in. It
 * waits as long as the service asks for, and ends when what it asks for is gone.
 * @param pause the milliseconds between an answer and the next request
 * @returns value, problem of the last call or null, and reload()
 */
export function usePolling(loader, pause, inputs) {
  const [state, setState] = useState({ value: undefined, problem: null });
  const now = useRef(() => {});
  useEffect(() => {
    const abort = new AbortController();
    let timer = 0;
    const ask = async () => {
      try {
        const value = await loader(abort.signal);
        setState({ value, problem: null });
        return pause;
      } catch (problem) {
        if (abort.signal.aborted) {
          return null;
        }
        setState((before) => ({ value: problem.status === GONE ? undefined : before.value, problem }));
        return problem.status === GONE ? null : Math.max(pause, (problem.retryAfter || 0) * 1_000);
      }
    };
    const again = async () => {
      clearTimeout(timer);
      const wait = document.hidden || isEnded() ? pause : await ask();
      if (wait !== null && !abort.signal.aborted) {
        clearTimeout(timer);
        timer = setTimeout(again, wait);
      }
    };
    now.current = again;
    again();
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, inputs);
  return { ...state, reload: () => now.current() };
}

/**
 * Runs one action at a time: a second click while it runs does nothing.
 * @returns run(action), busy, problem, and clear()
 */
export function useAction() {
  const [state, setState] = useState({ busy: false, problem: null });
  const running = useRef(false);
  const run = async (action) => {
    if (running.current) {
      return;
    }
    running.current = true;
    setState({ busy: true, problem: null });
    try {
      await action();
      setState({ busy: false, problem: null });
    } catch (problem) {
      setState({ busy: false, problem });
    } finally {
      running.current = false;
    }
  };
  const clear = () => setState({ busy: false, problem: null });
  useSignedInAgain(state.problem, clear);
  return { ...state, run, clear };
}
