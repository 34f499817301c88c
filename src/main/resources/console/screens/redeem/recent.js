/** The last scans, so that a mistake that is noticed later can be undone. */

import { html } from '../../core/preact.js';
import { dateTime, t } from '../../core/words.js';
import { Undo, why } from './outcome.js';

export function Recent({ entries, onUndo }) {
  return entries.length < 2 ? null : html`<h2>${t('redeem.recent')}</h2>
    <ul class="recent">${entries.slice(1).map((entry) => html`<li key=${entry.key}>
      <div><strong>${t(`redeem.state.${entry.state}`)}</strong>
        ${' '}<bdi><code>${entry.coupon?.code ?? entry.code}</code></bdi>
        <div class="small text-body-secondary">
          ${dateTime(entry.at, undefined, { timeStyle: 'medium' })} – ${why(entry)}</div>
      </div>
      <${Undo} entry=${entry} small onUndo=${onUndo}/>
    </li>`)}</ul>`;
}
