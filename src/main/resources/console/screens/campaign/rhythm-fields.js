/** The opening hours, the quota and the notes of a campaign. */

import { Field } from '../../core/field.js';
import { html } from '../../core/preact.js';
import { locale, t } from '../../core/words.js';
import { Group } from './parts.js';
import './form-words.js';

const DAYS = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];

/** The name of a day of the week in the language of the user. */
function dayName(day) {
  const monday = new Date(Date.UTC(2024, 0, 1 + DAYS.indexOf(day)));
  return new Intl.DateTimeFormat(locale(), { weekday: 'short', timeZone: 'UTC' }).format(monday);
}

/** A window of the opening hours in words. */
export function hoursText({ days, from, to }) {
  return `${days.map((day) => dayName(day)).join(', ')} ${from}–${to}`;
}

export function HourFields({ value, onValue, errors }) {
  const change = (index, window) => onValue(value.map((one, i) => (i === index ? window : one)));
  return html`<${Group} title=${t('form.hours')} pointer="/openingHours" errors=${errors}>
    ${value.length === 0 && html`<p class="form-text">${t('form.hours.always')}</p>`}
    ${value.map((window, i) => html`<${Hours} key=${i} index=${i} value=${window} errors=${errors}
      onValue=${(next) => change(i, next)} onRemove=${() => onValue(value.filter((one, at) => at !== i))}/>`)}
    <button type="button" class="btn btn-sm btn-outline-primary"
      onClick=${() => onValue([...value, { days: [...DAYS], from: '10:00', to: '18:00' }])}>
      ${t('form.hours.add')}</button>
  <//>`;
}

function Hours({ index, value, errors, onValue, onRemove }) {
  const at = `/openingHours/${index}`;
  const set = (name) => (next) => onValue({ ...value, [name]: next });
  const chosen = (day, yes) => DAYS.filter((one) => (one === day ? yes : value.days.includes(one)));
  return html`<div class="entry">
    <${Group} title=${t('form.hours.window', { number: index + 1 })} pointer=${`${at}/days`} errors=${errors}>
      <div class="days" role="group" aria-label=${t('form.hours.days')}>${DAYS.map((day) => html`
        <label key=${day}><input type="checkbox" class="form-check-input" checked=${value.days.includes(day)}
          onChange=${(event) => set('days')(chosen(day, event.target.checked))}/> ${dayName(day)}</label>`)}</div>
      <div class="columns">
        <${Field} label=${t('form.hours.from')} type="time" required pointer=${`${at}/from`} errors=${errors}
          value=${value.from} onValue=${set('from')}/>
        <${Field} label=${t('form.hours.to')} hint=${t('form.hours.to.hint')} required inputmode="numeric" maxlength="5"
          placeholder="18:00" pointer=${`${at}/to`} errors=${errors} value=${value.to} onValue=${set('to')}/>
      </div>
      <button type="button" class="btn btn-sm btn-outline-secondary" onClick=${onRemove}>
        ${t('form.hours.remove', { number: index + 1 })}</button>
    <//></div>`;
}

export function QuotaFields({ value, onValue, errors }) {
  const set = (name) => (next) => onValue({ ...value, [name]: next });
  const bind = (name) => ({ pointer: `/quota/${name}`, errors, value: value[name], onValue: set(name) });
  return html`<${Group} title=${t('form.quota')} pointer="/quota" errors=${errors}>
    <${Field} label=${t('form.quota.per')} input="select" hint=${value.per ? t('form.quota.hint') : undefined}
      ...${bind('per')}>
      <option value="">${t('form.quota.none')}</option>
      ${['HOUR', 'DAY', 'WEEK', 'MONTH'].map((per) => html`<option key=${per} value=${per}>
        ${t(`form.quota.${per}`)}</option>`)}
    <//>
    ${value.per && html`<div class="columns">
      <${Field} label=${t('form.quota.maxCoupons')} hint=${t('form.unlimited')} type="number" min="1"
        ...${bind('maxCoupons')}/>
      <${Field} label=${t('form.quota.perUserLimit')} hint=${t('form.unlimited')} type="number" min="1"
        ...${bind('perUserLimit')}/></div>`}
  <//>`;
}

export function NoteFields({ value, onValue, errors }) {
  const change = (index, name) => (next) => onValue(value.map((one, i) => (
    i === index ? { ...one, [name]: next } : one)));
  return html`<${Group} title=${t('form.metadata')} pointer="/metadata" errors=${errors}>
    <p class="form-text">${t('form.metadata.hint')}</p>
    ${value.map((note, i) => html`<div class="columns note" key=${i}>
      <${Field} label=${t('form.metadata.name', { number: i + 1 })} value=${note.name} onValue=${change(i, 'name')}
        required pointer=${`/note/${i}`} errors=${errors}/>
      <${Field} label=${t('form.metadata.value', { number: i + 1 })} value=${note.value} onValue=${change(i, 'value')}
        pointer=${`/metadata/${escaped(note.name)}`} errors=${errors}/>
      <button type="button" class="btn btn-sm btn-outline-secondary"
        onClick=${() => onValue(value.filter((one, at) => at !== i))}>
        ${t('form.metadata.remove', { number: i + 1 })}</button>
    </div>`)}
    <button type="button" class="btn btn-sm btn-outline-primary" disabled=${value.length >= 20}
      onClick=${() => onValue([...value, { name: '', value: '' }])}>${t('form.metadata.add')}</button>
  <//>`;
}

function escaped(name) {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
