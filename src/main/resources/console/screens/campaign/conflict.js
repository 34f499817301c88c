/** The settings that somebody else changed while the user was changing the same campaign. */

import { html, useEffect, useRef } from '../../core/preact.js';
import { Table } from '../../core/ui.js';
import { addWords, number, t } from '../../core/words.js';
import { PARTS, same, withPart } from './draft.js';
import { hoursText } from './rhythm-fields.js';

addWords({
  en: {
    'conflict.title': 'Somebody else changed this campaign meanwhile',
    'conflict.text': 'Nothing of yours is saved yet, and nothing is lost. Look at what has changed, and save again.',
    'conflict.other': 'None of the settings below has changed: the campaign was paused or resumed, say. Save again.',
    'conflict.setting': 'Setting',
    'conflict.before': 'Before',
    'conflict.theirs': 'Now',
    'conflict.yours': 'Yours',
    'conflict.take': 'Take what is there now: {setting}',
    'conflict.same': 'taken over',
  },
  ko: {
    'conflict.title': '그 사이에 다른 사람이 이 캠페인을 변경했습니다',
    'conflict.text': '아직 저장된 것은 없지만 입력한 내용은 그대로 있습니다. 변경된 내용을 확인하고 다시 저장하세요.',
    'conflict.other': '아래 설정은 그대로입니다. 캠페인이 일시 중지되었거나 재개된 경우입니다. 다시 저장하세요.',
    'conflict.setting': '설정',
    'conflict.before': '이전',
    'conflict.theirs': '현재',
    'conflict.yours': '내 값',
    'conflict.take': '현재 값 사용: {setting}',
    'conflict.same': '반영됨',
  },
});

/**
 * Puts the user's changes on top of the new version: what the user hasn't changed becomes what it is now.
 * @returns the draft, and what somebody else changed
 */
export function rebased(before, theirs, yours) {
  const changed = PARTS.filter((part) => !same(before, theirs, part));
  const draft = changed.filter((part) => same(before, yours, part))
    .reduce((next, part) => withPart(next, theirs, part), yours);
  return { draft, before, theirs, changed };
}

/** Shows what has changed, and lets the user take it over where both changed the same. */
export function Conflict({ of, draft, onDraft }) {
  return of && html`<${Changes} of=${of} draft=${draft} onDraft=${onDraft}/>`;
}

/** The names of the settings that somebody else has changed. */
export function settingNames({ changed }) {
  return changed.map(label).join(', ');
}

function Changes({ of, draft, onDraft }) {
  const heading = useRef(null);
  useEffect(() => {
    heading.current.focus({ preventScroll: true });
    heading.current.scrollIntoView({ block: 'start' });
  }, [of]);
  return html`<div class="alert alert-warning" role="alert">
    <h2 tabindex="-1" ref=${heading}>${t('conflict.title')}</h2>
    <p>${t(of.changed.length > 0 ? 'conflict.text' : 'conflict.other')}</p>
    ${of.changed.length > 0 && html`<${Table} label=${t('conflict.title')} head=${['setting', 'before', 'theirs',
        'yours'].map((name) => t(`conflict.${name}`))}>
      ${of.changed.map((part) => html`<tr key=${part}>
        <th scope="row">${label(part)}</th>
        <td><bdi>${shown(of.before, part)}</bdi></td><td><bdi>${shown(of.theirs, part)}</bdi></td>
        <td>${same(of.theirs, draft, part) ? t('conflict.same') : html`<bdi>${shown(draft, part)}</bdi>
          <div><button type="button" class="btn btn-sm btn-outline-secondary"
            onClick=${() => onDraft(withPart(draft, of.theirs, part))}>
            ${t('conflict.take', { setting: label(part) })}</button></div>`}</td>
      </tr>`)}
    <//>`}
  </div>`;
}

function label(part) {
  return t(part === 'openingHours' ? 'form.hours' : `form.${part}`);
}

function shown(draft, part) {
  const value = draft[part];
  switch (part) {
    case 'startsAt': return value.replace('T', ' ');
    case 'endsAt': return draft.noEnd ? t('form.no-end') : value.replace('T', ' ');
    case 'maxCoupons': case 'perUserLimit': return value ? number(Number(value)) : t('ui.none');
    case 'expiry': return expiry(value);
    case 'openingHours': return value.map(hoursText).join('; ') || t('ui.none');
    case 'quota': return value.per ? `${t(`form.quota.${value.per}`)}: ${value.maxCoupons || '–'} / ${
      value.perUserLimit || '–'}` : t('form.quota.none');
    case 'metadata': return value.map(({ name, value: text }) => `${name} = ${text}`).join('; ') || t('ui.none');
    default: return value || t('ui.none');
  }
}

function expiry({ kind, at, count, unit }) {
  const more = kind === 'at' ? at.replace('T', ' ') : kind === 'after' ? `${count} ${t(`form.unit.${unit}`)}` : '';
  return [t(`form.expiry.${kind}`), more].filter(Boolean).join(': ');
}
