/** The answer for the shop in very large letters. */

import { Confirm } from '../../core/dialog.js';
import { html } from '../../core/preact.js';
import { me, may } from '../../core/session.js';
import { Fault } from '../../core/ui.js';
import { dateTime, hasWords, t } from '../../core/words.js';

/** The latest scan; before the first one it says what to do. A code that comes again at once gets no second OK. */
export function Outcome({ of: entry, onRetry, onUndo }) {
  const state = entry?.twice && entry.state === 'good' ? 'twice' : entry?.state ?? 'ready';
  return html`<div class=${`outcome outcome-${state}`} role="status" aria-live="assertive" aria-atomic="true">
      <div class="outcome-word">${t(`redeem.state.${state}`)}</div>
      ${entry && html`<div class="outcome-why">${why(entry)}</div>
        <bdi class="outcome-code"><code>${entry.coupon?.code ?? entry.code}</code></bdi>`}
    </div>
    ${entry && html`<div class="till-buttons">
      ${['unknown', 'unchecked'].includes(entry.state) && html`<${Fault} problem=${entry.problem}/>
        <button type="button" class="btn btn-primary" onClick=${() => onRetry(entry)}>
          ${t('ui.again')}</button>`}
      <${Undo} key=${entry.key} entry=${entry} onUndo=${onUndo}/>
    </div>`}`;
}

/**
 * Takes back what this caller redeemed by mistake, after asking. Each entry has its own, so that the question goes when
 * another code is scanned.
 */
export function Undo({ entry, small, onUndo }) {
  if (!isOwn(entry)) {
    return null;
  }
  const code = entry.coupon.code;
  const run = () => onUndo({ ...entry, reference: entry.coupon.redemptionReference });
  return html`<${Confirm} label=${t('redeem.undo')} title=${t('redeem.undo.title')} confirm=${t('redeem.undo.yes')}
    text=${t('redeem.undo.text', { code })} kind=${small ? 'sm btn-outline-secondary' : 'outline-secondary'}
    onRun=${run}/>`;
}

function isOwn({ state, problem, coupon }) {
  const redeemed = state === 'good' || (state === 'bad' && problem.code === 'already-redeemed');
  return redeemed && coupon?.redeemedAt && (coupon.redeemedBy === undefined || coupon.redeemedBy === me()?.name
    || may());
}

/** A sentence that gives the reason of the answer. */
export function why({ state, problem, coupon, twice }) {
  if (state === 'good') {
    return t(twice ? 'redeem.twice' : 'redeem.good', { campaign: coupon.campaignId });
  }
  if (state !== 'bad') {
    return t(`redeem.why.${state}`);
  }
  const known = coupon ? explained(problem.code, coupon) : null;
  return known ?? wordsOf(problem.code) ?? problem.message;
}

function wordsOf(code) {
  const name = [`redeem.problem.${code}`, `problem.${code}`].find(hasWords);
  return name && t(name);
}

function explained(code, coupon) {
  if (code === 'already-redeemed' && coupon.redeemedAt) {
    const { redeemedAt, redemptionReference: reference } = coupon;
    return t('redeem.already', { at: time(redeemedAt), by: by(coupon) })
      + (reference ? ` ${t('redeem.already.reference', { reference })}` : '');
  }
  if (code === 'coupon-void' && coupon.voidedAt) {
    return t('redeem.void', { at: time(coupon.voidedAt) });
  }
  return code === 'coupon-expired' ? t('redeem.expired', { at: time(coupon.expiresAt) }) : null;
}

function by({ redeemedBy }) {
  if (redeemedBy === undefined) {
    return t('redeem.by.unknown');
  }
  return redeemedBy === me()?.name ? t('redeem.by.you', { name: redeemedBy }) : redeemedBy;
}

function time(instant) {
  return dateTime(instant, undefined, { dateStyle: 'medium', timeStyle: 'medium' });
}
