// @ts-check
/** A question with a few fields, asked in a dialog; what the server says about them is shown beside them. */

import { html, nothing, problemBox } from '../parts.js';
import { catalogue, t } from '../i18n.js';
import { Dialog } from './dialogs.js';
import { readDate } from './due.js';

await catalogue('tickets', 'kb');

/**
 * @typedef {object} AskedField
 * @property {string} name as the server calls it
 * @property {string} label
 * @property {'text' | 'area' | 'when' | 'select'} [type] text unless told; `when` is answered with an instant
 * @property {string} [value]
 * @property {string} [hint]
 * @property {number} [most] characters
 * @property {boolean} [needed]
 * @property {[string, string][]} [options] of a select: value, text
 */
/**
 * @typedef {object} Asked
 * @property {string} title
 * @property {string} [text]
 * @property {string} ok what the button says
 * @property {AskedField[]} fields
 * @property {string} [zone] of `when`
 * @property {(values: Record<string, string>) => Promise<any>} [run] the dialog stays open when it fails
 */

class Ask extends Dialog {
  static properties = { problem: { state: true }, wrong: { state: true }, busy: { state: true } };

  constructor() {
    super();
    /** @type {Asked} */ this.asked = { title: '', ok: '', fields: [] };
    /** @type {any} */ this.problem = null;
    /** @type {Record<string, string>} */ this.wrong = {};
    this.busy = false;
    /** @type {(values: Record<string, string> | null) => void} */ this.answer = () => {};
  }

  async firstUpdated() {
    await super.firstUpdated();
    this.find('.asked').focus();
  }

  headline() {
    return this.asked.title;
  }

  leave() {
    super.leave();
    this.answer(null);
  }

  /** @returns {Record<string, string> | null} null: something is wrong, and told */
  read() {
    /** @type {Record<string, string>} */
    const values = {};
    this.wrong = {};
    for (const f of this.asked.fields) {
      const written = this.find(`#asked-${f.name}`).value.trim();
      const at = f.type === 'when' && written ? readDate(written, this.asked.zone ?? 'Asia/Tokyo') : null;
      values[f.name] = f.type === 'when' ? (at?.toISOString() ?? '') : written;
      if (f.needed && !written) this.wrong[f.name] = t('ask.needed');
      else if (f.type === 'when' && written && !at) this.wrong[f.name] = t('due.wrong');
    }
    return Object.keys(this.wrong).length ? null : values;
  }

  /** @param {Event} e */
  async send(e) {
    e.preventDefault();
    if (this.busy) return;
    const values = this.read();
    this.problem = null;
    if (values) {
      this.busy = true;
      try {
        await this.asked.run?.(values);
        super.leave();
        return this.answer(values);
      } catch (problem) {
        this.problem = problem;
      } finally {
        this.busy = false;
      }
    }
    await this.updateComplete;
    this.find('[aria-invalid=true]')?.focus();
  }

  /** @param {string} name */
  error(name) {
    return this.wrong[name] || this.problem?.at?.(name) || '';
  }

  body() {
    const { text, fields, ok } = this.asked;
    const elsewhere = this.problem && !fields.some((f) => this.error(f.name));
    return html`<form class="ask" novalidate @submit=${this.send}>${text ? html`<p class="quiet">${text}</p>` : nothing}
      ${fields.map((f) => this.field(f))}
      ${elsewhere ? problemBox(this.problem) : nothing}
      <div class="buttons end"><button type="button" class="button" @click=${this.leave}>${t('cancel')}</button>
        <button class="button solid asked" ?disabled=${this.busy}>${ok}</button></div></form>`;
  }

  /** @param {AskedField} f */
  field(f) {
    const id = `asked-${f.name}`;
    const error = this.error(f.name);
    const invalid = error ? 'true' : nothing;
    const control = f.type === 'area' ? html`<textarea id=${id} class="asked" rows="4" maxlength=${f.most ?? 2000} aria-invalid=${invalid} aria-describedby="${id}-about" .value=${f.value ?? ''}
        @keydown=${(/** @type {KeyboardEvent} */ e) => e.key === 'Enter' && (e.ctrlKey || e.metaKey) && this.send(e)}></textarea>`
      : f.type === 'select' ? html`<select id=${id} class="asked" aria-describedby="${id}-about">${f.options?.map(([value, text]) => html`<option value=${value} ?selected=${value === f.value}>${text}</option>`)}</select>`
        : html`<input id=${id} class="asked" maxlength=${f.most ?? 200} autocomplete="off" aria-invalid=${invalid} aria-describedby="${id}-about" .value=${f.value ?? ''}>`;
    return html`<div class="labelled"><label for=${id}>${f.label} ${f.needed ? html`<span class="required">${t('field.needed')}</span>` : nothing}</label>${control}
      <p id="${id}-about" class=${error ? 'field-error' : 'quiet'}>${error ? `⚠ ${error}` : (f.hint ?? nothing)}</p></div>`;
  }
}
customElements.define('md-ask', Ask);

/** @param {Asked} asked @returns {Promise<Record<string, string> | null>} null: nothing was answered */
export function ask(asked) {
  const dialog = /** @type {Ask} */ (document.createElement('md-ask'));
  dialog.asked = asked;
  const answered = new Promise((done) => (dialog.answer = done));
  document.querySelector('md-app')?.append(dialog);
  return answered;
}
