/** A report, in words. */

import { Copy } from '../../core/copy.js';
import { html } from '../../core/preact.js';
import { refusalName } from '../../core/refusal.js';
import { Bar, download, Empty, Facts, Table, Time } from '../../core/ui.js';
import { dateTime, hasWords, number, t } from '../../core/words.js';
import { spans } from './hours.js';
import { settingValue } from './setting-value.js';
import { settingName } from './words.js';

/** The button that saves a report as it is. */
export function SaveReport({ report }) {
  const save = () => download(`${report.campaignId}-report-${report.madeAt.slice(0, 10)}.json`, 'application/json',
    JSON.stringify(report, null, 2));
  return html`<button type="button" class="btn btn-outline-primary" onClick=${save}>${t('reports.save')}</button>`;
}

/** Says in a word whether all fits together. */
export function Consistent({ report }) {
  return html`<span class=${`status status-${report.consistent ? 'active' : 'void'}`}>
    ${t(report.consistent ? 'reports.yes' : 'reports.no')}</span>`;
}

export function Report({ report }) {
  const { counts, settings } = report;
  const zone = settings.timeZone;
  return html`
    <${Judgement} report=${report}/>
    <${Facts} rows=${[
      [t('reports.issued'), number(counts.issued)], [t('reports.redeemed'), number(counts.redeemed)],
      [t('reports.expired'), number(counts.expired)], [t('reports.voided'), number(counts.voided)],
      [t('reports.first'), report.firstIssuedAt && html`<${Time} at=${report.firstIssuedAt} zone=${zone}/>`],
      [t('reports.last'), report.lastIssuedAt && html`<${Time} at=${report.lastIssuedAt} zone=${zone}/>`],
      [t('reports.made'), html`<${Time} at=${report.madeAt} zone=${zone}/>`],
      [t('reports.zone'), zone], [t('reports.id'), html`<code>${report.id}</code>`],
    ]}/>
    <${Issues} report=${report}/>
    ${report.refusals && html`<${Refusals} refusals=${report.refusals}/>`}
    <${Digest} report=${report}/>
    <details class="block"><summary>${t('reports.settings')}</summary>
      <${Facts} rows=${Object.entries(settings).map(([name, value]) => [settingName(name),
        html`<bdi>${settingValue(name, value, zone)}</bdi>`])}/>
    </details>`;
}

function Judgement({ report }) {
  return report.consistent ? html`<div class="alert alert-success">${t('reports.all-fits')}</div>`
    : html`<div class="alert alert-danger" role="alert">
      <p>${t('reports.does-not-fit')}</p>
      <ul class="mb-0">${report.faults.map((fault) => html`<li>
        ${hasWords(`fault.${fault.code}`) && html`<div>${t(`fault.${fault.code}`)}</div>`}
        <div class="small"><code>${fault.code}</code> ${fault.detail}</div></li>`)}</ul>
    </div>`;
}

function Issues({ report }) {
  const found = spans(report.issuedByHour, report.settings.timeZone);
  const most = Math.max(...found.list.map(({ issued }) => issued));
  return html`<h2>${t(`reports.by-${found.unit}`)}</h2>
    ${found.list.length === 0 ? html`<${Empty}>${t('reports.no-issues')}<//>` : html`
      <${Table} label=${t(`reports.by-${found.unit}`)} head=${[t(`reports.${found.unit}`), t('reports.issued'),
        t('reports.compared')]}>
        ${found.list.map(({ start, issued }) => html`<tr key=${start}>
          <td class="nowrap"><time datetime=${start}>${dateTime(start, found.zone, found.format)}</time></td>
          <td class="nowrap">${number(issued)}</td>
          <td class="wide" aria-hidden="true"><${Bar} value=${issued} max=${most}/></td>
        </tr>`)}
      <//>`}`;
}

function Refusals({ refusals }) {
  const reasons = Object.entries(refusals.byReason).sort(([, one], [, other]) => other - one);
  return html`<h2>${t('reports.refusals')}</h2>
    <p class="text-body-secondary">${t('reports.refusals.since', { since: dateTime(refusals.since) })}</p>
    ${reasons.length === 0 ? html`<${Empty}>${t('reports.no-refusals')}<//>` : html`
      <${Table} label=${t('reports.refusals')} head=${[t('reports.reason'), t('reports.times')]}>
        ${reasons.map(([reason, times]) => html`<tr key=${reason}>
          <td>${refusalName(reason)}
            <div class="small text-body-secondary">${reason}</div></td>
          <td>${number(times)}</td></tr>`)}
      <//>`}`;
}

function Digest({ report }) {
  const file = `${report.campaignId}-coupons.csv`;
  return html`<h2>${t('reports.digest')}</h2>
    <p class="text-body-secondary">${t('reports.digest.text')}</p>
    <${Copy} label="SHA-256" text=${report.sha256}/>
    <details class="block"><summary>${t('reports.check')}</summary>
      <p>${t('reports.check.text', { file })}</p>
      <pre class="json" tabindex="0" aria-label=${t('reports.check')}>${recipe(file)}</pre>
    </details>`;
}

/** The commands that make the digest from a plain export, as the service's documentation has them. */
function recipe(file) {
  return String.raw`tail -n +2 ${file} | tr -d '\r' | LC_ALL=C sed -E \
    -e 's/^"?([^",]*)"?,[^,]*,([0-9]+),("([^"]|"")*"|[^",]*),([^,]*),.*$/\2,\1,\3,\5/' \
    -e 's/^([0-9]+,[^,]*,)"([^",]*)"(,[^,]*)$/\1\2\3/' \
    -e 's/(:[0-9]{2})Z$/\1.000Z/' | sha256sum`;
}
