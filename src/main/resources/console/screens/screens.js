/**
 * The screens in the order of the menu. Each has a path (the first part of the address after #), the name of its words
 * in the menu (absent: not in the menu), the roles of which one is needed, and a component that draws it, which gets
 * the rest of the path.
 */

import { Audit } from './audit.js';
import { Batch } from './batch.js';
import { NewCampaign } from './campaign/create.js';
import { Campaigns } from './campaigns.js';
import { Coupons } from './coupons.js';
import { Events } from './events.js';
import { Exports } from './exports.js';
import { Redeem } from './redeem.js';
import { Reports } from './reports.js';
import { System } from './system.js';
import { Webhooks } from './webhooks.js';

export const SCREENS = [
  { path: 'campaigns', menu: 'campaigns.menu', roles: ['VIEW', 'ISSUE'], view: Campaigns },
  { path: 'new', roles: [], view: NewCampaign },
  { path: 'coupons', menu: 'coupons.menu', roles: ['VIEW', 'ISSUE', 'USER'], view: Coupons },
  { path: 'batch', menu: 'batch.menu', roles: ['ISSUE'], view: Batch },
  { path: 'redeem', menu: 'redeem.menu', roles: ['REDEEM'], view: Redeem },
  { path: 'reports', menu: 'reports.menu', roles: ['VIEW'], view: Reports },
  { path: 'exports', menu: 'exports.menu', roles: ['VIEW'], view: Exports },
  { path: 'audit', menu: 'audit.menu', roles: ['VIEW'], view: Audit },
  { path: 'events', menu: 'events.menu', roles: ['VIEW'], view: Events },
  { path: 'webhooks', menu: 'webhooks.menu', roles: [], view: Webhooks },
  { path: 'system', menu: 'system.menu', roles: ['VIEW', 'MONITOR'], view: System },
];
