/** The content of a campaign's form, made from the settings of the API and turned into them. */

import { currentLanguage, t } from '../../core/words.js';
import { LAST_DAY, ownZone, toLocal } from '../../core/zones.js';
import './form-words.js';
import { NO_END } from './list.js';

const UNITS = [['D', 86400], ['H', 3600], ['M', 60], ['S', 1]];

/** The parts of a campaign that are changed, compared and taken over as a whole. */
export const PARTS = ['name', 'startsAt', 'endsAt', 'maxCoupons', 'perUserLimit', 'expiry', 'openingHours', 'quota',
  'metadata'];

/** The form of a campaign that doesn't exist yet. */
export function emptyDraft() {
  return {
    id: '', name: '', timeZone: ownZone(), startsAt: '', endsAt: '', noEnd: false, maxCoupons: '', perUserLimit: '',
    expiry: { kind: 'campaign', at: '', count: '30', unit: 'D' },
    codes: { charset: 'SAFE', characters: '', shape: 'parts', length: '16', prefix: '', suffix: '', pattern: '' },
    openingHours: [], quota: { per: '', maxCoupons: '', perUserLimit: '' }, metadata: [],
  };
}

/** The form of a campaign that exists. */
export function draftOf(campaign) {
  const zone = campaign.timeZone;
  const noEnd = campaign.endsAt >= NO_END;
  return {
    ...emptyDraft(), id: campaign.id, name: campaign.name ?? '', timeZone: zone,
    startsAt: toLocal(campaign.startsAt, zone), endsAt: noEnd ? '' : toLocal(campaign.endsAt, zone), noEnd,
    maxCoupons: text(campaign.maxCoupons), perUserLimit: text(campaign.perUserLimit),
    expiry: expiryOf(campaign), codes: codesOf(campaign.codeFormat),
    openingHours: structuredClone(campaign.openingHours ?? []),
    quota: { per: campaign.quota?.per ?? '', maxCoupons: text(campaign.quota?.maxCoupons),
      perUserLimit: text(campaign.quota?.perUserLimit) },
    metadata: sorted(Object.entries(campaign.metadata ?? {})).map(([name, value]) => ({ name, value })),
  };
}

/** The form of a new campaign that is like another one. What is over by now has to be chosen anew. */
export function copyOf(campaign) {
  const draft = { ...draftOf(campaign), id: '' };
  const isOver = (instant) => instant !== undefined && Date.parse(instant) <= Date.now();
  const period = isOver(campaign.endsAt) ? { startsAt: '', endsAt: '' } : {};
  return {
    ...draft, ...period, expiry: isOver(campaign.couponsExpireAt) ? { ...draft.expiry, at: '' } : draft.expiry,
  };
}

/** The settings that the form describes, as the API takes them for a new campaign. */
export function settingsOf(draft) {
  const changes = Object.assign({}, ...PARTS.map((part) => partOf(draft, part)));
  const settings = { id: draft.id.trim(), timeZone: draft.timeZone.trim(), codeFormat: formatOf(draft.codes),
    ...changes };
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== null && value !== ''));
}

/** The merge patch that turns the form before into the form after. */
export function patchOf(before, after) {
  const changed = PARTS.filter((part) => !same(before, after, part));
  return Object.assign({}, ...changed.map((part) => (part === 'metadata' ? { metadata: notes(before, after) }
    : partOf(after, part))));
}

/**
 * What is missing in the form although the service, which gets no empty fields, wouldn't miss it.
 * @returns for each gap the pointer of its field, detail, and always (true if it is said before the user sends)
 */
export function gapsOf({ expiry: { kind, at, count: so }, metadata }) {
  const gaps = [
    kind === 'at' && !at && { pointer: '/couponsExpireAt', detail: t('form.expiry.date.missing') },
    kind === 'after' && !so.trim() && { pointer: '/couponValidFor', detail: t('form.expiry.count.missing') },
    ...metadata.map(({ name }, i) => !name && { pointer: `/note/${i}`, detail: t('form.metadata.missing') }),
    ...metadata.map(({ name }, i) => name && metadata.some((one, at) => at < i && one.name === name)
      && { pointer: `/note/${i}`, detail: t('form.metadata.twice'), always: true }),
  ];
  return gaps.filter(Boolean).map((gap) => ({ ...gap, lang: currentLanguage() }));
}

