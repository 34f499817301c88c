/** The audit: who did what with campaigns, and with the coupons of others. */

import { call } from '../core/api.js';
import { CampaignField } from '../core/campaign-field.js';
import { More, usePages } from '../core/pages.js';
import { html, useState } from '../core/preact.js';
import { go, to } from '../core/route.js';
import { Empty, Loaded, Table, Time, Title } from '../core/ui.js';
import { addWords, t } from '../core/words.js';
import { settingValue } from './evidence/setting-value.js';
import { settingName, typeName } from './evidence/words.js';

addWords({
  en: {
    'audit.intro': 'Who changed campaigns, imported or dropped codes, and voided coupons, when and why. The newest is '
      + 'first; campaigns that are gone are here, too.',
    'audit.campaign': 'Only this campaign',
    'audit.campaign.hint': 'The id of a campaign that exists or existed. Empty: all campaigns.',
    'audit.show': 'Show',
    'audit.none': 'Nothing was done yet. Each change of a campaign appears here.',
    'audit.none-of': 'Nothing was done with a campaign of this id. Check the id, or leave it empty.',
    'audit.at': 'When',
    'audit.what': 'What',
    'audit.by': 'Who',
    'audit.changes': 'Before and after',
    'audit.reason': 'Reason',
    'audit.service': 'The service',
    'audit.unknown': 'Not known',
    'audit.coupon': 'Coupon {code}',
    'audit.all': 'All settings',
    'audit.issued': 'Issued by then: {issued}',
    'audit.to': 'changed to',
  },
  ko: {
    'audit.intro': '누가 언제 왜 캠페인을 변경하고, 코드를 가져오거나 버리고, 쿠폰을 무효 처리했는지 최신순으로 보여 줍니다. 삭제된 캠페인도 '
      + '포함됩니다.',
    'audit.campaign': '이 캠페인만',
    'audit.campaign.hint': '현재 있거나 예전에 있던 캠페인의 ID입니다. 비워 두면 모든 캠페인을 표시합니다.',
    'audit.show': '표시',
    'audit.none': '아직 기록이 없습니다. 캠페인을 변경하면 여기에 나타납니다.',
    'audit.none-of': '이 ID의 캠페인에 대한 기록이 없습니다. ID를 확인하거나 비워 두세요.',
    'audit.at': '시각',
    'audit.what': '작업',
    'audit.by': '작업자',
    'audit.changes': '변경 전과 후',
    'audit.reason': '사유',
    'audit.service': '서비스',
    'audit.unknown': '알 수 없음',
    'audit.coupon': '쿠폰 {code}',
    'audit.all': '전체 설정',
    'audit.issued': '당시 발급 수: {issued}',
    'audit.to': '변경 후',
  },
});

const PAGE = 50;

const COLUMNS = ['at', 'what', 'by', 'changes', 'reason'];

export function Audit({ path: [campaignId] }) {
  const pages = usePages((after, signal) => call('audit', { query: { campaignId, after, limit: PAGE }, signal }),
    [campaignId]);
  return html`<${Title} text=${t('audit.menu')}/>
    <p class="text-body-secondary">${t('audit.intro')}</p>
    <${Filter} campaignId=${campaignId}/>
    <${Loaded} of=${pages}>
      ${pages.value?.length === 0 ? html`<${Empty}>${t(campaignId ? 'audit.none-of' : 'audit.none')}<//>` : html`
        <${Table} broad label=${t('audit.menu')} head=${COLUMNS.map((name) => t(`audit.${name}`))}>
          ${pages.value?.map((entry, index) => html`<${Entry} key=${index} entry=${entry}
            zone=${zoneOf(pages.value, entry)}/>`)}
        <//>`}
      <${More} of=${pages}/>
    <//>`;
}

function Filter({ campaignId }) {
  const [entered, setEntered] = useState(campaignId ?? '');
  const show = (event) => {
    event.preventDefault();
    go(...['audit', entered.trim()].filter(Boolean));
  };
  return html`<form class="filter" role="search" onSubmit=${show}>
    <${CampaignField} label=${t('audit.campaign')} hint=${t('audit.campaign.hint')} value=${entered}
      onValue=${setEntered}/>
    <button type="submit" class="btn btn-outline-primary">${t('audit.show')}</button>
  </form>`;
}

/** The time zone of the entry's campaign, which never changes; undefined if no entry that is shown names it. */
function zoneOf(entries, { campaignUid }) {
  const named = entries.find(({ campaignUid: uid, before, after }) => uid === campaignUid
    && (before?.timeZone ?? after?.timeZone));
  return named?.before?.timeZone ?? named?.after?.timeZone;
}

function Entry({ entry, zone }) {
  return html`<tr>
    <td class="date"><${Time} at=${entry.at} exact/></td>
    <td><div>${typeName(entry.type)}</div>
      <a href=${to('audit', entry.campaignId)}>${entry.campaignId}</a>
      ${entry.code && html`<div>${t('audit.coupon', { code: entry.code })}</div>`}
      <div class="small text-body-secondary">${t('audit.issued', { issued: entry.issued })}</div></td>
    <td><div><bdi>${entry.by ?? t(entry.address ? 'audit.unknown' : 'audit.service')}</bdi></div>
      <div class="small text-body-secondary">${entry.address}</div></td>
    <td><${Changes} before=${entry.before ?? {}} after=${entry.after ?? {}} zone=${zone}/></td>
    <td><bdi>${entry.reason}</bdi></td>
  </tr>`;
}

function Changes({ before, after, zone }) {
  const shown = (of, name) => html`<bdi>${settingValue(name, of[name], zone)}</bdi>`;
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const whole = Object.keys(before).length === 0 || Object.keys(after).length === 0;
  const list = html`<ul class="changes">${names.map((name) => html`<li key=${name}>${settingName(name)}: ${' '}
    ${whole ? html`<b>${shown(name in after ? after : before, name)}</b>` : html`<del>${shown(before, name)}</del>
    ${' '}<span aria-hidden="true">→</span> <span class="visually-hidden">${t('audit.to')}</span> ${' '}
    <ins>${shown(after, name)}</ins>`}</li>`)}</ul>`;
  return names.length === 0 ? null : whole
    ? html`<details><summary>${t('audit.all')}</summary>${list}</details>` : list;
}
