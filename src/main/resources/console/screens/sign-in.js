/** Signing in with a key, or with the issuer of tokens. */

import { call, Problem } from '../core/api.js';
import { Field } from '../core/field.js';
import { findIssuer, leaveForIssuer, openIssuer } from '../core/issuer.js';
import { useAction, useLoad } from '../core/load.js';
import { html, useEffect, useRef, useState } from '../core/preact.js';
import { isEnded, keepKey, me, setMe, signOut } from '../core/session.js';
import { Action, Fault, Submit, Title } from '../core/ui.js';
import { addWords, t } from '../core/words.js';

addWords({
  en: {
    'sign-in.title': 'Sign in',
    'sign-in.key': 'API key or access token',
    'sign-in.hint': 'Your administrator has it. It is kept in this tab until you sign out; browsers can open closed '
      + 'tabs again. On a device that others use, too, sign out, and don’t let the browser save it.',
    'sign-in.ended': 'The service no longer accepts your key. What you entered is kept: sign in again as {name} to '
      + 'go on.',
    'sign-in.forget': 'Forget it, and sign out',
    'problem.no-key': 'That is not a key: keys and tokens are made of Latin letters, digits and signs.',
    'sign-in.button': 'Sign in',
    'sign-in.issuer': 'Sign in with {issuer}',
    'sign-in.beside': 'Sign in in the window that has opened. If you have closed it, begin again.',
    'sign-in.handed': 'You can go on',
    'sign-in.handed.text': 'Go on in the window where you were. You can close this one.',
    'sign-in.or': 'Or with a key',
    'problem.no-window': 'The browser has blocked the window of the issuer. Allow this page to open windows (pop-ups), '
      + 'and try again: what you entered is still here.',
    'problem.not-signed-in': 'The issuer did not sign you in. Try again.',
    'problem.no-issuer': 'The issuer can’t be reached. Check the connection, and try again.',
  },
  ko: {
    'sign-in.title': '로그인',
    'sign-in.key': 'API 키 또는 액세스 토큰',
    'sign-in.hint': '관리자에게 받으세요. 로그아웃할 때까지 이 탭에 보관되며, 브라우저는 닫은 탭을 다시 열 수 있습니다. 다른 사람도 쓰는 '
      + '기기에서는 로그아웃하고, 브라우저에 저장하지 마세요.',
    'sign-in.ended': '서비스가 이 키를 더 이상 받아들이지 않습니다. 입력한 내용은 그대로 있습니다. 계속하려면 {name}(으)로 다시 로그인하세요.',
    'sign-in.forget': '입력한 내용을 지우고 로그아웃',
    'problem.no-key': '키가 아닙니다. 키와 토큰은 영문자, 숫자, 기호로만 되어 있습니다.',
    'sign-in.button': '로그인',
    'sign-in.issuer': '{issuer}(으)로 로그인',
    'sign-in.beside': '새로 열린 창에서 로그인하세요. 창을 닫았다면 다시 시작하세요.',
    'sign-in.handed': '계속할 수 있습니다',
    'sign-in.handed.text': '원래 창에서 계속하세요. 이 창은 닫아도 됩니다.',
    'sign-in.or': '또는 키로 로그인',
    'problem.no-window': '브라우저가 발급자 창을 차단했습니다. 이 페이지의 팝업을 허용하고 다시 시도하세요. 입력한 내용은 그대로 있습니다.',
    'problem.not-signed-in': '발급자에서 로그인하지 못했습니다. 다시 시도하세요.',
    'problem.no-issuer': '발급자에 연결할 수 없습니다. 연결을 확인하고 다시 시도하세요.',
  },
});

export function SignIn() {
  const { value: issuer } = useLoad(findIssuer, []);
  return html`<${Title} text=${t('sign-in.title')}/>
    ${isEnded() && html`<div class="alert alert-warning" role="alert">
      <p>${t('sign-in.ended', { name: me().name })}</p>
      <button type="button" class="btn btn-sm btn-outline-secondary" onClick=${signOut}>${t('sign-in.forget')}</button>
    </div>`}
    ${issuer && html`<${WithIssuer} issuer=${issuer}/><h2>${t('sign-in.or')}</h2>`}
    <${WithKey}/>`;
}

/** Leads to the issuer; in a window of its own if the user has something here that would be lost. */
function WithIssuer({ issuer }) {
  const action = useAction();
  const [waiting, setWaiting] = useState(false);
  const stop = useRef(() => {});
  useEffect(() => () => stop.current(), []);
  const take = (token) => {
    setWaiting(false);
    action.run(async () => isEnded() && letIn(await token()));
  };
  const begin = async () => {
    if (!isEnded()) {
      await leaveForIssuer(issuer);
      return;
    }
    stop.current();
    setWaiting(false);
    stop.current = await openIssuer(issuer, take);
    setWaiting(true);
  };
  return html`<${Fault} problem=${action.problem}/>
    <${Action} action=${action} onRun=${begin}>
      ${t('sign-in.issuer', { issuer: new URL(issuer.issuer).host })}<//>
    <p class="done" role="status">${waiting && t('sign-in.beside')}</p>`;
}

/** The page of a window whose sign-in goes on in the window that has opened it. */
export function Handed() {
  return html`<main><${Title} text=${t('sign-in.handed')}/><p>${t('sign-in.handed.text')}</p></main>`;
}

/** Keeps the key if the service knows it, and lets the user in. */
async function letIn(key) {
  keepKey(key);
  try {
    setMe(await call('me'));
  } catch (problem) {
    keepKey(null);
    throw problem;
  }
}

function WithKey() {
  const action = useAction();
  const [entered, setEntered] = useState('');
  const send = (event) => {
    event.preventDefault();
    action.run(async () => {
      if (!/^[!-~]+$/.test(entered.trim())) {
        throw new Problem(0, { code: 'no-key' });
      }
      await letIn(entered.trim());
    });
  };
  return html`<form class="narrow" onSubmit=${send}>
      <${Fault} problem=${action.problem}/>
      <${Field} label=${t('sign-in.key')} hint=${t('sign-in.hint')} type="password" autocomplete="off" required
        value=${entered} onValue=${setEntered}/>
      <${Submit} action=${action}>${t('sign-in.button')}<//>
  </form>`;
}
