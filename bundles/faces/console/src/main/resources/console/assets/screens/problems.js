// @ts-check
/** 問題: causes behind many tickets, listed; one of them with its tickets and its history. */

import { Part, empty, html, icon, momentLabel, moreStyle, nothing, notice, problemBox } from '../parts.js';
import { call, get, may, municipality, session } from '../api.js';
import { catalogue, number, t, word } from '../i18n.js';
import { go } from '../navigation.js';
import { coalesced, newest, onLive } from '../live.js';
import { sections } from '../components/pickers.js';
import { FIELDS, valueOf } from '../components/problem-form.js';

await catalogue('tickets', 'problems', 'notices');

const PAGE = 50;
const SHOWN = ['unsolved', 'open', 'known-error', 'solved'];
const TEXTS = ['cause', 'workaround', 'announcement', 'fix'];

class Problems extends Part {
  static properties = {
    ref: {}, query: { attribute: false }, place: { state: true }, shown: { state: true }, items: { state: true }, next: { state: true },
    one: { state: true }, history: { state: true }, editing: { state: true }, problem: { state: true }, busy: { state: true },
  };

  constructor() {
    super();
    /** municipality/id of the one looked at, '' for the list */ this.ref = '';
    this.query = new URLSearchParams();
    this.place = '';
    this.shown = 'unsolved';
    /** @type {any[] | null} */ this.items = null;
    this.next = '';
    /** @type {any} */ this.one = null;
    /** @type {any[]} */ this.history = [];
    /** @type {any[]} notices and planned changes about it */ this.told = [];
    /** @type {any} the problem in the form, {} for a new one */ this.editing = null;
    /** @type {any} */ this.problem = null;
    this.busy = false;
    this.asked = 0;
    /** @type {Map<string, string>} */ this.names = new Map();
    this.load = newest(this.load.bind(this));
    this.refresh = coalesced(() => this.load());
  }

  connectedCallback() {
    super.connectedCallback();
    moreStyle().then(() => this.classList.add('styled'));
    this.unlisten = onLive((name, data) => (name === 'reset' || (name === 'event' && (data.stream === 'problems' || (this.ref && /^(tickets|notices)$/.test(data.stream))))) && this.refresh());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unlisten?.();
  }

  /** @returns {any[]} */
  get places() {
    return session.me.municipalities.filter((/** @type {any} */ m) => m.permissions.includes('ticket-read'));
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    document.title = `${this.one?.title ?? t('problems.all')} – ${t('product')}`;
    if (!changed.has('ref') && !changed.has('query')) return;
    const place = this.ref.split('/')[0] || (this.query.get('municipality') ?? localStorage.getItem('madoguchi.municipality') ?? '');
    this.place = this.places.some((m) => m.slug === place) ? place : (this.places[0]?.slug ?? '');
    this.shown = SHOWN.includes(this.query.get('status') ?? '') ? /** @type {string} */ (this.query.get('status')) : this.shown;
    this.editing = this.one = this.items = null;
    this.load();
  }

  async load(more = false) {
    if (!this.places.length) return;
    const turn = ++this.asked;
    try {
      await (this.ref ? this.loadOne(turn) : this.loadList(turn, more));
      if (turn === this.asked) this.problem = null;
    } catch (problem) {
      if (turn === this.asked) this.problem = problem;
    }
  }

  /** @param {number} turn */
  async loadOne(turn) {
    const [one, history, about, known] = await Promise.all([get(`/problems/${this.ref}`), get(`/problems/${this.ref}/history`), get(`/notices/about/${this.ref}`), sections(this.place)]);
    if (turn !== this.asked) return;
    for (const s of known) this.names.set(s.code, s.name);
    this.one = one;
    this.history = history;
    this.told = [...about.notices, ...about.changes];
  }

  /** @param {number} turn @param {boolean} more */
  async loadList(turn, more) {
    const limit = more ? PAGE : Math.min(Math.max(this.items?.length ?? 0, PAGE), 200);
    const page = await get(`/problems/${this.place}`, { status: this.shown === 'unsolved' ? '' : this.shown, after: more ? this.next : '', limit });
    if (turn !== this.asked) return;
    this.items = more ? [...(this.items ?? []), ...page.items] : page.items;
    this.next = page.next ?? '';
  }

