// @ts-check
/** The editions of an article: what was changed from one to another, and taking one up again. Fires `md-restore` with its number. */

import { Part, html, momentLabel, nothing, problemBox } from '../parts.js';
import { get } from '../api.js';
import { catalogue, t } from '../i18n.js';

await catalogue('tickets', 'kb');

/** Removed and added, told by marks and words, not by colours alone. @param {any[]} stretches */
export const compared = (stretches) => html`<p class="kb-compared">${stretches.map((s) => (s.kind === 'removed' ? html`<del><span class="hidden-visually">${t('kb.removed')}: </span>${s.text}</del>`
  : s.kind === 'added' ? html`<ins><span class="hidden-visually">${t('kb.added')}: </span>${s.text}</ins>` : html`<span>${s.text}</span>`))}</p>`;

class ArticlePast extends Part {
  static properties = { one: { attribute: false }, items: { state: true }, next: { state: true }, pair: { state: true }, comparison: { state: true }, problem: { state: true }, open: { state: true } };

  constructor() {
    super();
    /** @type {any} the article */ this.one = null;
    /** @type {any[] | null} */ this.items = null;
    this.next = '';
    /** @type {number[]} older, newer */ this.pair = [];
    /** @type {any} */ this.comparison = null;
    /** @type {any} */ this.problem = null;
    this.open = false;
    this.key = '';
  }

  willUpdate() {
    const key = `${this.one.head.id} ${this.one.version}`;
    if (key === this.key) return;
    if (!this.key.startsWith(`${this.one.head.id} `)) this.comparison = null;
    this.key = key;
    if (this.open) this.load();
  }

  /** @param {any} e */
  turn(e) {
    this.open = e.target.open;
    if (this.open && !this.items) this.load();
  }

  async load(more = false) {
    const { key } = this;
    try {
      const page = await get(`/articles/${this.one.head.id}/editions`, { after: more ? this.next : '' });
      if (key !== this.key) return;
      this.items = more ? [...(this.items ?? []), ...page.items] : page.items;
      this.next = page.next ?? '';
      const newest = this.one.newest;
      if (!more) this.pair = newest > 1 ? [this.one.shown && this.one.shown < newest ? this.one.shown : newest - 1, newest] : [];
      this.problem = null;
      if (!more && this.pair.length) await this.compare();
    } catch (problem) {
      if (key === this.key) this.problem = problem;
    }
  }

  async compare() {
    const { key, pair: [older, newer] } = this;
    try {
      const comparison = await get(`/articles/${this.one.head.id}/comparison`, { older, newer });
      if (key === this.key && older === this.pair[0] && newer === this.pair[1]) this.comparison = comparison;
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** @param {number} at @param {number} edition */
  choose(at, edition) {
    this.pair = this.pair.map((n, i) => (i === at ? edition : n));
    this.compare();
  }

  render() {
    const { items } = this;
    return html`<details class="kb-past" @toggle=${this.turn}><summary>${t('kb.editions')} <span class="quiet">${t('kb.edition', { n: this.one.newest })}</span></summary>
      ${problemBox(this.problem)}
      ${items ? html`${this.pair.length ? this.diff(items) : nothing}
      <ol class="kb-editions">${items.map((e) => this.edition(e))}</ol>
      ${this.next ? html`<button type="button" class="button small" @click=${() => this.load(true)}>${t('list.more')}</button>` : nothing}` : nothing}</details>`;
  }

  /** @param {any[]} items */
  diff(items) {
    const select = (/** @type {number} */ at, /** @type {string} */ label) => html`<div class="labelled"><label for="kb-pair-${at}">${t(label)}</label><select id="kb-pair-${at}" @change=${(/** @type {any} */ e) => this.choose(at, Number(e.target.value))}>
      ${items.map((e) => html`<option value=${e.edition} ?selected=${e.edition === this.pair[at]}>${t('kb.edition', { n: e.edition })}</option>`)}</select></div>`;
    const found = this.comparison;
    return html`<div class="kb-pair">${select(0, 'kb.older')}${select(1, 'kb.newer')}</div>
      <div role="status" class="kb-comparison">${found ? (found.differences.length ? found.differences.map((/** @type {any} */ d) => html`<h3>${t(`kb.${d.field}`)}</h3>${compared(d.stretches)}`) : html`<p class="quiet">${t('kb.same')}</p>`) : nothing}
      ${found?.differences.length ? html`<p class="quiet">${t('kb.legend')}</p>` : nothing}</div>`;
  }

  /** @param {any} e */
  edition(e) {
    const { head, newest, shown, lets } = this.one;
    return html`<li><a href="/console/kb/${head.id}?edition=${e.edition}">${t('kb.edition', { n: e.edition })}</a> ${momentLabel(e.at, head.municipality)} ${e.editor.name}
      ${e.restored ? html`<span class="quiet">${t('kb.restored', { n: e.restored })}</span>` : nothing} ${e.edition === shown ? html`<span class="chip kb-current">${t('kb.shown')}</span>` : nothing}
      ${e.edition !== newest && lets?.includes('restore') ? html`<button type="button" class="link" aria-label=${t('kb.restore.of', { n: e.edition })} aria-haspopup="dialog" @click=${() => this.dispatchEvent(new CustomEvent('md-restore', { detail: e.edition }))}>${t('kb.step.restore')}</button>` : nothing}</li>`;
  }
}
customElements.define('md-article-past', ArticlePast);
