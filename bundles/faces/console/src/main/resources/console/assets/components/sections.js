// @ts-check
/** The sections that contribute to a ticket (関係課), how far each is, and who is in charge. Fires `md-edit`, and `md-reload` when a part was told. */

import { Part, announce, html, icon, nothing } from '../parts.js';
import { call, timeZone } from '../api.js';
import { bothCalendars, catalogue, moment, t, word } from '../i18n.js';
import { pickSection } from './pickers.js';

await catalogue('tickets');

const MOST = 20;
const PROGRESS = ['open', 'answered', 'done'];

class Sections extends Part {
  static properties = { view: { attribute: false }, problem: { attribute: false }, failed: { state: true }, busy: { state: true } };

  constructor() {
    super();
    /** @type {any} */ this.view = null;
    /** @type {any} */ this.problem = null;
    /** @type {any} */ this.failed = null;
    this.busy = false;
    this.ref = '';
  }

  willUpdate() {
    if (this.view.ref === this.ref) return;
    this.ref = this.view.ref;
    this.failed = null;
  }

  /** @returns {{code: string, name: string}[]} */
  get contributors() {
    return this.view.contributors ?? [];
  }

  /** @param {{code: string, name: string}[]} contributors @param {Record<string, any>} [more] @param {Record<string, string>} [labels] */
  async edit(contributors, more = {}, labels = {}) {
    const names = contributors.map((s) => s.name).join('、') || t('none');
    this.dispatchEvent(new CustomEvent('md-edit', { detail: { changes: { contributors: contributors.map((s) => s.code), ...more }, labels: { contributors: names, ...labels } } }));
    await this.updateComplete;
    this.find('.add-section')?.focus();
  }

  async add() {
    const { ref } = this;
    const chosen = await pickSection(this.view.municipality, '', false, t('contributors.pick'));
    if (ref !== this.ref || !chosen?.value || chosen.value === this.view.section?.code) return;
    if (this.contributors.some((s) => s.code === chosen.value)) return;
    this.edit([...this.contributors, { code: chosen.value, name: chosen.text }]);
  }

  /** @param {{code: string, name: string}} section */
  lead(section) {
    const before = this.view.section ? [this.view.section] : [];
    this.edit([...before, ...this.contributors.filter((s) => s.code !== section.code)], { section: section.code }, { section: section.name });
  }

  /** @param {any} part @param {any} select */
  async tell(part, select) {
    const { ref } = this;
    const progress = select.value;
    this.busy = true;
    this.failed = null;
    try {
      await call(`/contributions/${encodeURIComponent(ref)}/${encodeURIComponent(part.section.code)}`, { method: 'PUT', body: { progress } });
      announce(t('contributors.told', { name: part.section.name, progress: word('progress', progress) }));
    } catch (problem) {
      select.value = part.progress;
      if (ref === this.ref) this.failed = problem;
    } finally {
      this.busy = false;
    }
    if (ref === this.ref) this.dispatchEvent(new Event('md-reload', { bubbles: true }));
  }

  render() {
    const parts = this.view.parts ?? [];
    const edits = this.view.actions.includes('edit');
    if (!edits && !parts.length) return nothing;
    const wrong = this.problem?.at?.('contributors') || this.failed?.detail || this.failed?.title || '';
    return html`<div class="sections" role="group" aria-label=${t('contributors')}>
      ${parts.length ? html`<p class="lead"><span class="quiet">${t('contributors.lead')}</span> ${this.view.section?.name ?? t('section.none')}</p>
        <ul>${parts.map((/** @type {any} */ p) => this.part(p, edits))}</ul>` : nothing}
      ${edits && parts.length < MOST ? html`<button type="button" class="link add-section" aria-haspopup="dialog" @click=${this.add}>${t('contributors.add')}</button>` : nothing}
      ${wrong ? html`<p class="field-error" role="alert">⚠ ${wrong}</p>` : nothing}</div>`;
  }

  /** @param {any} p a part @param {boolean} edits */
  part(p, edits) {
    const zone = timeZone(this.view.municipality);
    const { section } = p;
    return html`<li class="part ${p.progress}"><span class="quiet">${t('field.contributors')}</span> <b>${section.name}</b>
      ${p.own ? html`<select aria-label=${t('contributors.progress', { name: section.name })} .value=${p.progress} ?disabled=${this.busy} @change=${(/** @type {any} */ e) => this.tell(p, e.target)}>
          ${PROGRESS.map((c) => html`<option value=${c} ?selected=${c === p.progress}>${word('progress', c)}</option>`)}</select>` : html`<span class="chip">${word('progress', p.progress)}</span>`}
      ${p.by ? html`<span class="quiet" title=${bothCalendars(p.at, zone)}>${p.by.name} ${moment(p.at, zone)}</span>` : nothing}
      ${edits ? html`<button type="button" class="link make-lead" @click=${() => this.lead(section)}>${t('contributors.makeLead')}<span class="hidden-visually">: ${section.name}</span></button>
        <button type="button" class="icon-button" @click=${() => this.edit(this.contributors.filter((s) => s.code !== section.code))}>${icon('close')}<span class="hidden-visually">${t('contributors.remove', { name: section.name })}</span></button>` : nothing}</li>`;
  }
}
customElements.define('md-sections', Sections);
