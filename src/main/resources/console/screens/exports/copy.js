/** Writes an export to a file as it comes. */

import { Problem } from '../../core/api.js';
import { seldom } from './request.js';

const LINE_FEED = 10;

/** Matches the last line of an export, which says how many coupons it has: of NDJSON, or of CSV. */
const COUNT = /^(?:\{"count":(\d+)\}|count:,[^,]*,(\d+),.*)\s*$/;

/**
 * Copies all lines but the last one, which proves that the export is whole.
 * @param heads the number of lines before the first coupon
 * @returns rows and bytes
 */
export async function copy(body, file, onProgress, heads) {
  const show = seldom(onProgress);
  const now = { lines: 0, bytes: 0 };
  let kept = new Uint8Array(0);
  for (const reader = body.getReader(); ;) {
    const { value, done } = await reader.read();
    const progress = { rows: Math.max(0, now.lines - heads), bytes: now.bytes };
    if (done) {
      check(kept, progress.rows);
      return progress;
    }
    show(progress);
    const all = joined(kept, value);
    const end = all.lastIndexOf(LINE_FEED, all.length - 2) + 1;
    await write(file, all.subarray(0, end), now);
    kept = all.slice(end);
  }
}

async function write(file, bytes, now) {
  if (bytes.length === 0) {
    return;
  }
  await file.write(bytes);
  now.bytes += bytes.length;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) {
    now.lines++;
  }
}

function joined(one, other) {
  const all = new Uint8Array(one.length + other.length);
  all.set(one);
  all.set(other, one.length);
  return all;
}

function check(last, rows) {
  const [, ofJson, ofCsv] = COUNT.exec(new TextDecoder().decode(last)) ?? [];
  if (Number(ofJson ?? ofCsv) !== rows) {
    throw new Problem(0, { code: 'export-broken' });
  }
}
