/** The choice of a campaign. */

import { call } from './api.js';
import { Field } from './field.js';
import { useLoad } from './load.js';
import { html } from './preact.js';
import { useSettled } from './settled.js';
import { useId } from './ui.js';

const SUGGESTIONS = 20;

/** A field for the id of a campaign, which suggests those that begin with what is typed. */
export function CampaignField({ value, ...others }) {
  const id = useId();
  const query = { q: useSettled(value, 300), limit: SUGGESTIONS };
  const found = useLoad((signal) => call('campaigns', { query, signal }), [query.q]);
  return html`<${Field} value=${value} list=${id} maxlength="64" autocomplete="off" autocapitalize="none"
      spellcheck=${false} ...${others}/>
    <datalist id=${id}>${found.value?.items.map((campaign) => html`
      <option key=${campaign.id} value=${campaign.id}>${campaign.name}</option>`)}</datalist>`;
}
