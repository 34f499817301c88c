/** One coupon: what it is, what happened to it, and what can be done with it. */

import { call, Problem } from '../../core/api.js';
import { canBeCode } from '../../core/code.js';
import { useLoad } from '../../core/load.js';
import { html, useEffect, useRef, useState } from '../../core/preact.js';
import { to } from '../../core/route.js';
import { Facts, Loaded, Status, Table, Time } from '../../core/ui.js';
import { dateTime, hasWords, t } from '../../core/words.js';
import { Acts } from './acts.js';

/** Things happen to a coupon within a minute, so their times have seconds. */
const EXACT = { dateStyle: 'medium', timeStyle: 'medium' };

/**
 * @param onBack leads back to the list that the coupon was chosen from; null if there is none
 * @param onUser shows the coupons of the user that it gets
 */
export function Coupon({ code, onBack, onUser }) {
  const history = useLoad((signal) => read(code, signal), [code]);
  const heading = useRef(null);
  const [done, setDone] = useState('');
  const isLoaded = history.value !== undefined;
  useEffect(() => heading.current?.focus(), [history.value]);
  return html`<section>
    ${onBack && html`<p><button type="button" class="btn btn-outline-secondary" onClick=${onBack}>
      ${t('coupons.back')}</button></p>`}
    <${Loaded} of=${history}>${isLoaded && html`
      <div class="title"><h2 tabindex="-1" ref=${heading}>${t('coupons.coupon')} <bdi><code>${
        history.value.coupon.code}</code></bdi></h2>
        <div class="actions"><${Acts} coupon=${history.value.coupon} onDone=${(what) => { setDone(what);
          history.reload(); }}/></div>
      </div>
      <p role="status" class="done">${done}</p>
      <${CouponFacts} coupon=${history.value.coupon} onUser=${onUser}/>
      <h2>${t('coupons.history')}</h2>
      <${History} events=${history.value.events}/>`}
    <//>
  </section>`;
}

async function read(code, signal) {
  if (!canBeCode(code.trim())) {
    throw new Problem(0, { code: 'coupon-not-found' });
  }
  return call(`coupons/${encodeURIComponent(code)}/history`, { signal });
}

function CouponFacts({ coupon, onUser }) {
  const rows = [
    [t('coupons.status'), html`<${Status} of=${coupon.status}/>`],
    [t('coupons.campaign'), html`<a href=${to('campaigns', coupon.campaignId)}>${coupon.campaignId}</a>`],
    [t('coupons.sequence'), t('coupons.number', { number: coupon.sequence })],
    [t('coupons.user'), coupon.userId === undefined ? t('coupons.nobody') : html`<button type="button"
      class="btn btn-link p-0 text-start" onClick=${() => onUser(coupon.userId)}><bdi>${coupon.userId}</bdi></button>`],
    [t('coupons.issued'), html`<${Time} at=${coupon.issuedAt}/>`],
    [t('coupons.expires'), html`<${Time} at=${coupon.expiresAt}/>`],
    [t('coupons.redeemed'), coupon.redeemedAt && html`<${Time} at=${coupon.redeemedAt}/>`],
    [t('coupons.redeemed-by'), bdi(coupon.redeemedBy)],
    [t('coupons.reference'), bdi(coupon.redemptionReference)],
    [t('coupons.voided'), coupon.voidedAt && html`<${Time} at=${coupon.voidedAt}/>`],
    [t('coupons.void-reason'), bdi(coupon.voidReason)],
  ];
  return html`<${Facts} rows=${rows}/>`;
}

function History({ events }) {
  const head = ['what', 'when', 'who', 'reference', 'why'].map((name) => t(`coupons.${name}`));
  return html`<${Table} label=${t('coupons.history')} head=${head}>
    ${events.map((event, index) => html`<tr key=${index}>
      <td>${hasWords(`history.${event.type}`) ? t(`history.${event.type}`) : event.type}</td>
      <td><time datetime=${event.at}>${dateTime(event.at, undefined, EXACT)}</time></td>
      <td>${bdi(event.by)}</td>
      <td>${bdi(event.reference)}</td>
      <td>${bdi(event.reason)}</td>
    </tr>`)}
  <//>
  <p class="small text-body-secondary">${t('coupons.zone', {
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}</p>`;
}

/** A text from elsewhere, whose direction of writing doesn't touch the text around it. */
function bdi(text) {
  return text === undefined ? null : html`<bdi>${text}</bdi>`;
}
