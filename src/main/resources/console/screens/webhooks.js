/** Webhooks: events that are sent to other systems. */

import { call } from '../core/api.js';
import { useLoad } from '../core/load.js';
import { html } from '../core/preact.js';
import { to } from '../core/route.js';
import { Empty, Loaded, Table, Title } from '../core/ui.js';
import { t } from '../core/words.js';
import { typeName } from './evidence/words.js';
import { EditWebhook, NewWebhook } from './webhooks/form.js';
import { State, Waiting } from './webhooks/parts.js';
import { Webhook } from './webhooks/webhook.js';
import './webhooks/words.js';

const COLUMNS = ['url', 'state', 'types', 'campaigns', 'waits'];

const NEW = 'new';

const EDIT = 'edit';

export function Webhooks({ path: [id, act] }) {
  return !id ? html`<${All}/>` : id === NEW ? html`<${NewWebhook}/>` : act === EDIT ? html`<${EditWebhook} id=${id}/>`
    : html`<${Webhook} id=${id}/>`;
}

function All() {
  const all = useLoad((signal) => call('webhooks', { signal }), []);
  return html`<${Title} text=${t('webhooks.menu')}>
      <a class="btn btn-primary" href=${to('webhooks', NEW)}>${t('webhooks.new')}</a>
    <//>
    <p class="text-body-secondary">${t('webhooks.intro')}</p>
    <${Loaded} of=${all}>
      ${all.value?.items.length === 0 ? html`<${Empty}>${t('webhooks.none')}<//>` : html`
        <${Table} broad label=${t('webhooks.menu')} head=${COLUMNS.map((name) => t(`webhooks.${name}`))}>
          ${all.value?.items.map((webhook) => html`<tr key=${webhook.id}>
            <td><a href=${to('webhooks', webhook.id)}>${webhook.url}</a>
              <div class="small text-body-secondary">${webhook.id}</div></td>
            <td><${State} of=${webhook}/></td>
            <td>${webhook.types.map(typeName).join(', ')}</td>
            <td>${webhook.campaignIds?.join(', ') ?? t('webhooks.all-campaigns')}</td>
            <td><${Waiting} of=${webhook}/></td>
          </tr>`)}
        <//>`}
    <//>`;
}
