/** Texts that users take elsewhere. */

import { html, useRef, useState } from './preact.js';
import { useId } from './ui.js';
import { addWords, t } from './words.js';

addWords({
  en: {
    'copy.button': 'Copy',
    'copy.done': 'Copied',
    'copy.by-hand': 'It is selected: copy it with the keyboard or the menu.',
  },
  ko: {
    'copy.button': '복사',
    'copy.done': '복사됨',
    'copy.by-hand': '선택되었습니다. 키보드나 메뉴로 복사하세요.',
  },
});

/** A labelled text with a button that copies it. Browsers copy by themselves only over https: and on this machine. */
export function Copy({ label, text }) {
  const id = useId();
  const input = useRef(null);
  const [said, setSaid] = useState('');
  const copy = async () => {
    input.current.select();
    try {
      await navigator.clipboard.writeText(text);
      setSaid('copy.done');
    } catch {
      setSaid('copy.by-hand');
    }
  };
  return html`<div class="field">
    <label class="form-label" for=${id}>${label}</label>
    <div class="input-group">
      <input id=${id} ref=${input} class="form-control font-monospace" readonly value=${text} autocomplete="off"/>
      <button type="button" class="btn btn-outline-primary" onClick=${copy}>${t('copy.button')}</button>
    </div>
    <div class="form-text" role="status">${said && t(said)}</div>
  </div>`;
}
