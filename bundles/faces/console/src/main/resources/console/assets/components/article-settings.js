// @ts-check
/** Beside the editor of an article: whose it is, who reads it, how long, what is related. Fires `md-set` with the fields that were changed. */

import { Part, html, icon, nothing } from '../parts.js';
import { municipality } from '../api.js';
import { catalogue, t, word } from '../i18n.js';
import { SCOPES, VISIBILITIES, isWhole, placesWith } from './article-state.js';
import { wordsOf } from './article-form.js';
import { pickArticle } from './article-pick.js';
import { categories, pickCategory, pickSection, sections } from './pickers.js';

await catalogue('tickets', 'kb');

class ArticleSettings extends Part {
  static properties = { place: {}, article: {}, form: { attribute: false }, names: { attribute: false }, problem: { attribute: false }, known: { state: true }, tree: { state: true } };

  constructor() {
    super();
    this.place = '';
    this.article = '';
    /** @type {any} */ this.form = {};
    /** questions of related articles, by id @type {Map<string, string>} */ this.names = new Map();
    /** @type {any} */ this.problem = null;
    /** @type {any[]} */ this.known = [];
    /** @type {any[]} */ this.tree = [];
  }

  /** @param {Map<string, any>} changed */
  async willUpdate(changed) {
    if (!changed.has('place') || !this.place) return;
    const { place } = this;
    const [known, tree] = await Promise.all([sections(place), categories(place)]);
    if (place !== this.place) return;
    this.known = known.filter((s) => s.kind === 'section');
    this.tree = tree;
  }

  /** @param {Record<string, any>} fields */
  set(fields) {
    this.dispatchEvent(new CustomEvent('md-set', { detail: fields }));
  }

  /** Those the person writes for. */
  get owners() {
    const place = placesWith('knowledge-write').find((m) => m.slug === this.place);
    const mine = place && !isWhole(place) ? this.known.filter((s) => place.sections.includes(s.code) || s.code === this.form.section) : this.known;
    const whole = !place || isWhole(place) || !this.form.section ? [['', t('kb.whole', { name: municipality(this.place)?.name ?? '' })]] : [];
    return [...whole, ...mine.map((s) => [s.code, s.name])];
  }

  async chooseCategory() {
    const chosen = await pickCategory(this.place, this.form.category, t('kb.category'));
    if (chosen) this.set({ category: chosen.value });
  }

  async addSection() {
    const chosen = await pickSection(this.place, '', false, t('kb.sections.add'));
    if (chosen?.value && !this.form.sections.includes(chosen.value)) this.set({ sections: [...this.form.sections, chosen.value] });
  }

  async addRelated() {
    const chosen = await pickArticle(this.place, [this.article, ...this.form.related]);
    if (!chosen) return;
    this.names.set(chosen.value, chosen.text);
    this.set({ related: [...this.form.related, chosen.value] });
  }

  render() {
    const f = this.form;
    const category = this.tree.find((c) => c.code === f.category)?.name ?? f.category;
    return html`${this.select('section', this.owners)}
      <div class="labelled"><span id="kb-category-label">${t('kb.category')}</span><button type="button" class="pick" id="kb-category" aria-haspopup="dialog" aria-labelledby="kb-category-label kb-category" @click=${this.chooseCategory}>${category || t('kb.category.none')}</button>${this.error('category')}</div>
      ${this.select('visibility', VISIBILITIES.map((v) => [v, word('kb.visibility', v)]))}
      ${f.visibility === 'sections' ? this.chosen('sections', f.sections, (code) => this.known.find((s) => s.code === code)?.name ?? code, () => this.addSection()) : nothing}
      ${this.select('scope', SCOPES.map((s) => [s, word('kb.scope', s)]), t(`kb.scope.text.${f.scope}`))}
      ${this.labelled('scopeNote', html`<textarea id="kb-scopeNote" rows="3" maxlength="1000" aria-describedby="kb-scopeNote-about" .value=${f.scopeNote} @input=${this.typed('scopeNote')}></textarea>`, t('kb.scopeNote.hint'))}
      ${this.labelled('words', html`<textarea id="kb-words" rows="4" aria-describedby="kb-words-about" .value=${f.words.join('\n')} @change=${(/** @type {any} */ e) => this.set({ words: wordsOf(e.target.value) })}></textarea>`, t('kb.words.hint'))}
      ${this.select('reviewMonths', [...new Set([0, 3, 6, 12, 24, f.reviewMonths])].sort((a, b) => a - b).map((n) => [String(n), n ? t('kb.review.each', { n }) : t('kb.review.never')]), '', (value) => Number(value))}
      ${this.day('validFrom')}${this.day('validUntil')}
      ${this.chosen('related', f.related, (id) => this.names.get(id) ?? id, () => this.addRelated())}`;
  }

  /** @param {string} field */
  typed(field) {
    return (/** @type {any} */ e) => this.set({ [field]: e.target.value });
  }

  /** @param {string} field */
  error(field) {
    const message = this.problem?.at?.(field) ?? '';
    return message ? html`<p class="field-error">⚠ ${message}</p>` : nothing;
  }

  /** @param {string} field @param {unknown} control @param {string} [hint] */
  labelled(field, control, hint = '') {
    return html`<div class="labelled"><label for="kb-${field}">${t(`kb.${field}`)}</label>${control}<p class="quiet" id="kb-${field}-about">${hint}</p>${this.error(field)}</div>`;
  }

  /** @param {string} field @param {string[][]} options @param {string} [hint] @param {(value: string) => any} [read] */
  select(field, options, hint = '', read = (value) => value) {
    return this.labelled(field, html`<select id="kb-${field}" aria-describedby="kb-${field}-about" @change=${(/** @type {any} */ e) => this.set({ [field]: read(e.target.value) })}>${options.map(([value, text]) => html`<option value=${value} ?selected=${value === String(this.form[field])}>${text}</option>`)}</select>`, hint);
  }

  /** @param {string} field */
  day(field) {
    return this.labelled(field, html`<input type="date" id="kb-${field}" aria-describedby="kb-${field}-about" .value=${this.form[field]} @change=${this.typed(field)}>`);
  }

  /** Several, each of which can be taken away. @param {string} field @param {string[]} values @param {(value: string) => string} name @param {() => void} add */
  chosen(field, values, name, add) {
    return html`<fieldset class="kb-chosen"><legend>${t(`kb.${field}`)}</legend>
      ${values.length ? html`<ul>${values.map((v) => html`<li><span>${name(v)}</span><button type="button" class="icon-button" @click=${() => this.set({ [field]: values.filter((x) => x !== v) })}>${icon('close')}<span class="hidden-visually">${t('kb.takeAway', { name: name(v) })}</span></button></li>`)}</ul>` : nothing}
      <button type="button" class="button small" id="kb-add-${field}" aria-haspopup="dialog" @click=${add}>${icon('plus')}${t(`kb.${field}.add`)}</button>${this.error(field)}</fieldset>`;
  }
}
customElements.define('md-article-settings', ArticleSettings);
