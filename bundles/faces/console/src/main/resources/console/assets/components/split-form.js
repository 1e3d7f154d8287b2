// @ts-check
/** Which entries of a ticket go to a new one, and what that is about. */

import { html, momentLabel, nothing, notice, problemBox } from '../parts.js';
import { call, get, requestId } from '../api.js';
import { catalogue, t, word } from '../i18n.js';
import { Dialog } from './dialogs.js';
import { KINDS, PRIORITIES } from './fields.js';
import { pickCategory, pickSection } from './pickers.js';

await catalogue('tickets');

const SHOWN = 120;
const PICKERS = { section: pickSection, category: pickCategory };

/** @param {any} view a ticket's */
export function splitOff(view) {
  const dialog = /** @type {Splitting} */ (document.createElement('md-split-form'));
  dialog.take(view);
  const { subject, kind, priority, section, category } = view;
  dialog.matter = { subject, kind, priority, section: section ?? null, category: category ?? null };
  document.querySelector('md-app')?.append(dialog);
}

class Splitting extends Dialog {
  static properties = { view: { state: true }, entries: { state: true }, chosen: { state: true }, matter: { state: true }, wrong: { state: true }, problem: { state: true }, busy: { state: true } };
  heading = 'split.title';

  constructor() {
    super();
    /** @type {any} */ this.view = null;
    /** @type {any[]} */ this.entries = [];
    this.before = '';
    /** @type {Set<string>} */ this.chosen = new Set();
    /** @type {any} */ this.matter = {};
    /** @type {any} */ this.problem = null;
    this.wrong = '';
    this.busy = false;
    this.request = requestId();
  }

  /** As it is now; what was chosen and is there no more is left out. @param {any} view */
  take(view) {
    this.view = view;
    this.entries = view.entries;
    this.before = view.entriesBefore ?? '';
    this.chosen = new Set([...this.chosen].filter((id) => this.entries.some((e) => e.id === id)));
  }

  async firstUpdated() {
    await super.firstUpdated();
    this.box()?.focus();
  }

  /** The first entry that can be chosen. @returns {any} */
  box() {
    return this.find('.split-entries input:not([disabled])');
  }

  async older() {
    const page = await get(`/tickets/${encodeURIComponent(this.view.ref)}/entries`, { before: this.before }).catch((problem) => ((this.problem = problem), null));
    if (!page) return;
    this.before = page.entriesBefore ?? '';
    this.entries = [...page.items, ...this.entries];
    await this.updateComplete;
    this.box()?.focus();
  }

  /** @param {string} id @param {boolean} on */
  choose(id, on) {
    const next = new Set(this.chosen);
    if (on) next.add(id);
    else next.delete(id);
    this.chosen = next;
    this.wrong = '';
  }

  /** @param {Record<string, any>} change */
  set(change) {
    this.matter = { ...this.matter, ...change };
  }

  /** @param {'section' | 'category'} field */
  async pick(field) {
    const picked = await PICKERS[field](this.view.municipality, this.matter[field]?.code ?? '');
    if (picked) this.set({ [field]: picked.value ? { code: picked.value, name: picked.text } : null });
  }

  /** @param {Event} e */
  async submit(e) {
    e.preventDefault();
    if (this.busy) return;
    const entries = [...this.chosen];
    this.problem = null;
    this.wrong = !entries.length ? t('split.none') : entries.length === this.entries.length && !this.before ? t('split.all') : '';
    if (this.wrong) return this.box()?.focus();
    const { subject, kind, priority, section, category } = this.matter;
    this.busy = true;
    try {
      const body = { requestId: this.request, entries, subject, kind, priority, section: section?.code ?? '', category: category?.code ?? '' };
      const made = await call(`/splits/${encodeURIComponent(this.view.ref)}`, { method: 'POST', body, version: String(this.view.version) });
      this.leave();
      notice(t('split.done', { n: entries.length, number: made.body.number }));
      document.querySelector('md-ticket')?.dispatchEvent(new Event('md-reload'));
    } catch (problem) {
      this.problem = problem;
      if ([409, 412].includes(/** @type {any} */ (problem).status)) await this.lookAgain();
      await this.updateComplete;
      (this.find('[aria-invalid=true]') ?? this.find('form .solid'))?.focus();
    } finally {
      this.busy = false;
    }
  }

