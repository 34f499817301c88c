/** The parts that all screens are made of. */

import { html, useEffect, useRef } from './preact.js';
import { isEnded } from './session.js';
import { dateTime, hasWords, isolated, t } from './words.js';
import './problem-words.js';

let ids = 0;

const EXACT = { dateStyle: 'medium', timeStyle: 'medium' };

/** Problems whose words say all that the service says about them. */
const SAID = ['broken-answer', 'rate-limited', 'overloaded', 'invalid-request', 'unauthenticated', 'no-key',
  'extension-not-later', 'not-the-same-user', 'coupon-not-found'];

/** An id for an element, the same whenever the component is drawn. */
export function useId() {
  const id = useRef(null);
  id.current ??= `e${++ids}`;
  return id.current;
}

/**
 * A message that says what went wrong, in the user's words, with the service's own words, which are English, and the id
 * of the request for those who look into the log.
 * @param fields the pointers of the fields around it, which show their faults themselves
 */
export function Fault({ problem, fields = [] }) {
  if (!problem) {
    return null;
  }
  const name = `problem.${problem.code}`;
  const others = unmarked(problem, fields);
  const isOwnOnly = SAID.includes(problem.code) || problem.message === String(problem.status);
  return html`<div class="alert alert-danger" role="alert">
    <div>${hasWords(name) ? t(name, { status: problem.status || problem.message }) : problem.message}</div>
    ${hasWords(name) && !isOwnOnly && html`<div class="small" lang="en">${problem.message}</div>`}
    ${problem.retryAfter > 0 && html`<div>${t('ui.retry-after', { seconds: problem.retryAfter })}</div>`}
    ${others.length < problem.errors?.length && html`<div>${t('ui.marked')}</div>`}
    ${others.length > 0 && html`<ul class="mb-0">${others.map((error) => html`
      <li><code>${error.pointer}</code> <span lang="en">${error.detail}</span></li>`)}</ul>`}
    ${problem.requestId && html`<div class="small">${t('ui.request')} <code>${problem.requestId}</code></div>`}
  </div>`;
}

/** Tells whether a problem is about fields only, all of which, given by their pointers, show their faults. */
export function isMarked(problem, fields) {
  return problem?.errors?.length > 0 && unmarked(problem, fields).length === 0;
}

function unmarked(problem, fields) {
  return (problem.errors ?? []).filter(({ pointer }) => !fields.some((field) => isAt(pointer, field)));
}

/** Tells whether a fault is about a field, or a part of it. */
export function isAt(pointer, field) {
  return pointer === field || pointer?.startsWith(`${field}/`);
}

/** The content of a screen; before it is loaded, or if that fails, a message in its place. */
export function Loaded({ of, children }) {
  if (of.value === undefined && of.problem) {
    return html`<${Fault} problem=${of.problem}/>
      <button type="button" class="btn btn-outline-primary" onClick=${of.reload}>${t('ui.again')}</button>`;
  }
  if (of.value === undefined) {
    return html`<p role="status">${t('ui.loading')}</p>`;
  }
  return html`<${Fault} problem=${of.problem}/>${children}`;
}

/** Says that there is nothing, and what to do. */
export function Empty({ children }) {
  return html`<p class="empty text-body-secondary">${children}</p>`;
}

/** A heading with buttons beside it. The heading gets the focus when a screen opens, so that it is read out. */
export function Title({ text, children }) {
  const heading = useRef(null);
  useEffect(() => {
    if (!heading.current.closest('[hidden]')) {
      document.title = `${isolated(text)} – Coupon Issuance`;
    }
  }, [text, isEnded()]);
  useEffect(() => heading.current.focus({ preventScroll: true }), []);
  return html`<div class="title">
    <h1 tabindex="-1" ref=${heading}>${text}</h1>
    <div class="actions">${children}</div>
  </div>`;
}

/** A button that is out of use while its action runs. */
export function Action({ action, onRun, kind = 'primary', disabled, children, ...others }) {
  return html`<button type="button" class=${`btn btn-${kind}`} disabled=${disabled || action.busy}
    aria-busy=${action.busy} onClick=${() => action.run(onRun)} ...${others}>${children}</button>`;
}

/** A button that sends the form around it. */
export function Submit({ action, kind = 'primary', disabled, children }) {
  return html`<button type="submit" class=${`btn btn-${kind}`} disabled=${disabled || action.busy}
    aria-busy=${action.busy}>${children}</button>`;
}

/** A bar that shows a part of a whole, also for those who can't see it. */
export function Bar({ label, value, max }) {
  return html`<progress class="bar" aria-label=${label} value=${value} max=${Math.max(1, max)}>${value}</progress>`;
}

/**
 * A table that scrolls sideways on narrow screens.
 * @param broad true if its columns would be too narrow there
 */
export function Table({ label, head, broad, children }) {
  return html`<div class=${`table-responsive${broad ? ' broad' : ''}`} tabindex="0" role="region" aria-label=${label}>
    <table class="table table-hover align-middle">
      <thead><tr>${head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
      <tbody>${children}</tbody>
    </table>
  </div>`;
}

/** Names and values below each other. Rows without a value are left out. */
export function Facts({ rows }) {
  return html`<dl class="facts">${rows.filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/**
 * An instant, with its exact form for machines.
 * @param exact true if it has seconds
 */
export function Time({ at, zone, exact }) {
  return at ? html`<time datetime=${at}>${dateTime(at, zone, exact ? EXACT : undefined)}</time>` : null;
}

/** A status as a coloured word. */
export function Status({ of }) {
  return html`<span class=${`status status-${of.toLowerCase()}`}>${t(`status.${of}`)}</span>`;
}

/** Saves a text as a file. */
export function download(name, type, content) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
