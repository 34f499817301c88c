/** The hours of a report, put together to days or months if there are many. */

const MOST = 72;

const UNITS = [
  { unit: 'hour', format: { dateStyle: 'medium', timeStyle: 'short' } },
  { unit: 'day', format: { dateStyle: 'full' }, key: { year: 'numeric', month: '2-digit', day: '2-digit' } },
  { unit: 'month', format: { year: 'numeric', month: 'long' }, key: { year: 'numeric', month: '2-digit' } },
];

/**
 * The issues by the shortest unit that gives a list which people can look over.
 * @returns unit (hour, day or month), list (start and issued), and zone and format for the starts
 */
export function spans(hours, timeZone) {
  const zone = known(timeZone);
  const choices = UNITS.map((unit) => ({ ...unit, zone, list: grouped(hours, unit.key, zone) }));
  return choices.find(({ list }) => list.length <= MOST) ?? choices.at(-1);
}

function grouped(hours, key, zone) {
  const local = key && new Intl.DateTimeFormat('en-CA', { ...key, timeZone: zone });
  const groups = new Map();
  for (const { hour, issued } of hours) {
    const name = local ? local.format(new Date(hour)) : hour;
    const group = groups.get(name) ?? { start: hour, issued: 0 };
    groups.set(name, { ...group, issued: group.issued + issued });
  }
  return [...groups.values()];
}

/** The zone if the browser knows it; else UTC. */
function known(timeZone) {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return timeZone ?? 'UTC';
  } catch {
    return 'UTC';
  }
}
