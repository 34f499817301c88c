/** The console: signs in, shows the menu, and the screen that the address names. */

import './core/common.js';
import { call } from './core/api.js';
import { handOver, returnFromIssuer } from './core/issuer.js';
import { html, render, useEffect, useState } from './core/preact.js';
import { maySignOut, to, useRoute } from './core/route.js';
import { isEnded, key, me, may, onSession, sessionTurn, setMe, signOut } from './core/session.js';
import { Fault, Title } from './core/ui.js';
import { addWords, currentLanguage, setLanguage, t } from './core/words.js';
import { SCREENS } from './screens/screens.js';
import { Handed, SignIn } from './screens/sign-in.js';

addWords({
  en: {
    'sign-in.out': 'Sign out',
    'sign-in.nobody': 'Without keys: everybody who reaches this service may do everything',
    'sign-in.as': 'Signed in as {name}: {roles}',
    'no-page.title': 'No such page',
    'no-page': 'There is no such page, or your key doesn’t allow it.',
    'no-page.start': 'To the first page',
  },
  ko: {
    'sign-in.out': '로그아웃',
    'sign-in.nobody': '키 없음: 이 서비스에 접속하는 모든 사람이 모든 작업을 할 수 있습니다',
    'sign-in.as': '{name}(으)로 로그인함: {roles}',
    'no-page.title': '페이지 없음',
    'no-page': '없는 페이지이거나 이 키로는 볼 수 없습니다.',
    'no-page.start': '첫 페이지로',
  },
});

/** Faults of the sign-in with an issuer, after which users can sign in another way. */
const ISSUER = ['not-signed-in', 'no-issuer'];

function Menu({ route, screens }) {
  return html`<nav aria-label=${t('ui.menu')}><ul>${screens.filter((screen) => screen.menu).map((screen) => html`
    <li><a href=${to(screen.path)} aria-current=${route[0] === screen.path ? 'page' : undefined}>
      ${t(screen.menu)}</a></li>`)}</ul></nav>`;
}

function Language({ onChange }) {
  return html`<select class="form-select form-select-sm" aria-label=${t('ui.language')} value=${currentLanguage()}
      onChange=${(event) => { setLanguage(event.target.value); onChange(); }}>
    <option value="en" lang="en">English</option>
    <option value="ko" lang="ko">한국어</option>
  </select>`;
}

function Caller() {
  const { name, roles } = me();
  return html`<span class="caller small">${name ? t('sign-in.as', { name, roles: roles.join(', ') })
    : t('sign-in.nobody')}</span>
    ${name && html`<${SignOut}/>`}`;
}

function SignOut() {
  return html`<button type="button" class="btn btn-sm btn-outline-secondary"
    onClick=${() => maySignOut() && signOut()}>${t('sign-in.out')}</button>`;
}

function NoPage() {
  return html`<${Title} text=${t('no-page.title')}/><p>${t('no-page')}</p>
    <p><a href="#/">${t('no-page.start')}</a></p>`;
}

function Console() {
  const route = useRoute();
  const [, draw] = useState(0);
  const again = () => draw((count) => count + 1);
  useEffect(() => onSession(again), []);
  const [problem, ask] = useCaller();
  const screens = SCREENS.filter((screen) => me() && may(...screen.roles));
  const screen = screens.find(({ path }) => path === (route[0] ?? screens[0]?.path));
  const isIn = me() && !isEnded();
  useEffect(() => { if (isIn) { document.querySelector('main h1')?.focus({ preventScroll: true }); } }, [isEnded()]);
  return html`
    <a class="visually-hidden-focusable" href="#main" onClick=${(event) => { event.preventDefault();
      document.getElementById('main').focus(); }}>${t('ui.skip')}</a>
    <header>
      <a class="brand" href="#/"><img src="icon.svg" alt="" width="28" height="28"/> Coupon Issuance</a>
      ${isIn && html`<${Menu} route=${[route[0] ?? screens[0]?.path]} screens=${screens}/>`}
      <div class="actions">${isIn && html`<${Caller}/>`}<${Language} onChange=${again}/></div>
    </header>
    <main id="main" tabindex="-1">
      ${!isIn && html`<${Entrance} problem=${problem} onAgain=${ask}/>`}
      ${me() && html`<div key=${`${sessionTurn()}/${route.join('/')}`} hidden=${!isIn}>
        ${screen ? html`<${screen.view} path=${route.slice(1)}/>` : html`<${NoPage}/>`}</div>`}
    </main>`;
}

/** Asks the service who the user is. Gives undefined before it has answered, then what went wrong or null. */
function useCaller() {
  const [problem, setProblem] = useState(undefined);
  const ask = async (first) => {
    setProblem(undefined);
    const before = key();
    try {
      setMe(await call('me'));
      setProblem(null);
    } catch (failure) {
      setProblem(failure.status !== 401 || before ? failure : first);
    }
  };
  useEffect(() => onSession(() => { if (me()) { setProblem(null); } }), []);
  useEffect(() => {
    returnFromIssuer().then(() => null, (failure) => failure).then(ask);
  }, []);
  return [problem, () => ask(null)];
}

/** The page for those who aren't signed in. */
function Entrance({ problem, onAgain }) {
  if (problem === undefined) {
    return html`<p role="status">${t('ui.loading')}</p>`;
  }
  const isUnknown = problem && !isEnded() && problem.status !== 401 && !ISSUER.includes(problem.code);
  return isUnknown ? html`<${Title} text=${t('ui.trouble')}/><${Fault} problem=${problem}/>
      <div class="actions"><button type="button" class="btn btn-primary" onClick=${onAgain}>${t('ui.again')}</button>
        ${key() && html`<${SignOut}/>`}</div>`
    : html`<${Fault} problem=${isEnded() ? null : problem}/><${SignIn}/>`;
}

prepareDocument();
render(html`<${handOver() ? Handed : Console}/>`, document.getElementById('console'));

function prepareDocument() {
  document.documentElement.lang = currentLanguage();
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const follow = () => document.documentElement.setAttribute('data-bs-theme', dark.matches ? 'dark' : 'light');
  dark.addEventListener('change', follow);
  follow();
}
