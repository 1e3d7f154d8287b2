// @ts-check
/**
 * 改善提案: what was searched in vain, how many searches end in an answer, and which articles should be looked at.
 */

import { empty, html, momentLabel, moreStyle, nothing, notice, problemBox } from '../parts.js';
import { call, get, may, session, timeZone } from '../api.js';
import { catalogue, number, t } from '../i18n.js';
import { sections } from '../components/pickers.js';
import { WORK, placesWith } from '../components/article-state.js';
import { PlaceScreen } from '../components/place-screen.js';
import '../components/search-figures.js';

await catalogue('tickets', 'kb', 'searches', 'findings');
moreStyle('kb');

/** What is found by the search, then lists of articles. */
const FOUND = ['searches', 'asked'];
const TABS = ['unhelpful', 'unused', 'review', 'duplicates'];
const PAGE = 50;
const LISTS = ['no-hits', 'no-use'];
const PERIODS = ['7', '28', '90', '365'];
const USUAL = '28';

class Improve extends PlaceScreen {
  heading = 'improve.title';

  static properties = {
    query: { attribute: false }, place: { state: true }, listed: { state: true }, days: { state: true }, period: { state: true }, items: { state: true }, next: { state: true },
    figures: { state: true }, counts: { state: true }, known: { state: true }, section: { state: true }, problem: { state: true }, missing: { state: true }, undone: { state: true },
  };

  constructor() {
    super();
    this.listed = LISTS[0];
    /** how many, or '' for two chosen ones */ this.days = USUAL;
    /** the first day and the last one */ this.period = { from: '', to: '' };
    /** @type {any[] | null} */ this.items = null;
    this.next = '';
    /** @type {any} */ this.figures = null;
    /** @type {any} by kind, of the lists of articles */ this.counts = null;
    /** @type {any[]} sections to choose from */ this.known = [];
    this.section = '';
    /** @type {any} */ this.problem = null;
    /** whether the search is not installed */ this.missing = false;
    /** @type {any} what was just dismissed */ this.undone = null;
    this.asked = 0;
  }

  /** @returns {any[]} */
  get places() {
    return placesWith(...WORK);
  }

  /** Whether one is told of searches there. */
  get searches() {
    return session.search && may('knowledge-approve', this.place);
  }

  get tab() {
    const wanted = this.query.get('tab') ?? '';
    return TABS.includes(wanted) ? wanted : !this.searches ? TABS[0] : FOUND.includes(wanted) ? wanted : FOUND[0];
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    const began = this.hasUpdated;
    super.willUpdate();
    if (began && changed.has('query')) this.load();
  }

  async load() {
    if (!this.place) return;
    this.loadCounts();
    if (this.tab === 'searches') return this.loadSearches();
    if (this.tab === 'asked') return import('../components/asked-often.js');
    this.loadSections();
    await import('../components/article-findings.js');
  }

  async loadCounts() {
    const { place, section } = this;
    try {
      const counts = await get('/article-findings/counts', { municipality: place, section });
      if (place === this.place && section === this.section) this.counts = counts;
    } catch (problem) {
      this.problem = problem;
    }
  }

  async loadSections() {
    const { place } = this;
    const known = (await sections(place)).filter((s) => s.kind === 'section');
    if (place === this.place) this.known = known;
  }

  async loadSearches() {
    if (this.days) this.period = this.last(Number(this.days));
    await Promise.all([this.list(), this.count()]);
  }

