/** The acts on a coupon. Each is asked for first, and can be repeated without harm. */

import { call, newIdempotencyKey } from '../../core/api.js';
import { Confirm } from '../../core/dialog.js';
import { html, useRef } from '../../core/preact.js';
import { me, may } from '../../core/session.js';
import { t } from '../../core/words.js';

/** The buttons for what the caller may do with the coupon as it is now. onDone gets what was done, in words. */
export function Acts({ coupon, onDone }) {
  const acts = { ISSUED: [Redeem, Void], EXPIRED: [Void], REDEEMED: [RollBack], VOID: [TakeBack] }[coupon.status] ?? [];
  const path = `coupons/${encodeURIComponent(coupon.code)}`;
  return acts.map((Act) => html`<${Act} key=${Act.name} coupon=${coupon} path=${path} onDone=${onDone}/>`);
}

function Redeem({ path, onDone }) {
  const key = useRef(newIdempotencyKey());
  const run = async (reference) => {
    await call(`${path}/redemption`, {
      method: 'POST', body: { reference }, headers: { 'Idempotency-Key': key.current },
    });
    onDone(t('coupons.done.redeemed'));
  };
  const reference = { label: t('coupons.reference'), hint: t('coupons.reference.hint'), maxlength: 128 };
  return may('REDEEM') && html`<${Confirm} label=${t('coupons.redeem')} title=${t('coupons.redeem.title')}
    text=${t('coupons.redeem.text')} reason=${reference} kind="primary" onRun=${run}/>`;
}

/** Only the redemption that is shown is rolled back, if a reference tells it from others. */
function RollBack({ coupon, path, onDone }) {
  const run = async () => {
    await call(`${path}/redemption`, { method: 'DELETE', query: { reference: coupon.redemptionReference } });
    onDone(t('coupons.done.rolled-back'));
  };
  const isOwn = coupon.redeemedBy === undefined || coupon.redeemedBy === me().name;
  return may(...isOwn ? ['REDEEM'] : []) && html`<${Confirm} label=${t('coupons.roll-back')}
    title=${t('coupons.roll-back.title')} text=${t('coupons.roll-back.text')} onRun=${run}/>`;
}

function Void({ path, onDone }) {
  const run = async (reason) => {
    await call(`${path}/void`, { method: 'POST', body: { reason } });
    onDone(t('coupons.done.voided'));
  };
  return may() && html`<${Confirm} label=${t('coupons.void')} title=${t('coupons.void.title')}
    text=${t('coupons.void.text')} reason kind="outline-danger" onRun=${run}/>`;
}

function TakeBack({ path, onDone }) {
  const run = async () => {
    await call(`${path}/void`, { method: 'DELETE' });
    onDone(t('coupons.done.taken-back'));
  };
  return may() && html`<${Confirm} label=${t('coupons.take-back')} title=${t('coupons.take-back.title')}
    text=${t('coupons.take-back.text')} onRun=${run}/>`;
}
