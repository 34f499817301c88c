/**
 * Coupons, found by code or by user. What is searched for stays in this component: addresses are kept in histories, and
 * codes and users must not be.
 */

import { Field } from '../core/field.js';
import { html, useState } from '../core/preact.js';
import { me, may } from '../core/session.js';
import { Title } from '../core/ui.js';
import { t } from '../core/words.js';
import { Coupon } from './coupons/coupon.js';
import { Customer } from './coupons/customer.js';
import './coupons/words.js';

export function Coupons() {
  const [found, setFound] = useState({ turn: 0, code: null, userId: isOwnOnly() ? me().userId : null });
  const { turn, code, userId } = found;
  const find = (what) => setFound({ turn: turn + 1, code: null, userId: null, ...what });
  const choose = (chosen) => setFound({ ...found, code: chosen });
  return html`<${Title} text=${t('coupons.menu')}/>
    ${!isOwnOnly() && html`<div class="columns">
      ${may('VIEW') && html`<${Search} label=${t('coupons.by-code')} hint=${t('coupons.by-code.hint')}
        button=${t('coupons.find-code')} onFind=${(entered) => find({ code: entered })}/>`}
      <${Search} label=${t('coupons.by-user')} hint=${t('coupons.by-user.hint')} button=${t('coupons.find-user')}
        onFind=${(entered) => find({ userId: entered })}/>
    </div>`}
    ${code !== null && html`<${Coupon} key=${`${turn} ${code}`} code=${code}
      onBack=${userId === null ? null : () => choose(null)} onUser=${(of) => find({ userId: of })}/>`}
    ${userId !== null && html`<div hidden=${code !== null}><${Customer} key=${turn} userId=${userId}
      isShown=${code === null} onCode=${may('VIEW') ? choose : null}/></div>`}`;
}

/** Tells whether the caller is a customer, who sees nothing but the own coupons. */
function isOwnOnly() {
  return !may('VIEW', 'ISSUE') && Boolean(me().userId);
}

function Search({ label, hint, button, onFind }) {
  const [entered, setEntered] = useState('');
  const send = (event) => {
    event.preventDefault();
    onFind(entered);
  };
  return html`<form class="search" role="search" aria-label=${label} autocomplete="off" onSubmit=${send}>
    <${Field} label=${label} hint=${hint} value=${entered} onValue=${setEntered} required autocomplete="off"
      autocapitalize="off" autocorrect="off" spellcheck=${false}/>
    <button type="submit" class="btn btn-outline-primary">${button}</button>
  </form>`;
}
