// @ts-check
/** お知らせ: what is shown now, what comes, the archive; written, edited and ended by whoever may, who also see who has read it. */

import { Part, announce, empty, html, icon, momentLabel, moreStyle, nothing, notice, problemBox } from '../parts.js';
import { call, get, may, session } from '../api.js';
import { catalogue, number, t } from '../i18n.js';
import { coalesced, newest, onLive } from '../live.js';
import '../components/notice.js';
import '../components/notice-form.js';

await catalogue('tickets', 'notices');

const PAGE = 50;

class Notices extends Part {
  static properties = {
    query: { attribute: false }, place: { state: true }, shelf: { state: true }, items: { state: true }, next: { state: true }, problem: { state: true },
    editing: { state: true }, q: { state: true }, readers: { state: true },
  };

  constructor() {
    super();
    this.query = new URLSearchParams();
    /** '' = all of them */ this.place = '';
    this.shelf = 'current';
    /** @type {any[] | null} */ this.items = null;
    this.next = '';
    /** @type {any} */ this.problem = null;
    /** @type {any} the notice in the form, {} for a new one */ this.editing = null;
    /** @type {any} whose readers are shown, and they */ this.readers = null;
    this.q = '';
    this.asked = 0;
    /** @type {any} */ this.timer = undefined;
    this.load = newest(this.load.bind(this));
    this.refresh = coalesced(() => this.load());
  }

  connectedCallback() {
    super.connectedCallback();
    moreStyle().then(() => this.classList.add('styled'));
    this.unlisten = onLive((name, data) => (name === 'reset' || (name === 'event' && data.stream === 'notices')) && this.refresh());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unlisten?.();
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    document.title = `${t('bulletin.list')} – ${t('product')}`;
    if (!changed.has('query')) return;
    const shelf = this.query.get('shelf') ?? '';
    const place = this.query.get('municipality') ?? localStorage.getItem('madoguchi.municipality') ?? '';
    this.shelf = this.shelves.includes(shelf) ? shelf : 'current';
    this.place = this.places.some((m) => m.slug === place) ? place : '';
    this.begin();
  }

  /** Whoever works with tickets or publishes. @returns {any[]} */
  get places() {
    return session.me.municipalities.filter((/** @type {any} */ m) => m.permissions.some((/** @type {string} */ p) => p === 'ticket-read' || p === 'notice-publish'));
  }

  get publishes() {
    return may('notice-publish', this.place);
  }

  get shelves() {
    return may('notice-publish') ? ['current', 'coming', 'expired'] : ['current', 'expired'];
  }

  async load(more = false) {
    if (!this.places.length) return;
    const turn = ++this.asked;
    try {
      const page = await get('/notices', { municipality: this.place, shelf: this.shelf, q: this.q, after: more ? this.next : '', limit: more ? PAGE : Math.min(Math.max(this.items?.length ?? 0, PAGE), 200) });
      if (turn !== this.asked) return;
      this.items = more ? [...(this.items ?? []), ...page.items] : page.items;
      this.next = page.next ?? '';
      this.problem = null;
      if (this.q && !more) announce(t('list.count', { n: number(page.items.length) }));
    } catch (problem) {
      if (turn === this.asked) this.problem = problem;
    }
  }

  /** @param {any} e */
  typed(e) {
    if (e.isComposing) return;
    clearTimeout(this.timer);
    this.q = e.target.value.trim();
    this.timer = setTimeout(() => this.begin(), 250);
  }

  /** Another list. */
  begin() {
    this.items = null;
    this.next = '';
    return this.load();
  }

  /** @param {string} shelf */
  turn(shelf) {
    this.shelf = shelf;
    this.begin();
  }

  /** @param {any} e */
  move(e) {
    this.place = e.target.value;
    this.editing = null;
    this.begin();
  }

  /** @param {any} one {} for a new one */
  async edit(one) {
    this.editing = one;
    await this.updateComplete;
    this.find('md-notice-form').begin();
  }

  /** @param {CustomEvent} e */
  async left(e) {
    const from = this.editing;
    this.editing = null;
    if (e.detail) await this.load();
    await this.updateComplete;
    (this.find(from.id ? `#edit-${from.id}` : '#new-notice') ?? this.find('h1'))?.focus();
  }

  /** @param {any} n */
  async end(n) {
    try {
      await call(`/notices/${n.id}`, { method: 'PATCH', version: String(n.version), body: { ended: true } });
      notice(t('notices.ended', { title: n.title }));
      await this.load();
      await this.updateComplete;
      this.find('h1')?.focus();
    } catch (problem) {
      this.problem = problem;
      this.load();
    }
  }

