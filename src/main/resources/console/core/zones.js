/** Time zones, and local dates and times in them. */

/** The last day that the service knows; it stands for ever. */
export const LAST_DAY = '9999-12-31';

/** The time zone of the browser. */
export function ownZone() {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** The names of the time zones that the browser knows. */
export function zoneNames() {
  return ['UTC', ...(Intl.supportedValuesOf?.('timeZone') ?? []).filter((name) => name !== 'UTC')];
}

/** The time zone as the browser writes it, which knows less forms of offsets than the service; else undefined. */
export function knownZone(zone) {
  if (!zone) {
    return undefined;
  }
  const offset = /^(?:UTC|GMT|UT)?([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(zone);
  const name = zone === 'Z' ? 'UTC' : offset ? `${offset[1]}${offset[2].padStart(2, '0')}:${offset[3] ?? '00'}` : zone;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return name;
  } catch {
    return undefined;
  }
}

/**
 * An instant as the clocks of a zone show it, like 2026-11-27T10:00, as inputs of dates and times have it. What is in
 * the year 10000 there is the last minute before it, because no input takes that.
 */
export function toLocal(instant, zone) {
  if (!instant) {
    return '';
  }
  const parts = Object.fromEntries(new Intl.DateTimeFormat('en', {
    timeZone: knownZone(zone) ?? 'UTC', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit',
    hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3,
  }).formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  if (Number(parts.year) > 9999) {
    return `${LAST_DAY}T23:59`;
  }
  const day = `${parts.year.padStart(4, '0')}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
  const millis = parts.fractionalSecond === '000' ? '' : `.${parts.fractionalSecond}`;
  return parts.second === '00' && !millis ? day : `${day}:${parts.second}${millis}`;
}
