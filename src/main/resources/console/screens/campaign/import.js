/** Imports codes that were made elsewhere. */

import { Field } from '../../core/field.js';
import { useAction } from '../../core/load.js';
import { html, useEffect, useRef, useState } from '../../core/preact.js';
import { to, useUnsaved } from '../../core/route.js';
import { Action, Bar, Facts, Fault, Table, Title, useId } from '../../core/ui.js';
import { addWords, number, t } from '../../core/words.js';
import { newUpload, send } from './upload.js';

addWords({
  en: {
    'import.title': 'Import codes into {id}',
    'import.text': 'A text file with one code on each line (CSV), or NDJSON. Codes are issued in the order of the '
      + 'file. Importing a code again does no harm.',
    'import.file': 'File of codes',
    'import.paste': 'Or type or paste codes, one on each line',
    'import.start': 'Import',
    'import.go-on': 'Go on',
    'import.stop': 'Stop',
    'import.leave': 'Leave this page? The codes that you chose are not imported.',
    'import.leave.running': 'Leave this page? The import stops. To go on, import the same codes again.',
    'import.refused': 'Nothing of this part is imported. Mend the codes, and import them again.',
    'import.progress': 'Progress of the import',
    'import.done': 'All is imported.',
    'import.done.partly': 'The import is finished. Some lines are not imported.',
    'import.done.nothing': 'Nothing is imported.',
    'import.percent': '{percent} imported',
    'import.accepted': 'New',
    'import.known': 'Known already',
    'import.taken': 'Taken by another campaign',
    'import.invalid': 'No code',
    'import.faults': 'Lines at fault (the first 100)',
    'import.line': 'Line',
    'import.detail': 'What is wrong',
    'import.back': 'Back to the campaign',
  },
  ko: {
    'import.title': '{id}에 코드 가져오기',
    'import.text': '한 줄에 코드 하나씩 있는 텍스트 파일(CSV) 또는 NDJSON입니다. 파일 순서대로 발급됩니다. 같은 코드를 다시 가져와도 '
      + '문제없습니다.',
    'import.file': '코드 파일',
    'import.paste': '또는 코드를 한 줄에 하나씩 입력하거나 붙여넣으세요',
    'import.start': '가져오기',
    'import.go-on': '계속',
    'import.stop': '중지',
    'import.leave': '이 페이지를 나갈까요? 선택한 코드를 아직 가져오지 않았습니다.',
    'import.leave.running': '이 페이지를 나갈까요? 가져오기가 중단됩니다. 계속하려면 같은 코드를 다시 가져오세요.',
    'import.refused': '이 부분은 가져오지 않았습니다. 코드를 고친 다음 다시 가져오세요.',
    'import.progress': '가져오기 진행률',
    'import.done': '모두 가져왔습니다.',
    'import.done.partly': '가져오기가 끝났습니다. 가져오지 못한 줄이 있습니다.',
    'import.done.nothing': '가져온 코드가 없습니다.',
    'import.percent': '{percent} 가져옴',
    'import.accepted': '새 코드',
    'import.known': '이미 있음',
    'import.taken': '다른 캠페인에서 사용 중',
    'import.invalid': '코드 아님',
    'import.faults': '문제가 있는 줄 (처음 100개)',
    'import.line': '줄',
    'import.detail': '문제',
    'import.back': '캠페인으로 돌아가기',
  },
});

/** Answers to a part that stay the same however often it is sent. */
const REFUSED = [400, 409, 413, 415];

