// @ts-check
/** The fields of a ticket, each changed where it stands. Fires `md-edit` with what is to be changed. */

import { Part, html, isDone, nothing } from '../parts.js';
import { session, timeZone } from '../api.js';
import { bothCalendars, due, moment, t, word } from '../i18n.js';
import { asks, chosenIn, closingFields, closingOf, closingPlace, missingOf } from './closing.js';
import { askDue, categoryName, pickCategory, pickOwner, pickSection } from './pickers.js';

const STATUSES = ['new', 'open', 'waiting-department', 'waiting-citizen', 'callback-due', 'answered', 'closed'];
export const KINDS = ['inquiry', 'opinion', 'complaint', 'application', 'page-report'];
const LEVELS = ['normal', 'restricted'];
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'];

// the others say what they are by their value
const LABELLED = ['priority', 'confidentiality'];

/** The states it may have, its own among them, in their order. @param {any} view */
const possible = (view) => STATUSES.filter((s) => s === view.status || (view.nextStatuses ?? STATUSES).includes(s));

class Fields extends Part {
  static properties = { view: { attribute: false }, problem: { attribute: false }, closing: { state: true }, missing: { state: true }, restricting: { state: true } };

  constructor() {
    super();
    /** @type {any} */ this.view = null;
    /** @type {any} */ this.problem = null;
    /** @type {import('./closing.js').Closing | null} */ this.closing = null;
    this.missing = '';
    this.restricting = false;
    this.ref = '';
  }

  willUpdate() {
    if (this.view.ref !== this.ref) {
      this.closing = null;
      this.restricting = false;
    }
    this.ref = this.view.ref;
  }

  /** @param {Record<string, any>} changes @param {Record<string, string>} [labels] how the person saw them */
  edit(changes, labels = {}) {
    this.dispatchEvent(new CustomEvent('md-edit', { detail: { changes, labels } }));
  }

  /** @param {string} field @param {Promise<any>} picking */
  async choose(field, picking) {
    const chosen = await picking;
    if (chosen) this.edit({ [field]: chosen.value }, { [field]: chosen.value ? chosen.text : '' });
  }

  async changeDue() {
    const at = await askDue(this.view.dueAt ?? '', timeZone(this.view.municipality));
    if (at !== null) this.edit({ dueAt: at });
  }

  /** What the municipality wants to know is asked before a ticket is done. @param {any} select */
  async changeStatus(select) {
    const status = select.value;
    if (status !== 'closed' || !asks(this.view)) return this.edit({ status });
    select.value = this.view.status;
    this.missing = '';
    this.closing = closingOf(this.view);
    await this.updateComplete;
    this.find(closingPlace(missingOf(this.closing, this.view)))?.focus();
  }

  /** Fewer people will see it, perhaps not even this one. @param {any} select */
  async changeLevel(select) {
    const confidentiality = select.value;
    if (confidentiality === 'normal') return this.edit({ confidentiality });
    select.value = this.view.confidentiality;
    this.restricting = true;
    await this.updateComplete;
    this.find('.restrict')?.focus();
  }

  async restrict(sure = true) {
    this.restricting = false;
    if (sure) this.edit({ confidentiality: 'restricted' });
    await this.updateComplete;
    this.find('#field-confidentiality')?.focus();
  }

  restrictForm() {
    return html`<div class="restrict-form" role="group" aria-labelledby="restrict-text"><p id="restrict-text">${t('restrict.text')}</p>
      <div class="buttons end"><button type="button" class="button small" @click=${() => this.restrict(false)}>${t('cancel')}</button>
        <button type="button" class="button small solid restrict" @click=${() => this.restrict()}>${t('restrict.do')}</button></div></div>`;
  }

  close() {
    const closing = /** @type {import('./closing.js').Closing} */ (this.closing);
    this.missing = missingOf(closing, this.view);
    if (this.missing) return this.find(closingPlace(this.missing)).focus();
    this.edit({ status: 'closed', ...chosenIn(closing) }, { category: closing.category?.name ?? '', section: closing.section?.name ?? '' });
    this.stay();
  }

  async stay() {
    this.closing = null;
    await this.updateComplete;
    this.find('#field-status')?.focus();
  }

