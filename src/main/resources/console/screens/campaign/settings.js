/** The settings of a campaign in words. */

import { html } from '../../core/preact.js';
import { Facts, Time } from '../../core/ui.js';
import { dateTime, number, t } from '../../core/words.js';
import { NO_END } from './list.js';
import { expiryText } from './preview.js';
import { hoursText } from './rhythm-fields.js';
import './form-words.js';

export function Settings({ campaign }) {
  const { startsAt, endsAt, timeZone, perUserLimit, maxCoupons, openingHours, couponsExtendedTo, metadata } = campaign;
  return html`<section aria-label=${t('live.settings')}>
    <h2>${t('live.settings')}</h2>
    <${Facts} rows=${[
      [t('live.period'), html`<${Time} at=${startsAt} zone=${timeZone}/> – ${endsAt >= NO_END ? t('campaigns.no-end')
        : html`<${Time} at=${endsAt} zone=${timeZone}/>`} <span class="small">${timeZone}</span>`],
      [t('form.maxCoupons'), maxCoupons ? number(maxCoupons) : t('form.maxCoupons.imported')],
      [t('live.per-user'), perUserLimit ? number(perUserLimit) : t('ui.none')],
      [t('live.expire'), expiryText(campaign)],
      [t('live.extended'), couponsExtendedTo && html`<${Time} at=${couponsExtendedTo} zone=${timeZone}/>`],
      [t('live.hours'), openingHours?.map((window, i) => html`<div key=${i}>${hoursText(window)}</div>`)],
      [t('live.quota'), quota(campaign)],
      [t('live.codes'), codes(campaign)],
      ...Object.entries(metadata ?? {}).sort().map((note) => note.map((text) => html`<bdi>${text}</bdi>`)),
    ]}/>
  </section>`;
}

function quota({ quota: of, timeZone }) {
  if (!of) {
    return null;
  }
  const time = dateTime(of.resetsAt, timeZone);
  return html`${t(`form.quota.${of.per}`)}: ${of.maxCoupons ? number(of.maxCoupons) : '–'}${of.perUserLimit
    ? ` (${t('live.per-user')}: ${number(of.perUserLimit)})` : ''}
    <div class="small">${of.remaining === undefined ? t('live.quota.resets', { time })
      : t('live.quota.left', { count: of.remaining, time })}</div>`;
}

function codes({ codeFormat: format, importedCodes }) {
  if (format.imported) {
    return t('live.codes.imported', importedCodes);
  }
  const drawn = format.characters ?? t(`form.charset.${format.charset}`);
  const shape = format.pattern ?? `${format.prefix ?? ''}${'#'.repeat(format.length)}${format.suffix ?? ''}`;
  return html`<code>${shape}</code><div class="small">${drawn}</div>`;
}
