/**
 * The screens in the order of the menu. Each has a path (the first part of the address after #), the name of its words
 * in the menu (absent: not in the menu), the roles of which one is needed, and a component that draws it, which gets
 * the rest of the path. A screen is loaded when it is first shown.
 */

import { lazy } from '../core/lazy.js';
import { addWords } from '../core/words.js';

addWords({
  en: {
    'campaigns.menu': 'Campaigns',
    'coupons.menu': 'Coupons',
    'batch.menu': 'Many at once',
    'redeem.menu': 'Redeem',
    'reports.menu': 'Reports',
    'exports.menu': 'Exports',
    'audit.menu': 'Audit',
    'events.menu': 'Events',
    'webhooks.menu': 'Webhooks',
    'system.menu': 'System',
  },
  ko: {
    'campaigns.menu': '캠페인',
    'coupons.menu': '쿠폰',
    'batch.menu': '대량 발급',
    'redeem.menu': '쿠폰 사용',
    'reports.menu': '보고서',
    'exports.menu': '내보내기',
    'audit.menu': '감사',
    'events.menu': '이벤트',
    'webhooks.menu': '웹훅',
    'system.menu': '시스템',
  },
});

export const SCREENS = [
  { path: 'campaigns', menu: 'campaigns.menu', roles: ['VIEW', 'ISSUE'],
    view: lazy(async () => (await import('./campaigns.js')).Campaigns) },
  { path: 'new', roles: [], view: lazy(async () => (await import('./campaign/create.js')).NewCampaign) },
  { path: 'coupons', menu: 'coupons.menu', roles: ['VIEW', 'ISSUE', 'USER'],
    view: lazy(async () => (await import('./coupons.js')).Coupons) },
  { path: 'batch', menu: 'batch.menu', roles: ['ISSUE'], view: lazy(async () => (await import('./batch.js')).Batch) },
  { path: 'redeem', menu: 'redeem.menu', roles: ['REDEEM'],
    view: lazy(async () => (await import('./redeem.js')).Redeem) },
  { path: 'reports', menu: 'reports.menu', roles: ['VIEW'],
    view: lazy(async () => (await import('./reports.js')).Reports) },
  { path: 'exports', menu: 'exports.menu', roles: ['VIEW'],
    view: lazy(async () => (await import('./exports.js')).Exports) },
  { path: 'audit', menu: 'audit.menu', roles: ['VIEW'], view: lazy(async () => (await import('./audit.js')).Audit) },
  { path: 'events', menu: 'events.menu', roles: ['VIEW'],
    view: lazy(async () => (await import('./events.js')).Events) },
  { path: 'webhooks', menu: 'webhooks.menu', roles: [],
    view: lazy(async () => (await import('./webhooks.js')).Webhooks) },
  { path: 'system', menu: 'system.menu', roles: ['VIEW', 'MONITOR'],
    view: lazy(async () => (await import('./system.js')).System) },
];
