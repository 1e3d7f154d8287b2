// @ts-check
/** What is asked before a ticket is done: its category and how it was settled. */

import { html } from '../parts.js';
import { t } from '../i18n.js';
import { pickCategory } from './pickers.js';

const RESULTS = ['first-contact', 'handed-over', 'callback'];

/** @typedef {{category: {code: string, name: string} | null, result: string}} Closing */

/**
 * @param {Closing} closing is changed by choosing
 * @param {{municipality: string, id: string, changed: () => void, leave: () => void}} how `id` tells two of them apart
 */
export function closingFields(closing, { municipality, id, changed, leave }) {
  const pick = async () => {
    const chosen = await pickCategory(municipality, closing.category?.code ?? '');
    if (!chosen) return;
    closing.category = chosen.value ? { code: chosen.value, name: chosen.text } : null;
    changed();
  };
  const choose = (/** @type {string} */ result) => {
    closing.result = result;
    changed();
  };
  return html`<fieldset class="closing" @keydown=${(/** @type {KeyboardEvent} */ e) => e.key === 'Escape' && leave()}>
    <legend>${t('closing.title')}</legend>
    <div class="labelled"><span id="${id}-category">${t('field.category')}</span>
      <button type="button" class="pick" id="${id}-chosen" aria-labelledby="${id}-category ${id}-chosen" aria-haspopup="dialog" @click=${pick}>${closing.category?.name ?? t('category.choose')}</button></div>
    <div class="labelled" role="radiogroup" aria-labelledby="${id}-result"><span id="${id}-result">${t('field.result')}</span>
      <div class="radios">${RESULTS.map((r) => html`<label><input type="radio" name="${id}-result" .checked=${closing.result === r} @change=${() => choose(r)}>${t(`result.${r}`)}</label>`)}</div></div>
  </fieldset>`;
}

/** What is still missing: 'category', 'result' or ''. @param {Closing} closing */
export const missingOf = (closing) => (!closing.category ? 'category' : !closing.result ? 'result' : '');