  /** So many days up to today, there. @param {number} days */
  last(days) {
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: timeZone(this.place) });
    const now = Date.now();
    return { from: day.format(new Date(now - (days - 1) * 86_400_000)), to: day.format(new Date(now)) };
  }

  async list(more = false) {
    const turn = ++this.asked;
    try {
      const page = await get('/search-findings', { municipality: this.place, list: this.listed, ...this.period, after: more ? this.next : '', limit: PAGE });
      if (turn !== this.asked) return;
      this.items = more ? [...(this.items ?? []), ...page.items] : page.items;
      this.next = page.next ?? '';
      this.problem = null;
    } catch (problem) {
      if (turn === this.asked) this.failed(/** @type {any} */ (problem));
    }
  }

  async count() {
    const { place, period } = this;
    const long = Date.parse(period.to) - Date.parse(period.from) > 62 * 86_400_000;
    try {
      const figures = await get('/search-findings/figures', { municipality: place, ...period, by: long ? 'month' : 'day' });
      if (place === this.place && period === this.period) this.figures = figures;
    } catch (problem) {
      if (place === this.place && period === this.period) this.failed(/** @type {any} */ (problem));
    }
  }

  /** @param {any} problem */
  failed(problem) {
    this.missing = problem.status === 404;
    this.problem = this.missing ? null : problem;
  }

  /** @param {any} e */
  move(e) {
    this.place = e.target.value;
    this.items = this.figures = this.undone = this.counts = null;
    this.section = '';
    this.load();
  }

  /** @param {string} listed */
  show(listed) {
    if (listed === this.listed) return;
    this.listed = listed;
    this.items = this.undone = null;
    this.list();
  }

  /** @param {any} e */
  choose(e) {
    this.days = e.target.value;
    if (this.days) this.load();
  }

  /** @param {Event} e */
  between(e) {
    e.preventDefault();
    const [from, to] = [this.find('#improve-from').value, this.find('#improve-to').value];
    if (!from || !to) return;
    this.period = { from, to };
    this.load();
  }

  /** @param {any} finding @param {boolean} dismissed */
  async dismiss(finding, dismissed) {
    const listed = this.listed;
    try {
      await call('/search-findings/dismissals', { method: 'PUT', body: { municipality: this.place, list: listed, group: finding.group, ...this.period, dismissed } });
      this.undone = dismissed ? finding : null;
      notice(t(dismissed ? 'improve.dismissed' : 'improve.putBack', { text: finding.texts[0] }));
      await this.list();
      await this.updateComplete;
      (this.find(dismissed ? '.undo button' : `[data-group="${CSS.escape(finding.group)}"]`) ?? this.find('h1'))?.focus();
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    const title = html`<h1 tabindex="-1">${t('improve.title')}</h1>`;
    if (!this.place) return html`<div class="page templates improve">${title}${empty(t('improve.notAllowed'))}</div>`;
    return html`<div class="page templates improve">${title}${this.tabs()}
      ${problemBox(this.problem, () => this.load())}
      ${this.tab === 'asked' ? this.often() : this.tab !== 'searches' ? this.articles() : this.missing ? empty(t('searches.missing')) : this.searched()}</div>`;
  }

  tabs() {
    /** @param {any} c */
    const count = (c) => (c ? html` <span class="count">${t('findings.count', { n: `${number(c.count)}${c.capped ? '+' : ''}` })}</span>` : nothing);
    const tabs = [...(this.searches ? FOUND : []), ...TABS];
    return html`<nav class="kb-tabs" aria-label=${t('findings.tabs')}>${tabs.map((tab) => html`<a href="/console/kb/improve?${new URLSearchParams({ municipality: this.place, tab })}" id="tab-${tab}" aria-current=${tab === this.tab ? 'page' : nothing}>${t(`findings.tab.${tab}`)}${count(this.counts?.[tab])}</a>`)}</nav>`;
  }

  often() {
    return html`${this.places.length > 1 ? html`<div class="module-bar">${this.choice()}</div>` : nothing}<md-asked-often .place=${this.place}></md-asked-often>`;
  }

  articles() {
    return html`<div class="module-bar">${this.choice()}
      ${this.known.length ? html`<div class="labelled"><label for="improve-section">${t('kb.section')}</label><select id="improve-section" @change=${(/** @type {any} */ e) => { this.section = e.target.value; this.loadCounts(); }}>
        <option value="" ?selected=${!this.section}>${t('findings.section.any')}</option>${this.known.map((s) => html`<option value=${s.code} ?selected=${s.code === this.section}>${s.name}</option>`)}</select></div>` : nothing}</div>
      <md-article-findings .kind=${this.tab} .place=${this.place} .section=${this.section} @md-changed=${() => this.loadCounts()}></md-article-findings>`;
  }

  searched() {
    return html`<p class="quiet">${t('improve.text')}</p>
      ${this.bar()}
      ${this.figures ? html`<md-search-figures .figures=${this.figures}></md-search-figures>` : nothing}
      <section aria-labelledby="improve-list"><h2 id="improve-list">${t('improve.list')}</h2>
        <div class="segments" role="group" aria-label=${t('improve.lists')}>${LISTS.map((l) => html`<button type="button" id="list-${l}" aria-pressed=${String(l === this.listed)} @click=${() => this.show(l)}>${t(`improve.list.${l}`)}</button>`)}</div>
        <p class="quiet">${t(`improve.list.${this.listed}.text`)}</p>
        ${this.undone ? html`<div class="undo" role="status"><p>${t('improve.dismissed', { text: this.undone.texts[0] })}
          <button type="button" class="button small" @click=${() => this.dismiss(this.undone, false)}>${t('searches.undo')}</button></p></div>` : nothing}
        ${this.items?.length ? this.table(this.items) : this.items ? empty(t(`improve.none.${this.listed}`)) : html`<p class="quiet">${t('loading')}</p>`}
        ${this.next ? html`<button type="button" class="button" @click=${() => this.list(true)}>${t('list.more')}</button>` : nothing}</section>`;
  }

  choice() {
    const places = this.places;
    return places.length < 2 ? nothing : html`<div class="labelled"><label for="improve-place">${t('municipality')}</label><select id="improve-place" @change=${this.move}>
      ${places.map((m) => html`<option value=${m.slug} ?selected=${m.slug === this.place}>${m.name}</option>`)}</select></div>`;
  }

  bar() {
    return html`<div class="module-bar">${this.choice()}
      <div class="labelled"><label for="improve-days">${t('improve.period')}</label><select id="improve-days" @change=${this.choose}>
        ${[...PERIODS, ''].map((d) => html`<option value=${d} ?selected=${d === this.days}>${t(d ? 'improve.period.days' : 'improve.period.between', { n: d })}</option>`)}</select></div></div>
      ${this.days ? nothing : html`<form class="module-bar" @submit=${this.between}>
        <div class="labelled"><label for="improve-from">${t('improve.from')}</label><input id="improve-from" type="date" required .value=${this.period.from}></div>
        <div class="labelled"><label for="improve-to">${t('improve.to')}</label><input id="improve-to" type="date" required .value=${this.period.to}></div>
        <div class="buttons"><button type="submit" class="button">${t('improve.show')}</button></div></form>`}`;
  }

  /** @param {any[]} items */
  table(items) {
    return html`<div class="table-scroll" tabindex="0" role="group" aria-labelledby="improve-list"><table class="plain-table"><thead><tr>
      <th scope="col">${t('improve.words')}</th><th scope="col" class="n">${t('improve.count')}</th><th scope="col" class="n">${t('improve.askedOn')}</th><th scope="col">${t('improve.last')}</th><td></td>
      </tr></thead><tbody>${items.map((f) => this.row(f))}</tbody></table></div>`;
  }

  /** @param {any} f */
  row(f) {
    const [text, ...others] = f.texts;
    const article = new URLSearchParams({ municipality: this.place, question: text });
    const words = new URLSearchParams({ municipality: this.place, words: text });
    return html`<tr><th scope="row" class="wrap">${text}${others.length ? html`<br><span class="quiet">${t('improve.others', { texts: others.join('／') })}</span>` : nothing}</th>
      <td class="n">${number(f.count)}</td><td class="n">${number(f.askedOn)}</td><td>${momentLabel(f.last, this.place)}</td>
      <td><div class="buttons"><a class="button small" href="/console/kb/new?${article}" aria-label=${t('improve.article.of', { text })}>${t('improve.article')}</a>
        <a class="button small" href="/console/admin/synonyms?${words}" aria-label=${t('improve.synonyms.of', { text })}>${t('improve.synonyms')}</a>
        <button type="button" class="button small plain" data-group=${f.group} aria-label=${t('improve.dismiss.of', { text })} @click=${() => this.dismiss(f, true)}>${t('improve.dismiss')}</button></div></td></tr>`;
  }
}
customElements.define('md-improve', Improve);
