// @ts-check
/** Adding a category, changing it, giving it its last day. Fires `md-left` with the category when it was saved. */

import { Part, html, nothing, notice, problemBox } from '../parts.js';
import { call } from '../api.js';
import { catalogue, t } from '../i18n.js';

await catalogue('tickets', 'categories');

const FIELDS = ['code', 'parent', 'name', 'section', 'validFrom', 'validTo'];

/** @param {any} category */
const formOf = (category) => Object.fromEntries(FIELDS.map((f) => [f, category[f] ?? '']));

class CategoryForm extends Part {
  static properties = { place: {}, edited: { attribute: false }, retiring: { attribute: false }, parents: { attribute: false }, sections: { attribute: false }, form: { state: true }, problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.place = '';
    /** @type {any} the category edited, {} for a new one */ this.edited = {};
    /** The last day to begin with, or ''. */ this.retiring = '';
    /** @type {{code: string, text: string}[]} */ this.parents = [];
    /** @type {any[]} */ this.sections = [];
    /** @type {Record<string, string>} */ this.form = formOf({});
    /** @type {any} */ this.problem = null;
    this.busy = false;
  }

  async firstUpdated() {
    this.form = formOf(this.edited);
    if (this.retiring) this.form.validTo = this.retiring;
    await this.updateComplete;
    this.find(this.retiring ? '#category-validTo' : this.edited.code ? '#category-name' : '#category-code').focus();
  }

  /** @param {any} [saved] */
  leave(saved) {
    this.dispatchEvent(new CustomEvent('md-left', { detail: saved }));
  }

  /** @param {Event} e */
  async save(e) {
    e.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    const { code, version } = this.edited;
    const items = `/categories/${this.place}/items`;
    try {
      const { body } = code ? await call(`${items}/${code}`, { method: 'PUT', version: String(version), body: this.form }) : await call(items, { method: 'POST', body: this.form });
      notice(t('categories.saved', { name: body.name }));
      this.leave(body);
    } catch (problem) {
      await this.refused(/** @type {any} */ (problem));
    } finally {
      this.busy = false;
    }
  }

  /** Somebody else was faster: what one typed goes upon theirs when it is saved again. @param {any} problem */
  async refused(problem) {
    if (problem.type === 'stale-version') {
      const [seen, now] = [formOf(this.edited), formOf(problem.document.current)];
      this.form = Object.fromEntries(FIELDS.map((f) => [f, this.form[f] === seen[f] ? now[f] : this.form[f]]));
      this.edited = problem.document.current;
    }
    this.problem = problem;
    await this.updateComplete;
    (this.find('[aria-invalid=true]') ?? this.find('form .solid'))?.focus();
  }

  /** @param {string} field */
  typed(field) {
    return (/** @type {any} */ e) => (this.form = { ...this.form, [field]: e.target.value });
  }

  /** @param {string} field */
  error(field) {
    return this.problem?.at?.(field) ?? '';
  }

  /** @param {string} field @param {unknown} control @param {string} [hint] */
  labelled(field, control, hint = '') {
    return html`<div class="labelled"><label for="category-${field}">${t(`categories.${field}`)}${field === 'code' || field === 'name' ? html` <span class="required">${t('field.needed')}</span>` : nothing}</label>${control}
      ${hint ? html`<p id="category-${field}-hint" class="quiet">${hint}</p>` : nothing}
      <p id="category-${field}-error" class="field-error">${this.error(field) ? `⚠ ${this.error(field)}` : nothing}</p></div>`;
  }

  /** @param {string} field @param {number} most @param {string} [type] @param {string} [hint] */
  input(field, most, type = 'text', hint = '') {
    return this.labelled(field, html`<input id="category-${field}" type=${type} autocomplete="off" maxlength=${most} .value=${this.form[field]} aria-invalid=${this.error(field) ? 'true' : nothing} aria-describedby="category-${field}-error${hint ? ` category-${field}-hint` : ''}" @input=${this.typed(field)}>`, hint);
  }

  /** @param {string} field @param {{code: string, text: string}[]} options */
  choice(field, options) {
    const all = options.some((o) => o.code === this.form[field]) ? options : [...options, { code: this.form[field], text: this.form[field] }];
    return this.labelled(field, html`<select id="category-${field}" aria-invalid=${this.error(field) ? 'true' : nothing} aria-describedby="category-${field}-error" @change=${this.typed(field)}>
      ${all.map((o) => html`<option value=${o.code} ?selected=${o.code === this.form[field]}>${o.text}</option>`)}</select>`);
  }

  render() {
    const { code, name } = this.edited;
    const stale = this.problem?.type === 'stale-version';
    const elsewhere = this.problem && !stale && !FIELDS.some((f) => this.error(f));
    const heading = !code ? t('categories.add') : this.retiring ? t('categories.retire.of', { name }) : t('categories.edit.of', { name });
    return html`<form class="special-form card" novalidate aria-labelledby="category-form" @submit=${this.save}>
      <h2 id="category-form">${heading}</h2>
      ${this.retiring ? html`<p>${t('categories.retire.text')}</p>` : nothing}
      <div class="grid-2">
        ${code ? html`<div class="labelled"><span>${t('categories.code')}</span><p>${code}</p></div>` : this.input('code', 80, 'text', t('categories.code.hint'))}${this.input('name', 100)}
        ${this.choice('parent', [{ code: '', text: t('categories.parent.none') }, ...this.parents.filter((p) => p.code !== code)])}
        ${this.choice('section', [{ code: '', text: t('categories.section.none') }, ...this.sections.map((s) => ({ code: s.code, text: s.name }))])}
        ${this.input('validFrom', 10, 'date', t('categories.validFrom.hint'))}${this.input('validTo', 10, 'date', t('categories.validTo.hint'))}</div>
      ${stale ? html`<p class="field-error" role="alert">⚠ ${t('categories.changedMeanwhile')}</p>` : nothing}
      ${elsewhere ? problemBox(this.problem) : nothing}
      <div class="buttons"><button class="button solid" ?disabled=${this.busy}>${t('save')}</button>
        <button type="button" class="button" @click=${() => this.leave()}>${t('cancel')}</button></div></form>`;
  }
}
customElements.define('md-category-form', CategoryForm);
