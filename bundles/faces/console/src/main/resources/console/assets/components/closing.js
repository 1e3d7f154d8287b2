// @ts-check
/** What is asked before a ticket is done: what its municipality requires, else its category and how it was settled. */

import { html, nothing } from '../parts.js';
import { t } from '../i18n.js';
import { categoryName, pickCategory, pickSection } from './pickers.js';

const RESULTS = ['first-contact', 'handed-over', 'callback'];
const USUAL = ['category', 'result'];

/** @typedef {{code: string, name: string}} Named */
/** @typedef {{category: Named | null, section: Named | null, result: string}} Closing */

/** @param {any} view a ticket's @returns {Closing} */
export const closingOf = (view) => ({ category: view.category ?? null, section: view.section ?? null, result: view.result ?? '' });

/** What has to be chosen; empty: nothing is asked. @param {any} view @returns {string[]} */
const required = (view) => view.requiredToClose ?? USUAL;

/** @param {any} view */
export const asks = (view) => required(view).length > 0;

/** What is still missing: a field's name or ''. @param {Closing} closing @param {any} view @returns {string} */
export const missingOf = (closing, view) => required(view).find((field) => !(/** @type {any} */ (closing)[field])) ?? '';

/** Where a field is chosen. @param {string} field */
export const closingPlace = (field) => (field === 'result' ? '.closing input' : `.closing .pick-${field || 'category'}`);

/** What was chosen, as a change of the ticket. @param {Closing} closing @returns {Record<string, string>} */
export function chosenIn(closing) {
  const { category, section, result } = closing;
  return { ...(category && { category: category.code }), ...(section && { section: section.code }), ...(result && { result }) };
}

/**
 * @param {Closing} closing is changed by choosing
 * @param {{view: any, id: string, changed: () => void, leave: () => void}} how `id` tells two of them apart
 */
export function closingFields(closing, { view, id, changed, leave }) {
  const pick = async (/** @type {'category' | 'section'} */ field) => {
    const chosen = await (field === 'category' ? pickCategory : pickSection)(view.municipality, closing[field]?.code ?? '');
    if (!chosen) return;
    closing[field] = chosen.value ? { code: chosen.value, name: chosen.text } : null;
    changed();
  };
  const choose = (/** @type {string} */ result) => {
    closing.result = result;
    changed();
  };
  const button = (/** @type {'category' | 'section'} */ field, /** @type {string} */ none) => html`<div class="labelled"><span id="${id}-${field}">${t(`field.${field}`)}</span>
      <button type="button" class="pick pick-${field}" id="${id}-${field}-chosen" aria-labelledby="${id}-${field} ${id}-${field}-chosen" aria-haspopup="dialog" @click=${() => pick(field)}>${(field === 'category' ? categoryName(closing.category) : closing.section?.name) ?? none}</button></div>`;
  return html`<fieldset class="closing" @keydown=${(/** @type {KeyboardEvent} */ e) => e.key === 'Escape' && leave()}>
    <legend>${t('closing.title')}</legend>
    ${button('category', t('category.choose'))}
    <div class="labelled" role="radiogroup" aria-labelledby="${id}-result"><span id="${id}-result">${t('field.result')}</span>
      <div class="radios">${RESULTS.map((r) => html`<label><input type="radio" name="${id}-result" .checked=${closing.result === r} @change=${() => choose(r)}>${t(`result.${r}`)}</label>`)}</div></div>
    ${required(view).includes('section') ? button('section', t('section.pick')) : nothing}
  </fieldset>`;
}
