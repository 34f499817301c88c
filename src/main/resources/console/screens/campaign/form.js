/** The fields of a campaign, for a new one and for one that is changed. */

import { Field } from '../../core/field.js';
import './form-words.js';
import { html, useMemo } from '../../core/preact.js';
import { Facts } from '../../core/ui.js';
import { zoneNames } from '../../core/zones.js';
import { t } from '../../core/words.js';
import { CodeFields } from './code-fields.js';
import { Choice, Group } from './parts.js';
import { HourFields, NoteFields, QuotaFields } from './rhythm-fields.js';

const FIELDS = ['/name', '/startsAt', '/endsAt', '/maxCoupons', '/perUserLimit', '/codeFormat', '/openingHours',
  '/quota', '/metadata'];

/** The pointers of the faults that the fields of a campaign show; those of codes are shown in each form. */
export function fieldsOf({ expiry: { kind } }, exists) {
  return [...FIELDS, ...exists ? [] : ['/id', '/timeZone'], ...kind === 'at' ? ['/couponsExpireAt'] : [],
    ...kind === 'after' ? ['/couponValidFor'] : []];
}

/**
 * All fields of a campaign.
 * @param draft what they hold; onDraft gets the next one
 * @param errors the faults that the service found
 * @param campaign the one that is changed; absent for a new one
 */
export function CampaignFields({ draft, onDraft, errors, campaign }) {
  const set = (name) => (value) => onDraft({ ...draft, [name]: value });
  const bind = (name) => ({ pointer: `/${name}`, errors, value: draft[name], onValue: set(name) });
  const group = { draft, set, bind, errors, campaign };
  return html`
    <${Names} ...${group}/>
    <${Period} ...${group} onDraft=${onDraft}/>
    <${Amounts} ...${group}/>
    <${Expiry} value=${draft.expiry} onValue=${set('expiry')} errors=${errors} campaign=${campaign}/>
    ${!campaign && html`<${CodeFields} value=${draft.codes} onValue=${set('codes')} errors=${errors}/>`}
    <${HourFields} value=${draft.openingHours} onValue=${set('openingHours')} errors=${errors}/>
    <${QuotaFields} value=${draft.quota} onValue=${set('quota')} errors=${errors}/>
    <${NoteFields} value=${draft.metadata} onValue=${set('metadata')} errors=${errors}/>`;
}

function Names({ bind, campaign }) {
  return html`<${Group} title=${t('form.basics')}>
    <div class="columns">
      <${Field} label=${t('form.name')} hint=${t('form.name.hint')} ...${bind('name')}/>
      ${!campaign && html`<${Field} label=${t('form.id')} hint=${t('form.id.hint')} autocapitalize="none"
        spellcheck="false" ...${bind('id')}/>`}
    </div>
    ${campaign && html`<${Facts} rows=${[[`${t('form.id')} (${t('form.fixed')})`, campaign.id],
      [`${t('form.zone')} (${t('form.fixed')})`, campaign.timeZone]]}/>`}
  <//>`;
}

function Period({ draft, onDraft, bind, campaign }) {
  const zones = useMemo(zoneNames, []);
  const started = campaign && Date.parse(campaign.startsAt) <= Date.now();
  return html`<${Group} title=${t('form.period')}>
    ${!campaign && html`<${Field} label=${t('form.zone')} hint=${t('form.zone.hint')} list="zones" required
        ...${bind('timeZone')}/>
      <datalist id="zones">${zones.map((zone) => html`<option key=${zone} value=${zone}/>`)}</datalist>`}
    <div class="columns">
      <${Field} label=${t('form.startsAt')} type="datetime-local" step="any" required max="9999-12-31T23:59"
        hint=${started ? t('form.started') : undefined} disabled=${started} ...${bind('startsAt')}/>
      <${Field} label=${t('form.endsAt')} hint=${t('form.endsAt.hint')} type="datetime-local" step="any" required
        max="9999-12-31T23:59" disabled=${draft.noEnd} ...${bind('endsAt')}/>
    </div>
    <${Field} label=${t('form.no-end')} type="checkbox" checked=${draft.noEnd}
      onValue=${(noEnd) => onDraft({ ...draft, noEnd, expiry: noEnd && draft.expiry.kind === 'campaign'
        ? { ...draft.expiry, kind: 'after' } : draft.expiry })}/>
  <//>`;
}

function Amounts({ draft, bind }) {
  const imported = draft.codes.charset === 'IMPORTED';
  return html`<${Group} title=${t('form.amount')}>
    <div class="columns">
      <${Field} label=${t('form.maxCoupons')} hint=${imported ? t('form.maxCoupons.imported') : undefined}
        type="number" min="1" required=${!imported} ...${bind('maxCoupons')}/>
      <${Field} label=${t('form.perUserLimit')} hint=${t('form.unlimited')} type="number" min="1"
        ...${bind('perUserLimit')}/>
    </div>
  <//>`;
}

function Expiry({ value, onValue, errors, campaign }) {
  const set = (name) => (next) => onValue({ ...value, [name]: next });
  return html`<${Group} title=${t('form.expiry')}>
    ${campaign && html`<p class="form-text">${t('form.expiry.edit')}</p>`}
    ${['after', 'at', 'campaign'].map((kind) => html`<${Choice} key=${kind} name="expiry" value=${kind}
      chosen=${value.kind} onValue=${set('kind')} label=${t(`form.expiry.${kind}`)}
      hint=${t(`form.expiry.${kind}.hint`)}/>`)}
    ${value.kind === 'at' && html`<${Field} label=${t('form.expiry.date')} type="datetime-local" step="any" required
      max="9999-12-31T23:59" pointer="/couponsExpireAt" errors=${errors} value=${value.at} onValue=${set('at')}/>`}
    ${value.kind === 'after' && html`<div class="columns">
      <${Field} label=${t('form.expiry.count')} type="number" min="1" step="any" required pointer="/couponValidFor"
        errors=${errors} value=${value.count} onValue=${set('count')}/>
      <${Field} label=${t('form.expiry.unit')} input="select" value=${value.unit} onValue=${set('unit')}>
        ${['D', 'H', 'M', 'S'].map((unit) => html`<option key=${unit} value=${unit}>
          ${t(`form.unit.${unit}`)}</option>`)}
      <//></div>`}
  <//>`;
}
