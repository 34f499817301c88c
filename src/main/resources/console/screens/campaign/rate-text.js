/** Rates as people read them. */

import { number } from '../../core/words.js';

/** A rate with as many decimals as it needs. */
export function rateText(rate) {
  return number(rate, { maximumFractionDigits: rate < 10 ? 1 : 0 });
}
