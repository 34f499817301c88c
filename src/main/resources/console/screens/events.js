/** The feed of events: what happened, in the order in which it happened. */

import { call } from '../core/api.js';
import { CampaignField } from '../core/campaign-field.js';
import { Copy } from '../core/copy.js';
import { Field } from '../core/field.js';
import { useAction, useLoad } from '../core/load.js';
import { html, useState } from '../core/preact.js';
import { to } from '../core/route.js';
import { useSettled } from '../core/settled.js';
import { Action, Empty, Fault, Loaded, Table, Time, Title } from '../core/ui.js';
import { addWords, t } from '../core/words.js';
import { TYPES, typeName } from './evidence/words.js';

addWords({
  en: {
    'events.intro': 'What happened, oldest first. Other systems read the same as a feed, or get it by webhooks.',
    'events.campaign': 'Only this campaign',
    'events.type': 'Only this type',
    'events.all': 'All types',
    'events.none': 'No event fits.',
    'events.end': 'These are all until now.',
    'events.at': 'When',
    'events.what': 'What',
    'events.of': 'Campaign',
    'events.number': 'Number',
    'events.data': 'Data',
    'events.place': 'Place in the feed after these events',
  },
  ko: {
    'events.intro': '일어난 일을 오래된 순서로 보여 줍니다. 다른 시스템은 같은 내용을 피드로 읽거나 웹훅으로 받습니다.',
    'events.campaign': '이 캠페인만',
    'events.type': '이 유형만',
    'events.all': '모든 유형',
    'events.none': '해당하는 이벤트가 없습니다.',
    'events.end': '지금까지의 이벤트를 모두 표시했습니다.',
    'events.at': '시각',
    'events.what': '내용',
    'events.of': '캠페인',
    'events.number': '번호',
    'events.data': '데이터',
    'events.place': '이 이벤트들 다음의 피드 위치',
  },
});

const PAGE = 50;

const COLUMNS = ['at', 'what', 'of', 'number', 'data'];

export function Events() {
  const [campaignId, setCampaignId] = useState('');
  const [types, setTypes] = useState('');
  const settled = useSettled(campaignId.trim(), 300);
  return html`<${Title} text=${t('events.menu')}/>
    <p class="text-body-secondary">${t('events.intro')}</p>
    <div class="columns">
      <${CampaignField} label=${t('events.campaign')} value=${campaignId} onValue=${setCampaignId}/>
      <${Field} label=${t('events.type')} input="select" value=${types} onValue=${setTypes}>
        <option value="">${t('events.all')}</option>
        ${TYPES.map((type) => html`<option key=${type} value=${type}>${typeName(type)}</option>`)}
      <//>
    </div>
    <${Feed} key=${`${settled} ${types}`} query=${{ campaignId: settled, types }}/>`;
}

function Feed({ query }) {
  const [events, setEvents] = useState([]);
  const [after, setAfter] = useState(undefined);
  const [ended, setEnded] = useState(false);
  const action = useAction();
  const read = async (signal) => {
    const page = await call('events', { query: { ...query, after, limit: PAGE }, signal });
    setEvents((before) => [...before, ...page.items]);
    setAfter(page.nextAfter);
    setEnded(page.items.length === 0);
    return page;
  };
  const first = useLoad(read, []);
  return html`<${Loaded} of=${first}>
      ${events.length === 0 ? html`<${Empty}>${t('events.none')}<//>` : html`
        <${Table} broad label=${t('events.menu')} head=${COLUMNS.map((name) => t(`events.${name}`))}>
          ${events.map((event) => html`<${Event} key=${event.id} event=${event}/>`)}
        <//>`}
      <${Fault} problem=${action.problem}/>
      ${ended && html`<p role="status">${t('events.end')}</p>`}
      <${Action} action=${action} kind="outline-primary" onRun=${() => read()}>${t('ui.more')}<//>
      ${after && html`<div class="narrow place"><${Copy} label=${t('events.place')} text=${after}/></div>`}
    <//>`;
}

function Event({ event }) {
  const campaign = event.source.split('/').at(-1);
  return html`<tr>
    <td class="date"><${Time} at=${event.time} exact/></td>
    <td>${typeName(event.type)}</td>
    <td><a href=${to('campaigns', campaign)}>${campaign}</a></td>
    <td>${Number(event.sequence)}</td>
    <td><details><summary>${event.data.code ?? t('events.data')}</summary>
      <pre class="json">${JSON.stringify(event.data, null, 2)}</pre></details></td>
  </tr>`;
}
