/** Reports: what campaigns issued, and whether the data about them fits together. */

import { call } from '../core/api.js';
import { CampaignField } from '../core/campaign-field.js';
import { useLoad } from '../core/load.js';
import { More, usePages } from '../core/pages.js';
import { html, useState } from '../core/preact.js';
import { go, to } from '../core/route.js';
import { Empty, Loaded, Table, Time, Title } from '../core/ui.js';
import { number, t } from '../core/words.js';
import { Consistent, Report, SaveReport } from './evidence/report.js';
import './evidence/report-words.js';

const PAGE = 50;

const KEPT = 'gone';

/** A report looks at each coupon, which takes a while for millions. */
const PATIENCE = 300_000;

export function Reports({ path: [campaignId, which] }) {
  return !campaignId ? html`<${Choice}/>` : which === KEPT ? html`<${Kept} campaignId=${campaignId}/>`
    : html`<${Present} campaignId=${campaignId}/>`;
}

function Choice() {
  const [entered, setEntered] = useState('');
  const show = (event) => {
    event.preventDefault();
    go('reports', entered.trim());
  };
  return html`<${Title} text=${t('reports.menu')}/>
    <h2>${t('reports.present')}</h2>
    <p class="text-body-secondary">${t('reports.present.text')}</p>
    <form class="filter" onSubmit=${show}>
      <${CampaignField} label=${t('reports.campaign')} required value=${entered} onValue=${setEntered}/>
      <button type="submit" class="btn btn-primary">${t('reports.make')}</button>
    </form>
    <h2>${t('reports.gone')}</h2>
    <p class="text-body-secondary">${t('reports.gone.text')}</p>
    <${Gone}/>`;
}

function Gone() {
  const pages = usePages((after, signal) => call('reports', { query: { after, limit: PAGE }, signal }), []);
  return html`<${Loaded} of=${pages}>
    ${pages.value?.length === 0 ? html`<${Empty}>${t('reports.none')}<//>` : html`
      <${Table} label=${t('reports.gone')} head=${['campaign', 'made', 'consistent', 'issued', 'redeemed'].map((name) =>
        t(`reports.${name}`))}>
        ${pages.value?.map((report) => html`<tr key=${report.id}>
          <td><a href=${to('reports', report.campaignId, KEPT)}>${report.campaignId}</a>
            <div class="small text-body-secondary"><bdi>${report.settings.name}</bdi></div></td>
          <td><${Time} at=${report.madeAt}/></td>
          <td><${Consistent} report=${report}/></td>
          <td>${number(report.counts.issued)}</td>
          <td>${number(report.counts.redeemed)}</td>
        </tr>`)}
      <//>`}
    <${More} of=${pages}/>
  <//>`;
}

function Present({ campaignId }) {
  const report = useLoad((signal) => call(`campaigns/${encodeURIComponent(campaignId)}/report`,
    { signal, timeout: PATIENCE }), [campaignId]);
  return html`<${Title} text=${t('reports.title', { campaignId })}>
      ${report.value && html`<${SaveReport} report=${report.value}/>
        <a class="btn btn-outline-primary" href=${to('exports', campaignId)}>${t('reports.export')}</a>`}
      <button type="button" class="btn btn-outline-primary" disabled=${report.loading} onClick=${report.reload}>
        ${t('reports.again')}</button>
    <//>
    ${report.problem?.status === 404 && html`<p>${t('reports.maybe-gone')} ${' '}
      <a href=${to('reports', campaignId, KEPT)}>${t('reports.look-there')}</a></p>`}
    <${Loaded} of=${report}>${report.value && html`<${Report} report=${report.value}/>`}<//>`;
}

function Kept({ campaignId }) {
  const pages = usePages((after, signal) => call('reports', { query: { campaignId, after, limit: PAGE }, signal }),
    [campaignId]);
  return html`<${Title} text=${t('reports.title.gone', { campaignId })}/>
    <${Loaded} of=${pages}>
      ${pages.value?.length === 0 && html`<${Empty}>${t('reports.none-of')}<//>`}
      ${pages.value?.map((report, index) => html`<section key=${report.id}>
        ${index > 0 && html`<hr/><p class="text-body-secondary">${t('reports.earlier')}</p>`}
        <div class="actions"><${SaveReport} report=${report}/></div>
        <${Report} report=${report}/>
      </section>`)}
      <${More} of=${pages}/>
    <//>`;
}
