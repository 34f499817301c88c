/** A new campaign, empty or as a copy of another one. */

import { call, newIdempotencyKey } from '../../core/api.js';
import { useAction, useLoad } from '../../core/load.js';
import { html, useRef, useState } from '../../core/preact.js';
import { leaveFreely, to, useGoOn, useUnsaved } from '../../core/route.js';
import { Loaded, Submit, Title } from '../../core/ui.js';
import { addWords, currentLanguage, t } from '../../core/words.js';
import { copyOf, emptyDraft, settingsOf } from './draft.js';
import { CampaignFields, fieldsOf } from './form.js';
import { FormFault } from './parts.js';
import { Preview, useTrial, Warnings } from './preview.js';
import { useForm } from './use-form.js';

addWords({
  en: {
    'create.title': 'New campaign',
    'create.copy': 'Copy of {name}',
    'create.button': 'Create campaign',
    'create.before': 'An earlier attempt has created the campaign, with the settings of that moment. Look for it in '
      + 'the list before you create another one.',
    'create.another': 'Create another one',
    'create.exists': 'Another campaign has this id, or one that was deleted a moment ago.',
  },
  ko: {
    'create.title': '새 캠페인',
    'create.copy': '{name}의 사본',
    'create.button': '캠페인 만들기',
    'create.before': '앞선 시도에서 그때의 설정으로 캠페인이 이미 만들어졌습니다. 다시 만들기 전에 목록에서 확인하세요.',
    'create.another': '하나 더 만들기',
    'create.exists': '다른 캠페인 또는 방금 삭제된 캠페인이 이 ID를 쓰고 있습니다.',
  },
});

export function NewCampaign({ path: [original] }) {
  const loaded = useLoad(async (signal) => (original ? call(`campaigns/${encodeURIComponent(original)}`,
    { query: { codes: 0 }, signal }) : null), [original]);
  return html`<${Title} text=${original ? t('create.copy', { name: loaded.value?.name ?? original })
      : t('create.title')}/>
    <${Loaded} of=${loaded}><${Form} original=${loaded.value}/><//>`;
}

function Form({ original }) {
  const [first] = useState(() => (original ? copyOf(original) : emptyDraft()));
  const form = useForm(first);
  useUnsaved(form.draft !== first);
  const action = useAction();
  const goOn = useGoOn();
  const [attempted, setAttempted] = useState(false);
  const key = useRef(newIdempotencyKey());
  const trial = useTrial(form, attempted);
  const send = (event) => {
    event.preventDefault();
    setAttempted(true);
    if (!form.isComplete()) {
      return;
    }
    action.run(async () => goOn(['campaigns', (await create(form, key.current)).id])).then(form.focusFault);
  };
  const errors = [...form.gaps, ...faults(form.isOf(action.problem) ? action.problem : trial.problem)];
  const fields = fieldsOf(form.draft, false);
  return html`<div class="with-preview">
    <form noValidate onSubmit=${send} ...${form.watch}>
      <${CampaignFields} draft=${form.draft} onDraft=${form.change} errors=${errors}/>
      <${FormFault} problem=${action.problem} fields=${fields} incomplete=${form.gaps.length > 0}/>
      ${action.problem?.code === 'idempotency-key-reused' && html`<div class="alert alert-warning" role="alert">
        <p>${t('create.before')}</p>
        <button type="button" class="btn btn-sm btn-outline-secondary"
          onClick=${() => { key.current = newIdempotencyKey(); action.clear(); }}>
          ${t('create.another')}</button></div>`}
      ${trial.campaign && html`<${Warnings} campaign=${trial.campaign} again/>`}
      <div class="actions bottom">
        <${Submit} action=${action}>${t('create.button')}<//>
        <a class="btn btn-outline-secondary" onClick=${leaveFreely}
          href=${original ? to('campaigns', original.id) : to('campaigns')}>${t('ui.cancel')}</a>
      </div>
    </form>
    <${Preview} trial=${trial} fields=${fields}/>
  </div>`;
}

function create(form, key) {
  return form.attempt(() => call('campaigns', { method: 'POST', body: settingsOf(form.draft),
    headers: { 'Idempotency-Key': key } }));
}

/** The faults of the fields; that an id is taken is one, too. */
function faults(problem) {
  return problem?.code === 'campaign-exists'
    ? [{ pointer: '/id', detail: t('create.exists'), lang: currentLanguage() }] : problem?.errors ?? [];
}
