// @ts-check
/** The list of articles: what one reads, or the newest of what one writes; what needs the person is marked. */

import { Part, announce, empty, html, icon, momentLabel, nothing, problemBox } from '../parts.js';
import { get } from '../api.js';
import { catalogue, date, number, shortDay, t, word } from '../i18n.js';
import { go } from '../navigation.js';
import { coalesced, onLive } from '../live.js';
import { pickCategory, sections } from './pickers.js';
import { ALL, PROGRESSES, STANDINGS, VISIBILITIES, WORK, isLate, isWhole, kbTabs, needs, ownerName, placesWith, stateChips } from './article-state.js';

await catalogue('tickets', 'kb');

const PAGE = 50;
const FILTERS = ['section', 'category', 'visibility', 'standing', 'progress', 'q'];

class ArticleList extends Part {
  static properties = { query: { attribute: false }, place: { state: true }, items: { state: true }, next: { state: true }, problem: { state: true }, known: { state: true }, categoryText: { state: true } };

  constructor() {
    super();
    this.query = new URLSearchParams();
    /** '' = all of them */ this.place = '';
    /** @type {any[] | null} */ this.items = null;
    this.next = '';
    /** @type {any} */ this.problem = null;
    /** @type {any[]} sections to choose from */ this.known = [];
    this.categoryText = '';
    this.asked = 0;
    /** @type {any} */ this.timer = undefined;
    this.refresh = coalesced(() => this.load());
  }

  connectedCallback() {
    super.connectedCallback();
    this.unlisten = onLive((name, data) => (name === 'reset' || (name === 'event' && data.stream === 'knowledge')) && this.refresh());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unlisten?.();
    clearTimeout(this.timer);
  }

  /** @returns {any[]} */
  get places() {
    return placesWith(...ALL);
  }

  get writes() {
    return placesWith(...WORK).some((m) => !this.place || m.slug === this.place);
  }

  /** Whether the newest editions of one's own sections are shown. */
  get work() {
    return this.writes && this.query.get('work') === 'true';
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    document.title = `${t('kb.title')} – ${t('product')}`;
    if (!changed.has('query')) return;
    const place = this.query.get('municipality') ?? localStorage.getItem('madoguchi.municipality') ?? '';
    this.place = this.places.some((m) => m.slug === place) ? place : this.places.length === 1 ? this.places[0].slug : '';
    if (!this.query.get('category')) this.categoryText = '';
    this.items = null;
    this.load();
    this.loadSections();
  }

  async loadSections() {
    const { place } = this;
    const known = place ? (await sections(place)).filter((s) => s.kind === 'section') : [];
    if (place === this.place) this.known = known;
  }

  async load(more = false) {
    if (!this.places.length) return;
    const turn = ++this.asked;
    const filter = Object.fromEntries(FILTERS.map((name) => [name, this.query.get(name) ?? '']));
    if (!this.work) filter.progress = '';
    const limit = more ? PAGE : Math.min(Math.max(this.items?.length ?? 0, PAGE), 200);
    try {
      const page = await get('/articles', { municipality: this.place, work: this.work || '', ...filter, after: more ? this.next : '', limit });
      if (turn !== this.asked) return;
      this.items = more ? [...(this.items ?? []), ...page.items] : page.items;
      this.next = page.next ?? '';
      this.problem = null;
      if (more) announce(t('list.more.done', { n: number(page.items.length) }));
      else if (filter.q) announce(t('list.count', { n: number(page.items.length) }));
    } catch (problem) {
      if (turn === this.asked) this.problem = problem;
    }
  }

  /** @param {Record<string, string>} changes of the address */
  turn(changes) {
    const query = new URLSearchParams(this.query);
    for (const [name, value] of Object.entries(changes)) {
      if (value) query.set(name, value);
      else query.delete(name);
    }
    go(`/console/kb${query.size ? `?${query}` : ''}`, { replace: true });
  }

  /** @param {any} e */
  typed(e) {
    if (e.isComposing) return;
    clearTimeout(this.timer);
    const q = e.target.value.trim();
    this.timer = setTimeout(() => this.turn({ q }), 250);
  }

  async chooseCategory() {
    const chosen = await pickCategory(this.place, this.query.get('category') ?? '', t('kb.category'));
    if (!chosen) return;
    this.categoryText = chosen.value ? chosen.text : '';
    this.turn({ category: chosen.value });
  }

  render() {
    const title = html`<h1 tabindex="-1">${t('kb.title')}</h1>`;
    if (!this.places.length) return html`<div class="page kb">${title}${empty(t('kb.notAllowed'))}</div>`;
    return html`<div class="page kb"><div class="kb-head">${title}<div class="buttons">${this.tools()}</div></div>${kbTabs('list')}
      ${problemBox(this.problem, () => this.load())}
      ${this.filters()}
      <section aria-labelledby="kb-list"><h2 id="kb-list" class="hidden-visually">${t(this.work ? 'kb.work' : 'kb.read')}</h2>
      ${this.items?.length ? this.table(this.items) : this.items ? empty(this.none(), this.narrowed ? html`<button type="button" class="button small" @click=${() => this.turn(Object.fromEntries(FILTERS.map((f) => [f, ''])))}>${t('kb.widen')}</button>` : nothing) : nothing}
      ${this.next ? html`<button type="button" class="button" @click=${() => this.load(true)}>${t('list.more')}</button>` : nothing}</section></div>`;
  }

