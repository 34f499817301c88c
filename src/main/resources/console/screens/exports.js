/** Exports: the coupons of a campaign as a file. */

import { call, Problem } from '../core/api.js';
import { CampaignField } from '../core/campaign-field.js';
import { Field } from '../core/field.js';
import { useAction } from '../core/load.js';
import { html, useEffect, useRef, useState } from '../core/preact.js';
import { useUnsaved } from '../core/route.js';
import { Bar, Fault, Submit, Title } from '../core/ui.js';
import { number, t } from '../core/words.js';
import { copy } from './exports/copy.js';
import { openFile } from './exports/file.js';
import { checkType, FORMATS, isWhole, request } from './exports/request.js';
import './exports/words.js';

const FIRST = { campaignId: '', format: 'spreadsheet', from: '', to: '', redeemed: '', zone: '' };

export function Exports({ path: [campaignId] }) {
  const [wanted, setWanted] = useState({ ...FIRST, campaignId: campaignId ?? '' });
  const [progress, setProgress] = useState(null);
  const action = useAction();
  const abort = useRef(null);
  useEffect(() => () => abort.current?.abort(), []);
  useUnsaved(action.busy, 'exports.leave');
  const send = (event) => {
    event.preventDefault();
    abort.current = new AbortController();
    setProgress(null);
    action.run(() => save(wanted, abort.current.signal, setProgress));
  };
  return html`<${Title} text=${t('exports.menu')}/>
    <p class="text-body-secondary">${t('exports.intro')}</p>
    <form class="middle" onSubmit=${send}>
      <${Choices} wanted=${wanted} errors=${action.problem?.errors} onChange=${(change) =>
        setWanted((before) => ({ ...before, ...change }))}/>
      <${Fault} problem=${action.problem} fields=${Object.keys(FIRST)}/>
      <div class="actions">
        <${Submit} action=${action}>${t('exports.start')}<//>
        ${action.busy && html`<button type="button" class="btn btn-outline-secondary"
          onClick=${() => abort.current.abort()}>${t('ui.cancel')}</button>`}
      </div>
    </form>
    <${Progress} progress=${progress} busy=${action.busy}/>`;
}

function Choices({ wanted, errors = [], onChange }) {
  const field = (name, others) => ({ label: t(`exports.${name}`), value: wanted[name], pointer: name, errors,
    onValue: (value) => onChange({ [name]: value }), ...others });
  return html`<div class="columns">
    <${CampaignField} ...${field('campaignId', { required: true })}/>
    <${Field} ...${field('format', { input: 'select', hint: t(`exports.${wanted.format}.hint`) })}>
      ${Object.keys(FORMATS).map((name) => html`<option key=${name} value=${name}>${t(`exports.${name}`)}</option>`)}
    <//>
    <${Field} ...${field('redeemed', { input: 'select' })}>
      <option value="">${t('exports.redeemed.all')}</option>
      <option value="true">${t('exports.redeemed.true')}</option>
      <option value="false">${t('exports.redeemed.false')}</option>
    <//>
    <${Field} ...${field('from', { type: 'datetime-local', hint: t('exports.dates') })}/>
    <${Field} ...${field('to', { type: 'datetime-local' })}/>
    <${Field} ...${field('zone', { list: 'zones', hint: t('exports.zone.hint'), autocomplete: 'off' })}/>
    <datalist id="zones">${Intl.supportedValuesOf?.('timeZone').map((zone) => html`
      <option key=${zone} value=${zone}/>`)}</datalist>
  </div>`;
}

function Progress({ progress, busy }) {
  if (!progress) {
    return null;
  }
  const { rows, bytes, total, done } = progress;
  const size = number(bytes / 1_000_000, { maximumFractionDigits: 1 });
  return html`<div class="progress-of">
    ${total > 0 && busy && html`<${Bar} label=${t('exports.progress')} value=${Math.min(rows, total)} max=${total}/>`}
    <p role="status">${t(done ? 'exports.done' : busy ? 'exports.running' : 'exports.stopped', { rows, size })}</p>
  </div>`;
}

/** Saves an export. The file is opened first, because browsers let a page open one only right after a click. */
async function save(wanted, signal, onProgress) {
  const file = await openFile(`${wanted.campaignId}-coupons${FORMATS[wanted.format].extension}`);
  if (!file) {
    return;
  }
  try {
    const total = isWhole(wanted) ? await issued(wanted.campaignId, signal) : 0;
    const response = await call(...request(wanted, signal));
    checkType(response, wanted);
    const progress = await copy(response.body, file, (now) => onProgress({ ...now, total }), rowsBefore(wanted));
    await file.close();
    onProgress({ ...progress, total, done: true });
  } catch (failure) {
    await Promise.resolve(file.abort()).catch(() => {});
    if (!signal.aborted) {
      throw failure.status === undefined ? new Problem(0, { code: failure.name === 'QuotaExceededError'
        ? 'export-no-room' : 'export-broken' }) : failure;
    }
  }
}

async function issued(campaignId, signal) {
  return (await call(`campaigns/${encodeURIComponent(campaignId)}`, { query: { codes: 0 }, signal })).issued;
}

/** CSV has a line of names before the first row. */
function rowsBefore({ format }) {
  return FORMATS[format].extension === '.csv' ? 1 : 0;
}
