/** The list of campaigns. */

import { call } from '../../core/api.js';
import { Field } from '../../core/field.js';
import { More, usePages } from '../../core/pages.js';
import { html, useEffect, useState } from '../../core/preact.js';
import { to } from '../../core/route.js';
import { may, sessionTurn } from '../../core/session.js';
import { Bar, Empty, Loaded, Status, Table, Time, Title } from '../../core/ui.js';
import { addWords, t } from '../../core/words.js';
import { useSettled } from '../../core/settled.js';

addWords({
  en: {
    'campaigns.new': 'New campaign',
    'campaigns.search': 'Search by id or name',
    'campaigns.search.hint': 'By how it begins',
    'campaigns.any': 'any',
    'campaigns.none': 'No campaign fits. Shorten the search, or choose another status.',
    'campaigns.none.yet': 'There is no campaign yet. Create one, and it appears here.',
    'campaigns.none.view': 'There is no campaign yet.',
    'campaigns.id': 'Campaign',
    'campaigns.status': 'Status',
    'campaigns.issued': 'Issued',
    'campaigns.from': 'From',
    'campaigns.until': 'Until',
    'campaigns.zone': 'Time zone',
    'campaigns.of': '{issued} of {total}',
    'campaigns.shown': '{count} shown',
    'campaigns.no-end': 'no end',
    'campaigns.warned': 'Coupons expire soon',
  },
  ko: {
    'campaigns.new': '새 캠페인',
    'campaigns.search': 'ID 또는 이름으로 검색',
    'campaigns.search.hint': '앞부분으로 찾습니다',
    'campaigns.any': '전체',
    'campaigns.none': '해당하는 캠페인이 없습니다. 검색어를 줄이거나 다른 상태를 선택하세요.',
    'campaigns.none.yet': '아직 캠페인이 없습니다. 새로 만들면 여기에 나타납니다.',
    'campaigns.none.view': '아직 캠페인이 없습니다.',
    'campaigns.id': '캠페인',
    'campaigns.status': '상태',
    'campaigns.issued': '발급',
    'campaigns.from': '시작',
    'campaigns.until': '종료',
    'campaigns.zone': '시간대',
    'campaigns.of': '{total}개 중 {issued}개',
    'campaigns.shown': '{count}개 표시',
    'campaigns.no-end': '종료 없음',
    'campaigns.warned': '쿠폰이 곧 만료됨',
  },
});

const PAGE = 50;

const STATUSES = ['ACTIVE', 'SCHEDULED', 'WAITING', 'PAUSED', 'EXHAUSTED', 'ENDED'];

/** The instant from which on a campaign counts as one without an end. */
export const NO_END = '9999-12-30';

/** The last search, for those who come back to the list. It is kept nowhere else. */
let last = { of: null, search: '', status: '' };

export function CampaignList() {
  if (last.of !== sessionTurn()) {
    last = { of: sessionTurn(), search: '', status: '' };
  }
  const [search, setSearch] = useState(last.search);
  const [status, setStatus] = useState(last.status);
  useEffect(() => { last = { ...last, search, status }; }, [search, status]);
  const settled = useSettled(search, 300);
  const pages = usePages((after, signal) => page({ q: settled, status, after }, signal), [settled, status]);
  const filtered = settled !== '' || status !== '';
  return html`<${Title} text=${t('campaigns.menu')}>
      <button type="button" class="btn btn-outline-secondary" disabled=${pages.loading} onClick=${pages.reload}>
        ${t('ui.refresh')}</button>
      ${may() && html`<a class="btn btn-primary" href=${to('new')}>${t('campaigns.new')}</a>`}
    <//>
    <div class="columns" role="search">
      <${Field} label=${t('campaigns.search')} hint=${t('campaigns.search.hint')} type="search" value=${search}
        onValue=${setSearch} maxlength="200"/>
      <${Field} label=${t('campaigns.status')} input="select" value=${status} onValue=${setStatus}>
        <option value="">${t('campaigns.any')}</option>
        ${STATUSES.map((one) => html`<option key=${one} value=${one}>${t(`status.${one}`)}</option>`)}
      <//>
    </div>
    <${Loaded} of=${pages}>
      ${pages.value?.length === 0
        ? html`<${Empty}>${t(filtered ? 'campaigns.none' : may() ? 'campaigns.none.yet' : 'campaigns.none.view')}<//>`
        : html`<${Shown} pages=${pages}/>`}
    <//>`;
}

/** Reads pages until one has items, because a page may be empty although others follow. */
async function page(query, signal) {
  const answer = await call('campaigns', { query: { ...query, limit: PAGE }, signal });
  return answer.items.length > 0 || !answer.nextAfter ? answer : page({ ...query, after: answer.nextAfter }, signal);
}

function Shown({ pages }) {
  return html`<${Table} label=${t('campaigns.menu')} head=${['id', 'status', 'issued', 'from', 'until', 'zone'].map(
      (name) => t(`campaigns.${name}`))}>
      ${pages.value.map((campaign) => html`<${Row} key=${campaign.id} campaign=${campaign}/>`)}
    <//>
    <div class="actions">
      <${More} of=${pages}/>
      <span class="text-body-secondary small" role="status">
        ${t('campaigns.shown', { count: pages.value.length })}</span>
    </div>`;
}

function Row({ campaign }) {
  const { id, name, issued, remaining, startsAt, endsAt, timeZone } = campaign;
  return html`<tr>
    <td><a href=${to('campaigns', id)}><bdi>${name ?? id}</bdi></a>
      ${name && html`<div class="small text-body-secondary">${id}</div>`}
      ${campaign.warnings && campaign.status !== 'ENDED'
        && html`<div class="small text-warning-emphasis">⚠ ${t('campaigns.warned')}</div>`}</td>
    <td><${Status} of=${campaign.status}/></td>
    <td class="issued">${t('campaigns.of', { issued, total: issued + remaining })}
      <${Bar} label=${`${t('campaigns.issued')}: ${name ?? id}`} value=${issued} max=${issued + remaining}/></td>
    <td class="date"><${Time} at=${startsAt} zone=${timeZone}/></td>
    <td class="date">${endsAt >= NO_END ? t('campaigns.no-end') : html`<${Time} at=${endsAt} zone=${timeZone}/>`}</td>
    <td class="small zone">${timeZone}</td>
  </tr>`;
}
