/** Signing in with a key, or with the issuer of tokens. */

import { call } from '../core/api.js';
import { findIssuer, leaveForIssuer } from '../core/issuer.js';
import { useAction, useLoad } from '../core/load.js';
import { html, useState } from '../core/preact.js';
import { keepKey, setMe } from '../core/session.js';
import { Action, Fault, Field, Submit, Title } from '../core/ui.js';
import { addWords, t } from '../core/words.js';

addWords({
  en: {
    'sign-in.title': 'Sign in',
    'sign-in.key': 'API key or access token',
    'sign-in.hint': 'Kept until you close this tab. Your administrator has it.',
    'sign-in.button': 'Sign in',
    'sign-in.issuer': 'Sign in with {issuer}',
    'sign-in.or': 'Or with a key',
    'problem.not-signed-in': 'The issuer did not sign you in. Try again.',
    'problem.no-issuer': 'The issuer can’t be reached. Check the connection, and try again.',
  },
  ko: {
    'sign-in.title': '로그인',
    'sign-in.key': 'API 키 또는 액세스 토큰',
    'sign-in.hint': '이 탭을 닫을 때까지만 보관됩니다. 관리자에게 문의하세요.',
    'sign-in.button': '로그인',
    'sign-in.issuer': '{issuer}(으)로 로그인',
    'sign-in.or': '또는 키로 로그인',
    'problem.not-signed-in': '발급자에서 로그인하지 못했습니다. 다시 시도하세요.',
    'problem.no-issuer': '발급자에 연결할 수 없습니다. 연결을 확인하고 다시 시도하세요.',
  },
});

export function SignIn() {
  const { value: issuer } = useLoad(findIssuer, []);
  return html`<${Title} text=${t('sign-in.title')}/>
    ${issuer && html`<${WithIssuer} issuer=${issuer}/><h2>${t('sign-in.or')}</h2>`}
    <${WithKey}/>`;
}

function WithIssuer({ issuer }) {
  const action = useAction();
  return html`<${Fault} problem=${action.problem}/>
    <${Action} action=${action} onRun=${() => leaveForIssuer(issuer)}>
      ${t('sign-in.issuer', { issuer: new URL(issuer.issuer).host })}<//>`;
}

function WithKey() {
  const action = useAction();
  const [entered, setEntered] = useState('');
  const send = (event) => {
    event.preventDefault();
    action.run(async () => {
      keepKey(entered.trim());
      setMe(await call('me'));
    });
  };
  return html`<form class="narrow" onSubmit=${send}>
      <${Fault} problem=${action.problem}/>
      <${Field} label=${t('sign-in.key')} hint=${t('sign-in.hint')} type="password" autocomplete="off" required
        value=${entered} onValue=${setEntered}/>
      <${Submit} action=${action}>${t('sign-in.button')}<//>
  </form>`;
}
