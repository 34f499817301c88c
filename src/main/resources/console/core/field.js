/** Labelled inputs. */

import { html, useState } from './preact.js';
import { isAt, useId } from './ui.js';
import { currentLanguage, t } from './words.js';

/** The largest number that is exact in a browser. */
const MOST = Number.MAX_SAFE_INTEGER;

/**
 * A labelled input with its hint and its fault. It also says that the browser can't read what is entered, which counts
 * as nothing then.
 * @param input the name of the element, 'input' unless given; 'select' and 'textarea' have children or a value
 * @param errors the faults of a problem; those whose pointer is the given one, or below it, are shown here
 */
export function Field({ label, hint, pointer, errors = [], input = 'input', children, onValue, ...others }) {
  const id = useId();
  const [unreadable, setUnreadable] = useState(false);
  const look = ({ target }) => setUnreadable(isUnreadable(target));
  const isBad = (unreadable && !others.value) || isTooLarge(others);
  const own = [...isBad ? [{ detail: t('ui.unreadable'), lang: currentLanguage() }] : [],
    ...errors.filter((error) => pointer && isAt(error.pointer, pointer))];
  const described = [hint && `${id}-hint`, own.length > 0 && `${id}-fault`].filter(Boolean).join(' ');
  const check = others.type === 'checkbox';
  const attributes = {
    id, ...others, 'aria-describedby': described || undefined, 'aria-invalid': own.length > 0 ? 'true' : undefined,
    class: `${check ? 'form-check-input' : input === 'select' ? 'form-select' : 'form-control'}${
      own.length > 0 ? ' is-invalid' : ''}`,
    onBlur: look, onInvalid: look,
    [input === 'select' || check ? 'onChange' : 'onInput']: (event) => {
      look(event);
      onValue?.(check ? event.target.checked : event.target.value);
    },
  };
  const element = input === 'select' ? html`<select ...${attributes}>${children}</select>`
    : input === 'textarea' ? html`<textarea ...${attributes}/>` : html`<input ...${attributes}/>`;
  const name = html`<label for=${id} class=${check ? 'form-check-label' : 'form-label'}>${label}</label>`;
  return html`<div class=${check ? 'field form-check' : 'field'}>
    ${check ? html`${element}${name}` : html`${name}${element}`}
    ${hint && html`<div id=${`${id}-hint`} class="form-text">${hint}</div>`}
    ${own.length > 0 && html`<div id=${`${id}-fault`} class="invalid-feedback d-block">
      ${own.map((error) => html`<div lang=${error.lang ?? 'en'}>${error.detail}</div>`)}</div>`}
  </div>`;
}

/** Tells whether the browser can read all fields of a form. */
export function isReadable(form) {
  return ![...form.elements].some(isUnreadable);
}

/** Lets the fields of a form say that the browser can't read them. */
export function markUnreadable(form) {
  form.checkValidity();
}

/** Tells whether a field has something that the browser doesn't give to the page, or not exactly. */
function isUnreadable(field) {
  return field.validity?.badInput || isTooLarge(field);
}

function isTooLarge({ type, value }) {
  return type === 'number' && Math.abs(Number(value)) > MOST;
}
