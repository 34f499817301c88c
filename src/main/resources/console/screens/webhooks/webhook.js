/** One webhook: what it is, what it does, and what can be done with it. */

import { call } from '../../core/api.js';
import { Confirm } from '../../core/dialog.js';
import { useAction, usePolling } from '../../core/load.js';
import { Notice, useNotice } from '../../core/notice.js';
import { html, useState } from '../../core/preact.js';
import { to, useGoOn } from '../../core/route.js';
import { Action, Facts, Fault, Loaded, Time, Title } from '../../core/ui.js';
import { t } from '../../core/words.js';
import { typeName } from '../evidence/words.js';
import { Deliveries } from './deliveries.js';
import { Outcome, SecretDialog, State, Waiting } from './parts.js';
import { Redeliver } from './redeliver.js';

const PAUSE = 3_000;

/** A test waits for the receiver, which may have as long as a setting says. */
const PATIENCE = 120_000;

export function Webhook({ id }) {
  const path = `webhooks/${encodeURIComponent(id)}`;
  const [changes, setChanges] = useState(0);
  const found = usePolling((signal) => call(path, { signal }), PAUSE, [id, changes]);
  const [notice, setNotice] = useNotice();
  const goOn = useGoOn();
  const changed = (done) => {
    setNotice(done ?? null);
    setChanges((count) => count + 1);
  };
  const webhook = found.value;
  return html`<${Title} text=${t('webhooks.one')}>
      <a class="btn btn-outline-primary" href=${to('webhooks')}>${t('webhooks.back')}</a>
    <//>
    <${Notice} of=${notice}/>
    <${Loaded} of=${found}>
      ${webhook && html`
        <${About} webhook=${webhook}/>
        <${Acts} path=${path} webhook=${webhook} onChange=${changed}
          onDeleted=${() => goOn(['webhooks'])}/>
        <${Deliveries} path=${path} turn=${webhook} onChange=${changed}/>`}
    <//>`;
}

function About({ webhook }) {
  return html`<${Facts} rows=${[
    [t('webhooks.url'), webhook.url],
    [t('webhooks.state'), html`<${State} of=${webhook}/>`],
    [t('webhooks.waits'), html`<${Waiting} of=${webhook}/>`],
    [t('webhooks.types'), webhook.types.map(typeName).join(', ')],
    [t('webhooks.campaigns'), webhook.campaignIds?.join(', ') ?? t('webhooks.all-campaigns')],
    [t('webhooks.sends'), t(webhook.batch ? 'webhooks.sends.many' : 'webhooks.sends.one')],
    [t('webhooks.created-at'), html`<${Time} at=${webhook.createdAt}/>`],
    [t('webhooks.id'), html`<code>${webhook.id}</code>`],
    [t('webhooks.after'), html`<code>${webhook.after}</code>`],
  ]}/>`;
}

function Acts({ path, webhook, onChange, onDeleted }) {
  const test = useAction();
  const [answer, setAnswer] = useState(null);
  const [secret, setSecret] = useState(null);
  const turn = (enabled) => async () => {
    await call(path, { method: 'PATCH', body: { enabled } });
    onChange(enabled ? 'webhooks.done.enabled' : 'webhooks.done.disabled');
  };
  return html`<div class="actions block">
      <${Action} action=${test} kind="primary" onRun=${async () => {
        setAnswer(null);
        setAnswer(await call(`${path}/test`, { method: 'POST', timeout: PATIENCE }));
        onChange();
      }}>${t('webhooks.test')}<//>
      <a class="btn btn-outline-primary" href=${to('webhooks', webhook.id, 'edit')}>${t('webhooks.edit')}</a>
      ${webhook.enabled ? html`<${Confirm} key="off" label=${t('webhooks.disable')} text=${t('webhooks.disable.text')}
        onRun=${turn(false)}/>` : html`<${Confirm} key="on" label=${t('webhooks.enable')}
        text=${t('webhooks.enable.text')} onRun=${turn(true)}/>`}
      <${Confirm} label=${t('webhooks.rotate')} text=${t('webhooks.rotate.text')} onRun=${async () =>
        setSecret((await call(`${path}/secret`, { method: 'POST' })).secret)}/>
      <${Redeliver} path=${path} onChange=${onChange}/>
      <${Confirm} label=${t('webhooks.delete')} text=${t('webhooks.delete.text')} kind="outline-danger"
        onRun=${async () => {
          await call(path, { method: 'DELETE' });
          onDeleted();
        }}/>
    </div>
    <${Fault} problem=${test.problem}/>
    <div role="status">${test.busy ? t('webhooks.testing') : answer && html`<${Answer} answer=${answer}/>`}</div>
    ${secret && html`<${SecretDialog} title=${t('webhooks.rotate')} text=${t('webhooks.rotated')} secret=${secret}
      onClose=${() => setSecret(null)}/>`}`;
}

function Answer({ answer }) {
  const { outcome, status, detail, millis } = answer;
  return html`<div class=${`alert alert-${outcome === 'delivered' ? 'success' : 'danger'}`}>
    <div><${Outcome} of=${answer}/> ${' '} ${status && t('webhooks.answered', { status: String(status) })} ${' '}
      ${t('webhooks.took', { millis })}</div>
    ${detail && html`<div class="small" lang="en">${detail}</div>`}
  </div>`;
}
