/** Coupons for many users at once: a list, a look at it, and sending it in pages that can be sent again. */

import { call } from '../core/api.js';
import { Field } from '../core/field.js';
import { useLoad } from '../core/load.js';
import { html, useState } from '../core/preact.js';
import { useUnsaved } from '../core/route.js';
import { may } from '../core/session.js';
import { useSettled } from '../core/settled.js';
import { Facts, Fault, Status, Title } from '../core/ui.js';
import { t } from '../core/words.js';
import { readList } from './batch/list.js';
import { ListForm, Preview } from './batch/preview.js';
import { Progress, Result } from './batch/result.js';
import { clear, newUploadKey, start, useUpload } from './batch/upload.js';
import './batch/words.js';

export function Batch({ path }) {
  const upload = useUpload();
  return html`<${Title} text=${t('batch.title')}/>
    ${upload.state === 'new' ? html`<${NewUpload} path=${path}/>` : html`<${Running} upload=${upload}/>`}`;
}

function NewUpload({ path }) {
  const [campaignId, setCampaignId] = useState(path[0] ?? '');
  const [key, setKey] = useState(newUploadKey);
  const [list, setList] = useState(null);
  const settled = useSettled(campaignId, 300);
  const campaign = useCampaign(settled, 'new');
  useUnsaved(list !== null, 'batch.leave.list');
  return html`<${CampaignChoice} value=${campaignId} onValue=${setCampaignId}/>
    ${settled && settled === campaignId && !campaign.loading && html`<${Fault} problem=${campaign.problem}/>`}
    ${campaign.known && html`<${CampaignFacts} campaign=${campaign.known}/>`}
    <h2>${t('batch.list')}</h2>
    ${list ? html`<${Preview} list=${list} campaign=${settled === campaignId ? campaign.known : null} uploadKey=${key}
        onUploadKey=${setKey} onOther=${() => setList(null)}
        onStart=${(rows) => start(campaignId, key.trim(), rows, list.faults)}/>`
      : html`<${ListForm} onText=${(text) => setList(readList(text))}/>`}`;
}

function Running({ upload }) {
  const { known } = useCampaign(upload.campaignId, upload.state);
  return html`${known && html`<${CampaignFacts} campaign=${known}/>`}
    <${Progress} upload=${upload}/>
    <${Result} upload=${upload} onAnew=${clear}/>`;
}

/** The campaign with this id, read again when the state of the upload changes. */
function useCampaign(id, state) {
  const campaign = useLoad(async (signal) => (id ? call(`campaigns/${encodeURIComponent(id)}`, {
    query: { codes: 0 }, signal }) : null), [id, state]);
  return { ...campaign, known: campaign.value?.id === id ? campaign.value : null };
}

/** A field for the id of a campaign, with proposals for those who may see the list. */
function CampaignChoice({ value, onValue }) {
  const settled = useSettled(value, 300);
  const found = useLoad(async (signal) => (may('VIEW') ? call('campaigns', { query: { q: settled, limit: 20 }, signal })
    : null), [settled]);
  return html`<div class="narrow">
    <${Field} label=${t('batch.campaign')} hint=${t('batch.campaign.hint')} value=${value} list="batch-campaigns"
      required onValue=${(entered) => onValue(entered.trim())}
      autocomplete="off" autocapitalize="off" spellcheck=${false}/>
    <datalist id="batch-campaigns">${found.value?.items.map((campaign) => html`
      <option key=${campaign.id} value=${campaign.id}>${campaign.name ?? ''}</option>`)}</datalist>
  </div>`;
}

function CampaignFacts({ campaign }) {
  return html`<${Facts} rows=${[
    [t('batch.name'), html`<bdi>${campaign.name ?? campaign.id}</bdi>`],
    [t('batch.status'), html`<${Status} of=${campaign.status}/>`],
    [t('batch.issued'), t('batch.number', { number: campaign.issued })],
    [t('batch.remaining'), campaign.remaining === undefined ? null : t('batch.number', { number: campaign.remaining })],
    [t('batch.limit'), campaign.perUserLimit && t('batch.number', { number: campaign.perUserLimit })],
  ]}/>`;
}
