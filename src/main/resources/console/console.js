/** The console: signs in, shows the menu, and the screen that the address names. */

import './core/common.js';
import { call } from './core/api.js';
import { useAction } from './core/load.js';
import { html, render, useEffect, useState } from './core/preact.js';
import { to, useRoute } from './core/route.js';
import { keepKey, me, may, onSession, setMe, signOut } from './core/session.js';
import { Fault, Field, Submit, Title } from './core/ui.js';
import { addWords, currentLanguage, setLanguage, t } from './core/words.js';
import { SCREENS } from './screens/screens.js';

addWords({
  en: {
    'sign-in.title': 'Sign in',
    'sign-in.key': 'API key or access token',
    'sign-in.hint': 'Kept until you close this tab. Your administrator has it.',
    'sign-in.button': 'Sign in',
    'sign-in.out': 'Sign out',
    'sign-in.nobody': 'Without keys: everybody who reaches this service may do everything',
    'sign-in.as': 'Signed in as {name}: {roles}',
    'no-page.title': 'No such page',
    'no-page': 'There is no such page, or your key doesn’t allow it.',
    'no-page.start': 'To the first page',
  },
  ko: {
    'sign-in.title': '로그인',
    'sign-in.key': 'API 키 또는 액세스 토큰',
    'sign-in.hint': '이 탭을 닫을 때까지만 보관됩니다. 관리자에게 문의하세요.',
    'sign-in.button': '로그인',
    'sign-in.out': '로그아웃',
    'sign-in.nobody': '키 없음: 이 서비스에 접속하는 모든 사람이 모든 작업을 할 수 있습니다',
    'sign-in.as': '{name}(으)로 로그인함: {roles}',
    'no-page.title': '페이지 없음',
    'no-page': '없는 페이지이거나 이 키로는 볼 수 없습니다.',
    'no-page.start': '첫 페이지로',
  },
});

function SignIn() {
  const action = useAction();
  const [entered, setEntered] = useState('');
  const send = (event) => {
    event.preventDefault();
    action.run(async () => {
      keepKey(entered.trim());
      setMe(await call('me'));
    });
  };
  return html`<${Title} text=${t('sign-in.title')}/>
    <form class="narrow" onSubmit=${send}>
      <${Fault} problem=${action.problem}/>
      <${Field} label=${t('sign-in.key')} hint=${t('sign-in.hint')} type="password" autocomplete="off" required
        value=${entered} onValue=${setEntered}/>
      <${Submit} action=${action}>${t('sign-in.button')}<//>
    </form>`;
}

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
    ${name && html`<button type="button" class="btn btn-sm btn-outline-secondary" onClick=${signOut}>
      ${t('sign-in.out')}</button>`}`;
}

function NoPage() {
  return html`<${Title} text=${t('no-page.title')}/><p>${t('no-page')}</p>
    <p><a href="#/">${t('no-page.start')}</a></p>`;
}

function Console() {
  const route = useRoute();
  const [, draw] = useState(0);
  const [problem, setProblem] = useState(null);
  const [asked, setAsked] = useState(false);
  const again = () => draw((count) => count + 1);
  useEffect(() => {
    onSession(again);
    call('me').then(setMe, (failure) => setProblem(failure.status === 401 ? null : failure))
      .finally(() => setAsked(true));
  }, []);
  const screens = SCREENS.filter((screen) => me() && may(...screen.roles));
  const screen = screens.find(({ path }) => path === (route[0] ?? screens[0]?.path));
  return html`
    <a class="visually-hidden-focusable" href="#main" onClick=${(event) => { event.preventDefault();
      document.getElementById('main').focus(); }}>${t('ui.skip')}</a>
    <header>
      <a class="brand" href="#/"><img src="icon.svg" alt="" width="28" height="28"/> Coupon Issuance</a>
      ${me() && html`<${Menu} route=${[route[0] ?? screens[0]?.path]} screens=${screens}/>`}
      <div class="actions">${me() && html`<${Caller}/>`}<${Language} onChange=${again}/></div>
    </header>
    <main id="main" tabindex="-1" key=${route.join('/')}>
      <${Fault} problem=${problem}/>
      ${!asked ? html`<p role="status">${t('ui.loading')}</p>`
        : !me() ? !problem && html`<${SignIn}/>`
          : screen ? html`<${screen.view} path=${route.slice(1)}/>` : html`<${NoPage}/>`}
    </main>`;
}

prepareDocument();
render(html`<${Console}/>`, document.getElementById('console'));

function prepareDocument() {
  document.documentElement.lang = currentLanguage();
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const follow = () => document.documentElement.setAttribute('data-bs-theme', dark.matches ? 'dark' : 'light');
  dark.addEventListener('change', follow);
  follow();
}
