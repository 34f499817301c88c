/** One campaign, live: what is issued, how fast, how long it lasts, and what an operator can do. */

import './live-words.js';
import { call, read as contentOf } from '../../core/api.js';
import { usePolling } from '../../core/load.js';
import { Notice, useNotice } from '../../core/notice.js';
import { html, useEffect, useRef, useState } from '../../core/preact.js';
import { may } from '../../core/session.js';
import { Bar, Loaded, Status, Time, Title } from '../../core/ui.js';
import { currentLanguage, dateTime, duration, number, t } from '../../core/words.js';
import { Actions, Deleted } from './actions.js';
import { Chart } from './chart.js';
import { added, secondsLeft, span } from './course.js';
import { NO_END } from './list.js';
import { Warnings } from './preview.js';
import { rateText } from './rate-text.js';
import { Refusals } from './refusals.js';
import { Settings } from './settings.js';

const PAUSE = 1_000;

export function LiveCampaign({ id }) {
  const [deleted, setDeleted] = useState(null);
  return deleted === null ? html`<${Watched} id=${id} onDeleted=${setDeleted}/>`
    : html`<${Deleted} id=${id} coupons=${deleted}/>`;
}

function Watched({ id, onDeleted }) {
  const news = usePolling((signal) => read(id, signal), PAUSE, [id]);
  const { campaign, version } = news.value ?? {};
  const course = useCourse(news.value);
  const [notice, setNotice] = useNotice();
  const changed = (done) => {
    setNotice(done);
    return news.reload();
  };
  return html`<${Title} text=${campaign?.name ?? id}>
      ${campaign && html`<span role="status"><${Status} of=${campaign.status}/></span>`}
    <//>
    ${campaign?.name && html`<p class="subtitle">${id}</p>`}
    <${Notice} of=${notice}/>
    <${Loaded} of=${news}>
      ${campaign && html`
        ${news.problem && html`<p class="text-danger-emphasis">
          ${t('live.stopped', { time: dateTime(news.value.at, undefined, { timeStyle: 'medium' }) })}</p>`}
        <${Warnings} campaign=${campaign} advice=${t('live.warned')}/>
        <${Actions} campaign=${campaign} version=${version} onChanged=${changed} onDeleted=${onDeleted}/>
        <${Numbers} campaign=${campaign} course=${course} skew=${news.value.skew}/>
        <${Chart} key=${currentLanguage()} course=${course}/>
        ${may('VIEW') && html`<${Refusals} campaign=${campaign}/>`}
        <${Settings} campaign=${campaign}/>`}
    <//>`;
}

/** Reads the campaign, and how far the clock of the service is ahead of the browser's. */
async function read(id, signal) {
  const answer = await call(`campaigns/${encodeURIComponent(id)}`, { query: { codes: 0 }, signal, raw: true });
  const ahead = Date.parse(answer.headers.get('Date')) - Date.now();
  return { campaign: await contentOf(answer), version: answer.headers.get('ETag'), at: new Date().toISOString(),
    time: performance.now() / 1000, skew: Math.abs(ahead) > 2_000 ? ahead : 0 };
}

function useCourse(value) {
  const course = useRef([]);
  if (value) {
    course.current = added(course.current, value.time, value.campaign.issued);
  }
  return course.current;
}

function useNow(skew) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return now + skew;
}

function Numbers({ campaign, course, skew }) {
  const now = useNow(skew);
  const { issued, remaining, redeemed, voided } = campaign;
  const rate = course.at(-1)?.rate ?? 0;
  const left = secondsLeft(course, remaining);
  const [name, when] = next(campaign, now);
  return html`<dl class="tiles">
    <${Tile} name=${t('live.issued')} value=${number(issued)}
      hint=${t('live.of', { part: issued, whole: issued + remaining })}>
      <${Bar} label=${t('live.issued')} value=${issued} max=${issued + remaining}/><//>
    <${Tile} name=${t('live.remaining')} value=${number(remaining)}/>
    <${Tile} name=${t('live.rate')} value=${rateText(rate)}
      hint=${span(course) > 0 && t('live.rate.hint', { time: duration(span(course)) })}/>
    ${remaining === 0 ? html`<${Tile} name=${t('live.stock')} value=${t('status.EXHAUSTED')}/>`
      : html`<${Tile} name=${t('live.sold-out')} value=${left === undefined ? t('live.never') : duration(left)}
        hint=${t('live.sold-out.hint')}/>`}
    ${when === undefined ? html`<${Tile} name=${name} value=${t('live.endless')}/>`
      : html`<${Tile} name=${name} value=${when > now ? duration((when - now) / 1000)
          : dateTime(when, campaign.timeZone)}
        hint=${when > now ? html`<${Time} at=${new Date(when).toISOString()} zone=${campaign.timeZone}/>` : null}/>`}
    <${Tile} name=${t('live.redeemed')} value=${number(redeemed)}/>
    <${Tile} name=${t('live.voided')} value=${number(voided)}/>
  </dl>`;
}

function Tile({ name, value, hint, children }) {
  return html`<div><dt>${name}</dt><dd><span class="number">${value}</span>
    ${hint && html`<span class="small text-body-secondary">${hint}</span>`}${children}</dd></div>`;
}

/** The next thing that happens, and when; a campaign without an end never ends. */
function next({ startsAt, endsAt, opensAt, status }, now) {
  if (Date.parse(startsAt) > now) {
    return [t('live.starts'), Date.parse(startsAt)];
  }
  if (status === 'WAITING' && Date.parse(opensAt) > now) {
    return [t('live.opens'), Date.parse(opensAt)];
  }
  if (endsAt >= NO_END) {
    return [t('live.end'), undefined];
  }
  const end = Date.parse(endsAt);
  return [t(end > now ? 'live.ends' : 'live.over'), end];
}
