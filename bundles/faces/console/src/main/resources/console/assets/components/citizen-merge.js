// @ts-check
/** Records of one person: who may be the same, putting them together, taking them apart. Fires `md-citizen` with what changed. */

import { Part, announce, dayLabel, html, nothing, notice } from '../parts.js';
import { call, get, may } from '../api.js';
import { t } from '../i18n.js';
import { citizenPath } from '../navigation.js';
import { citizenLine } from '../screens/citizens.js';

class CitizenMerge extends Part {
  static properties = { key: {}, citizen: { attribute: false }, similar: { state: true }, found: { state: true }, open: { state: true }, chosen: { state: true }, busy: { state: true }, problem: { state: true } };

  constructor() {
    super();
    /** municipality/id */ this.key = '';
    /** @type {any} */ this.citizen = null;
    this.blank();
  }

  blank() {
    /** @type {any[]} */ this.similar = [];
    /** @type {any[] | null} those a search found */ this.found = null;
    this.open = false;
    /** @type {any} who is to be put to this citizen */ this.chosen = null;
    this.busy = false;
    /** @type {any} */ this.problem = null;
    this.asked = 0;
    /** @type {any} */ this.timer = undefined;
  }

  get slug() {
    return this.key.split('/')[0];
  }

  get edits() {
    return may('citizen-write', this.slug);
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has('key')) this.blank();
    if (changed.has('citizen') && this.edits) this.look();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  /** Proposals are no work of anybody's: without an answer there are none. */
  async look() {
    const key = this.key;
    const similar = await get(`/citizens/${key}/similar`).catch(() => []);
    if (key === this.key) this.similar = similar;
  }

  async begin() {
    this.open = true;
    this.problem = null;
    await this.updateComplete;
    this.find('#merge-q')?.focus();
  }

  async leave() {
    this.open = false;
    this.found = this.chosen = this.problem = null;
    await this.updateComplete;
    this.find('.card-link')?.focus();
  }

  /** @param {any} e */
  typed(e) {
    if (e.isComposing) return;
    clearTimeout(this.timer);
    const q = e.target.value.trim();
    this.timer = setTimeout(() => this.search(q), 300);
  }

  /** @param {string} q */
  async search(q) {
    const turn = ++this.asked;
    if (!q) return void (this.found = null);
    try {
      const found = await get('/citizens', { municipality: this.slug, q });
      if (turn !== this.asked) return;
      this.found = found.filter((/** @type {any} */ c) => c.id !== this.citizen.id).slice(0, 8);
      this.problem = null;
      announce(t('lookup.found', { n: this.found?.length ?? 0 }));
    } catch (problem) {
      if (turn === this.asked) this.problem = problem;
    }
  }

  /** @param {any} citizen */
  async choose(citizen) {
    this.chosen = citizen;
    this.problem = null;
    await this.updateComplete;
    this.find('.merge-do')?.focus();
  }

  /** @param {'PUT' | 'DELETE'} method @param {string} id @returns {Promise<any>} the citizen that is answered; nothing when it was refused */
  async change(method, id) {
    if (this.busy) return undefined;
    this.busy = true;
    this.problem = null;
    try {
      return (await call(`/citizens/${this.slug}/${id}/merged/${this.citizen.id}`, { method })).body;
    } catch (problem) {
      this.problem = problem;
      return undefined;
    } finally {
      this.busy = false;
    }
  }

  async merge() {
    const { key, chosen } = this;
    const body = await this.change('PUT', chosen.id);
    if (!body || key !== this.key) return;
    notice(t('citizens.merge.done', { name: chosen.name || t('citizen.unknown') }));
    this.tell();
    await this.leave();
  }

  /** @param {any} m who was put to this citizen */
  async separate(m) {
    const key = this.key;
    const body = await this.change('DELETE', m.id);
    if (!body || key !== this.key) return;
    notice(t('citizens.merge.separated', { name: m.name || t('citizen.unknown') }));
    this.tell();
    await this.updateComplete;
    this.find('.card-link')?.focus();
  }

  tell() {
    this.dispatchEvent(new Event('md-citizen', { bubbles: true }));
  }

  render() {
    const merged = this.citizen.merged ?? [];
    if (!this.edits && !merged.length) return nothing;
    return html`<section class="card merge" aria-labelledby="merge-citizens"><h2 id="merge-citizens">${t('citizens.merge')}
        ${this.edits && !this.open && !this.chosen ? html`<button type="button" class="link card-link" @click=${this.begin}>${t('citizens.merge.begin')}</button>` : nothing}</h2>
      ${this.problem ? html`<p class="field-error" role="alert">⚠ ${this.problem.detail || this.problem.title || t('problem.unexpected')}</p>` : nothing}
      ${merged.length ? html`<p class="quiet">${t('citizens.merge.from')}</p><ol class="brief">${merged.map((/** @type {any} */ m) => this.merged(m))}</ol>` : nothing}
      ${this.chosen ? this.question() : this.candidates()}</section>`;
  }

  /** @param {any} m */
  merged(m) {
    return html`<li class="tied"><span class="who"><span class="subject">${m.name || t('citizen.unknown')} <span class="quiet">${m.kana}</span></span><span class="line">${dayLabel(m.at, this.slug)}<span>${m.by?.name ?? ''}</span></span></span>
      ${this.edits ? html`<button type="button" class="link" ?disabled=${this.busy} @click=${() => this.separate(m)}>${t('citizens.merge.back')}<span class="hidden-visually">${m.name}</span></button>` : nothing}</li>`;
  }

  candidates() {
    const { similar } = this;
    return html`${similar.length && !this.found ? html`<p class="quiet">${t('citizens.merge.similar')}</p><ol class="brief">${similar.map((c) => this.candidate(c))}</ol>` : nothing}
      ${this.open ? html`<div class="link-form" @keydown=${(/** @type {KeyboardEvent} */ e) => e.key === 'Escape' && !e.isComposing && this.leave()}>
        <div class="labelled wide"><label for="merge-q">${t('citizens.merge.search')}</label>
          <input id="merge-q" type="search" autocomplete="off" maxlength="200" @input=${this.typed} @compositionend=${this.typed}></div>
        ${this.found ? html`<ol class="brief wide" aria-label=${t('lookup.candidates')}>${this.found.map((c) => this.candidate(c))}</ol>${this.found.length ? nothing : html`<p class="quiet wide">${t('citizens.merge.nobody')}</p>`}` : nothing}
        <div class="buttons end"><button type="button" class="button small" @click=${this.leave}>${t('cancel')}</button></div></div>` : nothing}`;
  }

  /** @param {any} c */
  candidate(c) {
    return html`<li class="tied"><a href=${citizenPath(this.slug, c.id)}>${citizenLine(c)}</a>
      <button type="button" class="link" @click=${() => this.choose(c)}>${t('citizens.merge.choose')}<span class="hidden-visually">${c.name || t('citizen.unknown')}</span></button></li>`;
  }

  question() {
    return html`<div class="question" @keydown=${(/** @type {KeyboardEvent} */ e) => e.key === 'Escape' && this.leave()}>
      <p>${t('citizens.merge.sure', { other: this.chosen.name || t('citizen.unknown'), name: this.citizen.name || t('citizen.unknown') })}</p>
      <div class="buttons end"><button type="button" class="button small" @click=${this.leave}>${t('cancel')}</button>
        <button type="button" class="button small solid merge-do" ?disabled=${this.busy} @click=${this.merge}>${t('citizens.merge.do')}</button></div></div>`;
  }
}
customElements.define('md-citizen-merge', CitizenMerge);
