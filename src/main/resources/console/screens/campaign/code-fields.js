/** The fields for how the codes of a campaign look. */

import { Field } from '../../core/field.js';
import { html } from '../../core/preact.js';
import { t } from '../../core/words.js';
import { Group } from './parts.js';

const CHARSETS = ['SAFE', 'NUMERIC', 'ALPHANUMERIC', 'HANGUL', 'OWN', 'IMPORTED'];

export function CodeFields({ value, onValue, errors }) {
  const set = (name) => (next) => onValue({ ...value, [name]: next });
  const bind = (name) => ({ pointer: `/codeFormat/${name}`, errors, value: value[name], onValue: set(name) });
  const imported = value.charset === 'IMPORTED';
  return html`<${Group} title=${t('form.codes')} pointer="/codeFormat" errors=${errors}>
    <${Field} label=${t('form.charset')} input="select" hint=${imported ? t('form.imported.hint') : undefined}
      ...${bind('charset')}>
      ${CHARSETS.map((name) => html`<option key=${name} value=${name}>${t(`form.charset.${name}`)}</option>`)}
    <//>
    ${value.charset === 'OWN' && html`<${Field} label=${t('form.characters')} hint=${t('form.characters.hint')}
      required spellcheck="false" ...${bind('characters')}/>`}
    ${!imported && html`<${Shape} value=${value} set=${set} bind=${bind}/>`}
  <//>`;
}

function Shape({ value, set, bind }) {
  return html`<${Field} label=${t('form.shape')} input="select" value=${value.shape} onValue=${set('shape')}>
      ${['parts', 'pattern'].map((one) => html`<option key=${one} value=${one}>${t(`form.shape.${one}`)}</option>`)}
    <//>
    ${value.shape === 'pattern' ? html`<${Field} label=${t('form.pattern')} hint=${t('form.pattern.hint')} required
        spellcheck="false" ...${bind('pattern')}/>`
      : html`<div class="columns thirds">
        <${Field} label=${t('form.prefix')} spellcheck="false" ...${bind('prefix')}/>
        <${Field} label=${t('form.length')} type="number" min="1" max="64" ...${bind('length')}/>
        <${Field} label=${t('form.suffix')} spellcheck="false" ...${bind('suffix')}/>
      </div>`}`;
}