export function ImportCodes({ id }) {
  const action = useAction();
  const [upload, setUpload] = useState(null);
  const [file, setFile] = useState(null);
  const [pasted, setPasted] = useState('');
  const abort = useRef(null);
  useEffect(() => () => abort.current?.abort(), []);
  const run = (from) => async () => {
    abort.current = new AbortController();
    setUpload({ ...from, refused: false });
    try {
      await send(id, from, setUpload, abort.current.signal);
    } catch (problem) {
      if (!abort.current.signal.aborted) {
        setUpload((now) => ({ ...now, refused: REFUSED.includes(problem.status) }));
        throw problem;
      }
    }
  };
  const source = file ?? (pasted.trim() ? new Blob([pasted]) : null);
  const isOpen = upload && upload.sent < upload.file.size;
  const broken = isOpen && !action.busy && !upload.refused;
  const isNew = source && (upload === null || upload.from !== (file ?? pasted));
  useUnsaved(Boolean(action.busy || broken || isNew), isOpen && !isNew ? 'import.leave.running' : 'import.leave');
  return html`<${Title} text=${t('import.title', { id })}/>
    <p>${t('import.text')}</p>
    <${Source} onFile=${setFile} pasted=${pasted} onPasted=${setPasted} hasFile=${file !== null} busy=${action.busy}/>
    <div class="actions">
      ${broken && html`<${Action} action=${action} onRun=${run(upload)}>${t('import.go-on')}<//>`}
      <${Action} action=${action} kind=${broken ? 'outline-primary' : 'primary'} disabled=${!source}
        onRun=${run(source && { ...newUpload(source, isNdjson(file, pasted)), from: file ?? pasted })}>
        ${t('import.start')}<//>
      ${action.busy && html`<button type="button" class="btn btn-outline-secondary"
        onClick=${() => abort.current.abort()}>${t('import.stop')}</button>`}
      <a class="btn btn-link" href=${to('campaigns', id)}>${t('import.back')}</a>
    </div>
    <${Fault} problem=${action.problem}/>
    ${upload && html`<${Progress} upload=${upload}/>`}`;
}

/** The type of a file shows by its name, that of a text by how it begins: no code begins with a brace. */
function isNdjson(file, pasted) {
  return file ? /\.(ndjson|jsonl)$/i.test(file.name) : /^\s*\{/.test(pasted);
}

function Source({ onFile, hasFile, pasted, onPasted, busy }) {
  const id = useId();
  // The field is emptied first, because browsers don't tell that the same file, mended meanwhile, is chosen again.
  const empty = ({ target }) => {
    target.value = '';
    onFile(null);
  };
  return html`<div class="columns">
    <div class="field">
      <label class="form-label" for=${id}>${t('import.file')}</label>
      <input class="form-control" id=${id} type="file" accept=".csv,.txt,.ndjson,.jsonl,text/csv,text/plain"
        disabled=${busy} onClick=${empty} onChange=${(event) => onFile(event.target.files[0] ?? null)}/>
    </div>
    <${Field} label=${t('import.paste')} input="textarea" rows="3" spellcheck="false" disabled=${busy || hasFile}
      value=${pasted} onValue=${onPasted}/>
  </div>`;
}

function Progress({ upload }) {
  const { sent, file: { size }, faults } = upload;
  const done = sent === size;
  return html`<section class="mt-3" aria-label=${t('import.progress')}>
    <${Bar} label=${t('import.progress')} value=${sent} max=${size}/>
    <p role="status">${done ? t(outcome(upload)) : upload.refused ? t('import.refused')
      : t('import.percent', { percent: number(Math.floor((sent / size) * 100) / 100, { style: 'percent' }) })}</p>
    <${Facts} rows=${['accepted', 'known', 'taken', 'invalid'].map((name) => [t(`import.${name}`),
      number(upload[name])])}/>
    ${faults.length > 0 && html`<h2>${t('import.faults')}</h2>
      <${Table} label=${t('import.faults')} head=${[t('import.line'), t('import.detail')]}>
        ${faults.map(({ line, detail }) => html`<tr key=${line}><td>${number(line)}</td><td>${detail}</td></tr>`)}
      <//>`}
  </section>`;
}

/** The name of the words for what became of all lines. */
function outcome({ accepted, known, taken, invalid }) {
  return accepted + known === 0 ? 'import.done.nothing' : taken + invalid > 0 ? 'import.done.partly' : 'import.done';
}
