// @ts-check
/** Free words on a ticket. Fires `md-edit` with the whole list. */

import { Part, html, icon, nothing } from '../parts.js';
import { get } from '../api.js';
import { catalogue, t } from '../i18n.js';
import { composing } from '../navigation.js';

await catalogue('tickets');

const MOST = 20;

/** Words in use that begin so. @param {string} municipality '' for all @param {string} q @returns {Promise<string[]>} */
export const tagsLike = (municipality, q) => get('/tickets/tags', { municipality, q }).catch(() => []);

class Tags extends Part {
  static properties = { view: { attribute: false }, problem: { attribute: false }, adding: { state: true }, words: { state: true } };

  constructor() {
    super();
    /** @type {any} */ this.view = null;
    /** @type {any} */ this.problem = null;
    this.adding = false;
    /** @type {string[]} */ this.words = [];
    this.ref = '';
  }

  willUpdate() {
    if (this.view.ref !== this.ref) this.adding = false;
    this.ref = this.view.ref;
  }

  /** @param {string[]} tags */
  put(tags) {
    this.dispatchEvent(new CustomEvent('md-edit', { detail: { changes: { tags }, labels: {} } }));
  }

  async open() {
    this.adding = true;
    await this.updateComplete;
    this.find('input').focus();
    this.suggest('');
  }

  async leave() {
    this.adding = false;
    await this.updateComplete;
    this.find('.add-tag')?.focus();
  }

  /** @param {string} q */
  async suggest(q) {
    const words = await tagsLike(this.view.municipality, q);
    this.words = words.filter((w) => !this.view.tags.includes(w));
  }

  /** @param {Event} e */
  add(e) {
    e.preventDefault();
    const input = this.find('input');
    const words = input.value.split(/[,、，]/).filter((/** @type {string} */ w) => w.trim());
    if (!words.length) return this.leave();
    input.value = '';
    this.put([...this.view.tags, ...words]);
  }

  /** @param {string} word */
  async remove(word) {
    this.put(this.view.tags.filter((/** @type {string} */ w) => w !== word));
    await this.updateComplete;
    this.find('.add-tag')?.focus();
  }

  /** @param {KeyboardEvent} e */
  key(e) {
    if (e.key !== 'Escape' || composing(e)) return;
    e.preventDefault();
    this.leave();
  }

  render() {
    const { tags = [], actions } = this.view;
    const edits = actions.includes('edit');
    if (!edits && !tags.length) return nothing;
    const wrong = this.problem?.at?.('tags') ?? '';
    return html`<div class="tags" role="group" aria-label=${t('field.tags')}>
      ${tags.map((/** @type {string} */ w) => html`<span class="chip tag">${w}${edits ? html`<button type="button" @click=${() => this.remove(w)}>${icon('close')}<span class="hidden-visually">${t('tags.remove', { word: w })}</span></button>` : nothing}</span>`)}
      ${!edits || tags.length >= MOST ? nothing : this.adding ? this.form(wrong)
        : html`<button type="button" class="link add-tag" @click=${this.open}>${t('tags.add')}</button>`}
      ${wrong ? html`<p id="tag-error" class="field-error" role="alert">⚠ ${wrong}</p>` : nothing}</div>`;
  }

  /** @param {string} wrong */
  form(wrong) {
    return html`<form @submit=${this.add} @keydown=${this.key}><input maxlength="60" list="tag-words" autocomplete="off" aria-label=${t('tags.word')} placeholder=${t('tags.word')}
        aria-invalid=${wrong ? 'true' : nothing} aria-describedby=${wrong ? 'tag-error' : nothing} @input=${(/** @type {any} */ e) => this.suggest(e.target.value)}>
      <datalist id="tag-words">${this.words.map((w) => html`<option value=${w}></option>`)}</datalist>
      <button class="button small">${t('tags.do')}</button></form>`;
  }
}
customElements.define('md-tags', Tags);
