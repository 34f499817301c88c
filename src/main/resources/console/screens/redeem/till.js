/** The codes that a shop has scanned since the page was opened, and what came of it. Nothing is kept elsewhere. */

import { call, newIdempotencyKey } from '../../core/api.js';
import { useCallback, useEffect, useRef, useState } from '../../core/preact.js';

/** A code that is read again within so many milliseconds was read twice by one movement of the hand. */
const TWICE = 5_000;

const REMEMBERED = 10;

/** Refusals that the coupon itself explains: when it was redeemed and by whom, why it is void, when it expired. */
const EXPLAINED = ['already-redeemed', 'coupon-void', 'coupon-expired'];

/**
 * Redeems codes, each by one request at a time and with one idempotency key until the answer is known.
 * @returns entries (the newest first), shown (the one to look at, or null), redeem(code, reference), retry(entry) and
 * undo(entry). An entry has id, code, reference, at, twice and state: busy, good, bad, unknown or undone; then coupon
 * or problem.
 */
export function useTill() {
  const [entries, setEntries] = useState([]);
  const latest = useRef([]);
  const open = useRef(true);
  useEffect(() => () => { open.current = false; }, []);
  const put = useCallback((changed) => {
    const others = latest.current.filter((entry) => entry.id !== changed.id);
    latest.current = [changed, ...others].sort((one, other) => other.id - one.id).slice(0, REMEMBERED);
    if (open.current) {
      setEntries(latest.current);
    }
  }, []);
  const send = async (entry) => {
    put({ ...entry, state: 'busy', problem: null });
    const answer = await attempt(entry);
    put({ ...entry, ...answer });
    return answer.state === 'good';
  };
  const redeem = async (code, reference) => {
    const before = latest.current.find((entry) => isSame(entry, code));
    if (before && isTwice(before)) {
      put({ ...before, twice: true });
      return false;
    }
    return send(before?.state === 'unknown' ? before : entryOf(code, reference, latest.current));
  };
  const undo = async (entry) => {
    await call(`${pathOf(entry)}/redemption`, { method: 'DELETE', query: { reference: entry.reference } });
    put({ ...entry, state: 'undone' });
  };
  return { entries, shown: entries[0] ?? null, redeem, retry: send, undo };
}

function entryOf(code, reference, others) {
  return { id: (others[0]?.id ?? 0) + 1, code, reference, key: newIdempotencyKey(), at: Date.now(), twice: false };
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
  try {
    const coupon = await call(`${pathOf(entry)}/redemption`, {
      method: 'POST', body: entry.reference ? { reference: entry.reference } : {},
      headers: { 'Idempotency-Key': entry.key },
    });
    return { state: 'good', coupon, problem: null, at: Date.now() };
  } catch (problem) {
    return isOpen(problem) ? { state: 'unknown', problem }
      : { state: 'bad', problem, coupon: await explain(entry, problem) };
  }
}

/** Tells whether the same request may still succeed, so that it is repeated with the same key. */
function isOpen({ status, code }) {
  return status === 0 || status >= 500 || status === 429 || code === 'outcome-unknown';
}

/** The coupon that was refused; null if it explains nothing, or can't be read now: then the problem stands alone. */
async function explain(entry, { code }) {
  try {
    return EXPLAINED.includes(code) ? await call(pathOf(entry)) : null;
  } catch {
    return null;
  }
}
