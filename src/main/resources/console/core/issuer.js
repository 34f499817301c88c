/**
 * Signs in with the issuer of tokens: the authorization code flow of OAuth 2.0 with PKCE (RFC 7636), by the browser
 * alone. The service sees nothing but the token.
 */

import { Problem } from './api.js';
import { keepKey } from './session.js';

/** The name under which the tab remembers what it left for. */
const LEFT = 'left-for-issuer';

/** The beginning of the state of a sign-in in a window of its own. */
const BESIDE = 'beside.';

/** The channel from such a window to the page that has opened it. Without the page's secret, an answer is of no use. */
const CHANNEL = 'issuer';

/** The issuer that users may sign in with: issuer, clientId and scope; null if there is none. */
export async function findIssuer() {
  // Browsers give scripts what PKCE needs only over HTTPS or at localhost.
  if (!globalThis.crypto?.subtle) {
    return null;
  }
  const found = await answer(new URL('../sign-in.json', import.meta.url), { cache: 'no-cache' });
  return found.issuer ? found : null;
}

/** Leads the browser to the issuer, which leads it back to this page. */
export async function leaveForIssuer(issuer) {
  const { left, url } = await prepare(issuer, '');
  sessionStorage.setItem(LEFT, JSON.stringify({ ...left, hash: location.hash }));
  location.assign(url);
}

/**
 * Opens the issuer in a window of its own, so that this page keeps what it has. That window comes back to the
 * console, which hands the issuer's answer to this page. Messages between tabs are used for it, because an issuer may
 * cut the tie between a window and the one that has opened it.
 * @param onAnswer gets a function that gives the token
 * @returns a promise of a function that ends the wait for the answer
 */
export async function openIssuer(issuer, onAnswer) {
  const beside = window.open('', '', 'popup,width=520,height=720');
  if (!beside) {
    throw new Problem(0, { code: 'no-window' });
  }
  try {
    const { left, url } = await prepare(issuer, BESIDE);
    const stop = awaitAnswer(left, onAnswer);
    beside.location.replace(url);
    return stop;
  } catch (problem) {
    beside.close();
    throw problem;
  }
}

function awaitAnswer(left, onAnswer) {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }) => {
    const query = new URLSearchParams(data.answer);
    if (query.get('state') === left.state) {
      channel.postMessage({ taken: left.state });
      channel.close();
      onAnswer(() => tokenFor(query, left));
    }
  };
  return () => channel.close();
}

/**
 * Hands the issuer's answer to the page that has opened this window, and closes the window when that page has it.
 * @returns whether this is such a window
 */
export function handOver() {
  const answered = location.search;
  const state = new URLSearchParams(answered).get('state');
  if (!state?.startsWith(BESIDE)) {
    return false;
  }
  history.replaceState(null, '', here());
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }) => {
    if (data.taken === state) {
      window.close();
    }
  };
  channel.postMessage({ answer: answered });
  return true;
}

/** Keeps the token that the issuer gives, if the browser comes from there. Its answer leaves the address at once. */
export async function returnFromIssuer() {
  const query = new URLSearchParams(location.search);
  if (!query.has('state')) {
    return;
  }
  const left = JSON.parse(sessionStorage.getItem(LEFT) ?? '{}');
  sessionStorage.removeItem(LEFT);
  history.replaceState(null, '', here());
  if (query.get('state') !== left.state) {
    throw new Problem(0, { code: 'not-signed-in' });
  }
  location.replace(left.hash || '#/');
  keepKey(await tokenFor(query, left));
}

async function prepare({ issuer, clientId, scope }, prefix) {
  const metadata = await answer(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const left = { verifier: random(), state: prefix + random(), clientId, tokens: metadata.token_endpoint };
  const url = new URL(metadata.authorization_endpoint);
  const query = { response_type: 'code', client_id: clientId, redirect_uri: here(), scope, state: left.state,
    code_challenge: await challenge(left.verifier), code_challenge_method: 'S256' };
  Object.entries(query).forEach(([name, value]) => url.searchParams.set(name, value));
  return { left, url };
}

/** The token for the answer of the issuer to what was asked. */
async function tokenFor(query, left) {
  if (!query.has('code')) {
    throw new Problem(0, { code: 'not-signed-in', detail: query.get('error_description') ?? query.get('error') });
  }
  const body = new URLSearchParams({ grant_type: 'authorization_code', code: query.get('code'), redirect_uri: here(),
    client_id: left.clientId, code_verifier: left.verifier });
  return (await answer(left.tokens, { method: 'POST', body })).access_token;
}

async function answer(url, options) {
  const response = await fetch(url, { credentials: 'omit', referrerPolicy: 'no-referrer', ...options })
    .catch(() => { throw new Problem(0, { code: 'no-issuer' }); });
  if (!response.ok) {
    throw new Problem(0, { code: 'not-signed-in' });
  }
  return response.json().catch(() => { throw new Problem(0, { code: 'no-issuer' }); });
}

function here() {
  return location.origin + location.pathname;
}

function random() {
  return base64(crypto.getRandomValues(new Uint8Array(32)));
}

async function challenge(verifier) {
  return base64(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
}

function base64(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
