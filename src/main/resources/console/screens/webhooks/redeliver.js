/** Delivers again what a receiver has lost. */

import { call } from '../../core/api.js';
import { Cancel, Dialog } from '../../core/dialog.js';
import { Field } from '../../core/field.js';
import { useAction } from '../../core/load.js';
import { html, useState } from '../../core/preact.js';
import { Fault, Submit } from '../../core/ui.js';
import { t } from '../../core/words.js';

const PLACES = ['time', 'position', 'beginning'];

/** The button that asks from where. */
export function Redeliver({ path, onChange }) {
  const [open, setOpen] = useState(false);
  return html`<button type="button" class="btn btn-outline-primary" onClick=${() => setOpen(true)}>
      ${t('webhooks.redeliver')}</button>
    ${open && html`<${From} onClose=${() => setOpen(false)} onRun=${async (from) => {
      await call(`${path}/redeliveries`, { method: 'POST', body: { from } });
      onChange('webhooks.done.redeliver');
    }}/>`}`;
}

function From({ onRun, onClose }) {
  const action = useAction();
  const [place, setPlace] = useState(PLACES[0]);
  const [time, setTime] = useState('');
  const [position, setPosition] = useState('');
  const send = (event) => {
    event.preventDefault();
    action.run(async () => {
      await onRun({ time: () => new Date(time).toISOString(), position: () => position.trim(),
        beginning: () => place }[place]());
      onClose();
    });
  };
  const given = { pointer: '/from', errors: action.problem?.errors, required: true };
  return html`<${Dialog} title=${t('webhooks.redeliver')} onClose=${onClose} stays=${action.busy}>
    <p>${t('webhooks.redeliver.text')}</p>
    <form onSubmit=${send}>
      <${Field} label=${t('webhooks.place')} input="select" value=${place} onValue=${setPlace}>
        ${PLACES.map((name) => html`<option key=${name} value=${name}>${t(`webhooks.place.${name}`)}</option>`)}
      <//>
      ${place === 'time' && html`<${Field} ...${given} label=${t('webhooks.time')} hint=${t('webhooks.time.hint')}
        type="datetime-local" step="1" value=${time} onValue=${setTime}/>`}
      ${place === 'position' && html`<${Field} ...${given} label=${t('webhooks.position')}
        hint=${t('webhooks.position.hint')} autocomplete="off" value=${position} onValue=${setPosition}/>`}
      <${Fault} problem=${action.problem} fields=${place === 'beginning' ? [] : ['/from']}/>
      <div class="actions">
        <${Submit} action=${action}>${t('webhooks.redeliver')}<//>
        <${Cancel} action=${action} onClose=${onClose}/>
      </div>
    </form>
  <//>`;
}
