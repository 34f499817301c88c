/** The preview of a campaign, while its settings are typed. */

import { call } from '../../core/api.js';
import { useLoad } from '../../core/load.js';
import { html, useMemo } from '../../core/preact.js';
import { Facts, Fault, isMarked, Time } from '../../core/ui.js';
import { ownZone } from '../../core/zones.js';
import { addWords, dateTime, duration, number, t } from '../../core/words.js';
import { secondsOf, settingsOf } from './draft.js';
import { NO_END } from './list.js';
import { useSettled } from '../../core/settled.js';

addWords({
  en: {
    'preview.title': 'Preview',
    'preview.first': 'Fill in the period and the number of coupons to see what the campaign will be like.',
    'preview.gaps': 'Something is missing, or can’t be read yet.',
    'preview.begun': 'By these dates, the campaign has begun already.',
    'preview.over': 'By these dates, the campaign is over already: nothing would be issued.',
    'preview.faults': 'Some values can’t be taken yet: see the marked fields.',
    'preview.samples': 'Codes will look like this',
    'preview.capacity': 'Possible codes',
    'preview.period': 'Runs',
    'preview.own': 'By your clock',
    'preview.length': 'Length',
    'preview.no-end': 'no end',
    'preview.expire': 'Coupons expire',
    'preview.after': '{time} after their issue',
    'preview.with': '{time} (when the campaign ends)',
    'preview.opens': 'Opens first',
    'warning.coupons-expire-soon.title': 'Coupons expire soon!',
    'warning.coupons-expire-soon': 'All coupons will be worthless at {at}, less than a day after the campaign begins.',
    'warning.form': 'If that isn’t meant, choose another time under “When coupons expire”.',
    'warning.other': 'Please check',
  },
  ko: {
    'preview.title': '미리 보기',
    'preview.first': '기간과 쿠폰 수를 입력하면 캠페인이 어떻게 될지 보여 드립니다.',
    'preview.gaps': '빠졌거나 아직 읽을 수 없는 값이 있습니다.',
    'preview.begun': '이 날짜대로라면 캠페인이 이미 시작되었습니다.',
    'preview.over': '이 날짜대로라면 캠페인이 이미 끝났습니다. 아무것도 발급되지 않습니다.',
    'preview.faults': '아직 사용할 수 없는 값이 있습니다. 표시된 칸을 확인하세요.',
    'preview.samples': '코드는 이렇게 보입니다',
    'preview.capacity': '가능한 코드 수',
    'preview.period': '기간',
    'preview.own': '내 시간대로',
    'preview.length': '길이',
    'preview.no-end': '종료 없음',
    'preview.expire': '쿠폰 만료',
    'preview.after': '발급 후 {time}',
    'preview.with': '{time} (캠페인 종료 시)',
    'preview.opens': '처음 열리는 때',
    'warning.coupons-expire-soon.title': '쿠폰이 곧 만료됩니다!',
    'warning.coupons-expire-soon': '모든 쿠폰이 캠페인 시작 후 하루도 안 된 {at}에 쓸모없게 됩니다.',
    'warning.form': '의도한 것이 아니라면 “쿠폰 만료”에서 다른 시각을 선택하세요.',
    'warning.other': '확인하세요',
  },
});

/**
 * Asks the service what it would make of the form, half a second after the last change.
 * @returns the campaign as it would be, and the problem that there would be; both absent while essentials are missing
 */
export function useTrial({ draft, isWhole }, always) {
  const settings = useMemo(() => JSON.stringify(settingsOf(draft)), [draft]);
  const settled = useSettled(settings, 500);
  const ready = isWhole && (always || isReady(JSON.parse(settled)));
  const trial = useLoad(async (signal) => (ready ? call('campaigns', { method: 'POST', query: { dryRun: true },
    body: JSON.parse(settled), signal }) : null), [settled, ready]);
  return { campaign: trial.problem || !ready ? null : trial.value, problem: ready ? trial.problem : null, isWhole };
}

function isReady({ startsAt, endsAt, maxCoupons, codeFormat }) {
  return Boolean(startsAt && endsAt && (maxCoupons || codeFormat.imported));
}

