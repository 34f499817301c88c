/** The request for an export. */

import { Problem } from '../../core/api.js';

/** The forms of exports: what to ask for, and how their files end. */
export const FORMATS = {
  spreadsheet: { accept: 'text/csv', extension: '.csv', query: { csv: 'spreadsheet' } },
  csv: { accept: 'text/csv', extension: '.csv', query: {} },
  ndjson: { accept: 'application/x-ndjson', extension: '.ndjson', query: {} },
};

const PAUSE = 200;

/** The path and the options of the call that answers with the file. */
export function request({ campaignId, format, from, to, redeemed, zone }, signal) {
  const { accept, query } = FORMATS[format];
  return [`campaigns/${encodeURIComponent(campaignId)}/coupons`, {
    headers: { Accept: accept }, query: { ...query, from: withSeconds(from), to: withSeconds(to), redeemed,
      zone: zone.trim(), count: true }, signal, timeout: 0, raw: true,
  }];
}

/** Refuses what isn't an export, such as a page of something between the browser and the service. */
export function checkType(response, { format }) {
  if (!response.headers.get('Content-Type')?.startsWith(FORMATS[format].accept)) {
    throw new Problem(0, { code: 'broken-answer', title: String(response.status) });
  }
}

/** Tells whether no coupon is left out. */
export function isWhole({ from, to, redeemed }) {
  return !from && !to && !redeemed;
}

/** Calls a function at most some times a second. */
export function seldom(show) {
  let last = 0;
  return (value) => {
    if (performance.now() - last > PAUSE) {
      last = performance.now();
      show(value);
    }
  };
}

/** Browsers leave out the seconds of a time if they are zero. */
function withSeconds(local) {
  return /T\d\d:\d\d$/.test(local) ? `${local}:00` : local;
}
