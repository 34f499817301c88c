/** The page about the service: its version, its health, and what the caller may do. */

import { call } from '../core/api.js';
import { useLoad } from '../core/load.js';
import { html } from '../core/preact.js';
import { may, me } from '../core/session.js';
import { Facts, Loaded, Time, Title } from '../core/ui.js';
import { addWords, dateTime, duration, hasWords, number, t } from '../core/words.js';

addWords({
  en: {
    'system.reload': 'Refresh',
    'system.service': 'Service',
    'system.version': 'Version',
    'system.store': 'Coupons are kept in',
    'system.store.memory': 'Memory: everything is lost when the service stops',
    'system.store.sqlite': 'SQLite',
    'system.store.postgresql': 'PostgreSQL',
    'system.zone': 'Time zone of dates without an offset',
    'system.clock': 'Clock of the service',
    'system.difference': 'Clock of this browser',
    'system.same': 'The same, within a second or two',
    'system.ahead': '{time} ahead. Set the clock of this device.',
    'system.behind': '{time} behind. Set the clock of this device.',
    'system.started': 'Started',
    'system.retention': 'How long data is kept',
    'system.campaigns': 'Campaigns, after their end and the expiry of their coupons',
    'system.reports': 'Reports of campaigns that are gone',
    'system.audit': 'Audit of campaigns that are gone',
    'system.for-ever': 'For ever',
    'system.health': 'Health',
    'system.health.UP': 'All is well',
    'system.health.DOWN': 'Out of order. The log of the service says why.',
    'system.health.OUT_OF_SERVICE': 'Out of service: it is starting or stopping.',
    'system.health.UNKNOWN': 'Not known',
    'system.health.elsewhere': 'Health is served on another port.',
    'system.health.no-answer': 'Health can’t be read from here. Something before the service may not let it through.',
    'system.caller': 'You',
    'system.name': 'Name',
    'system.nobody': 'Not known: the service has no keys',
    'system.user': 'User',
    'system.roles': 'Roles',
    'system.role.ADMIN': 'ADMIN: everything',
    'system.role.VIEW': 'VIEW: read everything',
    'system.role.ISSUE': 'ISSUE: issue coupons',
    'system.role.REDEEM': 'REDEEM: redeem coupons',
    'system.role.USER': 'USER: own coupons',
    'system.role.MONITOR': 'MONITOR: health and metrics',
    'system.links': 'For developers',
    'system.link.swagger-ui': 'The API: read and try it (Swagger UI)',
    'system.link.openapi': 'The API as an OpenAPI document',
    'system.link.health': 'Health as JSON',
  },
  ko: {
    'system.reload': '새로 고침',
    'system.service': '서비스',
    'system.version': '버전',
    'system.store': '쿠폰 저장소',
    'system.store.memory': '메모리: 서비스가 멈추면 모두 사라집니다',
    'system.store.sqlite': 'SQLite',
    'system.store.postgresql': 'PostgreSQL',
    'system.zone': '오프셋 없는 날짜의 시간대',
    'system.clock': '서비스의 시계',
    'system.difference': '이 브라우저의 시계',
    'system.same': '1~2초 이내로 같습니다',
    'system.ahead': '{time} 빠릅니다. 이 기기의 시계를 맞추세요.',
    'system.behind': '{time} 느립니다. 이 기기의 시계를 맞추세요.',
    'system.started': '시작 시각',
    'system.retention': '데이터 보관 기간',
    'system.campaigns': '캠페인 (종료되고 쿠폰이 만료된 뒤)',
    'system.reports': '없어진 캠페인의 보고서',
    'system.audit': '없어진 캠페인의 감사 기록',
    'system.for-ever': '영구',
    'system.health': '상태',
    'system.health.UP': '정상',
    'system.health.DOWN': '장애가 있습니다. 서비스 로그에 원인이 있습니다.',
    'system.health.OUT_OF_SERVICE': '서비스 중이 아닙니다. 시작 중이거나 중지 중입니다.',
    'system.health.UNKNOWN': '알 수 없음',
    'system.health.elsewhere': '상태는 다른 포트에서 제공됩니다.',
    'system.health.no-answer': '여기에서는 상태를 확인할 수 없습니다. 서비스 앞의 프록시가 막고 있을 수 있습니다.',
    'system.caller': '내 정보',
    'system.name': '이름',
    'system.nobody': '알 수 없음: 서비스에 키가 없습니다',
    'system.user': '사용자',
    'system.roles': '역할',
    'system.role.ADMIN': 'ADMIN: 모든 작업',
    'system.role.VIEW': 'VIEW: 모두 읽기',
    'system.role.ISSUE': 'ISSUE: 쿠폰 발급',
    'system.role.REDEEM': 'REDEEM: 쿠폰 사용 처리',
    'system.role.USER': 'USER: 본인 쿠폰',
    'system.role.MONITOR': 'MONITOR: 상태와 지표',
    'system.links': '개발자용',
    'system.link.swagger-ui': 'API 문서와 시험 (Swagger UI)',
    'system.link.openapi': 'OpenAPI 문서',
    'system.link.health': '상태 (JSON)',
  },
});

