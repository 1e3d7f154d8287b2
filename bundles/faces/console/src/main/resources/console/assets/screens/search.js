// @ts-check
/** 検索: everything the person may see that answers what was asked, narrowed by what is known of it. */

import { Part, announce, dayLabel, empty, html, icon, moreStyle, nothing, problemBox } from '../parts.js';
import { get, may, municipality, session } from '../api.js';
import { catalogue, number, t } from '../i18n.js';
import { go } from '../navigation.js';
import { Search, chosenPlace, hitPath, marked, placeOf, searchPath, searchable } from '../components/finding.js';
import { categories, sections } from '../components/pickers.js';
import { languageName } from '../components/side.js';

await catalogue('tickets', 'find');

const PAGE = 20;
/** So many articles stand before everything else. */
const ARTICLES = 3;
/** No more hits are told of. */
const FURTHEST = 1000;
/** Further municipalities in which it is counted what there is. */
const MOST_PLACES = 5;
const FACETS = ['kind', 'section', 'category', 'language'];

/** The last search in so many words: looking at its pages and coming back to it is none of its own. @type {{key: string, search: Search} | undefined} */
let last;

/** What has only some of the words does not count beside what has all. @param {{total: number, loosened: boolean}} found */
const worth = ({ total, loosened }) => (loosened ? 0 : total);

/** @param {any} one @param {any} other */
const isSame = (one, other) => one.kind === other.kind && one.id === other.id;

class SearchScreen extends Part {
  static properties = { query: { attribute: false }, answer: { state: true }, loading: { state: true }, problem: { state: true }, away: { state: true }, names: { state: true }, ready: { state: true } };

  constructor() {
    super();
    this.query = new URLSearchParams();
    /** @type {any} */ this.answer = null;
    /** @type {any[]} what there is in other municipalities */ this.elsewhere = [];
    /** what the answer answers */ this.answered = '';
    this.loading = false;
    /** @type {any} */ this.problem = null;
    this.away = false;
    this.ready = false;
    /** @type {Record<string, Map<string, string>>} sections and categories by code */ this.names = {};
    this.turn = 0;
    /** @type {AbortController | undefined} */ this.asking = undefined;
    this.onKnown = () => this.load();
  }

  connectedCallback() {
    super.connectedCallback();
    moreStyle().then(() => (this.ready = true));
    addEventListener('md-search', this.onKnown);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('md-search', this.onKnown);
    this.asking?.abort();
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    document.title = `${this.q ? t('find.found', { q: this.q }) : t('find.title')} – ${t('product')}`;
    if (changed.has('query')) this.load();
  }

  get q() {
    return (this.query.get('q') ?? '').trim();
  }

  get place() {
    return placeOf(this.query.get('municipality') ?? '');
  }

  get page() {
    return Math.min(Math.max(1, Math.floor(Number(this.query.get('page')) || 1)), FURTHEST / PAGE);
  }

  /** @returns {Record<string, string>} */
  get only() {
    return Object.fromEntries(FACETS.map((f) => [f, this.query.get(f) ?? '']));
  }

  /** The same search, otherwise narrowed: from its first page. @param {Record<string, string | number>} change */
  path(change) {
    return searchPath({ q: this.q, municipality: this.place, ...this.only, ...change });
  }

  async load() {
    this.asking?.abort();
    const turn = ++this.turn;
    const { q, place, page, only } = this;
    this.away = session.search === false;
    this.problem = null;
    this.loading = false;
    if (!q || !place || this.away) {
      this.answer = null;
      return;
    }
    this.loading = true;
    // told soon; whoever has no tickets is not told, and tries
    if (session.search === undefined && may('ticket-read')) return;
    const { signal } = (this.asking = new AbortController());
    this.name(place);
    try {
      const wanted = { municipality: place, q, ...only };
      const [answer, best, elsewhere] = await Promise.all([
        get('/search', { ...wanted, facets: FACETS.join(','), from: (page - 1) * PAGE, limit: PAGE }, signal),
        // many contacts ask what one article answers
        only.kind || page > 1 ? [] : get('/search', { ...wanted, kind: 'article', limit: ARTICLES }, signal).then((found) => found.items),
        this.lookElsewhere(signal),
      ]);
      if (turn !== this.turn) return;
      answer.items = [...best, ...answer.items.filter((/** @type {any} */ hit) => !best.some((/** @type {any} */ b) => isSame(hit, b)))];
      const better = elsewhere.filter((e) => worth(e) > worth(answer)).sort((a, b) => worth(b) - worth(a))[0];
      if (better && !this.query.get('municipality') && !chosenPlace()) return go(this.path({ municipality: better.slug }), { replace: true });
      this.elsewhere = elsewhere.map((e) => ({ ...e, total: answer.loosened ? e.total : worth(e) }));
      this.answer = answer;
      this.answered = `${place} ${q}`;
      this.note(answer);
      announce(t(answer.total ? 'find.count' : 'find.nothing', { n: number(answer.total), q }));
    } catch (problem) {
      if (turn !== this.turn || signal.aborted) return;
      const { status, type } = /** @type {any} */ (problem);
      this.answer = null;
      if (status === 404 && type !== 'municipality-not-found') this.away = true;
      else this.problem = problem;
    } finally {
      if (turn === this.turn) this.loading = false;
    }
  }

