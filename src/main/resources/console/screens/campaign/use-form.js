/** The state of a form, and of what the service said about it. */

import { isReadable, markUnreadable } from '../../core/field.js';
import { useEffect, useRef, useState } from '../../core/preact.js';
import { gapsOf } from './draft.js';

/**
 * A form with its draft.
 * @returns draft, change(draft), attempt(request), which remembers the draft that the request sent if it fails, and
 * isOf(problem), which tells whether a problem is about the draft as it is now; isWhole, false while fields can't be
 * read or are missing that the service wouldn't miss; gaps, the faults of missing fields once the user has tried to
 * send; isComplete(), which tells whether to send, and marks what is missing if not; focusFault(), which puts the focus
 * on the first field at fault, as soon as it is marked; watch, the attributes of the form element
 */
export function useForm(initial) {
  const [draft, change] = useState(initial);
  const [unreadable, setUnreadable] = useState(false);
  const [tried, setTried] = useState(false);
  const gaps = gapsOf(draft);
  const element = useRef(null);
  const look = () => setUnreadable(!isReadable(element.current));
  useEffect(look);
  const focusFault = () => {
    requestAnimationFrame(() => element.current?.querySelector('[aria-invalid="true"]')?.focus());
  };
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
  const isComplete = () => {
    setTried(true);
    markUnreadable(element.current);
    const isWhole = isReadable(element.current) && gaps.length === 0;
    if (!isWhole) {
      focusFault();
    }
    return isWhole;
  };
  return { draft, change, attempt, isOf, isComplete, focusFault, isWhole: !unreadable && gaps.length === 0,
    gaps: gaps.filter(({ always }) => tried || always), watch: { ref: element, onInput: look, onFocusOut: look } };
}
