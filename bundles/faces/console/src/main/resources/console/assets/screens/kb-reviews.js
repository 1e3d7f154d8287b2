// @ts-check
/** What of the articles waits for the person: to be approved, to be looked over again, to be written anew after it was returned. */

import { Part, empty, html, momentLabel, nothing, problemBox } from '../parts.js';
import { get } from '../api.js';
import { catalogue, number, t } from '../i18n.js';
import { coalesced, onLive } from '../live.js';
import { WORK, dayText, isLate, kbTabs, ownerName, placesWith, stateChips } from '../components/article-state.js';

await catalogue('tickets', 'kb');

/** @type {[string, Record<string, string>][]} with the filters of their lists */
const PARTS = [['approve', { progress: 'in-review' }], ['returned', { progress: 'returned' }], ['expired', { standing: 'expired' }], ['review-due', { standing: 'review-due' }]];
const SHOWN = 20;

class Reviews extends Part {
  static properties = { query: { attribute: false }, lists: { state: true }, problem: { state: true } };

  constructor() {
    super();
    this.query = new URLSearchParams();
    /** @type {Map<string, any> | null} pages by part */ this.lists = null;
    /** @type {any} */ this.problem = null;
    this.asked = 0;
    this.refresh = coalesced(() => this.load());
  }

  connectedCallback() {
    super.connectedCallback();
    this.unlisten = onLive((name, data) => (name === 'reset' || (name === 'event' && data.stream === 'knowledge')) && this.refresh());
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unlisten?.();
  }

  willUpdate() {
    document.title = `${t('kb.tab.reviews')} – ${t('product')}`;
  }

  async load() {
    if (!placesWith(...WORK).length) return;
    const turn = ++this.asked;
    const municipality = localStorage.getItem('madoguchi.municipality') ?? '';
    try {
      const pages = await Promise.all(PARTS.map(([, filter]) => get('/articles', { work: true, municipality, limit: SHOWN, ...filter })));
      if (turn !== this.asked) return;
      this.lists = new Map(PARTS.map(([name], i) => [name, pages[i]]));
      this.problem = null;
    } catch (problem) {
      if (turn === this.asked) this.problem = problem;
    }
  }

  render() {
    const title = html`<h1 tabindex="-1">${t('kb.tab.reviews')}</h1>${kbTabs('reviews')}`;
    if (!placesWith(...WORK).length) return html`<div class="page kb">${title}${empty(t('kb.notAllowed'))}</div>`;
    const none = this.lists && [...this.lists.values()].every((page) => !page.items.length);
    return html`<div class="page kb">${title}${problemBox(this.problem, () => this.load())}
      ${none ? empty(t('reviews.none')) : PARTS.map(([name, filter]) => this.part(name, filter))}</div>`;
  }

  /** @param {string} name @param {Record<string, string>} filter */
  part(name, filter) {
    const page = this.lists?.get(name);
    if (!page?.items.length) return nothing;
    const count = `${number(page.items.length)}${page.next ? '+' : ''}`;
    return html`<section aria-labelledby="reviews-${name}"><h2 id="reviews-${name}" class="over">⚠ ${t(`reviews.${name}`)} <span class="quiet">${t('list.count', { n: count })}</span></h2>
      <ul class="cases">${page.items.map((/** @type {any} */ a) => this.row(a))}</ul>
      ${page.next ? html`<p><a href="/console/kb?${new URLSearchParams({ work: 'true', ...filter })}">${t('reviews.all')}</a></p>` : nothing}</section>`;
  }

  /** @param {any} a */
  row(a) {
    return html`<li class="case"><div class="case-text"><p><a href="/console/kb/${a.id}"><b>${a.question}</b></a> ${stateChips(a)}</p>
      <p class="quiet">${ownerName(a)} ${a.editor?.name ?? ''} ${a.editedAt ? momentLabel(a.editedAt, a.municipality) : nothing}
        ${isLate(a) && a.reviewOn ? html`${t('kb.reviewOn')} ${dayText(a.reviewOn)}` : nothing} ${a.publishAt ? html`${t('kb.publishAt')} ${momentLabel(a.publishAt, a.municipality)}` : nothing}</p></div></li>`;
  }
}
customElements.define('md-kb-reviews', Reviews);
