/** The attempts to deliver to a webhook. */

import { call } from '../../core/api.js';
import { ConfirmDialog } from '../../core/dialog.js';
import { More, usePages } from '../../core/pages.js';
import { html, useState } from '../../core/preact.js';
import { Empty, Loaded, Table } from '../../core/ui.js';
import { dateTime, number, t } from '../../core/words.js';
import { Outcome } from './parts.js';

const PAGE = 20;

const COLUMNS = ['at', 'outcome', 'answer', 'attempt', 'events', 'millis', 'again'];

/**
 * The list is loaded anew again and again, until somebody asks for older attempts. The dialog is outside of its rows,
 * which make room for newer ones while it is read.
 * @param turn what changes each time
 */
export function Deliveries({ path, turn, onChange }) {
  const [held, setHeld] = useState(null);
  const [chosen, setChosen] = useState(null);
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
            delivery=${delivery} onChoose=${setChosen}/>`)}
        <//>`}
      <${More} of=${{ ...pages, next: older }}/>
    <//>
    ${chosen && html`<${ConfirmDialog} title=${t('webhooks.redeliver')} text=${t('webhooks.from-here.text')}
      confirm=${t('webhooks.from-here')} kind="primary" onClose=${() => setChosen(null)} onRun=${async () => {
        await call(`${path}/redeliveries`, { method: 'POST', body: { from: chosen } });
        onChange('webhooks.done.redeliver');
      }}/>`}`;
}

function Delivery({ delivery, onChoose }) {
  return html`<tr>
    <td><time datetime=${delivery.at}>${dateTime(delivery.at, undefined, { dateStyle: 'medium', timeStyle: 'medium' })}
      </time></td>
    <td><${Outcome} of=${delivery}/></td>
    <td>${delivery.status} <div class="small text-body-secondary">${delivery.detail}</div></td>
    <td>${number(delivery.attempt)}</td>
    <td>${number(delivery.events)}</td>
    <td>${number(delivery.millis)}</td>
    <td>${delivery.after ? html`<button type="button" class="btn btn-sm btn-outline-secondary"
      onClick=${() => onChoose(delivery.after)}>${t('webhooks.from-here')}</button>` : t('webhooks.was-test')}</td>
  </tr>`;
}
