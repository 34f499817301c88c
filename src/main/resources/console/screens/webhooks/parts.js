/** Parts of the screens of webhooks. */

import { Copy } from '../../core/copy.js';
import { Dialog } from '../../core/dialog.js';
import { html } from '../../core/preact.js';
import { Time } from '../../core/ui.js';
import { hasWords, t } from '../../core/words.js';

/** Tells whether a webhook sends, and if not, why. */
export function State({ of }) {
  const why = `webhooks.disabled.${of.disabledReason}`;
  return of.enabled ? html`<span class="status status-active">${t('webhooks.enabled')}</span>`
    : html`<span class="status status-void">${t('webhooks.disabled')}</span>
      <div class="small">${hasWords(why) ? t(why) : of.disabledReason}</div>
      <div class="small text-body-secondary"><${Time} at=${of.disabledAt}/></div>`;
}

/** Tells what waits to be delivered. */
export function Waiting({ of: { pending } }) {
  return pending ? html`<div>${t('webhooks.pending', { events: pending.events })} <${Time} at=${pending.since}/></div>
    ${pending.failures > 0 && html`<div class="small">${t('webhooks.failures', { failures: pending.failures })} ${' '}
      <${Time} at=${pending.nextAttemptAt}/></div>`}` : t('ui.none');
}

/** Shows a secret, which the service never shows again; so Escape doesn't close it. */
export function SecretDialog({ title, text, secret, onClose }) {
  return html`<${Dialog} title=${title} onClose=${onClose} stays>
    <p>${text}</p>
    <${Copy} label=${t('webhooks.secret')} text=${secret}/>
    <div class="actions"><button type="button" class="btn btn-primary" onClick=${onClose}>
      ${t('webhooks.secret.kept')}</button></div>
  <//>`;
}

/** The outcome of an attempt to deliver. */
export function Outcome({ of }) {
  const name = `webhooks.outcome.${of.outcome}`;
  return html`<span class=${`status status-${of.outcome === 'delivered' ? 'active' : 'void'}`}>
    ${hasWords(name) ? t(name) : of.outcome}</span>`;
}
