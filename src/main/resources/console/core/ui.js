/** The parts that all screens are made of. */

import { html, useEffect, useRef, useState } from './preact.js';
import { useAction } from './load.js';
import { dateTime, hasWords, t } from './words.js';
import './problem-words.js';

let ids = 0;

/** An id for an element, the same whenever the component is drawn. */
export function useId() {
  const id = useRef(null);
  id.current ??= `e${++ids}`;
  return id.current;
}

/**
 * A message that says what went wrong, in the user's words, with the service's own words, which are English, and the id
 * of the request for those who look into the log.
 */
export function Fault({ problem }) {
  if (!problem) {
    return null;
  }
  const name = `problem.${problem.code}`;
  return html`<div class="alert alert-danger" role="alert">
    <div>${hasWords(name) ? t(name) : problem.message}</div>
    ${hasWords(name) && problem.message !== String(problem.status) && html`<div class="small" lang="en">${problem.message}</div>`}
    ${problem.errors?.length > 0 && html`<ul class="mb-0">${problem.errors.map((error) => html`
      <li><code>${error.pointer}</code> <span lang="en">${error.detail}</span></li>`)}</ul>`}
    ${problem.requestId && html`<div class="small">${t('ui.request')} <code>${problem.requestId}</code></div>`}
  </div>`;
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
    document.title = `${text} – Coupon Issuance`;
  }, [text]);
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

/**
 * A labelled input with its hint and its fault.
 * @param input the name of the element, 'input' unless given; 'select' and 'textarea' have children or a value
 * @param errors the faults of a problem; those whose pointer is the given one, or below it, are shown here
 */
export function Field({ label, hint, pointer, errors = [], input = 'input', children, onValue, ...others }) {
  const id = useId();
  const own = errors.filter((error) => pointer && (error.pointer === pointer
    || error.pointer?.startsWith(`${pointer}/`)));
  const described = [hint && `${id}-hint`, own.length > 0 && `${id}-fault`].filter(Boolean).join(' ');
  const check = others.type === 'checkbox';
  const attributes = {
    id, ...others, 'aria-describedby': described || undefined, 'aria-invalid': own.length > 0 ? 'true' : undefined,
    class: `${check ? 'form-check-input' : input === 'select' ? 'form-select' : 'form-control'}${
      own.length > 0 ? ' is-invalid' : ''}`,
    [input === 'select' || check ? 'onChange' : 'onInput']: (event) => onValue?.(check ? event.target.checked
      : event.target.value),
  };
  const element = input === 'select' ? html`<select ...${attributes}>${children}</select>`
    : input === 'textarea' ? html`<textarea ...${attributes}/>` : html`<input ...${attributes}/>`;
  const name = html`<label for=${id} class=${check ? 'form-check-label' : 'form-label'}>${label}</label>`;
  return html`<div class=${check ? 'field form-check' : 'field'}>
    ${check ? html`${element}${name}` : html`${name}${element}`}
    ${hint && html`<div id=${`${id}-hint`} class="form-text">${hint}</div>`}
    ${own.length > 0 && html`<div id=${`${id}-fault`} class="invalid-feedback d-block">
      ${own.map((error) => html`<div lang="en">${error.detail}</div>`)}</div>`}
  </div>`;
}

/** A dialog over the page. It opens when it is drawn; Escape, or leaving it, calls onClose. The focus returns then. */
export function Dialog({ title, onClose, children }) {
  const dialog = useRef(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current.showModal();
    return () => before?.focus();
  }, []);
  return html`<dialog ref=${dialog} class="dialog" aria-labelledby=${id} onClose=${onClose}
      onCancel=${(event) => { event.preventDefault(); onClose(); }}>
    <h2 id=${id}>${title}</h2>
    ${children}
  </dialog>`;
}

/**
 * A button that asks before it acts.
 * @param reason true if the dialog asks for a reason; or label, hint and maxlength of another text that it asks for
 * @param onRun gets the text that was given, if the dialog asks for one
 */
export function Confirm({ label, title, text, confirm, kind = 'outline-primary', reason, onRun, disabled }) {
  const [open, setOpen] = useState(false);
  return html`
    <button type="button" class=${`btn btn-${kind}`} disabled=${disabled} onClick=${() => setOpen(true)}>
      ${label}</button>
    ${open && html`<${ConfirmDialog} ...${{ title: title ?? label, text, confirm: confirm ?? label, kind, reason,
      onRun }} onClose=${() => setOpen(false)}/>`}`;
}

function ConfirmDialog({ title, text, confirm, kind, reason, onRun, onClose }) {
  const action = useAction();
  const [given, setGiven] = useState('');
  const send = (event) => {
    event.preventDefault();
    action.run(async () => {
      await onRun(given || undefined);
      onClose();
    });
  };
  return html`<${Dialog} title=${title} onClose=${onClose}>
    <form onSubmit=${send}>
      ${text && html`<p>${text}</p>`}
      ${reason && html`<${Field} label=${reason.label ?? t('ui.reason')} hint=${reason.hint ?? t('ui.reason.hint')}
        value=${given} onValue=${setGiven} maxlength=${reason.maxlength ?? 500} autocomplete="off"/>`}
      <${Fault} problem=${action.problem}/>
      <div class="actions">
        <${Submit} action=${action} kind=${kind.replace('outline-', '')}>${confirm}<//>
        <button type="button" class="btn btn-outline-secondary" onClick=${onClose}>${t('ui.cancel')}</button>
      </div>
    </form>
  <//>`;
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

/** An instant, with its exact form for machines. */
export function Time({ at, zone }) {
  return at ? html`<time datetime=${at}>${dateTime(at, zone)}</time>` : null;
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
