// @ts-check
/** カスハラ: what is recorded of a ticket's citizen, and recording it with the ticket going to a supervisor. */

import { Part, html, momentLabel, nothing, notice, problemBox } from '../parts.js';
import { get, post, requestId, timeZone } from '../api.js';
import { bothCalendars, catalogue, t, word } from '../i18n.js';
import { ticketPath } from '../navigation.js';
import { Dialog } from './dialogs.js';
import { readDate, writeDate } from './due.js';

await catalogue('tickets', 'problems');

const KINDS = ['abuse', 'threat', 'detaining', 'persistence', 'unreasonable-demand', 'sexual', 'other'];

/** @param {any} view a ticket's @param {any} [corrected] a record that is put right */
export function recordHarassment(view, corrected) {
  const dialog = /** @type {Recording} */ (document.createElement('md-harassment'));
  dialog.view = view;
  dialog.corrected = corrected;
  document.querySelector('md-app')?.append(dialog);
}

/** 対応注意, above the messages. */
class Caution extends Part {
  static properties = { view: { attribute: false }, records: { state: true }, problem: { state: true } };

  constructor() {
    super();
    /** @type {any} */ this.view = null;
    /** @type {any[]} */ this.records = [];
    /** @type {any} */ this.problem = null;
    this.shown = '';
  }

  willUpdate() {
    const wanted = `${this.view.ref} ${this.view.updatedAt}`;
    if (wanted === this.shown) return;
    if (this.shown && !this.shown.startsWith(`${this.view.ref} `)) this.records = [];
    this.shown = wanted;
    this.load();
  }

  async load() {
    const { ref } = this.view;
    try {
      const { records } = await get(`/harassment/${encodeURIComponent(ref)}`);
      if (ref !== this.view.ref) return;
      this.records = records;
      this.problem = null;
    } catch (problem) {
      if (ref === this.view.ref) this.problem = problem;
    }
  }

  render() {
    const { ref, municipality, actions } = this.view;
    const edits = actions.includes('edit');
    return html`<section class="beware" aria-labelledby="caution-title"><h2 id="caution-title">⚠ ${t('harassment.caution')}</h2><p class="quiet">${t('harassment.caution.hint')}</p>
      ${problemBox(this.problem, () => this.load())}
      <ul>${this.records.map((r) => html`<li class=${r.corrected ? 'quiet' : ''}><p><b>${word('harassment.kind', r.kind)}</b> ${momentLabel(r.happenedAt, municipality)} ${t(r.warned ? 'harassment.warned' : 'harassment.notWarned')}
          ${r.corrects ? html`<span class="chip">${t('harassment.correction')}</span>` : nothing}${r.corrected ? html`<span class="chip">${t('harassment.corrected')}</span>` : nothing}</p>
        <p class="notice-text">${r.corrected ? html`<del>${r.text}</del>` : r.text}</p>
        <p class="quiet">${r.author?.name ?? ''} ${momentLabel(r.at, municipality)} ${r.ref === ref ? nothing : html`<a href=${ticketPath(r.ref)}>${r.number}</a>`}
          ${edits && r.ref === ref && !r.corrected ? html`<button type="button" class="link" aria-haspopup="dialog" @click=${() => recordHarassment(this.view, r)}>${t('harassment.correct')}</button>` : nothing}</p></li>`)}</ul></section>`;
  }
}
customElements.define('md-caution', Caution);

class Recording extends Dialog {
  static properties = { known: { state: true }, problem: { state: true }, busy: { state: true }, at: { state: true } };
  heading = 'harassment.record';

  constructor() {
    super();
    /** @type {any} */ this.view = null;
    /** @type {any} */ this.corrected = null;
    /** @type {any} */ this.known = null;
    /** @type {any} */ this.problem = null;
    this.busy = false;
    this.at = '';
    this.request = requestId();
  }

  get zone() {
    return timeZone(this.view.municipality);
  }

