/** Changes the settings of a campaign. What somebody else changed meanwhile is shown, and nobody's work is lost. */

import { call, callWithVersion } from '../../core/api.js';
import { useAction, useLoad } from '../../core/load.js';
import { html, useState } from '../../core/preact.js';
import { go, leaveFreely, to, useUnsaved } from '../../core/route.js';
import { Loaded, Submit, Title } from '../../core/ui.js';
import { addWords, t } from '../../core/words.js';
import { Conflict, rebased } from './conflict.js';
import { draftOf, hasTwins, patchOf } from './draft.js';
import { CampaignFields } from './form.js';
import { FormFault } from './parts.js';
import { Preview, useTrial, Warnings } from './preview.js';
import { focusFault, useForm } from './use-form.js';

addWords({
  en: {
    'edit.title': 'Change {name}',
    'edit.nothing': 'Nothing is changed yet.',
  },
  ko: {
    'edit.title': '{name} 변경',
    'edit.nothing': '아직 변경한 내용이 없습니다.',
  },
});

export function EditCampaign({ id }) {
  const loaded = useLoad((signal) => read(id, signal), [id]);
  return html`<${Title} text=${t('edit.title', { name: loaded.value?.body.name ?? id })}/>
    <${Loaded} of=${loaded}><${Form} first=${loaded.value}/><//>`;
}

function read(id, signal) {
  return callWithVersion(`campaigns/${encodeURIComponent(id)}`, { query: { codes: 0 }, signal });
}

function Form({ first }) {
  const [base, setBase] = useState(first);
  const [conflict, setConflict] = useState(null);
  const form = useForm(draftOf(first.body));
  const action = useAction();
  const trial = extended(useTrial({ ...form.draft, id: '' }, true), base.body);
  const patch = patchOf(draftOf(base.body), form.draft);
  const save = (event) => {
    event.preventDefault();
    if (hasTwins(form.draft)) {
      focusFault();
      return;
    }
    action.run(async () => {
      if (!await saved(form, base, patch)) {
        const now = await read(base.body.id);
        const next = rebased(draftOf(base.body), draftOf(now.body), form.draft);
        setConflict(next);
        form.change(next.draft);
        setBase(now);
      }
    }).then(focusFault);
  };
  const changed = Object.keys(patch).length > 0;
  useUnsaved(changed);
  const errors = (form.isOf(action.problem) ? action.problem : trial.problem)?.errors ?? [];
  return html`<div class="with-preview">
    <form noValidate onSubmit=${save}>
      <${Conflict} of=${conflict} draft=${form.draft} onDraft=${form.change}/>
      <${CampaignFields} draft=${form.draft} onDraft=${form.change} errors=${errors} campaign=${base.body}/>
      <${FormFault} problem=${action.problem}/>
      ${trial.campaign && html`<${Warnings} campaign=${trial.campaign} again/>`}
      <div class="actions bottom">
        <${Submit} action=${action} disabled=${!changed}>${t('ui.save')}<//>
        <a class="btn btn-outline-secondary" onClick=${leaveFreely} href=${to('campaigns', base.body.id)}>
          ${t('ui.cancel')}</a>
        ${!changed && html`<span class="small text-body-secondary">${t('edit.nothing')}</span>`}
      </div>
    </form>
    <${Preview} trial=${trial}/>
  </div>`;
}

/** Saves the changes and shows the campaign; false if somebody else has changed it meanwhile. */
async function saved(form, { body: { id }, version }, patch) {
  try {
    await form.attempt(() => call(`campaigns/${encodeURIComponent(id)}`, { method: 'PATCH', body: patch,
      headers: { 'Content-Type': 'application/merge-patch+json', 'If-Match': version } }));
  } catch (problem) {
    if (problem.status === 412) {
      return false;
    }
    throw problem;
  }
  go('campaigns', id);
  return true;
}

/** The trial of a campaign whose coupons were extended, of which the trial doesn't know. */
function extended(trial, { couponsExtendedTo, warnings }) {
  return couponsExtendedTo && trial.campaign ? { ...trial, campaign: { ...trial.campaign, warnings } } : trial;
}
