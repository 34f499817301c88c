/** The state of a form, and of what the service said about it. */

import { useRef, useState } from '../../core/preact.js';

/**
 * A form with its draft.
 * @returns draft, change(draft), attempt(request), which remembers the draft that the request sent if it fails, and
 * isOf(problem), which tells whether a problem is about the draft as it is now
 */
export function useForm(initial) {
  const [draft, change] = useState(initial);
  const refused = useRef({});
  const attempt = async (request) => {
    try {
      return await request();
    } catch (problem) {
      refused.current = { problem, draft };
      throw problem;
    }
  };
  const isOf = (problem) => Boolean(problem) && refused.current.problem === problem && refused.current.draft === draft;
  return { draft, change, attempt, isOf };
}

/** Puts the focus on the first field at fault, as soon as it is marked. */
export function focusFault() {
  requestAnimationFrame(() => document.querySelector('main [aria-invalid="true"]')?.focus());
}
