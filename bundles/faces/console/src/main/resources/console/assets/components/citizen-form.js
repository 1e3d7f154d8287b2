// @ts-check
/** The fields of a citizen. Fires `md-save` and `md-leave`; what is typed goes into the draft at once. */

import { Part, announce, html, icon, nothing } from '../parts.js';
import { t } from '../i18n.js';
import { composing } from '../navigation.js';
import { languageName } from './side.js';
import { filled } from './citizen-draft.js';

const KINDS = ['phone', 'mail', 'fax', 'line', 'other'];
/** Spoken in most municipalities; the municipality's own come first. */
const LANGUAGES = ['ja', 'ja-easy', 'en', 'zh', 'ko', 'vi', 'tl', 'pt', 'es', 'ne', 'id'];
const MOST_CONTACTS = 20;

class CitizenForm extends Part {
  static properties = { draft: { attribute: false }, problem: { attribute: false }, languages: { attribute: false }, saving: { attribute: false } };

  constructor() {
    super();
    /** @type {import('./citizen-draft.js').CitizenDraft} */ this.draft = /** @type {any} */ (null);
    /** @type {any} */ this.problem = null;
    /** @type {string[]} */ this.languages = [];
    this.saving = false;
  }

  /** @param {string} name */
  fire(name) {
    this.dispatchEvent(new CustomEvent(name));
  }

  /** @param {string} field @param {any} e */
  typed(field, e) {
    this.draft.form[field] = e.target.value;
    this.requestUpdate();
  }

  /** @param {KeyboardEvent} e */
  key(e) {
    if (e.key !== 'Escape' || composing(e)) return;
    e.preventDefault();
    this.fire('md-leave');
  }

  async add() {
    this.draft.form.contacts.push({ kind: 'phone', value: '', note: '' });
    this.requestUpdate();
    await this.updateComplete;
    this.find('.contact-row:last-of-type select')?.focus();
  }

  /** @param {number} i @param {number} by */
  async moveContact(i, by) {
    const contacts = this.draft.form.contacts;
    const [moved] = contacts.splice(i, 1);
    contacts.splice(i + by, 0, moved);
    this.requestUpdate();
    await this.updateComplete;
    const row = this.querySelectorAll('.contact-row')[i + by];
    /** @type {any} */ (row?.querySelector(`[data-by="${by}"]:enabled`) ?? row?.querySelector('[data-by]:enabled'))?.focus();
    announce(t('citizen.contactMoved', { value: moved.value, n: i + by + 1 }));
  }

  /** @param {number} i */
  async dropContact(i) {
    this.draft.form.contacts.splice(i, 1);
    this.requestUpdate();
    await this.updateComplete;
    this.find('.add-contact')?.focus();
    announce(t('citizen.contactRemoved'));
  }

  render() {
    return html`<form class="citizen-form" novalidate @submit=${(/** @type {Event} */ e) => { e.preventDefault(); this.fire('md-save'); }} @keydown=${this.key}>
      ${this.text('name')}${this.text('kana')}${this.language()}
      <fieldset class="contact-rows"><legend>${t('citizen.contacts')}</legend><p class="quiet">${t('citizen.contactsHint')}</p>
        ${this.draft.form.contacts.map((/** @type {any} */ c, /** @type {number} */ i) => this.contact(c, i))}
        <button type="button" class="button small add-contact" ?disabled=${this.draft.form.contacts.length >= MOST_CONTACTS} @click=${this.add}>${icon('plus')}${t('citizen.contactAdd')}</button></fieldset>
      ${this.notes()}
      <div class="buttons end"><button type="button" class="button plain" @click=${() => this.fire('md-leave')}>${t('cancel')}</button>
        <button class="button solid" ?disabled=${this.saving}>${t('save')}</button></div></form>`;
  }

  /** @param {string} field */
  text(field) {
    const error = this.problem?.at?.(field) ?? '';
    return html`<div class="labelled"><label for="citizen-${field}">${t(`field.${field}`)}</label>
      <input id="citizen-${field}" autocomplete="off" maxlength="200" .value=${this.draft.form[field]} aria-invalid=${error ? 'true' : nothing} aria-describedby=${error ? `citizen-${field}-error` : nothing}
        @input=${(/** @type {any} */ e) => this.typed(field, e)} @keydown=${(/** @type {KeyboardEvent} */ e) => composing(e) && e.stopPropagation()}>
      ${this.message(`citizen-${field}-error`, error)}</div>`;
  }