  /** How many there are in the other municipalities. @param {AbortSignal} signal @returns {Promise<any[]>} */
  lookElsewhere(signal) {
    const others = searchable().filter((m) => m.slug !== this.place).slice(0, MOST_PLACES);
    return Promise.all(others.map(async ({ slug, name }) => {
      const { total, more, loosened } = await get('/search', { municipality: slug, q: this.q, limit: 0 }, signal).catch(() => ({ total: 0 }));
      return { slug, name, total, more, loosened };
    }));
  }

  /** Once for each search in so many words. @param {any} answer */
  note(answer) {
    if (last?.key === this.answered) return;
    last = { key: this.answered, search: new Search('console', this.place, this.q, answer) };
    last.search.told();
  }

  /** What codes are called; without an answer they are shown as they are. @param {string} place */
  async name(place) {
    const [s, c] = await Promise.all([sections(place), categories(place)].map((asked) => asked.catch(() => [])));
    const byCode = (/** @type {any[]} */ all) => new Map(all.map((x) => [x.code, x.name]));
    if (place === this.place) this.names = { section: byCode(s), category: byCode(c) };
  }

  /** @param {string} facet @param {string} value */
  called(facet, value) {
    if (facet === 'kind') return t(`find.kind.${value}`);
    if (facet === 'language') return languageName(value);
    return this.names[facet]?.get(value) ?? value;
  }

  /** Asks whether the search has come meanwhile. */
  async again() {
    const desk = may('ticket-read') ? await get('/desk').catch(() => null) : null;
    if (desk) session.search = desk.search;
    this.load();
  }

  render() {
    if (!this.ready) return nothing;
    return html`<div class="page find-page"><h1 tabindex="-1">${this.q ? t('find.found', { q: this.q }) : t('find.title')}</h1>
      ${may('ticket-read') ? nothing : this.form()}
      ${problemBox(this.problem, () => this.load())}
      ${this.body()}</div>`;
  }

  body() {
    if (!this.place) return empty(t('find.notAllowed'));
    if (this.away) return this.absent();
    if (!this.q) return empty(t('find.begin'), html`<p class="quiet">${t('find.begin.hint')}</p>`);
    if (!this.answer) return this.loading ? html`<p class="quiet" aria-busy="true">${t('loading')}</p>` : nothing;
    return html`<div class="find-columns" aria-busy=${String(this.loading)}>${this.facets()}<section class="find-hits" aria-label=${t('find.hits')}>${this.hits()}</section></div>`;
  }

  /** For whoever has no field in the header. */
  form() {
    const submit = (/** @type {Event} */ e) => {
      e.preventDefault();
      go(searchPath({ q: this.find('#find-q').value.trim(), municipality: this.place }));
    };
    return html`<form class="find-form" role="search" @submit=${submit}><label class="hidden-visually" for="find-q">${t('find.title')}</label>
      <input id="find-q" type="search" maxlength="1000" autocomplete="off" .value=${this.q}><button class="button solid">${t('find.do')}</button></form>`;
  }

  /** The search is a plug-in of its own. */
  absent() {
    return html`<div class="empty find-away"><p>${t('find.away')}</p><p>${t(may('directory-manage') ? 'find.away.administrator' : 'find.away.others')}</p>
      <div class="buttons"><button type="button" class="button" @click=${this.again}>${t('again')}</button>${this.listLink()}</div></div>`;
  }

  listLink() {
    return this.q && may('ticket-read') ? html`<a class="button" href="/console/tickets?${new URLSearchParams({ q: this.q })}">${t('find.list', { q: this.q })}</a>` : nothing;
  }

