/** The attempts to deliver to a webhook. */

import { call } from '../../core/api.js';
import { More, usePages } from '../../core/pages.js';
import { html, useState } from '../../core/preact.js';
import { Confirm, Empty, Loaded, Table } from '../../core/ui.js';
import { dateTime, number, t } from '../../core/words.js';
import { Outcome } from './parts.js';

const PAGE = 20;

const COLUMNS = ['at', 'outcome', 'answer', 'attempt', 'events', 'millis', 'again'];

/**
 * The list is loaded anew again and again, until somebody asks for older attempts.
 * @param turn what changes each time
 */
export function Deliveries({ path, turn, onChange }) {
  const [held, setHeld] = useState(null);
  const pages = usePages((after, signal) => call(`${path}/deliveries`, { query: { after, limit: PAGE }, signal }),
    [path, held ?? turn]);
  const older = () => {
    setHeld(held ?? turn);
    return pages.next();
  };
  const refresh = () => {
    setHeld(null);
    pages.reload();
  };
  return html`<div class="title">
      <h2>${t('webhooks.deliveries')}</h2>
      <div class="actions"><button type="button" class="btn btn-sm btn-outline-secondary" onClick=${refresh}>
        ${t('webhooks.refresh')}</button></div>
    </div>
    <${Loaded} of=${pages}>
      ${pages.value?.length === 0 ? html`<${Empty}>${t('webhooks.no-deliveries')}<//>` : html`
        <${Table} broad label=${t('webhooks.deliveries')} head=${COLUMNS.map((name) => t(`webhooks.${name}`))}>
          ${pages.value?.map((delivery) => html`<${Delivery} key=${`${delivery.webhookId} ${delivery.at}`}
            path=${path} delivery=${delivery} onChange=${onChange}/>`)}
        <//>`}
      <${More} of=${{ ...pages, next: older }}/>
    <//>`;
}

function Delivery({ path, delivery, onChange }) {
  return html`<tr>
    <td><time datetime=${delivery.at}>${dateTime(delivery.at, undefined, { dateStyle: 'medium', timeStyle: 'medium' })}
      </time></td>
    <td><${Outcome} of=${delivery}/></td>
    <td>${delivery.status} <div class="small text-body-secondary">${delivery.detail}</div></td>
    <td>${number(delivery.attempt)}</td>
    <td>${number(delivery.events)}</td>
    <td>${number(delivery.millis)}</td>
    <td>${delivery.after ? html`<${Confirm} label=${t('webhooks.from-here')} title=${t('webhooks.redeliver')}
      text=${t('webhooks.from-here.text')} kind="outline-secondary btn-sm" onRun=${async () => {
        await call(`${path}/redeliveries`, { method: 'POST', body: { from: delivery.after } });
        onChange();
      }}/>` : t('webhooks.was-test')}</td>
  </tr>`;
}
