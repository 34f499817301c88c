/** The console: signs in, shows the menu, and the screen that the address names. */

import './core/common.js';
import { call } from './core/api.js';
import { returnFromIssuer } from './core/issuer.js';
import { html, render, useEffect, useState } from './core/preact.js';
import { to, useRoute } from './core/route.js';
import { me, may, onSession, setMe, signOut } from './core/session.js';
import { Fault, Title } from './core/ui.js';
import { addWords, currentLanguage, setLanguage, t } from './core/words.js';
import { SCREENS } from './screens/screens.js';
import { SignIn } from './screens/sign-in.js';

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
    onSession(() => {
      if (me()) {
        setProblem(null);
      }
      again();
    });
    returnFromIssuer().catch(setProblem)
      .then(() => call('me')).then(setMe, (failure) => failure.status !== 401 && setProblem(failure))
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
        : !me() ? !(problem?.status > 0) && html`<${SignIn}/>`
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
