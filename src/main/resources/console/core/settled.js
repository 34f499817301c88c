/** Values that wait until the user stops typing. */

import { useEffect, useState } from './preact.js';

/** The value, as soon as it has not changed for so many milliseconds. */
export function useSettled(value, pause) {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return settled;
}
