/**
 * Sends a list page by page. Rows that have their coupon get the same one if they are sent again with the same key. The
 * upload goes on while the user looks at other pages, with the key that it began with. It waits for a user who has to
 * sign in again, and is forgotten with the tab, when the user signs out, and when somebody else signs in.
 */

import { call, newIdempotencyKey, Problem, readText } from '../../core/api.js';
import { useEffect, useState } from '../../core/preact.js';
import { askBeforeSignOut } from '../../core/route.js';
import { key as present, me, onSession } from '../../core/session.js';
import { pagesOf } from './pages.js';

/** A page of a busy service may take long. */
const TIMEOUT = 120_000;

/** The number of times that rows which the service had no time for are sent again in vain without asking. */
const AGAIN = 5;

const LONGEST_WAIT = 30;

/** The upload, as users are asked about it before they sign out. */
const ASKED = 'upload';

const NONE = { state: 'new', campaignId: '', key: '', rows: [], faults: [], answers: [], answered: 0, problem: null };

let upload = { ...NONE };

let draw = () => {};

onSession(() => {
  if (upload.state !== 'new' && upload.owner !== me()?.name) {
    clear();
  }
});

/** The key of a new upload. */
export function newUploadKey() {
  return newIdempotencyKey();
}

/** Tells whether the service has not said for good whether the row gets a coupon. */
export function isOpen(answer) {
  return answer === undefined || answer.status === 429 || answer.status >= 500;
}

/** Tells whether the service has done nothing for the row, but may do it later. */
export function isPutOff(answer) {
  return answer?.status === 429 || answer?.code === 'overloaded';
}

/**
 * The upload of this tab, drawn anew when it changes: state (new, running, stopped, done), campaignId, key, rows,
 * answers (by the row's place), answered (how many are final), and problem (why it stopped, if not by the user).
 */
export function useUpload() {
  const [, setTurn] = useState(0);
  useEffect(() => {
    draw = () => setTurn((turn) => turn + 1);
    return () => { draw = () => {}; };
  }, []);
  return upload;
}

/** Begins with the rows; the faults, which are lines that are left out, are kept for the result. */
export function start(campaignId, key, rows, faults) {
  upload = { ...NONE, owner: me().name, campaignId, key, rows, faults,
    answers: new Array(rows.length).fill(undefined) };
  return run(isOpen);
}

export function stop() {
  upload.abort?.abort();
}

export function goOn() {
  return run(isOpen);
}

/** Sends all rows again that have no coupon, also those that were refused for good. */
export function sendRefused() {
  return run((answer) => isOpen(answer) || answer.coupon === undefined);
}

export function clear() {
  stop();
  askBeforeSignOut(ASKED, null);
  upload = { ...NONE };
  draw();
}

function change(work, changed) {
  Object.assign(work, changed);
  draw();
}

async function run(isWanted) {
  const work = upload;
  if (work.state === 'running') {
    return;
  }
  change(work, { state: 'running', problem: null, abort: new AbortController(), as: present() });
  askBeforeSignOut(ASKED, 'batch.leave.running');
  try {
    await sendAll(work, isWanted, work.abort.signal);
    const open = work.answers.filter(isOpen);
    change(work, open.length > 0 ? { state: 'stopped', problem: reasonOf(open) } : { state: 'done' });
  } catch (problem) {
    change(work, { state: 'stopped', problem: work.abort.signal.aborted ? null : problem });
  }
  if (work === upload) {
    askBeforeSignOut(ASKED, 'batch.leave.result');
  }
}

/** Tells that the result of the upload is in a file. */
export function saved() {
  if (upload.state === 'done') {
    askBeforeSignOut(ASKED, null);
  }
}

/** The problem that leaves rows open, though the service has answered: that of a row which has one. */
function reasonOf(open) {
  const answer = open.find(Boolean);
  return answer ? new Problem(answer.status, answer) : new Problem(0, { code: 'broken-answer', title: '200' });
}

async function sendAll(work, isWanted, signal) {
  let wait = await sendPages(work, isWanted, signal);
  for (let vain = 0; wait > 0 && vain < AGAIN;) {
    await pause(Math.min(wait, LONGEST_WAIT), signal);
    const before = work.answered;
    wait = await sendPages(work, isOpen, signal);
    vain = work.answered > before ? 0 : vain + 1;
  }
}

/** Sends the wanted rows; gives the seconds to wait before some of them are sent again, 0 if all answers are final. */
async function sendPages(work, isWanted, signal) {
  let wait = 0;
  for (const page of pagesOf(work.rows, (place) => isWanted(work.answers[place]))) {
    wait = Math.max(wait, await sendPage(work, page, signal));
  }
  return wait;
}

async function sendPage(work, { round, places }, signal) {
  const isFinal = (place) => !isOpen(work.answers[place]);
  const before = places.filter(isFinal).length;
  try {
    await send(work, round, places, signal);
  } finally {
    change(work, { answered: work.answered + places.filter(isFinal).length - before });
  }
  const open = places.map((place) => work.answers[place]).filter(isOpen);
  return Math.max(0, ...open.map((answer) => answer?.retryAfter || 1));
}

async function send({ campaignId, key, rows, answers, as }, round, places, signal) {
  const items = places.map((place) => ({ userId: rows[place].userId, idempotencyKey: rows[place].idempotencyKey }));
  try {
    const response = await call(`campaigns/${encodeURIComponent(campaignId)}/coupons/batch`, {
      method: 'POST', body: { items }, raw: true, signal, timeout: TIMEOUT, as,
      headers: { 'Idempotency-Key': round === 1 ? key : `${key} ${round}` },
    });
    const { text, problem } = await readText(response);
    linesOf(text).filter(({ line }) => line >= 1 && line <= places.length)
      .forEach((answer) => { answers[places[answer.line - 1]] = answer; });
    if (problem) {
      throw problem;
    }
  } catch (problem) {
    if (problem.status !== 429 && problem.status !== 503) {
      throw problem;
    }
    const { status, code, message: detail, retryAfter } = problem;
    places.forEach((place) => { answers[place] = { status, code, detail, retryAfter }; });
  }
}

/** The answers as far as they have come. */
function linesOf(text) {
  return text.split('\n').flatMap((line) => {
    try {
      return line ? [JSON.parse(line)] : [];
    } catch {
      return [];
    }
  });
}

function pause(seconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, seconds * 1_000);
    signal.addEventListener('abort', () => { clearTimeout(timer); reject(signal.reason); });
  });
}
