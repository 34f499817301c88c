/** Campaigns: the list, and one of them. */

import { Field } from '../core/field.js';
import { lazy } from '../core/lazy.js';
import { html, useState } from '../core/preact.js';
import { go } from '../core/route.js';
import { may } from '../core/session.js';
import { Title } from '../core/ui.js';
import { addWords, t } from '../core/words.js';
import { CampaignList } from './campaign/list.js';

addWords({
  en: {
    'campaigns.open.hint': 'Your key may read a campaign, but not list them.',
    'campaigns.open.id': 'Id of the campaign',
    'campaigns.open': 'Open',
  },
  ko: {
    'campaigns.open.hint': '이 키로는 캠페인을 볼 수 있지만 목록은 볼 수 없습니다.',
    'campaigns.open.id': '캠페인 ID',
    'campaigns.open': '열기',
  },
});

const EditCampaign = lazy(async () => (await import('./campaign/edit.js')).EditCampaign);

const ImportCodes = lazy(async () => (await import('./campaign/import.js')).ImportCodes);

const LiveCampaign = lazy(async () => (await import('./campaign/live.js')).LiveCampaign);

/** The page that the address names: the list, a campaign, or something to do with it. */
export function Campaigns({ path: [id, task] }) {
  if (!id) {
    return may('VIEW') ? html`<${CampaignList}/>` : html`<${OpenById}/>`;
  }
  if (task === 'edit' && may()) {
    return html`<${EditCampaign} id=${id}/>`;
  }
  return task === 'codes' && may() ? html`<${ImportCodes} id=${id}/>` : html`<${LiveCampaign} id=${id}/>`;
}

function OpenById() {
  const [id, setId] = useState('');
  const open = (event) => {
    event.preventDefault();
    go('campaigns', id.trim());
  };
  return html`<${Title} text=${t('campaigns.menu')}/>
    <form class="narrow" onSubmit=${open}>
      <${Field} label=${t('campaigns.open.id')} hint=${t('campaigns.open.hint')} required value=${id} onValue=${setId}/>
      <button type="submit" class="btn btn-primary">${t('campaigns.open')}</button>
    </form>`;
}