  facets() {
    const chosen = FACETS.filter((f) => this.query.get(f));
    const offered = FACETS.filter((f) => !chosen.includes(f) && (this.answer.facets?.[f]?.length ?? 0) > 1);
    if (!chosen.length && !offered.length && !this.elsewhere.length) return html`<div></div>`;
    return html`<nav class="facets" aria-label=${t('find.narrow')}>
      ${this.elsewhere.length ? html`<section><h2>${t('municipality')}</h2><p class="facet-chosen"><span>${municipality(this.place)?.name}</span><span class="count">${number(this.answer.total)}${this.answer.more ? '+' : ''}</span></p>
        <ul>${this.elsewhere.map((e) => html`<li><a href=${searchPath({ q: this.q, municipality: e.slug })}><span>${e.name}</span><span class="count">${number(e.total)}${e.more ? '+' : ''}</span></a></li>`)}</ul></section>` : nothing}
      ${chosen.map((f) => html`<section><h2>${t(`find.facet.${f}`)}</h2><p class="facet-chosen"><span>${this.called(f, this.query.get(f) ?? '')}</span>
        <a href=${this.path({ [f]: '' })}>${icon('close')}<span class="hidden-visually">${t('find.widen', { facet: t(`find.facet.${f}`) })}</span></a></p></section>`)}
      ${offered.map((f) => html`<section><h2>${t(`find.facet.${f}`)}</h2><ul>${this.answer.facets[f].map(
        (/** @type {any} */ v) => html`<li><a href=${this.path({ [f]: v.value })}><span>${this.called(f, v.value)}</span><span class="count">${number(v.count)}</span></a></li>`)}</ul></section>`)}</nav>`;
  }

  hits() {
    const { items, total, more, loosened, meant } = this.answer;
    return html`${meant ? html`<p class="meant">${t('find.meant')} <a href=${searchPath({ q: meant, municipality: this.place })}>${meant}</a></p>` : nothing}
      ${total ? html`<p class="quiet">${t(more ? 'find.count.more' : 'find.count', { n: number(total) })}</p>` : nothing}
      ${loosened && total ? html`<p class="loosened">${t('find.loosened')}</p>` : nothing}
      ${items.length ? html`<ol class="hits">${items.map((/** @type {any} */ hit) => html`<li>${this.hit(hit)}</li>`)}</ol>${this.pages(total)}` : this.nothingFound()}`;
  }

  /** @param {any} hit */
  hit(hit) {
    const path = hitPath(hit, this.place);
    const used = () => last?.search.used(hit, 'opened');
    const title = hit.title.text ? marked(hit.title) : t('row.noSubject');
    return html`<article class="hit"><h2><span class="chip kind-${hit.kind}">${t(`find.kind.${hit.kind}`)}</span>
        ${path ? html`<a href=${path} @click=${used} @auxclick=${used}>${title}</a>` : html`<span>${title}</span>`}</h2>
      ${hit.excerpt.text ? html`<p class="excerpt">${marked(hit.excerpt)}</p>` : nothing}
      <p class="line quiet">${hit.kind === 'ticket' ? html`<span class="no">${hit.id.slice(this.place.length + 1)}</span>` : nothing}${hit.section ? html`<span>${this.called('section', hit.section)}</span>` : nothing}${hit.category ? html`<span>${this.called('category', hit.category)}</span>` : nothing}${hit.language && hit.language !== 'ja' ? html`<span>${languageName(hit.language)}</span>` : nothing}<span>${t('find.updated')} ${dayLabel(hit.updatedAt, this.place)}</span></p></article>`;
  }

  /** @param {number} total */
  pages(total) {
    const reached = Math.min(total, FURTHEST);
    const { page } = this;
    if (reached <= PAGE && page === 1) return nothing;
    return html`<nav class="buttons find-pages" aria-label=${t('find.pages')}>
      ${page > 1 ? html`<a class="button" rel="prev" href=${this.path({ page: page > 2 ? page - 1 : '' })}>${t('find.previous')}</a>` : nothing}
      <span class="quiet">${t('find.range', { from: number((page - 1) * PAGE + 1), to: number(Math.min(page * PAGE, total)) })}</span>
      ${page * PAGE < reached ? html`<a class="button" rel="next" href=${this.path({ page: page + 1 })}>${t('find.next')}</a>` : nothing}</nav>`;
  }

  nothingFound() {
    const narrowed = FACETS.some((f) => this.query.get(f));
    return html`<div class="find-nothing"><p><b>${t('find.nothing', { q: this.q })}</b></p>
      <ul><li>${t('find.try.words')}</li><li>${t('find.try.kana')}</li>${narrowed ? html`<li><a href=${searchPath({ q: this.q, municipality: this.place })}>${t('find.try.wide')}</a></li>` : nothing}</ul>
      <div class="buttons">${this.listLink()}<a class="button" href="/console/kb/proposals">${t('find.propose')}</a></div></div>`;
  }
}
customElements.define('md-search', SearchScreen);
