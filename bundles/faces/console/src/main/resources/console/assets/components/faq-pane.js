// @ts-check
/** FAQ候補: what may answer what is being written, found while it is written. Never in the way of writing. */

import { Part, announce, dayLabel, html, icon, nothing, notice } from '../parts.js';
import { get, session } from '../api.js';
import { catalogue, t } from '../i18n.js';
import { composing, keyOn, ticketPath } from '../navigation.js';
import { Search, countUse, marked, quoteOf, readings, textIn } from './finding.js';

await catalogue('tickets', 'faq');

const PAUSE = 300;
const MOST = 5;
const SIMILAR = 3;
/** Of what is being written, so much at its end says what it is about now. */
const TAIL = 160;
const FOLDED = 'madoguchi.faq';

/**
 * @typedef {object} About
 * @property {string} key what is written on: another one begins anew
 * @property {string} municipality
 * @property {string} subject
 * @property {string} message what the citizen wrote last
 * @property {string} [language]
 * @property {string} [ref] of the ticket itself, which is not like itself
 * @property {boolean} writes whether there is anything to put it into
 */

class FaqPane extends Part {
  static properties = { about: { attribute: false }, typed: { attribute: false }, found: { state: true }, similar: { state: true }, state: { state: true }, open: { state: true } };

  constructor() {
    super();
    /** @type {About} */ this.about = { key: '', municipality: '', subject: '', message: '', writes: false };
    this.typed = '';
    /** typed here, instead of what is being written */ this.words = '';
    /** @type {any[] | null} null: nothing was asked yet */ this.found = null;
    /** @type {any[]} answered tickets */ this.similar = [];
    /** '' or 'failed' */ this.state = '';
    this.open = localStorage.getItem(FOLDED) !== 'folded';
    this.key = '';
    this.asked = '';
    /** @type {any} */ this.timer = undefined;
    /** @type {AbortController | undefined} */ this.asking = undefined;
    /** @type {Search | undefined} */ this.search = undefined;
    /** @type {Map<string, any>} what readers see, by article */ this.known = new Map();
    /** @type {Map<string, any>} answers, by ticket; null where there is none */ this.answers = new Map();
    /** an input method composes somewhere on the page */ this.composes = false;
    /** what was put in is no new question */ this.still = false;
    /** @type {(() => void) | undefined} an answer that came while somebody was among the candidates */ this.held = undefined;
    this.onCompose = (/** @type {Event} */ e) => this.composed(e.type === 'compositionstart');
    this.onPinned = () => this.requestUpdate();
    this.onKey = (/** @type {KeyboardEvent} */ e) => this.byNumber(e);
  }

  connectedCallback() {
    super.connectedCallback();
    for (const type of ['compositionstart', 'compositionend']) addEventListener(type, this.onCompose);
    addEventListener('keydown', this.onKey);
    addEventListener('md-pinned', this.onPinned);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    for (const type of ['compositionstart', 'compositionend']) removeEventListener(type, this.onCompose);
    removeEventListener('keydown', this.onKey);
    removeEventListener('md-pinned', this.onPinned);
    this.stop();
  }

