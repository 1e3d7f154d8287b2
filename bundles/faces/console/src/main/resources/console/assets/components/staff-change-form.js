// @ts-check
/** Who leaves, is away, comes back or works elsewhere, from which day on, and what becomes of their tickets. */

import { Part, html, nothing, notice, problemBox } from '../parts.js';
import { get, post, requestId } from '../api.js';
import { number, t, word } from '../i18n.js';
import { sections } from './pickers.js';
import { pick } from './picker.js';

const KINDS = ['retirement', 'absence', 'return', 'transfer'];
const ROLES = ['operator', 'supervisor', 'section-staff', 'public-relations', 'administrator'];
const FIELDS = ['kind', 'login', 'date', 'role', 'section', 'tickets', 'successor'];
const EMPTY = { kind: 'retirement', login: '', date: '', role: 'section-staff', section: '', tickets: 'queue', successor: '' };

class StaffChangeForm extends Part {
  static properties = { place: {}, form: { state: true }, sections: { state: true }, owned: { state: true }, problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.place = '';
    /** @type {Record<string, string>} */ this.form = { ...EMPTY };
    /** @type {any[]} */ this.sections = [];
    /** @type {number | null} */ this.owned = null;
    /** @type {any} */ this.problem = null;
    this.busy = false;
    this.request = requestId();
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (!changed.has('place') || !this.place) return;
    this.form = { ...EMPTY };
    this.owned = this.problem = null;
    const place = this.place;
    sections(place).then((found) => place === this.place && (this.sections = found), (problem) => (this.problem = problem));
  }

  /** @param {string} field @param {string} value */
  set(field, value) {
    this.form = { ...this.form, [field]: value };
    if (field === 'kind' && value !== 'transfer' && this.form.tickets === 'carry') this.form.tickets = 'queue';
    if (field === 'login') this.count();
  }

  async count() {
    const login = this.form.login.trim();
    this.owned = null;
    if (!login) return;
    try {
      const counts = await get(`/handovers/${this.place}/owned`, { logins: login });
      if (login === this.form.login.trim()) this.owned = counts[login] ?? null;
    } catch {
      // the number is an aid; what is wrong is told when it is saved
    }
  }

  /** @param {string} field */
  async choose(field) {
    const search = async (/** @type {string} */ q) =>
      (await get(`/directory/${this.place}/staff`, { q, limit: 50 })).map((/** @type {any} */ s) => ({ value: s.id, text: s.name, hint: `${s.kana} ${s.id}` }));
    const chosen = await pick({ title: t(`changesOfStaff.${field}`), label: t('staff.find'), search });
    if (chosen) this.set(field, chosen.value);
    await this.updateComplete;
    this.find(`#staff-change-${field}`)?.focus();
  }

  /** @param {Event} e */
  async save(e) {
    e.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    const f = this.form;
    const transfer = f.kind === 'transfer';
    const body = { requestId: this.request, kind: f.kind, login: f.login.trim(), date: f.date, role: transfer ? f.role : '', section: transfer ? f.section : '', tickets: f.kind === 'return' ? '' : f.tickets, successor: f.tickets === 'successor' && f.kind !== 'return' ? f.successor.trim() : '' };
    try {
      const saved = await post(`/staff-changes/${this.place}`, body);
      notice(t('changesOfStaff.saved', { name: saved.person.name }));
      this.request = requestId();
      this.form = { ...EMPTY };
      this.owned = null;
      this.dispatchEvent(new Event('md-changed'));
      await this.updateComplete;
      this.find('h2')?.focus();
    } catch (problem) {
      this.problem = problem;
      await this.updateComplete;
      (this.find('[aria-invalid=true]') ?? this.find('.problem button') ?? this.find('form .solid'))?.focus();
    } finally {
      this.busy = false;
    }
  }

  /** @param {string} field */
  error(field) {
    return this.problem?.at?.(field) ?? '';
  }

  /** @param {string} field @param {unknown} control */
  labelled(field, control) {
    return html`<div class="labelled"><label for="staff-change-${field}">${t(`changesOfStaff.${field}`)}</label>${control}
      <p id="staff-change-${field}-error" class="field-error">${this.error(field) ? `⚠ ${this.error(field)}` : nothing}</p></div>`;
  }

  /** @param {string} field @param {string} type */
  input(field, type = 'text') {
    return html`<input id="staff-change-${field}" type=${type} autocomplete="off" maxlength="64" .value=${this.form[field]} aria-invalid=${this.error(field) ? 'true' : nothing} aria-describedby="staff-change-${field}-error" @change=${(/** @type {any} */ e) => this.set(field, e.target.value)}>`;
  }

  /** @param {string} field @param {{value: string, text: string}[]} options */
  choice(field, options) {
    return html`<select id="staff-change-${field}" aria-invalid=${this.error(field) ? 'true' : nothing} aria-describedby="staff-change-${field}-error" @change=${(/** @type {any} */ e) => this.set(field, e.target.value)}>
      ${options.map((o) => html`<option value=${o.value} ?selected=${o.value === this.form[field]}>${o.text}</option>`)}</select>`;
  }

  /** @param {string} field */
  person(field) {
    return this.labelled(field, html`<div class="buttons">${this.input(field)}<button type="button" class="button small" id="pick-${field}" @click=${() => this.choose(field)}>${t('changesOfStaff.pick')}<span class="hidden-visually">: ${t(`changesOfStaff.${field}`)}</span></button></div>`);
  }

  render() {
    const { kind, tickets } = this.form;
    const ways = ['queue', 'successor', ...(kind === 'transfer' ? ['carry'] : [])];
    const elsewhere = this.problem && !FIELDS.some((f) => this.error(f));
    return html`<section aria-labelledby="staff-change-new"><h2 id="staff-change-new" tabindex="-1">${t('changesOfStaff.new')}</h2>
      <form class="special-form card" novalidate aria-labelledby="staff-change-new" @submit=${this.save}><div class="grid-2">
        ${this.labelled('kind', this.choice('kind', KINDS.map((k) => ({ value: k, text: t(`changesOfStaff.kind.${k}`) }))))}
        ${this.person('login')}${this.labelled('date', this.input('date', 'date'))}
        ${kind === 'transfer' ? html`${this.labelled('role', this.choice('role', ROLES.map((r) => ({ value: r, text: word('role', r) }))))}
          ${this.labelled('section', this.choice('section', [{ value: '', text: t('calendar.whole') }, ...this.sections.map((s) => ({ value: s.code, text: s.name }))]))}` : nothing}
        ${kind === 'return' ? nothing : html`${this.labelled('tickets', this.choice('tickets', ways.map((w) => ({ value: w, text: t(`changesOfStaff.way.${w}`) }))))}
          ${tickets === 'successor' ? this.person('successor') : nothing}`}</div>
      <p class="quiet" role="status" id="staff-change-owned">${kind !== 'return' && this.owned !== null ? t('changesOfStaff.owned', { n: number(this.owned) }) : nothing}</p>
      <p class="quiet">${t(`changesOfStaff.about.${kind}`)}</p>
      ${elsewhere ? problemBox(this.problem) : nothing}
      <div class="buttons"><button class="button solid" id="save-staff-change" ?disabled=${this.busy}>${t('changesOfStaff.save')}</button></div></form></section>`;
  }
}
customElements.define('md-staff-change-form', StaffChangeForm);
