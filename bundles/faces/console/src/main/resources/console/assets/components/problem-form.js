// @ts-check
/** Registering a problem, or editing one. Fires `md-left` with the problem when it was saved. */

import { Part, html, nothing, notice, problemBox } from '../parts.js';
import { call, municipality, requestId } from '../api.js';
import { catalogue, t, word } from '../i18n.js';
import { pickOwner, sections } from './pickers.js';

await catalogue('tickets', 'problems');

const STATUSES = ['open', 'known-error', 'solved'];
const TEXTS = ['cause', 'workaround', 'announcement', 'fix'];
export const FIELDS = ['title', 'status', 'section', 'owner', ...TEXTS];

/** A field's value as the server takes it. @param {any} problem @param {string} field */
export const valueOf = (problem, field) => (field === 'section' ? problem.section?.code : field === 'owner' ? problem.owner?.id : problem[field]) ?? '';

class ProblemForm extends Part {
  static properties = { place: {}, edited: { attribute: false }, form: { state: true }, known: { state: true }, problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.place = '';
    /** @type {any} the problem edited, {} for a new one */ this.edited = {};
    /** @type {Record<string, string>} */ this.form = {};
    this.ownerName = '';
    /** @type {any[]} */ this.known = [];
    /** @type {any} */ this.problem = null;
    this.busy = false;
    this.request = requestId();
  }

  async firstUpdated() {
    this.form = Object.fromEntries(FIELDS.map((f) => [f, valueOf(this.edited, f)]));
    this.form.status ||= 'open';
    this.ownerName = this.edited.owner?.name ?? '';
    await this.updateComplete;
    this.find('#problem-title').focus();
    this.known = (await sections(this.place)).filter((s) => s.kind === 'section');
  }

  /** @param {string} field @param {string} value */
  write(field, value) {
    this.form = { ...this.form, [field]: value };
  }

  async pickOwner() {
    const chosen = await pickOwner(this.place, this.form.owner);
    if (!chosen) return;
    this.ownerName = chosen.value ? chosen.text : '';
    this.write('owner', chosen.value);
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
    const { id, version } = this.edited;
    // what others wrote in fields one left alone stays
    const body = id ? Object.fromEntries(FIELDS.filter((f) => this.form[f] !== valueOf(this.edited, f)).map((f) => [f, this.form[f]])) : { ...this.form, requestId: this.request };
    try {
      const answer = id ? await call(`/problems/${this.place}/${id}`, { method: 'PATCH', version: String(version), body }) : await call(`/problems/${this.place}`, { method: 'POST', body });
      notice(t('problems.saved', { title: answer.body.title }));
      this.leave(answer.body);
    } catch (problem) {
      await this.refused(/** @type {any} */ (problem));
    } finally {
      this.busy = false;
    }
  }

  /** Somebody else was faster: what one typed goes upon theirs when it is saved again. @param {any} problem */
  async refused(problem) {
    if (problem.type === 'stale-version') {
      const { current } = problem.document;
      this.form = Object.fromEntries(FIELDS.map((f) => [f, this.form[f] === valueOf(this.edited, f) ? valueOf(current, f) : this.form[f]]));
      if (this.form.owner === valueOf(current, 'owner')) this.ownerName = current.owner?.name ?? '';
      this.edited = current;
    }
    this.problem = problem;
    await this.updateComplete;
    (this.find('[aria-invalid=true]') ?? this.find('form .solid'))?.focus();
  }

  render() {
    if (!this.form.status) return nothing;
    const stale = this.problem?.type === 'stale-version';
    const elsewhere = this.problem && !stale && !FIELDS.some((f) => this.error(f));
    return html`<form class="special-form card" novalidate aria-labelledby="problem-form" @submit=${this.save} @keydown=${(/** @type {KeyboardEvent} */ e) => e.key === 'Enter' && (e.ctrlKey || e.metaKey) && this.save(e)}>
      <h2 id="problem-form">${t(this.edited.id ? 'problems.edit' : 'problems.new')}</h2>
      ${this.labelled('title', html`<input id="problem-title" maxlength="100" autocomplete="off" aria-required="true" aria-invalid=${this.error('title') ? 'true' : nothing} aria-describedby="problem-title-error" .value=${this.form.title} @input=${this.typed('title')}>`, true)}
      <div class="grid-2">
        ${this.labelled('status', html`<select id="problem-status" @change=${this.typed('status')}>${STATUSES.map((s) => html`<option value=${s} ?selected=${s === this.form.status}>${word('problems.status', s)}</option>`)}</select>`)}
        ${this.labelled('section', html`<select id="problem-section" aria-describedby="problem-section-error" @change=${this.typed('section')}>
          ${[['', t('problems.whole', { name: municipality(this.place)?.name ?? '' })], ...this.known.map((s) => [s.code, s.name])].map(([code, name]) => html`<option value=${code} ?selected=${code === this.form.section}>${name}</option>`)}</select>`)}</div>
      <div class="labelled"><span id="problem-owner-label">${t('problems.owner')}</span>
        <button type="button" class="pick" id="problem-owner" aria-haspopup="dialog" aria-labelledby="problem-owner-label problem-owner" @click=${this.pickOwner}>${this.ownerName || t('problems.owner.none')}</button>
        <p class="field-error">${this.error('owner') ? `⚠ ${this.error('owner')}` : nothing}</p></div>
      ${TEXTS.map((f) => this.labelled(f, html`<textarea id="problem-${f}" rows="3" maxlength="2000" aria-invalid=${this.error(f) ? 'true' : nothing} aria-describedby="problem-${f}-error" .value=${this.form[f]} @input=${this.typed(f)}></textarea>`))}
      ${stale ? html`<p class="field-error" role="alert">⚠ ${t('problems.changedMeanwhile')}</p>` : nothing}
      ${elsewhere ? problemBox(this.problem) : nothing}
      <div class="buttons"><button class="button solid" ?disabled=${this.busy}>${t('save')}</button>
        <button type="button" class="button" @click=${() => this.leave()}>${t('cancel')}</button></div></form>`;
  }

  /** @param {string} field */
  typed(field) {
    return (/** @type {any} */ e) => this.write(field, e.target.value);
  }

  /** @param {string} field */
  error(field) {
    return this.problem?.at?.(field) ?? '';
  }

  /** @param {string} field @param {unknown} control @param {boolean} [needed] */
  labelled(field, control, needed = false) {
    return html`<div class="labelled"><label for="problem-${field}">${t(`problems.${field}`)} ${needed ? html`<span class="required">${t('field.needed')}</span>` : nothing}</label>${control}
      <p id="problem-${field}-error" class="field-error">${this.error(field) ? `⚠ ${this.error(field)}` : nothing}</p></div>`;
  }
}
customElements.define('md-problem-form', ProblemForm);