  tools() {
    const may = placesWith('knowledge-write');
    const whole = may.some(isWhole);
    return html`${whole ? html`<a class="button" href="/console/kb/files">${t('kb.import')}</a><a class="button" href="/console/kb/files#export">${icon('download')}${t('kb.export')}</a>` : nothing}
      ${may.length ? html`<a class="button solid" id="new-article" href="/console/kb/new${this.place ? `?municipality=${this.place}` : ''}">${icon('plus')}${t('kb.new')}</a>` : nothing}`;
  }

  get narrowed() {
    return FILTERS.some((f) => this.query.get(f));
  }

  none() {
    if (this.narrowed) return t('kb.none.found');
    return t(this.work ? 'kb.none.work' : 'kb.none');
  }

  filters() {
    const places = this.places;
    const code = this.query.get('category') ?? '';
    return html`<div class="module-bar kb-filters" role="search" aria-label=${t('kb.filters')}>
      ${this.writes ? html`<div class="segments" role="group" aria-label=${t('kb.which')}>${[false, true].map((w) => html`<button type="button" id=${w ? 'kb-work' : 'kb-read'} aria-pressed=${String(w === this.work)} @click=${() => this.turn({ work: w ? 'true' : '', progress: '' })}>${t(w ? 'kb.work' : 'kb.read')}</button>`)}</div>` : nothing}
      <div class="labelled kb-q"><label for="kb-q">${t('kb.q')}</label><input id="kb-q" type="search" maxlength="100" autocomplete="off" .value=${this.query.get('q') ?? ''} @input=${this.typed} @compositionend=${this.typed}></div>
      ${places.length > 1 ? this.select('municipality', [['', t('municipality.all', { n: number(places.length) })], ...places.map((m) => [m.slug, m.name])], this.place) : nothing}
      ${this.place ? html`${this.select('section', [['', t('kb.any')], ...this.known.map((s) => [s.code, s.name])])}
        <div class="labelled"><span id="kb-category-label">${t('kb.category')}</span><button type="button" class="pick" id="kb-category" aria-haspopup="dialog" aria-labelledby="kb-category-label kb-category" @click=${this.chooseCategory}>${code ? this.categoryText || code : t('kb.any')}</button></div>` : nothing}
      ${this.select('visibility', [['', t('kb.any')], ...VISIBILITIES.map((v) => [v, word('kb.visibility', v)])])}
      ${this.select('standing', [['', t('kb.any')], ...STANDINGS.filter((s) => this.work || !/none|withdrawn/.test(s)).map((s) => [s, word('kb.standing', s)])])}
      ${this.work ? this.select('progress', [['', t('kb.any')], ...PROGRESSES.map((p) => [p, word('kb.progress', p)]), ['returned', t('reviews.returned')]]) : nothing}</div>`;
  }

  /** @param {string} name @param {string[][]} options @param {string} [value] */
  select(name, options, value = this.query.get(name) ?? '') {
    return html`<div class="labelled"><label for="kb-filter-${name}">${t(name === 'municipality' ? 'municipality' : `kb.${name}`)}</label>
      <select id="kb-filter-${name}" @change=${(/** @type {any} */ e) => this.turn(name === 'municipality' ? { municipality: e.target.value, section: '', category: '' } : { [name]: e.target.value })}>
        ${options.map(([code, text]) => html`<option value=${code} ?selected=${code === value}>${text}</option>`)}</select></div>`;
  }

  /** @param {any[]} items */
  table(items) {
    return html`<div class="table-scroll" tabindex="0" role="group" aria-labelledby="kb-list"><table class="plain-table kb-table"><thead><tr>
      ${['question', 'section', 'category', 'visibility', 'state', 'updated', 'reviewOn'].map((c) => html`<th scope="col">${t(`kb.${c}`)}</th>`)}</tr></thead>
      <tbody>${items.map((a) => this.row(a))}</tbody></table></div>`;
  }

  /** @param {any} a */
  row(a) {
    const why = needs(a);
    const at = a.editedAt ?? a.publishedAt;
    return html`<tr class=${why ? 'kb-alarm' : ''}><th scope="row" class="wrap"><a href="/console/kb/${a.id}">${a.question}</a>${why ? html`<span class="over kb-why">⚠ ${why}</span>` : nothing}</th>
      <td>${ownerName(a)}</td><td>${a.category?.name ?? ''}</td><td>${word('kb.visibility', a.visibility)}</td><td>${stateChips(a)}</td>
      <td>${at ? momentLabel(at, a.municipality) : nothing}</td><td class=${isLate(a) ? 'over' : ''}>${a.reviewOn ? html`<time datetime=${a.reviewOn} title=${date(a.reviewOn)}>${shortDay(`${a.reviewOn}T12:00:00Z`, 'UTC')}</time>` : nothing}</td></tr>`;
  }
}
customElements.define('md-article-list', ArticleList);
