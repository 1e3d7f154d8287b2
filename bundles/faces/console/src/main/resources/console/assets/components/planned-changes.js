// @ts-check
/** 変更・保守の予定 of the month shown: listed for everybody; entered, edited and called off by whoever publishes notices. */

import { Part, empty, html, icon, momentLabel, nothing, notice, problemBox } from '../parts.js';
import { call, may, municipality, requestId, timeZone } from '../api.js';
import { bothCalendars, catalogue, number, t } from '../i18n.js';
import { readDate, writeDate } from './due.js';
import { problemLink } from './notice.js';
import './named-problem.js';

await catalogue('tickets', 'notices');

const FIELDS = ['title', 'service', 'section', 'from', 'to', 'contact', 'text', 'problem'];

/** Whether it touches a day of the municipality. @param {any} change @param {string} date 2026-11-20 */
export function touches(change, date) {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: timeZone(change.municipality) });
  return day.format(new Date(change.from)) <= date && date <= day.format(new Date(Date.parse(change.to) - 1));
}

class PlannedChanges extends Part {
  static properties = {
    place: {}, sections: { attribute: false }, changes: { attribute: false }, manages: { attribute: false },
    editing: { state: true }, form: { state: true }, named: { state: true }, problem: { state: true }, rowProblem: { state: true }, busy: { state: true },
  };

