/** The list of campaigns. */

import { call } from '../core/api.js';
import { useLoad } from '../core/load.js';
import { html, useState } from '../core/preact.js';
import { to } from '../core/route.js';
import { Bar, Empty, Field, Loaded, Status, Table, Time, Title } from '../core/ui.js';
import { addWords, t } from '../core/words.js';

addWords({
  en: {
    'campaigns.menu': 'Campaigns',
    'campaigns.search': 'Search by id or name',
    'campaigns.none': 'No campaign fits.',
    'campaigns.id': 'Campaign',
    'campaigns.status': 'Status',
    'campaigns.issued': 'Issued',
    'campaigns.from': 'From',
    'campaigns.until': 'Until',
    'campaigns.of': '{issued} of {total}',
  },
  ko: {
    'campaigns.menu': '캠페인',
    'campaigns.search': 'ID 또는 이름으로 검색',
    'campaigns.none': '해당하는 캠페인이 없습니다.',
    'campaigns.id': '캠페인',
    'campaigns.status': '상태',
    'campaigns.issued': '발급',
    'campaigns.from': '시작',
    'campaigns.until': '종료',
    'campaigns.of': '{total}개 중 {issued}개',
  },
});

export function Campaigns() {
  const [search, setSearch] = useState('');
  const page = useLoad((signal) => call('campaigns', { query: { q: search, limit: 50 }, signal }), [search]);
  return html`<${Title} text=${t('campaigns.menu')}/>
    <${Field} label=${t('campaigns.search')} type="search" value=${search} onValue=${setSearch}/>
    <${Loaded} of=${page}>
      ${page.value?.items.length === 0 ? html`<${Empty}>${t('campaigns.none')}<//>` : html`
        <${Table} label=${t('campaigns.menu')} head=${['id', 'status', 'issued', 'from', 'until'].map((name) =>
          t(`campaigns.${name}`))}>
          ${page.value?.items.map((campaign) => html`<tr>
            <td><a href=${to('campaigns', campaign.id)}>${campaign.name ?? campaign.id}</a></td>
            <td><${Status} of=${campaign.status}/></td>
            <td>${t('campaigns.of', { issued: campaign.issued, total: campaign.issued + campaign.remaining })}
              <${Bar} label=${t('campaigns.issued')} value=${campaign.issued}
                max=${campaign.issued + campaign.remaining}/></td>
            <td><${Time} at=${campaign.startsAt} zone=${campaign.timeZone}/></td>
            <td><${Time} at=${campaign.endsAt} zone=${campaign.timeZone}/></td>
          </tr>`)}
        <//>`}
    <//>`;
}
