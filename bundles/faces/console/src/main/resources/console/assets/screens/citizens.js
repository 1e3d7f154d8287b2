// @ts-check
/** 市民を探す: by name, reading, address or number; everybody one may know, page by page. */

import { Part, announce, empty, html, moreStyle, nothing, problemBox } from '../parts.js';
import { get, session } from '../api.js';
import { catalogue, t } from '../i18n.js';
import { citizenPath, go } from '../navigation.js';
import { coalesced, onLive } from '../live.js';
import { languageName } from '../components/side.js';

await catalogue('tickets', 'citizens');

/** As many as the server tells at once. */
const PAGE = 50;
const CONTACTS = 2;

class Citizens extends Part {
  static properties = { query: { attribute: false }, place: { state: true }, q: { state: true }, items: { state: true }, whole: { state: true }, problem: { state: true }, ready: { state: true } };

  constructor() {
    super();
    this.query = new URLSearchParams();
    this.place = '';
    this.q = '';
    /** @type {any[] | null} */ this.items = null;
    /** whether nobody is left to be shown */ this.whole = true;
    /** @type {any} */ this.problem = null;
    this.ready = false;
    this.asked = 0;
    /** @type {any} */ this.timer = undefined;
    this.refresh = coalesced(() => this.load(), 1000);
  }

  connectedCallback() {
    super.connectedCallback();
    moreStyle().then(() => (this.ready = true));
    this.unlisten = onLive((name, data) => (name === 'reset' || (name === 'event' && data.stream === 'citizens' && data.municipality === this.place)) && this.refresh());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unlisten?.();
    clearTimeout(this.timer);
  }

  /** @returns {any[]} */
  get places() {
    return session.me.municipalities.filter((/** @type {any} */ m) => m.permissions.includes('citizen-read'));
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    document.title = `${t('citizens.title')} – ${t('product')}`;
    if (!changed.has('query')) return;
    const wanted = this.query.get('municipality') ?? localStorage.getItem('madoguchi.municipality') ?? '';
    const place = this.places.some((m) => m.slug === wanted) ? wanted : (this.places[0]?.slug ?? '');
    const q = this.query.get('q') ?? '';
    if (this.items && place === this.place && q === this.q) return;
    this.place = place;
    this.q = q;
    this.items = null;
    this.load();
  }

  /** Anew, as far as was shown. */
  async load() {
    if (!this.place) return;
    const turn = ++this.asked;
    const shown = this.items?.length ?? 0;
    try {
      /** @type {any[]} */
      let items = [];
      let page;
      do {
        page = await get('/citizens', { municipality: this.place, q: this.q, after: items.at(-1)?.id });
        if (turn !== this.asked) return;
        items = [...items, ...page];
      } while (page.length === PAGE && items.length < shown);
      if (this.items === null && this.q) announce(t(page.length < PAGE ? 'list.count' : 'list.count.more', { n: items.length }));
      this.items = items;
      this.whole = page.length < PAGE;
      this.problem = null;
    } catch (problem) {
      if (turn === this.asked) this.problem = problem;
    }
  }

  async more() {
    const turn = ++this.asked;
    const before = this.items ?? [];
    try {
      const items = await get('/citizens', { municipality: this.place, q: this.q, after: before.at(-1).id });
      if (turn !== this.asked) return;
      this.items = [...before, ...items];
      this.whole = items.length < PAGE;
      this.problem = null;
      announce(t('list.more.done', { n: items.length }));
      await this.updateComplete;
      /** @type {any} */ (this.querySelectorAll('.citizens a')[before.length])?.focus();
    } catch (problem) {
      if (turn === this.asked) this.problem = problem;
    }
  }

  /** @param {any} e */
  typed(e) {
    if (e.isComposing) return;
    clearTimeout(this.timer);
    const q = e.target.value.trim();
    this.timer = setTimeout(() => this.show(this.place, q), 300);
  }

  /** @param {string} municipality @param {string} q */
  show(municipality, q) {
    go(`/console/citizens?${new URLSearchParams({ municipality, ...(q ? { q } : {}) })}`, { replace: true });
  }

  render() {
    if (!this.ready) return nothing;
    const { places } = this;
    return html`<div class="page citizen-page"><h1 tabindex="-1">${t('citizens.title')}</h1>
      <div class="find-citizen" role="search">${places.length > 1 ? html`<div class="labelled"><label for="citizens-place">${t('municipality')}</label>
          <select id="citizens-place" @change=${(/** @type {any} */ e) => this.show(e.target.value, this.q)}>${places.map((m) => html`<option value=${m.slug} ?selected=${m.slug === this.place}>${m.name}</option>`)}</select></div>` : nothing}
        <div class="labelled"><label for="citizens-q">${t('citizens.search')}</label>
          <input id="citizens-q" type="search" autocomplete="off" maxlength="200" aria-describedby="citizens-hint" .value=${this.q} @input=${this.typed} @compositionend=${this.typed}></div></div>
      <p id="citizens-hint" class="quiet">${t('citizens.hint')}</p>
      ${problemBox(this.problem, () => this.load())}
      ${this.place ? this.list() : empty(t('citizens.notAllowed'))}</div>`;
  }

  list() {
    if (!this.items) return this.problem ? nothing : html`<p class="quiet" aria-busy="true">${t('loading')}</p>`;
    if (!this.items.length) return empty(this.q ? t('citizens.nobody', { q: this.q }) : t('citizens.empty'));
    return html`<ol class="brief citizens">${this.items.map((c) => html`<li><a href=${citizenPath(this.place, c.id)}>${citizenLine(c)}</a></li>`)}</ol>
      ${this.whole ? nothing : html`<button type="button" class="button more" @click=${this.more}>${t('list.more')}</button>`}`;
  }
}
customElements.define('md-citizens', Citizens);

/** Who it is, in a line or two. @param {any} c */
export const citizenLine = (c) => html`<span class="subject">${c.name || t('citizen.unknown')}${c.kana ? html` <span class="quiet">${c.kana}</span>` : nothing}</span>
  <span class="line">${c.contacts.slice(0, CONTACTS).map((/** @type {any} */ p) => html`<span>${t(`contact.${p.kind}`)} ${p.value}</span>`)}${c.language && c.language !== 'ja' ? html`<span>${languageName(c.language)}</span>` : nothing}${c.notes ? html`<span class="chip">${t('citizen.notes')}</span>` : nothing}</span>`;