  /** @param {any} n */
  async showReaders(n) {
    if (this.readers?.id === n.id) {
      this.readers = null;
      return;
    }
    try {
      this.readers = { id: n.id, ...(await get(`/notices/${n.id}/readers`)) };
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    const title = html`<h1 tabindex="-1">${t('bulletin.list')}</h1>`;
    if (!this.places.length) return html`<div class="page notices">${title}${empty(t('notices.notAllowed'))}</div>`;
    return html`<div class="page notices">${title}<p class="quiet">${t('notices.hint')}</p>
      ${problemBox(this.problem, () => this.load())}
      ${this.editing ? html`<md-notice-form .place=${this.editing.municipality ?? this.place} .notice=${this.editing} @md-left=${this.left}></md-notice-form>` : this.list()}</div>`;
  }

  list() {
    const places = this.places;
    const none = this.q ? t('notices.none.found', { q: this.q }) : t(`notices.none.${this.shelf}`);
    return html`<section aria-labelledby="notices-list"><h2 id="notices-list" class="hidden-visually">${t(`notices.shelf.${this.shelf}`)}</h2>
      <div class="module-bar">
        ${places.length > 1 ? html`<div class="labelled"><label for="notice-place">${t('municipality')}</label><select id="notice-place" @change=${this.move}>
          <option value="" ?selected=${!this.place}>${t('municipality.all', { n: number(places.length) })}</option>
          ${places.map((m) => html`<option value=${m.slug} ?selected=${m.slug === this.place}>${m.name}</option>`)}</select></div>` : nothing}
        <div class="segments" role="group" aria-label=${t('notices.shelf')}>${this.shelves.map((s) => html`<button type="button" aria-pressed=${String(s === this.shelf)} @click=${() => this.turn(s)}>${t(`notices.shelf.${s}`)}</button>`)}</div>
        <div class="labelled"><label for="notice-q">${t('notices.find')}</label><input id="notice-q" type="search" maxlength="100" autocomplete="off" .value=${this.q} @input=${this.typed} @compositionend=${this.typed}></div>
        ${this.publishes ? html`<button type="button" id="new-notice" class="button solid" @click=${() => this.edit({})}>${icon('plus')}${t('notices.write')}</button>` : nothing}</div>
      ${this.items?.length ? html`<ol class="notice-list" @md-changed=${() => this.load()}>${this.items.map((n) => this.row(n))}</ol>` : this.items ? empty(none) : nothing}
      ${this.next ? html`<button type="button" class="button" @click=${() => this.load(true)}>${t('list.more')}</button>` : nothing}</section>`;
  }

  /** @param {any} n */
  row(n) {
    const open = this.readers?.id === n.id;
    return html`<li><md-notice .notice=${n}></md-notice>
      ${n.editable ? html`<div class="buttons"><button type="button" class="button small" id="edit-${n.id}" aria-label=${t('notices.edit.of', { title: n.title })} @click=${() => this.edit(n)}>${t('notices.edit')}</button>
        ${n.state === 'expired' ? nothing : html`<button type="button" class="button small" aria-label=${t('notices.end.of', { title: n.title })} @click=${() => this.end(n)}>${t('notices.end')}</button>`}
        ${n.state === 'coming' ? nothing : html`<button type="button" class="button small plain" aria-expanded=${String(open)} aria-label=${t('notices.readers.of', { title: n.title })} @click=${() => this.showReaders(n)}>${t('notices.readers')}</button>`}</div>` : nothing}
      ${open ? this.readersOf(n) : nothing}</li>`;
  }

  /** @param {any} n */
  readersOf(n) {
    const { readings, unread, read, missing } = this.readers;
    const more = (/** @type {number} */ count) => (count > 0 ? html`<li class="quiet">${t('notices.more', { n: number(count) })}</li>` : nothing);
    return html`<div class="readers" role="status" tabindex="0" aria-label=${t('notices.readers.of', { title: n.title })}><div><h4>${t('notices.readers.read', { n: number(read) })}</h4>
        <ul>${readings.map((/** @type {any} */ r) => html`<li>${r.who.name} <span class="quiet">${momentLabel(r.at, n.municipality)}${r.edition < n.edition ? ` ${t('notices.readers.earlier', { n: r.edition })}` : ''}</span></li>`)}</ul></div>
      <div><h4>${t('notices.readers.missing', { n: number(missing) })}</h4>
        <ul>${unread.map((/** @type {any} */ p) => html`<li>${p.name}</li>`)}${more(missing - unread.length)}</ul></div></div>`;
  }
}
customElements.define('md-notices', Notices);
