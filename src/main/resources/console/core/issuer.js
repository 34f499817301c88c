/**
 * Signs in with the issuer of tokens: the authorization code flow of OAuth 2.0 with PKCE (RFC 7636), by the browser
 * alone. The service sees nothing but the token.
 */

import { Problem } from './api.js';
import { keepKey } from './session.js';

/** The name under which the tab remembers what it left for. */
const LEFT = 'left-for-issuer';

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
export async function leaveForIssuer({ issuer, clientId, scope }) {
  const metadata = await answer(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const left = { verifier: random(), state: random(), clientId, tokens: metadata.token_endpoint, hash: location.hash };
  sessionStorage.setItem(LEFT, JSON.stringify(left));
  const url = new URL(metadata.authorization_endpoint);
  const query = { response_type: 'code', client_id: clientId, redirect_uri: here(), scope, state: left.state,
    code_challenge: await challenge(left.verifier), code_challenge_method: 'S256' };
  Object.entries(query).forEach(([name, value]) => url.searchParams.set(name, value));
  location.assign(url);
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
  if (!query.has('code')) {
    throw new Problem(0, { code: 'not-signed-in', detail: query.get('error_description') ?? query.get('error') });
  }
  const body = new URLSearchParams({ grant_type: 'authorization_code', code: query.get('code'), redirect_uri: here(),
    client_id: left.clientId, code_verifier: left.verifier });
  keepKey((await answer(left.tokens, { method: 'POST', body })).access_token);
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
