/** The page for shops: type or scan a code, and see at a glance whether it is good. */

import { Field } from '../core/field.js';
import { html, useEffect, useRef, useState } from '../core/preact.js';
import { Title } from '../core/ui.js';
import { t } from '../core/words.js';
import { Camera, hasCamera } from './redeem/camera.js';
import { Outcome } from './redeem/outcome.js';
import { Recent } from './redeem/recent.js';
import { useTill } from './redeem/till.js';
import './redeem/words.js';

export function Redeem() {
  const till = useTill();
  const [code, setCode] = useState('');
  const [reference, setReference] = useState('');
  const entered = useRef('');
  entered.current = reference;
  const [camera, setCamera] = useState(false);
  const field = useRef(null);
  const focus = () => field.current?.querySelector('input').focus({ preventScroll: true });
  useEffect(() => { if (!isTyping()) { focus(); } }, [till.entries]);
  const giveBack = async (order, refused) => {
    if (await refused) {
      setReference((typed) => typed || order);
    }
  };
  const take = (read) => {
    setCode('');
    const order = entered.current.trim();
    const refused = read.trim() ? till.redeem(read.trim(), order) : null;
    if (refused) {
      // The camera may read another code before the field is drawn anew.
      entered.current = '';
      setReference('');
      giveBack(order, refused);
    }
  };
  const send = (event) => {
    event.preventDefault();
    take(code);
    focus();
  };
  return html`<div class="till">
    <${Title} text=${t('redeem.title')}/>
    <${Outcome} of=${till.shown} onRetry=${(entry) => giveBack(entry.reference, till.retry(entry))}
      onUndo=${till.undo}/>
    <form onSubmit=${send} autocomplete="off">
      ${camera && html`<${Camera} onCode=${take} onClose=${() => { setCamera(false); focus(); }}/>`}
      <div ref=${field}><${Field} label=${t('redeem.code')} value=${code} onValue=${setCode} ...${TYPED}/></div>
      <div class="till-buttons">
        <button type="submit" class="btn btn-primary btn-lg">${t('redeem.button')}</button>
        ${hasCamera() && html`<button type="button" class="btn btn-outline-primary btn-lg" aria-pressed=${camera}
          onClick=${() => setCamera(!camera)}>${t('redeem.camera')}</button>`}
      </div>
      <${Field} label=${t('redeem.reference')} hint=${t('redeem.reference.hint')} value=${reference}
        onValue=${setReference} maxlength="128" ...${TYPED} enterkeyhint="next"/>
    </form>
    <${Recent} entries=${till.entries} onUndo=${till.undo}/>
  </div>`;
}

/** Tells whether the user is in a field, so that the focus stays there. */
function isTyping() {
  return document.activeElement.matches('input, select');
}

/** Attributes of fields on phones, which don't correct, complete or keep what is typed. */
const TYPED = {
  autocomplete: 'off', autocapitalize: 'off', autocorrect: 'off', spellcheck: false, enterkeyhint: 'go',
};
