/** All coupons of one user, over all campaigns. */

import { call } from '../../core/api.js';
import { Field } from '../../core/field.js';
import { useAction, useLoad } from '../../core/load.js';
import { html, useEffect, useRef, useState } from '../../core/preact.js';
import { may } from '../../core/session.js';
import { to } from '../../core/route.js';
import { Action, Empty, Fault, Loaded, Status, Table, Time } from '../../core/ui.js';
import { t } from '../../core/words.js';

const PAGE = 50;

/** With a status, pages may be short: so many are read for one click at most. */
const READ_ON = 10;

const STATUSES = ['ISSUED', 'REDEEMED', 'EXPIRED', 'VOID'];

/**
 * @param isShown true while the list is shown; it is loaded anew when it is shown again
 * @param onCode shows one coupon; null if the caller may not
 */
export function Customer({ userId, isShown, onCode }) {
  const [status, setStatus] = useState('');
  const heading = useRef(null);
  useEffect(() => {
    if (isShown) {
      heading.current.focus();
    }
  }, [isShown]);
  return html`<section>
    <h2 tabindex="-1" ref=${heading}>${t('coupons.of')} <bdi>${userId}</bdi></h2>
    <div class="narrow"><${Field} input="select" label=${t('coupons.status')} value=${status} onValue=${setStatus}>
      <option value="">${t('coupons.any')}</option>
      ${STATUSES.map((of) => html`<option value=${of} key=${of}>${t(`status.${of}`)}</option>`)}
    <//></div>
    ${isShown && html`<${Wallet} key=${status} userId=${userId} status=${status} onCode=${onCode}/>`}
  </section>`;
}

function Wallet({ userId, status, onCode }) {
  const first = useLoad((signal) => read(userId, status, undefined, signal), [userId, status]);
  const [more, setMore] = useState(null);
  const action = useAction();
  const items = [...first.value?.items ?? [], ...more?.items ?? []];
  const nextAfter = more ? more.nextAfter : first.value?.nextAfter;
  const readOn = async () => {
    const page = await read(userId, status, nextAfter);
    setMore({ items: [...more?.items ?? [], ...page.items], nextAfter: page.nextAfter });
  };
  return html`<${Loaded} of=${first}>
    ${items.length === 0 && !nextAfter ? html`<${Empty}>${t(status ? 'coupons.none.status' : 'coupons.none')}<//>`
      : html`<${Coupons} items=${items} onCode=${onCode}/>`}
    <p role="status" class="small text-body-secondary">${t(nextAfter ? 'coupons.count.more' : 'coupons.count', {
      count: items.length })}</p>
    <${Fault} problem=${action.problem}/>
    ${nextAfter && html`<${Action} action=${action} kind="outline-primary" onRun=${readOn}>${t('ui.more')}<//>`}
  <//>`;
}

async function read(userId, status, after, signal) {
  const items = [];
  let next = after;
  let pages = 0;
  do {
    const page = await call('coupons', { query: { userId, status, after: next, limit: PAGE }, signal });
    items.push(...page.items);
    next = page.nextAfter;
    pages += 1;
  } while (next && items.length < PAGE / 2 && pages < READ_ON);
  return { items, nextAfter: next };
}

function Coupons({ items, onCode }) {
  const head = ['code', 'status', 'campaign', 'issued', 'expires', 'redeemed'].map((name) => t(`coupons.${name}`));
  return html`<${Table} label=${t('coupons.menu')} head=${head}>
    ${items.map((coupon) => html`<tr key=${coupon.code}>
      <td>${onCode ? html`<button type="button" class="btn btn-link p-0 text-start"
        onClick=${() => onCode(coupon.code)}><bdi><code>${coupon.code}</code></bdi></button>`
        : html`<bdi><code>${coupon.code}</code></bdi>`}</td>
      <td><${Status} of=${coupon.status}/></td>
      <td>${may('VIEW', 'ISSUE') ? html`<a href=${to('campaigns', coupon.campaignId)}>${coupon.campaignId}</a>`
        : coupon.campaignId}</td>
      <td><${Time} at=${coupon.issuedAt}/></td>
      <td><${Time} at=${coupon.expiresAt}/></td>
      <td><${Time} at=${coupon.redeemedAt}/></td>
    </tr>`)}
  <//>`;
}