  stop() {
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has('about') && this.about.key !== this.key) this.begin();
    else if (changed.has('about')) this.later(PAUSE);
    else if (changed.has('typed') && this.still) this.still = false;
    else if (changed.has('typed')) this.later(PAUSE);
  }

  /** Nothing of one ticket is shown beside another. */
  begin() {
    this.stop();
    this.key = this.about.key;
    this.words = this.asked = this.state = '';
    this.found = null;
    this.similar = [];
    this.search = this.held = undefined;
    this.still = false;
    this.answers.clear();
    this.later(0);
  }

  /** @param {boolean} begins */
  composed(begins) {
    this.composes = begins;
    if (begins) clearTimeout(this.timer);
    else this.later(PAUSE);
  }

  /** @param {number} pause */
  later(pause) {
    clearTimeout(this.timer);
    if (this.open && !this.composes) this.timer = setTimeout(() => this.ask(), pause);
  }

  /** What is looked for now: typed here, or what is being written, or what the citizen asked. */
  get question() {
    if (this.words.trim()) return this.words.trim();
    const written = this.typed.trim().slice(-TAIL);
    return `${this.about.subject} ${written || this.about.message}`.replace(/\s+/g, ' ').trim();
  }

  /** The older question is given up; an answer to it is not shown. */
  async ask() {
    const q = this.question;
    const { key, municipality } = this.about;
    if (q === this.asked || !municipality) return;
    this.asking?.abort();
    this.asked = q;
    if (!q) {
      this.found = null;
      this.similar = [];
      return;
    }
    const { signal } = (this.asking = new AbortController());
    const current = () => !signal.aborted && key === this.about.key;
    try {
      const page = await get('/search', { municipality, q, kind: 'article', limit: MOST }, signal);
      await this.read(page.items, signal);
      if (current()) this.take(() => this.show(page, q));
      // an answer that is being written is no question that somebody else had
      if (current() && (this.words.trim() || !this.typed.trim() || !this.about.ref)) await this.look(q, signal, current);
    } catch {
      if (!current()) return;
      this.asked = '';
      this.state = 'failed';
    }
  }

  /** What is known already is not asked again. @param {any[]} hits @param {AbortSignal} signal */
  async read(hits, signal) {
    const wanted = hits.map((h) => h.id).filter((id) => !this.known.has(id));
    for (const reading of await readings(wanted, signal)) this.known.set(reading.id, reading);
  }

  /** @param {any} page @param {string} q */
  show(page, q) {
    const before = (this.found ?? []).map((f) => f.id).join();
    this.found = page.items.filter((/** @type {any} */ h) => this.known.has(h.id)).map((/** @type {any} */ h) => ({ id: h.id, title: h.title, reading: this.known.get(h.id) }));
    this.search = new Search('pane', this.about.municipality, q, page);
    this.state = '';
    const now = this.found?.map((f) => f.id).join();
    if (this.words && now !== before) announce(t('faq.found', { n: this.found?.length ?? 0 }));
  }

  /** Answered tickets like this one. @param {string} q @param {AbortSignal} signal @param {() => boolean} current */
  async look(q, signal, current) {
    const { municipality, ref } = this.about;
    const page = await get('/search', { municipality, q, kind: 'ticket', limit: SIMILAR + 1 }, signal);
    const hits = page.items.filter((/** @type {any} */ h) => h.id !== ref).slice(0, SIMILAR);
    await Promise.all(hits.map((/** @type {any} */ h) => this.answerOf(h.id, signal)));
    if (!current()) return;
    const answered = hits.map((/** @type {any} */ h) => this.answers.get(h.id)).filter(Boolean);
    this.take(() => (this.similar = answered));
  }

  /** @param {string} ref @param {AbortSignal} signal */
  async answerOf(ref, signal) {
    if (this.answers.has(ref)) return;
    // who may find it may not see it any more
    const view = await get(`/tickets/${encodeURIComponent(ref)}`, {}, signal).catch(() => null);
    const reply = view?.entries.filter((/** @type {any} */ e) => e.type === 'reply' && e.text).at(-1);
    if (!signal.aborted) this.answers.set(ref, reply ? { ref, number: view.number, subject: view.subject, at: reply.at, text: reply.text } : null);
  }

  /** Not under the fingers of somebody who is choosing. @param {() => void} change */
  take(change) {
    const choosing = this.find('.faq-lists')?.contains(document.activeElement);
    const before = this.held;
    if (choosing) this.held = () => (before?.(), change());
    else change();
  }

  /** @param {FocusEvent} e */
  left(e) {
    if (/** @type {HTMLElement} */ (e.currentTarget).contains(/** @type {Node | null} */ (e.relatedTarget))) return;
    const { held } = this;
    this.held = undefined;
    held?.();
  }

  /** To the field in which one looks oneself. */
  async reach() {
    if (!this.open) this.turn();
    await this.updateComplete;
    this.find('.faq-words')?.select();
  }

  turn() {
    this.open = !this.open;
    localStorage.setItem(FOLDED, this.open ? 'open' : 'folded');
    if (this.open) this.later(0);
    else this.stop();
  }

  /** @param {any} e */
  looked(e) {
    this.words = e.target.value;
    if (!e.isComposing) this.later(PAUSE);
  }

  /** @param {KeyboardEvent} e */
  inField(e) {
    if (composing(e) || e.key !== 'Enter') return;
    e.preventDefault();
    this.ask().then(() => this.words.trim() && this.search?.told());
  }

  /** Alt+1 … Alt+5, wherever one is writing. @param {KeyboardEvent} e */
  byNumber(e) {
    const place = /^Digit([1-5])$/.exec(e.code)?.[1];
    if (!place || !e.altKey || e.ctrlKey || e.metaKey || composing(e) || e.defaultPrevented || !keyOn('quoteFaq') || !this.open || !this.about.writes) return;
    if (document.querySelector('dialog[open]')) return;
    e.preventDefault();
    const wanted = this.found?.[Number(place) - 1];
    if (wanted) this.quote(wanted, e.shiftKey);
  }

  /** @param {any} candidate @param {boolean} [asLink] */
  quote({ id, reading }, asLink = false) {
    const text = textIn(reading, this.about.language);
    if (asLink && !text.link) return notice(t('faq.noLink'));
    this.insert(asLink ? text.link : quoteOf(text));
    countUse(id);
    this.search?.used({ kind: 'article', id }, asLink ? 'linked' : 'quoted');
    notice(t(asLink ? 'faq.linked' : 'faq.quoted', { title: text.question }));
  }

  /** @param {any} answer of another ticket */
  quoteAnswer(answer) {
    this.insert(answer.text);
    this.search?.used({ kind: 'ticket', id: answer.ref }, 'quoted');
    notice(t('faq.answered', { number: answer.number }));
  }

  /** @param {string} text */
  insert(text) {
    this.still = true;
    this.dispatchEvent(new CustomEvent('md-insert', { detail: text, bubbles: true }));
  }

  render() {
    return html`<section class="card faq" aria-label=${t('faq.title')}>
      <h2>${t('faq.title')}<button type="button" class="icon-button" aria-expanded=${String(this.open)} @click=${this.turn}>${icon(this.open ? 'up' : 'down')}<span class="hidden-visually">${t(this.open ? 'faq.fold' : 'faq.unfold')}</span></button></h2>
      ${this.open ? html`<input class="faq-words" type="search" maxlength="200" autocomplete="off" aria-label=${t('faq.search')} placeholder=${t('faq.search')} .value=${this.words} @input=${this.looked} @keydown=${this.inField}>
        ${this.pinned()}<div class="faq-lists" @focusout=${this.left}>${this.lists()}</div>` : nothing}</section>`;
  }

  /** What stands on every face goes into a reply with one button. */
  pinned() {
    const pinned = this.about.writes ? session.pinned.filter((p) => p.municipality === this.about.municipality) : [];
    return pinned.map((p) => html`<div class="faq-pinned"><p class="faq-title"><b>⚠ ${p.heading}</b></p>
      <div class="faq-do"><button type="button" class="button small quote-pinned" aria-label=${`${t('faq.quote')}: ${p.heading}`} @click=${() => this.quotePinned(p)}>${t('faq.quote')}</button></div></div>`);
  }

  /** @param {any} pin */
  async quotePinned(pin) {
    const { wordsOf } = await import('./pinned-strip.js');
    this.insert(wordsOf(pin, this.about.language));
    notice(t('faq.quoted', { title: pin.heading }));
  }

  lists() {
    if (this.state === 'failed') return html`<p class="quiet">${t('faq.failed')}</p>`;
    if (!this.found) return html`<p class="quiet">${t('faq.begin')}</p>`;
    return html`${this.found.length ? html`<ol class="faq-list">${this.found.map((f, i) => html`<li>${this.candidate(f, i + 1)}</li>`)}</ol>` : html`<p class="quiet">${t('faq.none')}</p>`}
      ${this.similar.length ? html`<h3>${t('faq.similar')}</h3><ol class="faq-list">${this.similar.map((s) => html`<li>${this.answer(s)}</li>`)}</ol>` : nothing}`;
  }

  /** @param {any} f @param {number} place */
  candidate(f, place) {
    const { reading } = f;
    const text = textIn(reading, this.about.language);
    const original = text === reading.texts[0];
    const named = (/** @type {string} */ what) => `${t(what)}: ${text.question}`;
    return html`<p class="faq-title">${this.about.writes ? html`<kbd title="Alt+${place}">${place}</kbd>` : nothing}<b>${original && f.title.text === text.question ? marked(f.title) : text.question}</b></p>
      <p class="faq-facts">${reading.scope === 'open' ? nothing : html`<span class="chip scope-${reading.scope}">${t(`faq.scope.${reading.scope}`)}</span>`}${reading.standing === 'current' ? nothing : html`<span class="chip ${reading.standing}">${reading.standing === 'expired' ? '⚠ ' : ''}${t(`faq.standing.${reading.standing}`)}</span>`}${text.quality === 'machine' ? html`<span class="chip expired">⚠ ${t('faq.machine')}</span>` : nothing}${reading.section ? html`<span class="quiet">${reading.section.name}</span>` : nothing}</p>
      ${reading.scopeNote ? html`<p class="faq-note">${reading.scopeNote}</p>` : nothing}
      <p class="faq-answer">${text.conclusion || text.text}</p>
      <div class="faq-do">${this.about.writes ? html`<button type="button" class="button small quote" aria-label=${named('faq.quote')} @click=${() => this.quote(f)}>${t('faq.quote')}</button>
        ${text.link ? html`<button type="button" class="button small link-out" aria-label=${named('faq.link')} @click=${() => this.quote(f, true)}>${t('faq.link')}</button>` : nothing}` : nothing}
        <a class="button small plain" href="/console/kb/${f.id}" aria-label=${named('faq.open')} @click=${() => this.search?.used({ kind: 'article', id: f.id }, 'opened')}>${t('faq.open')}</a></div>`;
  }

  /** @param {any} s */
  answer(s) {
    const named = (/** @type {string} */ what) => `${t(what)}: ${s.subject || s.number}`;
    return html`<p class="faq-title"><b>${s.subject || t('row.noSubject')}</b></p>
      <p class="faq-facts quiet"><span class="no">${s.number}</span>${dayLabel(s.at, this.about.municipality)}</p>
      <p class="faq-answer">${s.text}</p>
      <div class="faq-do">${this.about.writes ? html`<button type="button" class="button small answer" aria-label=${named('faq.answer')} @click=${() => this.quoteAnswer(s)}>${t('faq.answer')}</button>` : nothing}
        <a class="button small plain" href=${ticketPath(s.ref)} aria-label=${named('faq.open')} @click=${() => this.search?.used({ kind: 'ticket', id: s.ref }, 'opened')}>${t('faq.open')}</a></div>`;
  }
}
customElements.define('md-faq', FaqPane);
