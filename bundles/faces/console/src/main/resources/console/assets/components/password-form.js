// @ts-check
/** Changing the own password: in its dialog, and as the first thing after an administrator gave one. Fires `md-done`, `md-cancelled`. */

import { Part, html, nothing, problemBox } from '../parts.js';
import { call } from '../api.js';
import { t } from '../i18n.js';

class PasswordForm extends Part {
  static properties = { first: { type: Boolean }, problem: { state: true }, unequal: { state: true }, busy: { state: true } };

  constructor() {
    super();
    /** the first thing to do, which cannot be put off */ this.first = false;
    /** @type {any} */ this.problem = null;
    this.unequal = false;
    this.busy = false;
  }

  /** @param {Event} e */
  async save(e) {
    e.preventDefault();
    const value = (/** @type {string} */ id) => this.find(`#${id}`).value;
    this.unequal = value('next') !== value('repeated');
    if (this.unequal) return this.find('#repeated').focus();
    this.busy = true;
    try {
      await call('/directory/me/password', { method: 'PUT', body: { current: value('current'), next: value('next') } });
      this.problem = null;
      this.dispatchEvent(new Event('md-done'));
    } catch (problem) {
      this.problem = problem;
      this.find(this.problem.at?.('next') ? '#next' : '#current').focus();
    } finally {
      this.busy = false;
    }
  }

  render() {
    const field = (/** @type {string} */ id, /** @type {any} */ complete, /** @type {string} */ error, /** @type {string} */ hint = '') => html`<div class="labelled"><label for=${id}>${t(`password.${id}`)}</label>
      ${hint ? html`<p id="${id}-hint" class="quiet">${hint}</p>` : nothing}
      <input id=${id} type="password" autocomplete=${complete} required aria-invalid=${error ? 'true' : nothing} aria-describedby="${hint ? `${id}-hint ` : ''}${id}-error">
      <p id="${id}-error" class="field-error">${error ? `⚠ ${error}` : nothing}</p></div>`;
    return html`<form @submit=${this.save}>${field('current', 'current-password', this.problem?.at?.('current') ?? '')}
      ${field('next', 'new-password', this.problem?.at?.('next') ?? '', t('password.rules'))}${field('repeated', 'new-password', this.unequal ? t('password.unequal') : '')}
      ${problemBox(this.problem?.errors?.length ? null : this.problem)}
      <div class="buttons end">${this.first ? nothing : html`<button type="button" class="button" @click=${() => this.dispatchEvent(new Event('md-cancelled'))}>${t('cancel')}</button>`}
        <button class="button solid" ?disabled=${this.busy}>${t('password.change')}</button></div></form>`;
  }
}
customElements.define('md-password-form', PasswordForm);
