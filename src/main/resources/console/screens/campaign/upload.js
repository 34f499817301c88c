/** Sends a file of codes in parts, so that it can be of any size, shows its progress, and can go on where it broke. */

import { call } from '../../core/api.js';
import { key } from '../../core/session.js';

const PART = 512 * 1024;

const LINE_FEED = 10;

/** An upload that hasn't begun. */
export function newUpload(file, ndjson) {
  return { file, ndjson, sent: 0, lines: 0, accepted: 0, known: 0, taken: 0, invalid: 0, faults: [] };
}

/**
 * Sends the parts that aren't sent yet.
 * @param onProgress gets the upload after each part; from there it can be continued
 */
export async function send(id, upload, onProgress, signal) {
  const as = key();
  let now = upload;
  while (now.sent < now.file.size) {
    now = await sendPart(id, now, as, signal);
    onProgress(now);
  }
}

async function sendPart(id, upload, as, signal) {
  const bytes = await nextPart(upload);
  const later = upload.sent > 0 && !upload.ndjson;
  const answer = await call(`campaigns/${encodeURIComponent(id)}/codes`, {
    method: 'POST', content: later ? new Blob(['code\n', bytes]) : new Blob([bytes]), signal, timeout: 120_000, as,
    headers: { 'Content-Type': upload.ndjson ? 'application/x-ndjson' : 'text/csv' },
  });
  const before = upload.lines - (later ? 1 : 0);
  const faults = answer.faults.map((fault) => ({ ...fault, line: fault.line + before }));
  return {
    ...upload, sent: upload.sent + bytes.length,
    lines: upload.lines + bytes.filter((byte) => byte === LINE_FEED).length,
    faults: [...upload.faults, ...faults].slice(0, 100),
    ...Object.fromEntries(['accepted', 'known', 'taken', 'invalid'].map((name) => [name, upload[name] + answer[name]])),
  };
}

/** The next bytes of the file, up to the end of a line. */
async function nextPart({ file, sent }, size = PART) {
  const bytes = new Uint8Array(await file.slice(sent, sent + size).arrayBuffer());
  const end = sent + bytes.length === file.size ? bytes.length : bytes.lastIndexOf(LINE_FEED) + 1;
  return end > 0 ? bytes.subarray(0, end) : nextPart({ file, sent }, size * 2);
}
