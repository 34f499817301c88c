/** The refused requests of a campaign by reason, counted when the user asks. */

import { call } from '../../core/api.js';
import { useAction } from '../../core/load.js';
import { html, useState } from '../../core/preact.js';
import { refusalName } from '../../core/refusal.js';
import { Action, Fault, Table } from '../../core/ui.js';
import { dateTime, number, t } from '../../core/words.js';

const REPORT_TIME = 300_000;

export function Refusals({ campaign: { id } }) {
  const action = useAction();
  const [report, setReport] = useState(null);
  const load = async () => setReport(await call(`campaigns/${encodeURIComponent(id)}/report`,
    { timeout: REPORT_TIME }));
  return html`<section>
    <h2>${t('refusals.title')}</h2>
    <p class="form-text">${t('refusals.text')}</p>
    ${report && html`<${Counts} report=${report}/>`}
    <${Fault} problem=${action.problem}/>
    <${Action} action=${action} onRun=${load} kind="outline-primary btn-sm">
      ${t(report ? 'refusals.again' : 'refusals.load')}<//>
  </section>`;
}

function Counts({ report: { refusals: { since, byReason }, madeAt } }) {
  const counts = Object.entries(byReason).sort(([, one], [, other]) => other - one);
  if (counts.length === 0) {
    return html`<p role="status">${t('refusals.none', { time: dateTime(since) })}</p>`;
  }
  return html`<p class="small" role="status">${t('refusals.since', { time: dateTime(since), at: dateTime(madeAt,
      undefined, { timeStyle: 'medium' }) })}</p>
    <${Table} label=${t('refusals.title')} head=${[t('refusals.reason'), t('refusals.count')]}>
      ${counts.map(([reason, count]) => html`<tr key=${reason}>
        <td>${refusalName(reason)}</td>
        <td>${number(count)}</td></tr>`)}
    <//>`;
}
