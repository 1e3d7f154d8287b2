// @ts-check
/** What a list is narrowed to, and its order. Fires `md-filter` with a name and a value, '' for any, and `md-clear`. */

import { Part, html, nothing } from '../parts.js';
import { t, word } from '../i18n.js';

const CHOICES = {
  order: ['due', 'newest', 'updated'],
  status: ['new', 'open', 'waiting-department', 'waiting-citizen', 'callback-due', 'answered', 'closed'],
  kind: ['inquiry', 'opinion', 'complaint', 'application', 'page-report'],
  channel: ['phone', 'mail', 'counter', 'fax', 'letter', 'form', 'chat', 'line'],
};

class ListFilters extends Part {
  static properties = { query: { attribute: false }, place: {}, count: { type: Number }, sectionName: { state: true } };

  constructor() {
    super();
    this.query = new URLSearchParams();
    /** the only municipality of the list, '' for several */ this.place = '';
    this.count = 0;
    this.sectionName = '';
  }

  /** @param {string} name @param {string} value */
  filter(name, value) {
    this.dispatchEvent(new CustomEvent('md-filter', { detail: { name, value } }));
  }

  /** Words in use, once the field is used. @param {any} field */
  async suggestTags(field) {
    const { tagsLike } = await import('./tags.js');
    const words = await tagsLike(this.place, field.value);
    this.find('#filter-tags')?.replaceChildren(...words.map((w) => new Option(w)));
  }

  async pickSection() {
    const { pickSection } = await import('./pickers.js');
    const chosen = await pickSection(this.place, this.query.get('section') ?? '', true);
    if (!chosen) return;
    this.sectionName = chosen.text;
    this.filter('section', chosen.value);
  }

  /** @param {'order' | 'status' | 'kind' | 'channel'} name */
  choice(name) {
    const value = this.query.get(name) ?? '';
    return html`<label>${t(`field.${name}`)}
      <select @change=${(/** @type {any} */ e) => this.filter(name, e.target.value)}>
        <option value="">${t('filter.any')}</option>
        ${CHOICES[name].map((c) => html`<option value=${c} ?selected=${c === value}>${word(name, c)}</option>`)}
      </select></label>`;
  }

  render() {
    const section = this.query.get('section') ?? '';
    const suggest = (/** @type {any} */ e) => this.suggestTags(e.target);
    return html`${this.choice('order')}${this.choice('status')}${this.choice('kind')}${this.choice('channel')}
      ${this.place ? html`<div class="labelled"><span id="filter-section">${t('field.section')}</span>
          <button type="button" class="pick" aria-describedby="filter-section" @click=${this.pickSection}>${section ? this.sectionName || section : t('filter.any')}</button></div>` : nothing}
      <label>${t('field.tags')}<input maxlength="60" list="filter-tags" autocomplete="off" .value=${this.query.get('tag') ?? ''} @focus=${suggest} @input=${suggest}
        @change=${(/** @type {any} */ e) => this.filter('tag', e.target.value.trim())}></label><datalist id="filter-tags"></datalist>
      ${this.count ? html`<button type="button" class="button small plain" @click=${() => this.dispatchEvent(new Event('md-clear'))}>${t('filter.clear')}</button>` : nothing}`;
  }
}
customElements.define('md-list-filters', ListFilters);
