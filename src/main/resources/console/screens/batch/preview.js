/** The list before it is sent: where it comes from, what was read, and what is wrong with it. */

import { Confirm } from '../../core/dialog.js';
import { Field } from '../../core/field.js';
import { useAction } from '../../core/load.js';
import { html, useEffect, useRef, useState } from '../../core/preact.js';
import { useUnsaved } from '../../core/route.js';
import { Fault, Submit, Table } from '../../core/ui.js';
import { currentLanguage, t } from '../../core/words.js';
import { withoutRepeated } from './list.js';

const FIRST = 5;

const FAULTS = 20;

const LARGEST = 50 * 1024 * 1024;

/** A file, or a text that is pasted. */
export function ListForm({ onText }) {
  const action = useAction();
  const [pasted, setPasted] = useState('');
  useUnsaved(pasted.trim() !== '', 'batch.leave.list');
  const read = (event) => {
    const [file] = event.target.files;
    if (file) {
      action.run(async () => onText(await textOf(file)));
    }
  };
  const send = (event) => {
    event.preventDefault();
    onText(pasted);
  };
  return html`<p>${t('batch.list.form')}</p>
    <${Fault} problem=${action.problem}/>
    <div class="columns">
      <${Field} label=${t('batch.file')} hint=${t('batch.file.hint')} type="file" accept=".csv,.txt,text/csv,text/plain"
        onClick=${emptied} onChange=${read}/>
      <form onSubmit=${send} autocomplete="off">
        <${Field} input="textarea" label=${t('batch.paste')} rows="6" value=${pasted} onValue=${setPasted} required
          spellcheck=${false}/>
        <${Submit} action=${action} kind="outline-primary">${t('batch.read')}<//>
      </form>
    </div>`;
}

/** Empties a field for files, because browsers don't tell that the same file, mended meanwhile, is chosen again. */
function emptied({ target }) {
  target.value = '';
}

async function textOf(file) {
  if (file.size > LARGEST) {
    throw new Error(t('batch.too-large'));
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    throw new Error(t('batch.not-utf-8'));
  }
}

/** The list as it was read, and the button that sends it after asking. */
export function Preview({ list: all, campaign, uploadKey, onUploadKey, onOther, onStart }) {
  const [once, setOnce] = useState(false);
  const heading = useRef(null);
  useEffect(() => heading.current.focus(), []);
  const list = once ? withoutRepeated(all) : all;
  const count = list.rows.length;
  const isKey = /^[!-~]{1,200}$/.test(uploadKey.trim());
  return html`<h3 tabindex="-1" ref=${heading}>${t('batch.read-rows', { count })}</h3>
    <${Faults} faults=${all.faults}/>
    <${Warnings} list=${list} campaign=${campaign}/>
    ${all.repeated > 0 && html`<${Field} type="checkbox" label=${t('batch.once', { count: all.repeated })}
      checked=${once} onValue=${setOnce}/>`}
    ${count > 0 && html`<${FirstRows} rows=${list.rows}/>
      <div class="narrow"><${Field} label=${t('batch.key')} hint=${t('batch.key.hint')} value=${uploadKey}
        onValue=${onUploadKey} autocomplete="off" spellcheck=${false} pointer="key"
        errors=${isKey ? [] : [{ pointer: 'key', detail: t('batch.key.rule'), lang: currentLanguage() }]}/></div>`}
    <div class="actions">
      ${count > 0 && html`<${Confirm} label=${t('batch.send')} title=${t('batch.send.title')} kind="primary"
        text=${t('batch.send.text', { count, campaign: campaign?.name ?? campaign?.id ?? '' })}
        disabled=${!campaign || !isKey} onRun=${() => { onStart(list.rows); }}/>`}
      <button type="button" class="btn btn-outline-secondary" onClick=${onOther}>${t('batch.other')}</button>
    </div>
    ${!campaign && html`<p class="small text-body-secondary">${t('batch.choose')}</p>`}`;
}

function Faults({ faults }) {
  return faults.length > 0 && html`<div class="alert alert-warning">
    <div>${t('batch.faults', { count: faults.length })}</div>
    <ul class="mb-0">${faults.slice(0, FAULTS).map(({ line, fault }) => html`<li key=${line}>
      ${t('batch.fault-at', { line, fault: t(`batch.fault.${fault}`) })}</li>`)}</ul>
    ${faults.length > FAULTS && html`<div>${t('batch.faults.more', { count: faults.length - FAULTS })}</div>`}
  </div>`;
}

function Warnings({ list, campaign }) {
  const warnings = [
    list.rows.length + list.faults.length === 0 && t('batch.empty'),
    list.heading && t('batch.heading', { text: list.heading }),
    list.unused.length > 0 && t('batch.unused', { names: list.unused.join(', ') }),
    list.repeated > 0 && t('batch.repeated', { count: list.repeated }),
    campaign && campaign.status !== 'ACTIVE' && t('batch.not-active'),
    campaign?.remaining < list.rows.length && t('batch.too-many', { remaining: campaign.remaining }),
  ].filter(Boolean);
  return warnings.length > 0 && html`<div class="alert alert-info"><ul class="mb-0">${warnings.map((warning) => html`
    <li key=${warning}>${warning}</li>`)}</ul></div>`;
}

function FirstRows({ rows }) {
  const keys = rows.some((row) => row.idempotencyKey);
  const head = [t('batch.line'), t('batch.user'), ...keys ? [t('batch.own-key')] : []];
  return html`<${Table} label=${t('batch.first')} head=${head}>
    ${rows.slice(0, FIRST).map((row) => html`<tr key=${row.line}>
      <td>${row.line}</td><td><bdi>${row.userId}</bdi></td>${keys && html`<td>${row.idempotencyKey}</td>`}
    </tr>`)}
    ${rows.length > FIRST && html`<tr><td colspan=${head.length}>${t('batch.first.more', {
      count: rows.length - FIRST })}</td></tr>`}
  <//>`;
}