  closingForm() {
    const changed = () => {
      this.missing = '';
      this.requestUpdate();
    };
    return html`${closingFields(/** @type {any} */ (this.closing), { view: this.view, id: 'closing', changed, leave: () => this.stay() })}
      ${this.missing ? html`<p class="field-error" role="alert">⚠ ${t(`composer.missing.${this.missing}`)}</p>` : nothing}
      <div class="buttons end"><button type="button" class="button small" @click=${this.stay}>${t('cancel')}</button>
        <button type="button" class="button small solid" @click=${this.close}>${t('closing.only')}</button></div>`;
  }

  render() {
    const v = this.view;
    const editable = v.actions.includes('edit');
    const zone = timeZone(v.municipality);
    const others = editable && v.owner?.id !== session.me.id;
    const state = due(v.dueAt, isDone(v));
    const when = v.dueAt ? html`<span title=${bothCalendars(v.dueAt, zone)}>${moment(v.dueAt, zone)} <b class="due ${state.overdue ? 'over' : state.soon ? 'soon' : ''}">${state.overdue ? '⚠ ' : ''}${state.text}</b></span>` : '';
    return html`<div class="fields" role="group" aria-label=${t('fields')}>
      ${this.select('status', possible(v), editable, (s) => this.changeStatus(s), `status-${v.status}`)}
      ${this.select('kind', KINDS, editable, (s) => this.edit({ kind: s.value }))}
      ${this.button('section', v.section?.name, editable, () => this.choose('section', pickSection(v.municipality, v.section?.code ?? '')))}
      ${this.button('owner', v.owner?.name, editable, () => this.choose('owner', pickOwner(v.municipality, v.owner?.id ?? '')))}
      ${others ? html`<button type="button" class="link take" @click=${() => this.edit({ owner: session.me.id })}>${t('owner.take')}</button>` : nothing}
      ${this.button('dueAt', when, editable, () => this.changeDue(), state.overdue ? 'late' : '')}
      ${this.button('category', categoryName(v.category), editable, () => this.choose('category', pickCategory(v.municipality, v.category?.code ?? '')))}
      ${this.select('priority', PRIORITIES, editable, (s) => this.edit({ priority: s.value }))}
      ${this.select('confidentiality', LEVELS, editable, (s) => this.changeLevel(s), v.confidentiality === 'restricted' ? 'restricted' : '')}
    </div>
    ${this.restricting ? this.restrictForm() : nothing}
    ${this.closing ? this.closingForm() : nothing}`;
  }

  /** @param {string} field */
  error(field) {
    const message = this.problem?.at?.(field) ?? '';
    return message ? html`<span class="field-error" id="error-${field}">⚠ ${message}</span>` : nothing;
  }

  /** @param {string} field @param {string[]} codes @param {boolean} editable @param {(select: any) => void} change @param {string} [look] */
  select(field, codes, editable, change, look = '') {
    const value = this.view[field] ?? '';
    const known = codes.includes(value) ? codes : [value, ...codes];
    if (!editable) return this.fixed(field, word(field, value), look);
    return html`<div class="field ${look}"><label for="field-${field}" class=${LABELLED.includes(field) ? '' : 'hidden-visually'}>${t(`field.${field}`)}</label>
      <select id="field-${field}" .value=${value} aria-describedby=${this.problem?.at?.(field) ? `error-${field}` : nothing} @change=${(/** @type {any} */ e) => change(e.target)}>
        ${known.map((c) => html`<option value=${c} ?selected=${c === value}>${word(field, c)}</option>`)}</select></div>${this.error(field)}`;
  }

  /** @param {string} field @param {any} text @param {boolean} editable @param {() => void} change @param {string} [look] */
  button(field, text, editable, change, look = '') {
    const shown = text || html`<span class="quiet">${t(`${field}.none`)}</span>`;
    if (!editable) return this.fixed(field, shown, look);
    return html`<div class="field ${look}"><span class="label" id="label-${field}">${t(`field.${field}`)}</span>
      <button type="button" class="value" id="value-${field}" aria-labelledby="label-${field} value-${field}" aria-haspopup="dialog" @click=${change}>${shown}</button></div>${this.error(field)}`;
  }

  /** @param {string} field @param {any} shown @param {string} look */
  fixed(field, shown, look) {
    return html`<div class="field ${look}"><span class="label">${t(`field.${field}`)}</span><span class="value">${shown}</span></div>`;
  }
}
customElements.define('md-fields', Fields);
