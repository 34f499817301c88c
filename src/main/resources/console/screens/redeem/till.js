/** The codes that a shop has scanned since the page was opened, and what came of it. Nothing is kept elsewhere. */

import { call, newIdempotencyKey, Problem } from '../../core/api.js';
import { canBeCode } from '../../core/code.js';
import { useCallback, useEffect, useRef, useState } from '../../core/preact.js';

/**
 * A code that is read again within so many milliseconds may have been read twice by one movement of the hand, or come
 * from a second customer with the same picture: no request is sent, and the shop is told.
 */
const TWICE = 5_000;

const REMEMBERED = 10;

/** The states of entries that are sent again with their key. */
const OPEN = ['unknown', 'unchecked'];

/** Refusals that are about the coupon, or the code that was typed. All other answers leave it open. */
const ABOUT_COUPON = ['coupon-not-found', 'ambiguous-code', 'already-redeemed', 'not-redeemed', 'coupon-void',
  'coupon-expired'];

/** Statuses of other answers which say that nothing was done. */
const UNCHECKED = [400, 401, 403, 429];

/** Refusals that the coupon itself explains: when it was redeemed and by whom, why it is void, when it expired. */
const EXPLAINED = ['already-redeemed', 'coupon-void', 'coupon-expired'];

/**
 * Redeems codes, each by one request at a time and with one idempotency key until the answer is known.
 * @returns entries (that of the latest scan first), shown (the one to look at, or null), redeem(code, reference),
 * retry(entry) and undo(entry). Redeem and retry tell in the end whether the coupon is refused and nothing was scanned
 * since, so that the reference is for another coupon; redeem gives null if it sends nothing. An entry has key, code,
 * reference, at, twice (true if it was read again a moment later) and state: busy, good, bad, unknown, unchecked (the
 * service has not looked at the coupon) or undone; then coupon or problem.
 */
export function useTill() {
  const [entries, setEntries] = useState([]);
  const latest = useRef([]);
  const open = useRef(true);
  useEffect(() => () => { open.current = false; }, []);
  const show = useCallback((changed) => {
    latest.current = changed.slice(0, REMEMBERED);
    if (open.current) {
      setEntries(latest.current);
    }
  }, []);
  const change = ({ key }, changes) => show(latest.current
    .map((entry) => (entry.key === key ? { ...entry, ...changes } : entry)));
  const putFirst = (first) => show([first, ...latest.current.filter(({ key }) => key !== first.key)]);
  const send = async (entry) => {
    putFirst({ ...entry, state: 'busy', problem: null });
    const answer = await attempt(entry);
    change(entry, answer);
    return answer.state === 'bad' && latest.current[0].key === entry.key;
  };
  const redeem = (code, reference) => {
    const before = latest.current.find((entry) => isSame(entry, code));
    if (before && isTwice(before)) {
      putFirst({ ...before, twice: before.state === 'good' });
      return null;
    }
    return send(OPEN.includes(before?.state) ? before : entryOf(code, reference));
  };
  const undo = async (entry) => {
    await call(`${pathOf(entry)}/redemption`, { method: 'DELETE', query: { reference: entry.reference } });
    change(entry, { state: 'undone' });
  };
  return { entries, shown: entries[0] ?? null, redeem, retry: send, undo };
}

function entryOf(code, reference) {
  return { key: newIdempotencyKey(), code, reference, at: Date.now(), twice: false };
}

function isSame(entry, code) {
  return entry.code === code || entry.coupon?.code === code;
}

function isTwice(entry) {
  return entry.state === 'busy' || (entry.state === 'good' && Date.now() - entry.at < TWICE);
}

function pathOf(entry) {
  return `coupons/${encodeURIComponent(entry.coupon?.code ?? entry.code)}`;
}

async function attempt(entry) {
  if (!canBeCode(entry.code)) {
    return { state: 'bad', problem: new Problem(0, { code: 'coupon-not-found' }), coupon: null };
  }
  try {
    const coupon = await call(`${pathOf(entry)}/redemption`, {
      method: 'POST', body: entry.reference ? { reference: entry.reference } : {},
      headers: { 'Idempotency-Key': entry.key },
    });
    if (!coupon?.code) {
      throw new Problem(0, { code: 'broken-answer', title: '200' });
    }
    return { state: 'good', coupon, problem: null, at: Date.now() };
  } catch (problem) {
    return ABOUT_COUPON.includes(problem.code) ? { state: 'bad', problem, coupon: await explain(entry, problem) }
      : { state: UNCHECKED.includes(problem.status) ? 'unchecked' : 'unknown', problem };
  }
}

/** The coupon that was refused; null if it explains nothing, or can't be read now: then the problem stands alone. */
async function explain(entry, { code }) {
  try {
    return EXPLAINED.includes(code) ? await call(pathOf(entry)) : null;
  } catch {
    return null;
  }
}
