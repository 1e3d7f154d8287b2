// @ts-check
/** What is to become of tickets, field by field: of many at once, or by a macro. What is not chosen stays as it is. */

import { Part, html, icon, nothing } from '../parts.js';
import { catalogue, t, word } from '../i18n.js';
import { pickCategory, pickOwner, pickSection } from './pickers.js';
import { pickProblem } from './problem-pick.js';
import { tagsLike } from './tags.js';

await catalogue('tickets', 'macros');

export const STATUSES = ['open', 'waiting-department', 'waiting-citizen', 'callback-due', 'answered', 'closed'];
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'];
export const RESULTS = ['first-contact', 'handed-over', 'callback'];
const PICKERS = { owner: pickOwner, section: pickSection, category: pickCategory, problem: pickProblem };

/** Several values, one by one: tags, sections. @param {string} field */
export const isList = (field) => /^(add|remove)[A-Z]/.test(field);

/** @param {string} field */
export const fieldName = (field) => t(isList(field) || field === 'reply' ? `bulk.${field}` : `field.${field}`);

/** Whoever applies a macro. */
export const ME = '@me';

/** How what a macro says is called. @param {string} field @param {string} value @param {Record<string, string>} [names] of what it names; '' for what is gone */
export function called(field, value, names = {}) {
  if (value === '') return t('none');
  if (value === ME) return t('macros.me');
  return names[field] === '' ? t('macros.gone', { code: value }) : (names[field] ?? word(field, value));
}

export class ChangeFields extends Part {
  static properties = { change: { state: true } };

  constructor() {
    super();
    /** @type {Record<string, {value: string, text: string}>} */ this.change = {};
  }

  /** The municipality whose sections, categories and people are chosen from. */
  get town() {
    return '';
  }

  /** Something was chosen, or no longer. */
  changed() {}

  /** @param {'owner' | 'section' | 'category' | 'problem'} field */
  async pick(field) {
    const chosen = await PICKERS[field](this.town, this.change[field]?.value ?? '-');
    if (chosen) this.put(field, chosen.value, chosen.text);
  }

  /** One section more. @param {string} field */
  async pickMore(field) {
    const chosen = await pickSection(this.town, '', false, t('contributors.pick'));
    const { value = '', text = '' } = this.change[field] ?? {};
    if (!chosen?.value || words(value).includes(chosen.value)) return;
    this.put(field, [...words(value), chosen.value].join(','), text ? `${text}、${chosen.text}` : chosen.text);
  }

  /** @param {string} field @param {string} value @param {string} [text] */
  put(field, value, text = value) {
    this.change = { ...this.change, [field]: { value, text } };
    this.changed();
  }

  /** @param {string} field */
  leaveAsItIs(field) {
    const { [field]: _, ...rest } = this.change;
    this.change = rest;
    this.changed();
  }

  /** @param {'owner' | 'section' | 'category' | 'problem'} field */
  picked(field) {
    return this.chosenBy(field, () => this.pick(field));
  }

  /** Sections that contribute, chosen one after another. @param {'addContributors' | 'removeContributors'} field */
  sections(field) {
    return this.chosenBy(field, () => this.pickMore(field));
  }

  /** @param {string} field @param {() => void} pick */
  chosenBy(field, pick) {
    const chosen = this.change[field];
    return html`<div class="labelled"><span id="bulk-${field}">${fieldName(field)}</span>
      <span class="bulk-value"><button type="button" class="pick" id="bulk-${field}-chosen" aria-labelledby="bulk-${field} bulk-${field}-chosen" aria-haspopup="dialog" @click=${pick}>${chosen?.text ?? t('bulk.leave')}</button>
      ${chosen ? html`<button type="button" class="icon-button" @click=${() => this.leaveAsItIs(field)}>${icon('close')}<span class="hidden-visually">${t('bulk.leaveField', { field: fieldName(field) })}</span></button>` : nothing}</span></div>`;
  }

  /** @param {string} field @param {string[]} codes */
  choice(field, codes) {
    const value = this.change[field]?.value ?? '';
    return html`<label class="labelled"><span>${t(`field.${field}`)}</span><select @change=${(/** @type {any} */ e) => (e.target.value ? this.put(field, e.target.value) : this.leaveAsItIs(field))}>
      <option value="">${t('bulk.leave')}</option>${codes.map((c) => html`<option value=${c} ?selected=${c === value}>${word(field, c)}</option>`)}</select></label>`;
  }

  /** @param {'addTags' | 'removeTags'} field */
  words(field) {
    const suggest = async (/** @type {any} */ e) => {
      const [last] = words(e.target.value).slice(-1);
      const found = await tagsLike(this.town, last ?? '');
      this.find(`#bulk-${field}-words`)?.replaceChildren(...found.map((w) => new Option(w)));
    };
    return html`<label class="labelled"><span>${t(`bulk.${field}`)}</span><input maxlength="600" autocomplete="off" .value=${this.change[field]?.value ?? ''} list="bulk-${field}-words" placeholder=${t('bulk.leave')} @focus=${suggest}
      @input=${(/** @type {any} */ e) => { suggest(e); if (words(e.target.value).length) this.put(field, e.target.value); else this.leaveAsItIs(field); }}></label><datalist id="bulk-${field}-words"></datalist>`;
  }
}

/** @param {string} text */
export const words = (text) => text.split(/[,，、]/).map((w) => w.trim()).filter(Boolean);
