/** Parts of the console that are loaded when they are first shown. */

import { Problem } from './api.js';
import { useLoad } from './load.js';
import { html } from './preact.js';
import { Loaded } from './ui.js';

/**
 * A component that is loaded when it is first drawn. A message stands in its place until then, or if that fails.
 * @param load gives a promise of the component
 */
export function lazy(load) {
  let component = null;
  const fetched = async () => {
    component ??= await load().catch(readable);
    return component;
  };
  return function Lazy(props) {
    const of = useLoad(fetched, []);
    return component ? html`<${component} ...${props}/>` : html`<${Loaded} of=${of}/>`;
  };
}

/** A TypeError says that the file didn't come, in words that differ from browser to browser. */
function readable(failure) {
  throw failure instanceof TypeError ? new Problem(0, { code: 'no-answer' }) : failure;
}
