/** Dialogs, and buttons that ask before they act. */

import { Field } from './field.js';
import { useAction } from './load.js';
import { html, useEffect, useRef, useState } from './preact.js';
import { isEnded } from './session.js';
import { Fault, Submit, useId } from './ui.js';
import { t } from './words.js';

/**
 * A dialog over the page. It opens when it is drawn; Escape, or leaving it, calls onClose. The focus returns then. It
 * stands back while the user signs in again.
 * @param stays true if only its own buttons close it, or its answer, if it waits for one
 */
export function Dialog({ title, onClose, stays, children }) {
  const dialog = useRef(null);
  const id = useId();
  const stand = !isEnded();
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    if (!stand) {
      return undefined;
    }
    element.showModal();
    return () => {
      element.close();
      giveFocusBack(before);
    };
  }, [stand]);
  const closed = ({ target }) => {
    if (target.open || !target.isConnected || isEnded()) {
      return;
    }
    if (stays) {
      target.showModal();
    } else {
      onClose();
    }
  };
  return html`<dialog ref=${dialog} class="dialog" aria-labelledby=${id} onClose=${closed}
      onCancel=${(event) => { event.preventDefault(); if (!stays) { onClose(); } }}>
    <h2 id=${id}>${title}</h2>
    ${children}
  </dialog>`;
}

/** The button that closes a dialog. It is out of use while the action runs, because nothing takes that back. */
export function Cancel({ action, onClose }) {
  return html`<button type="button" class="btn btn-outline-secondary" disabled=${action.busy} onClick=${onClose}>
    ${t('ui.dismiss')}</button>`;
}

/** Gives the focus to the element that had it before; if that is gone, to the heading of the page. */
function giveFocusBack(before) {
  before?.focus();
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) {
      document.querySelector('main h1')?.focus();
    }
  });
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

/** The dialog of such a button, for those who keep it elsewhere than beside the button. */
export function ConfirmDialog({ title, text, confirm, kind, reason, onRun, onClose }) {
  const action = useAction();
  const [given, setGiven] = useState('');
  const send = (event) => {
    event.preventDefault();
    action.run(async () => {
      await onRun(given || undefined);
      onClose();
    });
  };
  return html`<${Dialog} title=${title} onClose=${onClose} stays=${action.busy}>
    <form onSubmit=${send}>
      ${text && html`<p>${text}</p>`}
      ${reason && html`<${Field} label=${reason.label ?? t('ui.reason')} hint=${reason.hint ?? t('ui.reason.hint')}
        value=${given} onValue=${setGiven} maxlength=${reason.maxlength ?? 500} autocomplete="off"/>`}
      <${Fault} problem=${action.problem}/>
      <div class="actions">
        <${Submit} action=${action} kind=${kind.replace('outline-', '')}>${confirm}<//>
        <${Cancel} action=${action} onClose=${onClose}/>
      </div>
    </form>
  <//>`;
}
