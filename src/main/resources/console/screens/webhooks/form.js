/** The forms that make and change webhooks. */

import { call } from '../../core/api.js';
import { Field } from '../../core/field.js';
import { useAction, useLoad } from '../../core/load.js';
import { html, useState } from '../../core/preact.js';
import { go, leaveFreely, to, useGoOn, useUnsaved } from '../../core/route.js';
import { Fault, Loaded, Submit, Title, useId } from '../../core/ui.js';
import { t } from '../../core/words.js';
import { TYPES, typeName } from '../evidence/words.js';
import { SecretDialog } from './parts.js';

const FIRST = { url: '', types: [], campaignIds: [], batch: false };

/** The pointers of the faults that the fields show. */
const FIELDS = ['/url', '/types', '/campaignIds'];

const BEGINNINGS = { end: undefined, beginning: 'beginning' };

export function NewWebhook() {
  const [from, setFrom] = useState('end');
  const [created, setCreated] = useState(null);
  return html`<${Title} text=${t('webhooks.new')}/>
    <${Form} first=${FIRST} button=${t('webhooks.create')} back=${to('webhooks')}
      unsure="webhooks.unsure" leave="webhooks.leave" onSave=${async (draft) => {
      setCreated(await call('webhooks', { method: 'POST', body: { ...draft,
        campaignIds: draft.campaignIds ?? undefined, from: BEGINNINGS[from] } }));
    }}>
      <${Field} label=${t('webhooks.from')} input="select" value=${from} onValue=${setFrom}>
        ${Object.keys(BEGINNINGS).map((name) => html`
          <option key=${name} value=${name}>${t(`webhooks.from.${name}`)}</option>`)}
      <//>
    <//>
    ${created && html`<${SecretDialog} title=${t('webhooks.created')} text=${t('webhooks.secret.text')}
      secret=${created.secret} onClose=${() => go('webhooks', created.id)}/>`}`;
}

export function EditWebhook({ id }) {
  const found = useLoad((signal) => call(`webhooks/${encodeURIComponent(id)}`, { signal }), [id]);
  const goOn = useGoOn();
  return html`<${Title} text=${t('webhooks.edit')}/>
    <${Loaded} of=${found}>
      ${found.value && html`<${Form} first=${found.value} button=${t('ui.save')} back=${to('webhooks', id)}
        onSave=${async (draft) => {
          await call(`webhooks/${encodeURIComponent(id)}`, { method: 'PATCH', body: changes(found.value, draft) });
          goOn(['webhooks', id], 'webhooks.done.saved');
        }}/>`}
    <//>`;
}

/** The user's changes. The rest stays as it is, also if somebody else changes it meanwhile. */
function changes(before, draft) {
  const same = (name) => JSON.stringify(before[name] ?? null) === JSON.stringify(draft[name] ?? null);
  return Object.fromEntries(Object.entries(draft).filter(([name]) => !same(name)));
}

/**
 * The form. It gives onSave all that a webhook is to be, with campaignIds null for all campaigns.
 * @param unsure the name of the words that say what may have happened when the answer is lost
 * @param leave the name of the words that ask before the user leaves without the answer
 */
function Form({ first, button, back, unsure, leave, onSave, children }) {
  const [initial] = useState({ url: first.url, types: first.types, batch: first.batch,
    campaigns: (first.campaignIds ?? []).join('\n') });
  const [draft, setDraft] = useState(initial);
  const action = useAction();
  useUnsaved(draft !== initial, action.busy ? leave : undefined);
  const change = (name) => (value) => setDraft((before) => ({ ...before, [name]: value }));
  const errors = action.problem?.errors;
  const send = (event) => {
    event.preventDefault();
    const campaignIds = draft.campaigns.split(/[\s,]+/).filter(Boolean);
    action.run(() => onSave({ url: draft.url.trim(), types: draft.types, batch: draft.batch,
      campaignIds: campaignIds.length > 0 ? campaignIds : null }));
  };
  return html`<form class="middle" onSubmit=${send}>
    <${Field} label=${t('webhooks.url')} hint=${t('webhooks.url.hint')} type="url" required maxlength="2000"
      autocomplete="off" value=${draft.url} onValue=${change('url')} pointer="/url" errors=${errors}/>
    <${Types} chosen=${draft.types} onChange=${change('types')} errors=${errors}/>
    <${Field} label=${t('webhooks.campaigns')} hint=${t('webhooks.campaigns.hint')} input="textarea" rows="3"
      value=${draft.campaigns} onValue=${change('campaigns')} pointer="/campaignIds" errors=${errors}/>
    <${Field} label=${t('webhooks.batch')} hint=${t('webhooks.batch.hint')} type="checkbox" checked=${draft.batch}
      onValue=${change('batch')}/>
    ${children}
    <${Fault} problem=${action.problem} fields=${FIELDS}/>
    ${unsure && isUnsure(action.problem) && html`<div class="alert alert-warning" role="alert">${t(unsure)} ${' '}
      <a href=${back} onClick=${leaveFreely}>${t('webhooks.back')}</a></div>`}
    <div class="actions">
      <${Submit} action=${action}>${button}<//>
      <a class="btn btn-outline-secondary" onClick=${leaveFreely} href=${back}>${t('ui.cancel')}</a>
    </div>
  </form>`;
}

/** Tells whether the request may have been done although its answer didn't come. */
function isUnsure(problem) {
  return problem && (problem.status === 0 || problem.status >= 500);
}

function Types({ chosen, onChange, errors = [] }) {
  const id = useId();
  const own = errors.filter(({ pointer }) => pointer?.startsWith('/types'));
  const turn = (type, on) => onChange(on ? [...chosen, type] : chosen.filter((other) => other !== type));
  return html`<fieldset class="field" aria-describedby=${own.length > 0 ? id : undefined}>
    <legend>${t('webhooks.types')}</legend>
    <div class="columns">${TYPES.map((type) => html`<${Field} key=${type} label=${typeName(type)} type="checkbox"
      checked=${chosen.includes(type)} onValue=${(on) => turn(type, on)}/>`)}</div>
    <div class="actions">
      <button type="button" class="btn btn-sm btn-outline-secondary" onClick=${() => onChange(TYPES)}>
        ${t('webhooks.types.all')}</button>
      <button type="button" class="btn btn-sm btn-outline-secondary" onClick=${() => onChange([])}>
        ${t('webhooks.types.none')}</button>
    </div>
    ${own.length > 0 && html`<div id=${id} class="invalid-feedback d-block">${chosen.length === 0
      ? t('webhooks.types.choose') : own.map(({ detail }) => html`<div lang="en">${detail}</div>`)}</div>`}
  </fieldset>`;
}