  /** Somebody was faster: shows what is there now. */
  async lookAgain() {
    const { body } = await call(`/tickets/${encodeURIComponent(this.view.ref)}`).catch(() => ({ body: null }));
    if (body) this.take(body);
  }

  body() {
    const wrong = this.problem?.at?.('subject') ?? '';
    return html`<form novalidate @submit=${this.submit}><p class="quiet">${t('split.hint')}</p>
      <fieldset class="split-entries" aria-describedby="split-wrong"><legend>${t('split.entries')}</legend>
        ${this.before ? html`<button type="button" class="button small" @click=${this.older}>${t('timeline.older')}</button>` : nothing}
        ${this.entries.map((e) => this.entry(e))}</fieldset>
      <p id="split-wrong" class="field-error" role="alert">${this.wrong ? `⚠ ${this.wrong}` : nothing}</p>
      <div class="labelled"><label for="split-subject">${t('field.subject')} <span class="required">${t('field.needed')}</span></label>
        <input id="split-subject" maxlength="200" aria-required="true" aria-invalid=${wrong ? 'true' : nothing} aria-describedby="split-subject-error" .value=${this.matter.subject} @input=${(/** @type {any} */ e) => this.set({ subject: e.target.value })}>
        <p id="split-subject-error" class="field-error">${wrong ? `⚠ ${wrong}` : nothing}</p></div>
      <div class="bulk-fields">${this.picked('section')}${this.picked('category')}${this.choice('kind', KINDS)}${this.choice('priority', PRIORITIES)}</div>
      ${this.problem && !wrong ? problemBox(this.problem) : nothing}
      <div class="buttons end"><button type="button" class="button" @click=${this.leave}>${t('cancel')}</button>
        <button class="button solid" ?disabled=${this.busy}>${t('split.do')}</button></div></form>`;
  }

  /** @param {any} e */
  entry(e) {
    const stays = e.ticket ? t('split.merged') : e.delivery?.state === 'queued' ? t('split.unsent') : '';
    const files = e.attachments?.length ? t('split.files', { n: e.attachments.length }) : '';
    return html`<label class="split-entry ${e.type}"><input type="checkbox" ?disabled=${!!stays} .checked=${this.chosen.has(e.id)} @change=${(/** @type {any} */ c) => this.choose(e.id, c.target.checked)}>
      <span><b>${word('entry', e.type)}</b> ${e.author?.name || e.authorName || ''} <span class="quiet">${momentLabel(e.at, this.view.municipality)} ${files}</span>
        <span class="text">${e.text.slice(0, SHOWN)}</span>${stays ? html`<span class="quiet">⚠ ${stays}</span>` : nothing}</span></label>`;
  }

  /** @param {'section' | 'category'} field */
  picked(field) {
    return html`<div class="labelled"><span id="split-${field}">${t(`field.${field}`)}</span>
      <button type="button" class="pick" id="split-${field}-chosen" aria-labelledby="split-${field} split-${field}-chosen" aria-haspopup="dialog" @click=${() => this.pick(field)}>${this.matter[field]?.name ?? t('none')}</button></div>`;
  }

  /** @param {string} field @param {string[]} codes */
  choice(field, codes) {
    return html`<label class="labelled"><span>${t(`field.${field}`)}</span><select id="split-${field}" @change=${(/** @type {any} */ e) => this.set({ [field]: e.target.value })}>
      ${codes.map((c) => html`<option value=${c} ?selected=${c === this.matter[field]}>${word(field, c)}</option>`)}</select></label>`;
  }
}
customElements.define('md-split-form', Splitting);