  async firstUpdated() {
    this.at = writeDate(this.corrected?.happenedAt ?? new Date().toISOString(), this.zone);
    await super.firstUpdated();
    this.find('#harassment-kind')?.focus();
    try {
      this.known = await get(`/harassment/${encodeURIComponent(this.view.ref)}`);
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** @param {Event} e */
  async save(e) {
    e.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    const warned = this.find('#harassment-warned').checked;
    const body = {
      requestId: this.request, kind: this.find('#harassment-kind').value, text: this.find('#harassment-text').value, warned,
      happenedAt: readDate(this.at.trim(), this.zone)?.toISOString() ?? this.at.trim(), corrects: this.corrected?.entry, handOver: this.find('#harassment-to').value,
    };
    try {
      await post(`/harassment/${encodeURIComponent(this.view.ref)}`, body);
      this.leave();
      notice(t(body.handOver ? 'harassment.handedOver' : 'harassment.recorded'));
      document.querySelector('md-ticket')?.dispatchEvent(new Event('md-reload'));
    } catch (problem) {
      this.problem = problem;
      await this.updateComplete;
      (this.find('[aria-invalid=true]') ?? this.find('form .solid'))?.focus();
    } finally {
      this.busy = false;
    }
  }

  /** @param {string} field */
  error(field) {
    const message = this.problem?.at?.(field) ?? '';
    return html`<p id="harassment-${field}-error" class="field-error">${message ? `⚠ ${message}` : nothing}</p>`;
  }

  body() {
    const to = this.known?.supervisors ?? [];
    const kind = this.corrected?.kind ?? 'abuse';
    const at = readDate(this.at, this.zone);
    const named = ['kind', 'text', 'happenedAt', 'handOver'].some((f) => this.problem?.at?.(f));
    return html`<form novalidate @submit=${this.save}><p class="quiet">${t('harassment.hint')}</p>
      <div class="labelled"><label for="harassment-kind">${t('harassment.kind')}</label><select id="harassment-kind">${KINDS.map((k) => html`<option value=${k} ?selected=${k === kind}>${word('harassment.kind', k)}</option>`)}</select>${this.error('kind')}</div>
      <div class="labelled"><label for="harassment-text">${t('harassment.text')} <span class="required">${t('field.needed')}</span></label>
        <textarea id="harassment-text" rows="5" maxlength="2000" aria-required="true" aria-invalid=${this.problem?.at?.('text') ? 'true' : nothing} aria-describedby="harassment-text-error" .value=${this.corrected?.text ?? ''}></textarea>${this.error('text')}</div>
      <div class="labelled"><label for="harassment-at">${t('harassment.happenedAt')}</label>
        <input id="harassment-at" maxlength="60" autocomplete="off" aria-invalid=${this.problem?.at?.('happenedAt') ? 'true' : nothing} aria-describedby="harassment-happenedAt-error" .value=${this.at} @input=${(/** @type {any} */ e) => (this.at = e.target.value)}>
        <p class="quiet">${at ? bothCalendars(at.toISOString(), this.zone) : t('due.wrong')}</p>${this.error('happenedAt')}</div>
      <label class="all-keys"><input id="harassment-warned" type="checkbox" .checked=${!!this.corrected?.warned}> ${t('harassment.didWarn')}</label>
      <div class="labelled"><label for="harassment-to">${t('harassment.handOver')}</label><select id="harassment-to" aria-describedby="harassment-handOver-error">
        ${to.map((/** @type {any} */ s, /** @type {number} */ i) => html`<option value=${s.id} ?selected=${!this.corrected && i === 0}>${s.name}</option>`)}
        <option value="" ?selected=${!!this.corrected || !to.length}>${t('harassment.keep')}</option></select>${this.error('handOver')}</div>
      ${this.problem && !named ? problemBox(this.problem) : nothing}
      <div class="buttons end"><button type="button" class="button" @click=${this.leave}>${t('cancel')}</button>
        <button class="button solid" ?disabled=${this.busy || !this.known}>${t('harassment.save')}</button></div></form>`;
  }
}
customElements.define('md-harassment', Recording);
