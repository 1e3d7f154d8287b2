// @ts-check
/** What the tickets of a period ask again and again, and what can be done about it. */

import { Part, announce, empty, html, momentLabel, nothing, problemBox } from '../parts.js';
import { call, get, timeZone } from '../api.js';
import { catalogue, number, t } from '../i18n.js';
import { newest } from '../live.js';

await catalogue('searches', 'asked');

const PERIODS = ['28', '90', '365'];
const UNDO_MILLIS = 10_000;

class AskedOften extends Part {
  static properties = {
    place: {}, days: { state: true }, answered: { state: true }, page: { state: true }, problem: { state: true }, missing: { state: true }, undone: { state: true },
  };

  constructor() {
    super();
    this.place = '';
    this.days = PERIODS[0];
    /** whether what an article answers is listed too */ this.answered = false;
    /** @type {any} what was answered last */ this.page = null;
    /** @type {any} */ this.problem = null;
    /** whether the search is not there */ this.missing = false;
    /** @type {any} what was just taken off the list */ this.undone = null;
    this.asked = 0;
    /** @type {any} */ this.timer = undefined;
    this.load = newest(this.load.bind(this));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (!changed.has('place')) return;
    this.page = this.undone = null;
    this.load();
  }

  /** So many days up to today, there. */
  get period() {
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: timeZone(this.place) });
    const now = Date.now();
    return { from: day.format(new Date(now - (Number(this.days) - 1) * 86_400_000)), to: day.format(new Date(now)) };
  }

  async load() {
    const turn = ++this.asked;
    try {
      const page = await get('/search-findings/asked-often', { municipality: this.place, ...this.period, answered: this.answered || '' });
      if (turn !== this.asked) return;
      this.page = page;
      this.problem = null;
    } catch (problem) {
      if (turn !== this.asked) return;
      this.missing = /** @type {any} */ (problem).status === 404;
      this.problem = this.missing ? null : problem;
    }
  }

  /** @param {any} change */
  narrow(change) {
    Object.assign(this, change, { page: null, undone: null });
    this.load();
  }

  /** @param {any} q @param {boolean} dismissed */
  async dismiss(q, dismissed) {
    try {
      await call('/search-findings/asked-often/dismissals', { method: 'PUT', body: { municipality: this.place, group: q.group, ...this.period, dismissed } });
      clearTimeout(this.timer);
      this.undone = dismissed ? q : null;
      if (dismissed) this.timer = setTimeout(() => (this.undone = null), UNDO_MILLIS);
      announce(t(dismissed ? 'asked.dismissed' : 'asked.putBack', { text: q.title }));
      await this.load();
      await this.updateComplete;
      (this.find(dismissed ? '.undo button' : `[data-group="${CSS.escape(q.group)}"]`) ?? this.find('h2'))?.focus();
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    if (this.missing) return empty(t('searches.missing'));
    const items = this.page?.items ?? [];
    return html`<section aria-labelledby="asked"><h2 id="asked" tabindex="-1">${t('asked.title')}</h2>
      <p class="quiet">${t('asked.text')}</p>
      <div class="module-bar"><div class="labelled"><label for="asked-days">${t('improve.period')}</label><select id="asked-days" @change=${(/** @type {any} */ e) => this.narrow({ days: e.target.value })}>
          ${PERIODS.map((d) => html`<option value=${d} ?selected=${d === this.days}>${t('improve.period.days', { n: d })}</option>`)}</select></div>
        <label class="check"><input type="checkbox" id="asked-answered" .checked=${this.answered} @change=${(/** @type {any} */ e) => this.narrow({ answered: e.target.checked })}> ${t('asked.answered')}</label></div>
      ${problemBox(this.problem, () => this.load())}
      <div class="undo" role="status">${this.undone ? html`<p>${t('asked.dismissed', { text: this.undone.title })}
        <button type="button" class="button small" @click=${() => this.dismiss(this.undone, false)}>${t('searches.undo')}</button></p>` : nothing}</div>
      ${this.page ? html`<p class="quiet" role="status">${t(this.page.more ? 'asked.lookedAt.more' : 'asked.lookedAt', { n: number(this.page.lookedAt), items: number(items.length) })}</p>` : nothing}
      ${items.length ? html`<ul class="cases">${items.map((/** @type {any} */ q) => this.row(q))}</ul>` : this.page ? empty(t('asked.none')) : this.problem ? nothing : html`<p class="quiet">${t('asked.looking')}</p>`}</section>`;
  }

  /** @param {any} q */
  row(q) {
    const text = q.title;
    const write = new URLSearchParams({ municipality: this.place, question: text });
    return html`<li class="case"><div class="case-text"><p><b>${text}</b> <span class="chip">${t('asked.count', { n: number(q.count) })}</span></p>
        <p class="quiet">${(q.terms ?? []).join('・')}</p>
        <p>${t('asked.tickets')} ${q.tickets.map((/** @type {string} */ ref) => html`<a href="/console/tickets/${ref}">${ref.slice(this.place.length + 1)}</a> `)}<span class="quiet">${t('asked.last')} ${momentLabel(q.last, this.place)}</span></p>
        ${q.article ? html`<p>${t('asked.article')} <a href="/console/kb/${q.article.id}">${q.article.title}</a></p>` : nothing}</div>
      <div class="buttons">${q.article ? html`<a class="button small" href="/console/kb/${q.article.id}/edit" aria-label=${t('asked.mend.of', { text: q.article.title })}>${t('asked.mend')}</a>`
          : html`<a class="button small" href="/console/kb/new?${write}" aria-label=${t('improve.article.of', { text })}>${t('improve.article')}</a>`}
        <button type="button" class="button small plain" data-group=${q.group} aria-label=${t('improve.dismiss.of', { text })} @click=${() => this.dismiss(q, true)}>${t('improve.dismiss')}</button></div></li>`;
  }
}
customElements.define('md-asked-often', AskedOften);
