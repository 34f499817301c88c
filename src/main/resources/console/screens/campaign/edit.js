/** Changes the settings of a campaign. What somebody else changed meanwhile is shown, and nobody's work is lost. */

import { call, callWithVersion } from '../../core/api.js';
import { useAction, useLoad } from '../../core/load.js';
import { html, useState } from '../../core/preact.js';
import { leaveFreely, to, useGoOn, useUnsaved } from '../../core/route.js';
import { isAt, Loaded, Submit, Title } from '../../core/ui.js';
import { addWords, t } from '../../core/words.js';
import { Conflict, rebased, settingNames } from './conflict.js';
import { draftOf, patchOf } from './draft.js';
import { CampaignFields, fieldsOf } from './form.js';
import { FormFault } from './parts.js';
import { Preview, useTrial, Warnings } from './preview.js';
import { useForm } from './use-form.js';

addWords({
  en: {
    'edit.title': 'Change {name}',
    'edit.nothing': 'Nothing is changed yet.',
    'edit.conflict': 'Somebody else changed, as the table above shows: {settings}.',
    'edit.no-preview': 'There is no preview of this change.',
    'edit.done': 'The changes are saved.',
  },
  ko: {
    'edit.title': '{name} 변경',
    'edit.nothing': '아직 변경한 내용이 없습니다.',
    'edit.conflict': '다른 사람이 변경한 설정(위 표 참고): {settings}.',
    'edit.no-preview': '이 변경은 미리 볼 수 없습니다.',
    'edit.done': '변경 내용을 저장했습니다.',
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
  const goOn = useGoOn();
  const trial = ofItself(useTrial({ ...form, draft: { ...form.draft, id: '' } }, true), base.body);
  const patch = patchOf(draftOf(base.body), form.draft);
  const save = (event) => {
    event.preventDefault();
    if (!form.isComplete()) {
      return;
    }
    action.run(async () => {
      if (await saved(form, base, patch)) {
        goOn(['campaigns', base.body.id], 'edit.done');
        return;
      }
      const now = await read(base.body.id);
      const next = rebased(draftOf(base.body), draftOf(now.body), form.draft);
      setConflict(next);
      form.change(next.draft);
      setBase(now);
    }).then(form.focusFault);
  };
  const changed = Object.keys(patch).length > 0;
  useUnsaved(changed);
  const errors = [...form.gaps, ...faults(form.isOf(action.problem) ? action.problem : trial.problem)];
  const fields = fieldsOf(form.draft, true);
  return html`<div class="with-preview">
    <form noValidate onSubmit=${save} ...${form.watch}>
      <${Conflict} of=${conflict} draft=${form.draft} onDraft=${form.change}/>
      <${CampaignFields} draft=${form.draft} onDraft=${form.change} errors=${errors} campaign=${base.body}/>
      <${FormFault} problem=${action.problem} fields=${fields} incomplete=${form.gaps.length > 0}/>
      ${trial.campaign && html`<${Warnings} campaign=${trial.campaign} again/>`}
      <div class="actions bottom">
        <${Submit} action=${action} disabled=${!changed}>${t('ui.save')}<//>
        <a class="btn btn-outline-secondary" onClick=${leaveFreely} href=${to('campaigns', base.body.id)}>
          ${t('ui.cancel')}</a>
        ${!changed && html`<span class="small text-body-secondary">${t('edit.nothing')}</span>`}
        ${conflict?.changed.length > 0 && html`<span class="small">${t('edit.conflict',
          { settings: settingNames(conflict) })}</span>`}
      </div>
    </form>
    <${Preview} trial=${trial} fields=${fields} first=${t('edit.no-preview')} exists/>
  </div>`;
}

/** Saves the changes; false if somebody else has changed it meanwhile. */
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
  return true;
}

/** The faults of the fields. The format of the codes is fixed, so too few codes are too many coupons. */
function faults(problem) {
  return (problem?.errors ?? []).map((error) => (isAt(error.pointer, '/codeFormat')
    ? { ...error, pointer: '/maxCoupons' } : error));
}

/**
 * The trial without what isn't so for a campaign that exists: the trial counts its codes as those of another one, and
 * doesn't know that its coupons were extended.
 */
function ofItself(trial, { couponsExtendedTo, warnings }) {
  if (trial.problem?.code === 'code-space-exhausted') {
    return { ...trial, problem: null, campaign: null };
  }
  return couponsExtendedTo && trial.campaign ? { ...trial, campaign: { ...trial.campaign, warnings } } : trial;
}