  /** @param {string} shown */
  turn(shown) {
    this.shown = shown;
    this.items = null;
    this.load();
  }

  /** @param {any} e */
  move(e) {
    this.place = e.target.value;
    this.items = null;
    this.load();
  }

  /** @param {CustomEvent} e */
  async left(e) {
    const isNew = !this.editing.id;
    this.editing = null;
    if (e.detail && isNew) return go(`/console/problems/${this.place}/${e.detail.id}`);
    if (e.detail) await this.load();
    await this.updateComplete;
    (this.find(isNew ? '#new-problem' : '#edit-problem') ?? this.find('h1'))?.focus();
  }

  /** What a change set is put back where it still stands. @param {any} happening */
  back(happening) {
    return Object.fromEntries(Object.entries(happening.changes).filter(([f, c]) => FIELDS.includes(f) && valueOf(this.one, f) === c.after).map(([f, c]) => [f, c.before]));
  }

  /** @param {any} happening */
  async undo(happening) {
    this.busy = true;
    try {
      await call(`/problems/${this.ref}`, { method: 'PATCH', version: String(this.one.version), body: this.back(happening) });
      notice(t('problems.undone'));
      await this.load();
      await this.updateComplete;
      this.find('#problem-history')?.focus();
    } catch (problem) {
      await this.load();
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  async closeTogether() {
    const { changeMany } = await import('../components/bulk.js');
    await changeMany({ municipality: this.place, selection: { queue: 'all-open', problem: this.one.id }, begin: { status: 'closed' } });
    this.refresh();
  }

  render() {
    if (!this.places.length) return html`<div class="page problems"><h1 tabindex="-1">${t('problems.all')}</h1>${empty(t('problems.notAllowed'))}</div>`;
    const heading = this.ref ? (this.one?.title ?? t('problems.all')) : t('problems.all');
    return html`<div class="page problems">${this.ref ? html`<p><a href="/console/problems">${t('problems.back')}</a></p>` : nothing}<h1 tabindex="-1">${heading}</h1>
      ${this.ref ? nothing : html`<p class="quiet">${t('problems.hint')}</p>`}
      ${problemBox(this.problem, () => this.load())}
      ${this.editing ? html`<md-problem-form .place=${this.place} .edited=${this.editing} @md-left=${this.left}></md-problem-form>` : this.ref ? this.oneView() : this.list()}</div>`;
  }

  list() {
    const places = this.places;
    return html`<section aria-labelledby="problems-list"><h2 id="problems-list" class="hidden-visually">${this.shownText(this.shown)}</h2>
      <div class="module-bar">
        ${places.length > 1 ? html`<div class="labelled"><label for="problem-place">${t('municipality')}</label><select id="problem-place" @change=${this.move}>${places.map((m) => html`<option value=${m.slug} ?selected=${m.slug === this.place}>${m.name}</option>`)}</select></div>` : nothing}
        <div class="segments" role="group" aria-label=${t('problems.shown')}>${SHOWN.map((s) => html`<button type="button" aria-pressed=${String(s === this.shown)} @click=${() => this.turn(s)}>${this.shownText(s)}</button>`)}</div>
        ${may('ticket-write', this.place) ? html`<button type="button" id="new-problem" class="button solid" @click=${() => (this.editing = {})}>${icon('plus')}${t('problems.new')}</button>` : nothing}</div>
      ${this.items?.length ? html`<ul class="cases">${this.items.map((p) => this.row(p))}</ul>` : this.items ? empty(t(`problems.none.${this.shown}`)) : nothing}
      ${this.next ? html`<button type="button" class="button" @click=${() => this.load(true)}>${t('list.more')}</button>` : nothing}</section>`;
  }

  /** @param {string} shown */
  shownText(shown) {
    return t(shown === 'unsolved' ? 'problems.shown.unsolved' : `problems.status.${shown}`);
  }

  /** @param {any} p */
  row(p) {
    return html`<li class="case"><div class="case-text"><p><a href="/console/problems/${p.municipality}/${p.id}"><b>${p.title}</b></a> <span class="chip">${word('problems.status', p.status)}</span></p>
      ${p.workaround ? html`<p class="notice-text">${p.workaround}</p>` : nothing}
      <p class="quiet">${this.sectionOf(p)} ${p.owner?.name ?? ''} ${t('problems.edited', { who: p.editor.name, at: '' })}${momentLabel(p.editedAt, p.municipality)}</p></div></li>`;
  }

  /** @param {any} p */
  sectionOf(p) {
    return p.section?.name ?? t('problems.whole', { name: municipality(p.municipality)?.name ?? '' });
  }

  oneView() {
    const p = this.one;
    if (!p) return nothing;
    const counts = Object.entries(p.tied ?? {});
    const all = counts.reduce((sum, [, n]) => sum + n, 0);
    const unfinished = counts.some(([status]) => status !== 'answered' && status !== 'closed');
    return html`<p><span class="chip">${word('problems.status', p.status)}</span> ${this.sectionOf(p)} <span class="quiet">${t('problems.owner')}：${p.owner?.name ?? t('problems.owner.none')}</span></p>
      <dl class="problem-texts">${TEXTS.map((f) => html`<div><dt>${t(`problems.${f}`)}</dt><dd class="notice-text">${p[f] || html`<span class="quiet">${t('problems.unknown')}</span>`}</dd></div>`)}</dl>
      ${p.editable ? html`<div class="buttons"><button type="button" id="edit-problem" class="button" @click=${() => (this.editing = p)}>${t('problems.edit')}</button></div>` : nothing}
      <section aria-labelledby="problem-tied"><h2 id="problem-tied">${t('problems.tied')} <span class="quiet">${t('problems.tied.count', { n: number(all) })}</span></h2>
        ${all ? html`<ul class="problem-counts">${counts.map(([status, n]) => html`<li>${word('status', status)} ${t('problems.tied.count', { n: number(n) })}</li>`)}</ul>
          <p><a href="/console/tickets?problem=${p.id}&municipality=${p.municipality}">${t('problems.tied.list')}</a></p>
          ${unfinished && may('ticket-write', p.municipality) ? html`<div class="buttons"><button type="button" id="close-together" class="button" aria-haspopup="dialog" aria-describedby="close-hint" @click=${this.closeTogether}>${t('problems.close')}</button></div><p id="close-hint" class="quiet">${t('problems.close.hint')}</p>` : nothing}`
          : html`<p class="quiet">${t('problems.tied.none')}</p>`}</section>
      ${this.told.length ? html`<section aria-labelledby="problem-told"><h2 id="problem-told">${t('problems.told')}</h2><ul class="cases">${this.told.map((n) => this.toldOf(n))}</ul></section>` : nothing}
      <section aria-labelledby="problem-history"><h2 id="problem-history" tabindex="-1">${t('problems.history')}</h2>
        <ol class="problem-history">${this.history.map((h) => this.happening(h))}</ol></section>`;
  }

  /** @param {any} n a notice or a planned change */
  toldOf(n) {
    const place = n.state ? '/console/notices' : '/console/admin/calendar';
    const chip = n.state ? t(`notices.shelf.${n.state}`) : t(n.calledOff ? 'changes.off' : 'changes.heading');
    return html`<li class="case"><div class="case-text"><p><a href=${place}><b>${n.title}</b></a> <span class="chip">${chip}</span></p>
      <p class="quiet">${momentLabel(n.from, n.municipality)} – ${momentLabel(n.to, n.municipality)} ${n.section?.name ?? ''}</p></div></li>`;
  }

  /** @param {any} h */
  happening(h) {
    const undoable = this.one.editable && Object.keys(this.back(h)).length > 0;
    return html`<li><time datetime=${h.at}>${momentLabel(h.at, this.place)}</time> ${h.actor.name} ${h.version === 1 ? t('problems.registered') : nothing}
      ${undoable ? html`<button type="button" class="link" ?disabled=${this.busy} aria-label=${t('problems.undo.of', { n: number(h.version) })} @click=${() => this.undo(h)}>${t('problems.undo')}</button>` : nothing}
      <ul>${Object.entries(h.changes).map(([f, c]) => html`<li>${t(`problems.${f}`)}: <del>${this.say(f, c.before)}</del> → <ins>${this.say(f, c.after)}</ins></li>`)}</ul></li>`;
  }

  /** @param {string} field @param {string} value */
  say(field, value) {
    if (!value) return field === 'section' ? this.sectionOf({ municipality: this.place }) : t('none');
    if (field === 'status') return word('problems.status', value);
    return field === 'section' ? (this.names.get(value) ?? value) : value;
  }
}
customElements.define('md-problems', Problems);