  constructor() {
    super();
    this.place = '';
    /** @type {any[]} */ this.sections = [];
    /** @type {any[]} */ this.changes = [];
    this.manages = false;
    /** @type {any} the change in the form, {} for a new one */ this.editing = null;
    /** @type {Record<string, string>} */ this.form = {};
    /** @type {{id: string, title: string} | null} */ this.named = null;
    /** @type {any} */ this.problem = null;
    /** @type {any} */ this.rowProblem = null;
    this.busy = false;
    this.request = '';
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has('place')) this.editing = this.rowProblem = null;
  }

  get zone() {
    return timeZone(this.place);
  }

  /** @param {any} change {} for a new one */
  async edit(change) {
    this.editing = change;
    this.problem = null;
    this.request = requestId();
    this.named = change.problem ?? null;
    const at = (/** @type {string} */ moment) => (moment ? writeDate(moment, this.zone) : '');
    this.form = { title: change.title ?? '', service: change.service ?? '', section: change.section?.code ?? '', from: at(change.from), to: at(change.to), contact: change.contact ?? '', text: change.text ?? '' };
    await this.updateComplete;
    this.find('#change-title').focus();
  }

  /** @param {string} id of what gets the focus */
  async leave(id) {
    this.editing = null;
    await this.updateComplete;
    (this.find(id) ?? this.find('h2'))?.focus();
  }

  /** What is no date is told by the server, beside everything else. @param {string} field */
  moment(field) {
    const typed = this.form[field].trim();
    if (this.editing[field] && typed === writeDate(this.editing[field], this.zone)) return this.editing[field];
    return readDate(typed, this.zone)?.toISOString() ?? typed;
  }

  /** @param {Event} e */
  async save(e) {
    e.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    const { id, version } = this.editing;
    // what one does not see is left as it is
    const problem = may('ticket-read', this.place) ? { problem: this.named?.id ?? '' } : {};
    const body = { ...this.form, ...problem, from: this.moment('from'), to: this.moment('to') };
    try {
      if (id) await call(`/changes/${this.place}/${id}`, { method: 'PATCH', version: String(version), body });
      else await call(`/changes/${this.place}`, { method: 'POST', body: { ...body, requestId: this.request } });
      notice(t('changes.saved', { title: this.form.title }));
      this.dispatchEvent(new Event('md-changed'));
      await this.leave(id ? `#change-edit-${id}` : '#new-change');
    } catch (problem) {
      await this.refused(/** @type {any} */ (problem));
    } finally {
      this.busy = false;
    }
  }

  /** Somebody else was faster: who did what is told, and what is typed here goes upon it when it is saved again. @param {any} problem */
  async refused(problem) {
    if (problem.type === 'stale-version') this.editing = problem.document.current;
    this.problem = problem;
    await this.updateComplete;
    (this.find('[aria-invalid=true]') ?? this.find('.problem button') ?? this.find('form .solid'))?.focus();
  }

  /** @param {any} change */
  async turn(change) {
    try {
      await call(`/changes/${this.place}/${change.id}`, { method: 'PATCH', version: String(change.version), body: { calledOff: !change.calledOff } });
      this.rowProblem = null;
      notice(t(change.calledOff ? 'changes.restored' : 'changes.calledOff', { title: change.title }));
    } catch (problem) {
      this.rowProblem = problem;
    }
    this.dispatchEvent(new Event('md-changed'));
  }

  render() {
    return html`<section aria-labelledby="planned-changes"><h2 id="planned-changes" tabindex="-1">${t('changes.heading')} <span class="quiet">${number(this.changes.length)}</span></h2>
      <p class="quiet">${t('changes.hint')}</p>
      ${problemBox(this.rowProblem)}
      ${this.changes.length ? html`<ul class="cases">${this.changes.map((c) => this.row(c))}</ul>` : empty(t('changes.none'))}
      ${this.editing ? this.formView() : this.manages ? html`<button type="button" id="new-change" class="button" @click=${() => this.edit({})}>${icon('plus')}${t('changes.new')}</button>` : nothing}</section>`;
  }

  /** @param {any} c */
  row(c) {
    return html`<li class="case ${c.calledOff ? 'called-off' : ''}"><div class="case-text">
        <p>${c.calledOff ? html`<span class="chip">${t('changes.off')}</span> ` : nothing}<b>${c.title}</b> ${c.service ? html`<span class="chip">${c.service}</span>` : nothing}</p>
        <p>${momentLabel(c.from, c.municipality)} – ${momentLabel(c.to, c.municipality)} <span class="quiet">${c.section?.name ?? t('notices.whole', { name: municipality(c.municipality)?.name ?? '' })}</span></p>
        ${c.text ? html`<p class="notice-text">${c.text}</p>` : nothing}${problemLink(c)}
        ${c.contact ? html`<p class="quiet">${t('changes.contact')}：${c.contact}</p>` : nothing}</div>
      ${c.editable ? html`<div class="buttons"><button type="button" class="button small" id="change-edit-${c.id}" aria-label=${t('notices.edit.of', { title: c.title })} @click=${() => this.edit(c)}>${t('notices.edit')}</button>
        <button type="button" class="button small plain" aria-label=${t(c.calledOff ? 'changes.restore.of' : 'changes.callOff.of', { title: c.title })} @click=${() => this.turn(c)}>${t(c.calledOff ? 'changes.restore' : 'changes.callOff')}</button></div>` : nothing}</li>`;
  }

  /** @param {string} field */
  error(field) {
    return this.problem?.at?.(field) ?? '';
  }

  formView() {
    const id = this.editing.id;
    const elsewhere = this.problem && !FIELDS.some((f) => this.error(f));
    return html`<form class="special-form card" novalidate aria-labelledby="change-form" @submit=${this.save}><h3 id="change-form">${t(id ? 'changes.edit' : 'changes.new')}</h3>
      <div class="grid-2">${this.input('title', 100, true)}${this.input('service', 100)}${this.date('from')}${this.date('to')}
        ${this.labelled('section', false, html`<select id="change-section" aria-describedby="change-section-error" @change=${(/** @type {any} */ e) => this.write('section', e.target.value)}>
          <option value="" ?selected=${!this.form.section}>${t('notices.whole', { name: municipality(this.place)?.name ?? '' })}</option>
          ${this.sections.filter((s) => s.kind === 'section').map((s) => html`<option value=${s.code} ?selected=${s.code === this.form.section}>${s.name}</option>`)}</select>`)}${this.input('contact', 200)}</div>
      ${this.labelled('text', false, html`<textarea id="change-text" rows="4" maxlength="2000" aria-invalid=${this.error('text') ? 'true' : nothing} aria-describedby="change-text-error" .value=${this.form.text} @input=${(/** @type {any} */ e) => this.write('text', e.target.value)}></textarea>`)}
      <p class="quiet">${t('notices.dates')}</p>
      ${may('ticket-read', this.place) ? html`<md-named-problem .place=${this.place} .named=${this.named} .error=${this.error('problem')} @md-problem=${(/** @type {CustomEvent} */ e) => (this.named = e.detail)}></md-named-problem>` : nothing}
      ${elsewhere ? problemBox(this.problem) : nothing}
      <div class="buttons"><button class="button solid" ?disabled=${this.busy}>${t('save')}</button>
        <button type="button" class="button" @click=${() => this.leave(id ? `#change-edit-${id}` : '#new-change')}>${t('cancel')}</button></div></form>`;
  }

  /** @param {string} field @param {string} value */
  write(field, value) {
    this.form = { ...this.form, [field]: value };
  }

  /** @param {string} field @param {boolean} needed @param {unknown} control @param {unknown} [more] */
  labelled(field, needed, control, more = nothing) {
    return html`<div class="labelled"><label for="change-${field}">${t(`changes.${field}`)} ${needed ? html`<span class="required">${t('field.needed')}</span>` : nothing}</label>${control}${more}
      <p id="change-${field}-error" class="field-error">${this.error(field) ? `⚠ ${this.error(field)}` : nothing}</p></div>`;
  }

  /** @param {string} field @param {number} most @param {boolean} [needed] @param {unknown} [more] */
  input(field, most, needed = false, more = nothing) {
    return this.labelled(field, needed, html`<input id="change-${field}" maxlength=${most} autocomplete="off" aria-required=${needed ? 'true' : nothing} aria-invalid=${this.error(field) ? 'true' : nothing}
      aria-describedby="change-${field}-error" .value=${this.form[field]} @input=${(/** @type {any} */ e) => this.write(field, e.target.value)}>`, more);
  }

  /** @param {string} field */
  date(field) {
    const at = readDate(this.form[field], this.zone);
    return this.input(field, 60, true, this.form[field] ? html`<p class="quiet">${at ? bothCalendars(at.toISOString(), this.zone) : t('due.wrong')}</p>` : nothing);
  }
}
customElements.define('md-planned-changes', PlannedChanges);
