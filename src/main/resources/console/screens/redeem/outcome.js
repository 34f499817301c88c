/** The answer for the shop in very large letters. */

import { html } from '../../core/preact.js';
import { me, may } from '../../core/session.js';
import { Confirm, Fault } from '../../core/ui.js';
import { dateTime, hasWords, t } from '../../core/words.js';

/** The latest scan; before the first one it says what to do. */
export function Outcome({ of: entry, onRetry, onUndo }) {
  const state = entry?.state ?? 'ready';
  return html`<div class=${`outcome outcome-${state}`} role="status" aria-live="assertive" aria-atomic="true">
      <div class="outcome-word">${t(`redeem.state.${state}`)}</div>
      ${entry && html`<div class="outcome-why">${why(entry)}</div>
        <bdi class="outcome-code"><code>${entry.coupon?.code ?? entry.code}</code></bdi>`}
    </div>
    ${entry && html`<div class="till-buttons">
      ${entry.state === 'unknown' && html`<${Fault} problem=${entry.problem}/>
        <button type="button" class="btn btn-primary" onClick=${() => onRetry(entry)}>
          ${t('ui.again')}</button>`}
      <${Undo} entry=${entry} onUndo=${onUndo}/>
    </div>`}`;
}

/** Takes back what this caller redeemed by mistake, after asking. */
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
  const name = `redeem.problem.${problem.code}`;
  return known ?? (hasWords(name) ? t(name) : problem.message);
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