/** Tells whether two forms say the same about a part. */
export function same(one, other, part) {
  return JSON.stringify(partOf(one, part)) === JSON.stringify(partOf(other, part));
}

/** The form with a part of another one. */
export function withPart(draft, other, part) {
  return { ...draft, [part]: other[part], ...(part === 'endsAt' ? { noEnd: other.noEnd } : {}) };
}

/** The members of the API that a part of the form becomes. Null is for those that are absent. */
function partOf(draft, part) {
  switch (part) {
    case 'endsAt': return { endsAt: draft.noEnd ? LAST_DAY : draft.endsAt || null };
    case 'maxCoupons': case 'perUserLimit': return { [part]: count(draft[part]) };
    case 'expiry': return expiry(draft.expiry);
    case 'openingHours': return { openingHours: draft.openingHours.length ? draft.openingHours : null };
    case 'quota': return { quota: draft.quota.per ? { per: draft.quota.per, maxCoupons: count(draft.quota.maxCoupons),
      perUserLimit: count(draft.quota.perUserLimit) } : null };
    case 'metadata': return { metadata: draft.metadata.length ? entries(draft.metadata) : null };
    default: return { [part]: draft[part] || null };
  }
}

function expiry({ kind, at, count: so, unit }) {
  const date = at.startsWith(LAST_DAY) ? LAST_DAY : at;
  return { couponsExpireAt: kind === 'at' ? date || null : null,
    couponValidFor: kind === 'after' ? `P${unit === 'D' ? '' : 'T'}${so}${unit}` : null };
}

function expiryOf({ couponsExpireAt, couponValidFor, timeZone }) {
  const kind = couponsExpireAt ? 'at' : couponValidFor ? 'after' : 'campaign';
  const seconds = secondsOf(couponValidFor ?? 'P30D');
  const [unit, size] = UNITS.find(([, each]) => seconds % each === 0) ?? UNITS.at(-1);
  return { kind, at: toLocal(couponsExpireAt, timeZone), count: String(seconds / size), unit };
}

/** The seconds of an ISO 8601 duration like P1DT12H. */
export function secondsOf(iso) {
  const [, ...parts] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(iso) ?? [];
  return parts.reduce((sum, part, i) => sum + Number(part ?? 0) * UNITS[i][1], 0);
}

function formatOf({ charset, characters, shape, length, prefix, suffix, pattern }) {
  if (charset === 'IMPORTED') {
    return { imported: true };
  }
  const drawn = charset === 'OWN' ? { characters } : { charset };
  return shape === 'pattern' ? { ...drawn, pattern }
    : { ...drawn, length: count(length) ?? undefined, prefix: prefix || undefined, suffix: suffix || undefined };
}

function codesOf(format) {
  return { ...emptyDraft().codes, charset: format.imported ? 'IMPORTED' : format.characters ? 'OWN' : format.charset,
    characters: format.characters ?? '', shape: format.pattern ? 'pattern' : 'parts', length: text(format.length ?? 16),
    prefix: format.prefix ?? '', suffix: format.suffix ?? '', pattern: format.pattern ?? '' };
}

function notes(before, after) {
  const [old, now] = [entries(before.metadata), entries(after.metadata)];
  const gone = Object.keys(old).filter((name) => !Object.hasOwn(now, name)).map((name) => [name, null]);
  const kept = Object.entries(now).filter(([name, value]) => old[name] !== value);
  return Object.fromEntries([...gone, ...kept]);
}

/** Notes in the order of their names, because the service has none. */
function sorted(notesByName) {
  return notesByName.sort(([one], [other]) => (one < other ? -1 : 1));
}

function entries(metadata) {
  return Object.fromEntries(sorted(metadata.map(({ name, value }) => [name, value])));
}

function count(entered) {
  return entered.trim() === '' ? null : Number(entered);
}

function text(value) {
  return value === undefined || value === null ? '' : String(value);
}
