/** The progress of an upload, and what came of its rows. */

import { Confirm } from '../../core/dialog.js';
import { html, useEffect, useRef } from '../../core/preact.js';
import { Bar, Fault, Table, download } from '../../core/ui.js';
import { hasWords, number, t } from '../../core/words.js';
import { csvOf } from './csv.js';
import { goOn, isOpen, isPutOff, saved, sendRefused, stop } from './upload.js';

const SHOWN = 50;

export function Progress({ upload }) {
  const { state, rows, answers, answered, key, problem } = upload;
  const heading = useRef(null);
  useEffect(() => heading.current.focus(), [state]);
  return html`<h2 tabindex="-1" ref=${heading}>${t(`batch.state.${state}`)}</h2>
    <${Bar} label=${t('batch.progress')} value=${answered} max=${rows.length}/>
    <p role="status">${t('batch.answered', { answered, count: rows.length })}</p>
    <${Fault} problem=${problem}/>
    ${state === 'stopped' && html`<p>${
      t(answers.filter(isOpen).every(isPutOff) ? 'batch.put-off' : 'batch.resume')}</p>`}
    <p class="small text-body-secondary">${t('batch.key')}: <code>${key}</code></p>
    <div class="actions">
      ${state === 'running' && html`<button type="button" class="btn btn-outline-danger" onClick=${stop}>
        ${t('batch.stop')}</button>`}
      ${state === 'stopped' && html`<button type="button" class="btn btn-primary" onClick=${goOn}>
        ${t('batch.go-on')}</button>`}
    </div>`;
}

/** The counts of the rows by what came of them, the refusals, and the files to save. */
export function Result({ upload, onAnew }) {
  const { state, rows, answers, faults, campaignId } = upload;
  const counts = countsOf(answers);
  const refused = rows.map((row, place) => ({ row, answer: answers[place] }))
    .filter(({ answer }) => answer && !answer.coupon);
  const save = (forSpreadsheets) => {
    download(`${campaignId}-coupons.csv`, 'text/csv', csvOf(rows, answers, faults.map(named), forSpreadsheets));
    saved();
  };
  return html`<h2>${t('batch.result')}</h2>
    <${Table} label=${t('batch.result')} head=${[t('batch.outcome'), t('batch.rows')]}>
      ${[...counts].map(([outcome, count]) => html`<tr key=${outcome}><td>${wordsOf(outcome)}</td>
        <td>${number(count)}</td></tr>`)}
      ${faults.length > 0 && html`<tr><td>${t('batch.outcome.left-out')}</td><td>${number(faults.length)}</td></tr>`}
    <//>
    ${state !== 'running' && html`<div class="actions">
      <button type="button" class="btn btn-primary" onClick=${() => save(false)}>${t('batch.csv')}</button>
      <button type="button" class="btn btn-outline-primary" onClick=${() => save(true)}>
        ${t('batch.spreadsheet')}</button>
      ${state === 'done' && refused.length > 0 && html`<button type="button" class="btn btn-outline-secondary"
        onClick=${sendRefused}>${t('batch.send-refused')}</button>`}
      <${Confirm} label=${t('batch.anew')} text=${t('batch.anew.text')} kind="outline-secondary" onRun=${onAnew}/>
    </div>`}
    ${refused.length > 0 && html`<h2>${t('batch.refused')}</h2><${Refused} refused=${refused}/>`}`;
}

function Refused({ refused }) {
  return html`<${Table} label=${t('batch.refused')} head=${[t('batch.line'), t('batch.user'), t('batch.why')]}>
    ${refused.slice(0, SHOWN).map(({ row, answer }) => html`<tr key=${row.line}>
      <td>${row.line}</td><td><bdi>${row.userId}</bdi></td>
      <td>${wordsOf(answer.code)}
        ${answer.errors?.map((error) => html` <code>${error.pointer}</code> ${error.detail}`)}</td>
    </tr>`)}
    ${refused.length > SHOWN && html`<tr><td colspan="3">${t('batch.refused.more', {
      count: refused.length - SHOWN })}</td></tr>`}
  <//>`;
}

/** A line that was left out, and why in words. */
function named({ line, fault }) {
  return { line, why: t(`batch.fault.${fault}`) };
}

function countsOf(answers) {
  const counts = new Map([['issued', 0]]);
  for (const answer of answers) {
    const outcome = answer?.status === 201 ? 'issued' : answer?.status === 200 ? 'issued-before'
      : isOpen(answer) ? answer?.code ?? 'open' : answer.code;
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  return counts;
}

function wordsOf(outcome) {
  const name = [`batch.outcome.${outcome}`, `problem.${outcome}`].find(hasWords);
  return name ? t(name) : outcome;
}