  /** @param {string} id @param {string} error */
  message(id, error) {
    return error ? html`<p id=${id} class="field-error">⚠ ${error}</p>` : nothing;
  }

  language() {
    const value = this.draft.form.language;
    const codes = [...new Set([...this.languages, ...LANGUAGES, ...(value ? [value] : [])])];
    return html`<div class="labelled"><label for="citizen-language">${t('field.language')}</label>
      <select id="citizen-language" @change=${(/** @type {any} */ e) => this.typed('language', e)}>
        <option value="" ?selected=${!value}>${t('citizen.languageUnknown')}</option>
        ${codes.map((c) => html`<option value=${c} ?selected=${c === value}>${languageName(c)}</option>`)}</select></div>`;
  }

  /** @param {any} c @param {number} i */
  contact(c, i) {
    const contacts = this.draft.form.contacts;
    const place = filled(contacts.slice(0, i)).length; // lines left empty are not sent
    const error = c.value.trim() ? this.wrong(c, place) : '';
    const about = { kind: t(`contact.${c.kind}`), value: c.value };
    const button = (/** @type {string} */ name, /** @type {string} */ label, /** @type {boolean} */ off, /** @type {() => any} */ run, /** @type {number | undefined} */ by) => html`<button type="button" class="icon-button" title=${label} ?disabled=${off} data-by=${by ?? nothing} @click=${run}>${icon(name)}<span class="hidden-visually">${label}</span></button>`;
    return html`<div class="contact-row"><select aria-label=${t('citizen.contactKind', { n: i + 1 })} .value=${c.kind} @change=${(/** @type {any} */ e) => { c.kind = e.target.value; this.requestUpdate(); }}>
        ${KINDS.map((k) => html`<option value=${k} ?selected=${k === c.kind}>${t(`contact.${k}`)}</option>`)}</select>
      <input aria-label=${t('citizen.contactValue', { n: i + 1 })} autocomplete="off" maxlength="320" type=${c.kind === 'mail' ? 'email' : c.kind === 'phone' || c.kind === 'fax' ? 'tel' : 'text'} .value=${c.value}
        aria-invalid=${error ? 'true' : nothing} aria-describedby=${error ? `contact-${i}-error` : nothing} @input=${(/** @type {any} */ e) => { c.value = e.target.value; this.requestUpdate(); }}>
      <span class="row-buttons">${button('up', t('citizen.contactUp', about), i === 0, () => this.moveContact(i, -1), -1)}${button('down', t('citizen.contactDown', about), i === contacts.length - 1, () => this.moveContact(i, 1), 1)}${button('close', t('citizen.contactRemove', about), false, () => this.dropContact(i), undefined)}</span>
      <input class="contact-note" aria-label=${t('citizens.contactNote', { n: i + 1 })} placeholder=${t('citizens.contactNote', { n: i + 1 })} autocomplete="off" maxlength="200" .value=${c.note} @input=${(/** @type {any} */ e) => { c.note = e.target.value; this.requestUpdate(); }}>
      ${this.message(`contact-${i}-error`, error)}</div>`;
  }

  /** @param {any} c @param {number} place */
  wrong(c, place) {
    const taken = this.problem?.document?.contacts?.some?.((/** @type {any} */ p) => p.kind === c.kind && p.value === c.value.trim());
    if (taken) return this.problem.title;
    return this.problem?.errors?.find((/** @type {any} */ e) => e.field.startsWith(`contacts[${place}]`))?.message ?? '';
  }

  notes() {
    const error = this.problem?.at?.('notes') ?? '';
    return html`<div class="labelled"><label for="citizen-notes">${t('citizen.notes')}</label>
      <textarea id="citizen-notes" rows="5" maxlength="4000" .value=${this.draft.form.notes} aria-invalid=${error ? 'true' : nothing} aria-describedby="citizen-notes-hint" @input=${(/** @type {any} */ e) => this.typed('notes', e)}></textarea>
      <p id="citizen-notes-hint" class="quiet">${t('citizen.notesHint')}</p>${this.message('citizen-notes-error', error)}</div>`;
  }
}
customElements.define('md-citizen-form', CitizenForm);