/**
 * The preview, beside the form.
 * @param fields the pointers of the faults that the fields of the form show
 */
export function Preview({ trial: { campaign, problem, isWhole }, fields, first = t('preview.first'), exists }) {
  return html`<aside class="preview" tabindex="0" aria-label=${t('preview.title')}>
    <h2>${t('preview.title')}</h2>
    ${problem ? isMarked(problem, fields) ? html`<p class="text-danger-emphasis">${t('preview.faults')}</p>`
      : html`<${Fault} problem=${problem} fields=${fields}/>`
      : !campaign ? html`<p class="text-body-secondary">${isWhole ? first : t('preview.gaps')}</p>` : html`
        <${Warnings} campaign=${campaign}/>
        ${!exists && html`<${Past} campaign=${campaign}/>`}
        <${Samples} codes=${campaign.sampleCodes}/>
        <${Facts} rows=${rows(campaign)}/>`}
  </aside>`;
}

/**
 * The warnings that an operator should look at before it is too late.
 * @param advice what to do where this is shown
 * @param again true if the page shows the same elsewhere, so that it isn't read out twice
 */
export function Warnings({ campaign, advice = t('warning.form'), again }) {
  return (campaign.warnings ?? []).map(({ code, detail }) => html`<div key=${code} class="alert alert-warning warned"
      role=${again ? undefined : 'alert'}>
    <strong>⚠ ${code === 'coupons-expire-soon' ? t('warning.coupons-expire-soon.title') : t('warning.other')}</strong>
    <div>${code === 'coupons-expire-soon' ? t('warning.coupons-expire-soon',
      { at: dateTime(campaign.couponsExpire.at, campaign.timeZone) }) : detail}</div>
    ${code === 'coupons-expire-soon' && html`<div>${advice}</div>`}
  </div>`);
}

/** Says that a campaign would begin or end before it is there. */
function Past({ campaign: { startsAt, endsAt } }) {
  const now = Date.now();
  return Date.parse(endsAt) <= now ? html`<div class="alert alert-warning" role="alert">${t('preview.over')}</div>`
    : Date.parse(startsAt) <= now && html`<p class="text-warning-emphasis">${t('preview.begun')}</p>`;
}

function Samples({ codes }) {
  return codes && html`<div class="small text-body-secondary">${t('preview.samples')}</div>
    <ul class="samples">${codes.map((code) => html`<li key=${code}><code>${code}</code></li>`)}</ul>`;
}

function rows(campaign) {
  const { startsAt, endsAt, timeZone, capacity, opensAt } = campaign;
  const open = endsAt >= NO_END;
  const span = (zone) => html`<${Time} at=${startsAt} zone=${zone}/> – ${open ? t('preview.no-end')
    : html`<${Time} at=${endsAt} zone=${zone}/>`} <span class="small">${zone}</span>`;
  return [
    [t('preview.period'), span(timeZone)],
    [t('preview.own'), timeZone === ownZone() ? null : span(ownZone())],
    [t('preview.length'), open ? null : duration((Date.parse(endsAt) - Date.parse(startsAt)) / 1000)],
    [t('preview.expire'), expiryText(campaign)],
    [t('preview.capacity'), capacity === undefined ? null : atLeast(capacity)],
    [t('preview.opens'), opensAt && html`<${Time} at=${opensAt} zone=${timeZone}/>`],
  ];
}

/** A number of codes. The service counts no further than numbers are exact in a browser. */
function atLeast(capacity) {
  return `${capacity >= Number.MAX_SAFE_INTEGER ? '≥ ' : ''}${number(capacity)}`;
}

/** The expiry of a coupon that is issued now, in words. */
export function expiryText({ couponsExpire: { at, after }, couponsExpireAt, couponsExtendedTo, timeZone }) {
  if (after) {
    return t('preview.after', { time: duration(secondsOf(after)) });
  }
  const time = dateTime(at, timeZone);
  return couponsExpireAt || couponsExtendedTo ? time : t('preview.with', { time });
}
