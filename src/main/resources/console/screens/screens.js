/**
 * The screens in the order of the menu. Each has a path (the first part of the address after #), the name of its words
 * in the menu (absent: not in the menu), the roles of which one is needed, and a component that draws it, which gets
 * the rest of the path.
 */

import { NewCampaign } from './campaign/create.js';
import { Campaigns } from './campaigns.js';

export const SCREENS = [
  { path: 'campaigns', menu: 'campaigns.menu', roles: ['VIEW', 'ISSUE'], view: Campaigns },
  { path: 'new', roles: [], view: NewCampaign },
];
