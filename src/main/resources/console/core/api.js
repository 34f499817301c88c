/** Calls the public API of the service. */

import { key, refused } from './session.js';

const BASE = new URL('../../api/v1/', import.meta.url);

const TIMEOUT = 30_000;

/** The meanings of answers that have a status only. */
const CODES = { 401: 'unauthenticated', 403: 'forbidden', 429: 'rate-limited', 503: 'overloaded' };

/** An answer that is a problem: its code, what it says, the faults of fields, and the id of the request. */
export class Problem extends Error {
  constructor(status, body, headers) {
    super(body.detail ?? body.title ?? String(status));
    this.status = status;
    this.code = body.code ?? 'no-answer';
    this.errors = body.errors ?? [];
    this.requestId = body.requestId ?? headers?.get('X-Request-Id') ?? null;
    this.retryAfter = Number(headers?.get('Retry-After') ?? body.retryAfter ?? NaN);
  }
}

/**
 * Sends a request and gives the body of the answer, or throws a Problem.
 * @param path the path below /api/v1/; parts of it that users type go through encodeURIComponent
 * @param options method, body (sent as JSON), headers, query (an object; absent values are left out), signal, raw
 * (true gives the Response itself), content (a body that is sent as it is), statuses (others than 2xx whose body is
 * wanted all the same), as (the key with which a row of requests began: nothing is sent with another one), guarded
 * (true where something before the service may ask for a password of its own: 401 then says nothing about the key)
 */
export async function call(path, options = {}) {
  const used = key();
  if (options.as !== undefined && options.as !== used) {
    throw new Problem(0, { code: 'not-the-same-user' });
  }
  const response = await send(path, options, used);
  if (!response.ok && !options.statuses?.includes(response.status)) {
    throw await problem(response, options.guarded ? null : used);
  }
  return options.raw ? response : read(response);
}

/** The same for one campaign, with the version that the next change of it must name. */
export async function callWithVersion(path, options = {}) {
  const response = await call(path, { ...options, raw: true });
  return { body: await read(response), version: response.headers.get('ETag') };
}

/** A new key for a request that may be repeated. */
export function newIdempotencyKey() {
  return crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)),
    (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function send(path, { method = 'GET', body, content, headers = {}, query = {}, signal, timeout = TIMEOUT },
  used) {
  const url = new URL(path, BASE);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') {
      url.searchParams.set(name, value);
    }
  }
  const own = used ? { Authorization: `Bearer ${used}` } : {};
  const json = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const limits = [signal, timeout ? AbortSignal.timeout(timeout) : null].filter(Boolean);
  try {
    return await fetch(url, {
      method, headers: { ...own, ...json, ...headers }, body: body === undefined ? content : JSON.stringify(body),
      signal: limits.length ? AbortSignal.any(limits) : undefined, credentials: 'same-origin', cache: 'no-store',
      referrerPolicy: 'no-referrer',
    });
  } catch (failure) {
    if (signal?.aborted) {
      throw failure;
    }
    throw lost(failure);
  }
}

function lost(failure) {
  return new Problem(0, { code: failure.name === 'TimeoutError' ? 'no-answer-in-time' : 'no-answer' });
}

/** The content of an answer: JSON, or nothing. All else comes from something between the browser and the service. */
export async function read(response) {
  try {
    const text = await response.text();
    return text ? JSON.parse(text) : null;
  } catch (failure) {
    if (failure.name === 'AbortError') {
      throw failure;
    }
    throw new Problem(0, { code: 'broken-answer', title: String(response.status) });
  }
}

/** The text of an answer as far as it has come, and what broke it off: a problem, or null. */
export async function readText(response) {
  const decoder = new TextDecoder();
  let text = '';
  try {
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += decoder.decode(part.value, { stream: true });
    }
    return { text, problem: null };
  } catch (failure) {
    return { text, problem: failure.name === 'AbortError' ? failure : lost(failure) };
  }
}

async function problem(response, used) {
  let body = {};
  try {
    body = await response.json();
  } catch {
    // Something between the browser and the service has answered, and not in the service's form.
  }
  if (response.status === 401) {
    refused(used);
  }
  return new Problem(response.status, { code: CODES[response.status] ?? 'broken-answer', ...body }, response.headers);
}