const TOLERANCE = 2_000;

const UNAVAILABLE = 503;

/** The address of the API itself, with links to the other entries of the service. */
const ROOT = '../v1';

export function System() {
  const about = useLoad(load, []);
  return html`<${Title} text=${t('system.menu')}>
      <button type="button" class="btn btn-outline-primary" onClick=${about.reload}>${t('system.reload')}</button>
    <//>
    <${Loaded} of=${about}>
      ${about.value && html`
        <${Health} health=${about.value.health}/>
        ${about.value.system && html`<${Service} ...${about.value}/>`}
        <${Caller}/>
        <${Links} links=${about.value.links}/>`}
    <//>`;
}

async function load(signal) {
  const links = (await call(ROOT, { signal }))._links;
  const health = links.health && await healthAt(links.health.href, signal);
  if (!may('VIEW')) {
    return { links, health };
  }
  const asked = Date.now();
  const system = await call('system', { signal });
  return { links, health, system, ahead: (asked + Date.now()) / 2 - Date.parse(system.clock) };
}

/** The health; null if it can't be read, because a proxy needs to pass on only the console and the API. */
async function healthAt(href, signal) {
  try {
    return await call(href, { signal, statuses: [UNAVAILABLE], guarded: true });
  } catch (failure) {
    if (signal.aborted) {
      throw failure;
    }
    return null;
  }
}

function Health({ health }) {
  if (!health) {
    return html`<h2>${t('system.health')}</h2>
      <p>${t(health === null ? 'system.health.no-answer' : 'system.health.elsewhere')}</p>`;
  }
  const parts = Object.entries(health.components ?? {});
  return html`<h2>${t('system.health')}</h2>
    <p class=${`alert alert-${health.status === 'UP' ? 'success' : 'danger'}`}>${healthName(health.status)}</p>
    ${parts.length > 0 && html`<${Facts} rows=${parts.map(([name, part]) => [name, html`${healthName(part.status)}
      ${Object.entries(part.details ?? {}).map(([key, value]) => html`
        <div class="small text-body-secondary" key=${key}>${key}: ${detail(value)}</div>`)}`])}/>`}`;
}

function healthName(status) {
  return hasWords(`system.health.${status}`) ? t(`system.health.${status}`) : status;
}

function detail(value) {
  return typeof value === 'number' ? number(value) : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function Service({ system, ahead }) {
  const store = `system.store.${system.store}`;
  const { afterEnd, reports, audit } = system.retention;
  return html`<h2>${t('system.service')}</h2>
    <${Facts} rows=${[
      [t('system.version'), system.version],
      [t('system.store'), hasWords(store) ? t(store) : system.store],
      [t('system.zone'), system.timeZone],
      [t('system.started'), html`<${Time} at=${system.startedAt}/>`],
      [t('system.clock'), html`<time datetime=${system.clock}>${dateTime(system.clock, undefined,
        { dateStyle: 'medium', timeStyle: 'medium' })}</time>`],
      [t('system.difference'), difference(ahead)],
    ]}/>
    <h2>${t('system.retention')}</h2>
    <${Facts} rows=${[[t('system.campaigns'), kept(afterEnd)], [t('system.reports'), kept(reports)],
      [t('system.audit'), kept(audit)]]}/>`;
}

function difference(ahead) {
  const time = duration(Math.abs(ahead) / 1000);
  return Math.abs(ahead) <= TOLERANCE ? t('system.same') : t(ahead > 0 ? 'system.ahead' : 'system.behind', { time });
}

/** A duration of ISO 8601 in words; other forms than the service's are shown as they are. */
function kept(text) {
  const match = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text ?? '');
  if (!text || !match) {
    return text ?? t('system.for-ever');
  }
  return ['day', 'hour', 'minute', 'second'].flatMap((unit, index) => match[index + 1]
    ? [number(Number(match[index + 1]), { style: 'unit', unit, unitDisplay: 'long' })] : []).join(' ');
}

function Caller() {
  const { name, roles, userId } = me();
  return html`<h2>${t('system.caller')}</h2>
    <${Facts} rows=${[[t('system.name'), name ?? t('system.nobody')], [t('system.user'), userId],
      [t('system.roles'), html`<ul class="plain">${roles.map((role) => html`
        <li key=${role}>${hasWords(`system.role.${role}`) ? t(`system.role.${role}`) : role}</li>`)}</ul>`]]}/>`;
}

function Links({ links }) {
  const known = Object.entries(links).filter(([name]) => hasWords(`system.link.${name}`));
  return html`<h2>${t('system.links')}</h2>
    <ul>${known.map(([name, { href }]) => html`
      <li key=${name}><a href=${href}>${t(`system.link.${name}`)}</a></li>`)}</ul>`;
}
