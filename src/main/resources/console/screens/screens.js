/**
 * The screens in the order of the menu. Each has a path (the first part of the address after #), the name of its words
 * in the menu (absent: not in the menu), the roles of which one is needed, and a component that draws it, which gets
 * the rest of the path.
 */

import { NewCampaign } from './campaign/create.js';
import { Batch } from './batch.js';
import { Campaigns } from './campaigns.js';
import { Coupons } from './coupons.js';
import { Redeem } from './redeem.js';

export const SCREENS = [
  { path: 'campaigns', menu: 'campaigns.menu', roles: ['VIEW', 'ISSUE'], view: Campaigns },
  { path: 'new', roles: [], view: NewCampaign },
  { path: 'coupons', menu: 'coupons.menu', roles: ['VIEW', 'ISSUE', 'USER'], view: Coupons },
  { path: 'batch', menu: 'batch.menu', roles: ['ISSUE'], view: Batch },
  { path: 'redeem', menu: 'redeem.menu', roles: ['REDEEM'], view: Redeem },
];
