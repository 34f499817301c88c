/** The values of the settings of campaigns, in words. */

import { dateTime, duration, number, t } from '../../core/words.js';
import { secondsOf } from '../campaign/draft.js';
import { NO_END } from '../campaign/list.js';
import { hoursText } from '../campaign/rhythm-fields.js';

/**
 * The value of a setting as a text.
 * @param zone the time zone of the campaign; absent if it isn't known: then dates are in UTC, and say so
 */
export function settingValue(name, value, zone) {
  if (value === null || value === undefined) {
    return t('ui.none');
  }
  switch (name) {
    case 'startsAt': case 'endsAt': case 'couponsExpireAt': case 'couponsExtendedTo': return date(value, zone);
    case 'couponValidFor': return duration(secondsOf(value));
    case 'codeFormat': return codes(value);
    case 'openingHours': return value.map(hoursText).join('; ');
    case 'quota': return quota(value);
    case 'metadata': return Object.entries(value).map((note) => note.join(' = ')).join('; ') || t('ui.none');
    default: return plain(value);
  }
}

function plain(value) {
  return typeof value === 'boolean' ? t(`setting.${value}`) : typeof value === 'number' ? number(value)
    : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function date(value, zone) {
  return value >= NO_END ? t('setting.never') : zone ? dateTime(value, zone) : `${dateTime(value, 'UTC')} UTC`;
}

function codes({ imported, charset, characters, pattern, prefix = '', suffix = '', length }) {
  if (imported) {
    return t('form.charset.IMPORTED');
  }
  const shape = pattern ?? `${prefix}${'#'.repeat(length)}${suffix}`;
  return `${shape} – ${characters ?? t(`form.charset.${charset}`)}`;
}

function quota({ per, maxCoupons, perUserLimit }) {
  const limits = [maxCoupons && `${t('form.quota.maxCoupons')}: ${number(maxCoupons)}`,
    perUserLimit && `${t('form.quota.perUserLimit')}: ${number(perUserLimit)}`].filter(Boolean);
  return [`${t('form.quota.per')} ${t(`form.quota.${per}`)}`, ...limits].join(', ');
}
