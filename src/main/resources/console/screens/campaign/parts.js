/** The parts that the form of a campaign is made of, besides those of all screens. */

import { html } from '../../core/preact.js';
import { Fault, isMarked, useId } from '../../core/ui.js';
import { t } from '../../core/words.js';
import './form-words.js';

/** Fields that belong together, under a heading. Faults of all of them together are shown above them. */
export function Group({ title, pointer, errors = [], children }) {
  const own = errors.filter((error) => error.pointer === pointer);
  return html`<fieldset class="group">
    <legend>${title}</legend>
    ${own.length > 0 && html`<div class="invalid-feedback d-block mb-2" role="alert">
      ${own.map((error) => html`<div lang=${error.lang ?? 'en'}>${error.detail}</div>`)}</div>`}
    ${children}
  </fieldset>`;
}

/** One of several choices, with an explanation. */
export function Choice({ name, value, chosen, onValue, label, hint }) {
  const id = useId();
  return html`<div class="form-check mb-2">
    <input class="form-check-input" type="radio" id=${id} name=${name} value=${value} checked=${chosen === value}
      aria-describedby=${hint && `${id}-hint`} onChange=${() => onValue(value)}/>
    <label class="form-check-label" for=${id}>${label}</label>
    ${hint && html`<div id=${`${id}-hint`} class="form-text mt-0">${hint}</div>`}
  </div>`;
}

/**
 * A message that says what is wrong with a form: where fields are at fault, they say so themselves.
 * @param fields the pointers of the faults that the fields show
 * @param incomplete true if something is missing, so that nothing was sent
 */
export function FormFault({ problem, fields, incomplete }) {
  if (incomplete) {
    return html`<div class="alert alert-danger" role="alert">${t('form.faults')}</div>`;
  }
  return isMarked(problem, fields) ? html`<div class="alert alert-danger" role="alert">
      <div>${t('form.faults')}</div>
      <div class="small">${t('ui.request')} <code>${problem.requestId}</code></div>
    </div>` : html`<${Fault} problem=${problem} fields=${fields}/>`;
}
