// @ts-check
/** 改善提案: what was searched in vain, and how many searches end in an answer. Further lists are further entries of LISTS. */

import { empty, html, momentLabel, nothing, notice, problemBox } from '../parts.js';
import { call, get, timeZone } from '../api.js';
import { catalogue, number, t } from '../i18n.js';
import { PlaceScreen } from '../components/place-screen.js';
import '../components/search-figures.js';

await catalogue('tickets', 'searches');

const PAGE = 50;
const LISTS = ['no-hits', 'no-use'];
const PERIODS = ['7', '28', '90', '365'];
const USUAL = '28';

class Improve extends PlaceScreen {
  permission = 'knowledge-approve';
  heading = 'improve.title';

  static properties = {
    query: { attribute: false }, place: { state: true }, listed: { state: true }, days: { state: true }, period: { state: true }, items: { state: true }, next: { state: true },
    figures: { state: true }, problem: { state: true }, missing: { state: true }, undone: { state: true },
  };

  constructor() {
    super();
    this.listed = LISTS[0];
    /** how many, or '' for two chosen ones */ this.days = USUAL;
    /** the first day and the last one */ this.period = { from: '', to: '' };
    /** @type {any[] | null} */ this.items = null;
    this.next = '';
    /** @type {any} */ this.figures = null;
    /** @type {any} */ this.problem = null;
    /** whether the search is not installed */ this.missing = false;
    /** @type {any} what was just dismissed */ this.undone = null;
    this.asked = 0;
  }

  async load() {
    if (!this.place) return;
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
    this.items = this.figures = this.undone = null;
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
    if (this.missing) return html`<div class="page templates improve">${title}${empty(t('searches.missing'))}</div>`;
    return html`<div class="page templates improve">${title}<p class="quiet">${t('improve.text')}</p>
      ${this.bar()}
      ${problemBox(this.problem, () => this.load())}
      ${this.figures ? html`<md-search-figures .figures=${this.figures}></md-search-figures>` : nothing}
      <section aria-labelledby="improve-list"><h2 id="improve-list">${t('improve.list')}</h2>
        <div class="segments" role="group" aria-label=${t('improve.lists')}>${LISTS.map((l) => html`<button type="button" id="list-${l}" aria-pressed=${String(l === this.listed)} @click=${() => this.show(l)}>${t(`improve.list.${l}`)}</button>`)}</div>
        <p class="quiet">${t(`improve.list.${this.listed}.text`)}</p>
        ${this.undone ? html`<div class="undo" role="status"><p>${t('improve.dismissed', { text: this.undone.texts[0] })}
          <button type="button" class="button small" @click=${() => this.dismiss(this.undone, false)}>${t('searches.undo')}</button></p></div>` : nothing}
        ${this.items?.length ? this.table(this.items) : this.items ? empty(t(`improve.none.${this.listed}`)) : html`<p class="quiet">${t('loading')}</p>`}
        ${this.next ? html`<button type="button" class="button" @click=${() => this.list(true)}>${t('list.more')}</button>` : nothing}</section></div>`;
  }

  bar() {
    const places = this.places;
    return html`<div class="module-bar">
      ${places.length > 1 ? html`<div class="labelled"><label for="improve-place">${t('municipality')}</label><select id="improve-place" @change=${this.move}>
        ${places.map((m) => html`<option value=${m.slug} ?selected=${m.slug === this.place}>${m.name}</option>`)}</select></div>` : nothing}
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
