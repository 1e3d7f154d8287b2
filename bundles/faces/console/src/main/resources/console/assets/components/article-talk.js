// @ts-check
/** What colleagues say about an article, how often it is used, and what readers found wrong. */

import { Part, html, momentLabel, nothing, problemBox } from '../parts.js';
import { call, get, requestId } from '../api.js';
import { catalogue, number, t, word } from '../i18n.js';

await catalogue('tickets', 'kb');

const COUNTED = ['views', 'uses', 'helpful', 'unhelpful'];

class ArticleTalk extends Part {
  static properties = { article: {}, version: {}, municipality: {}, items: { state: true }, next: { state: true }, uses: { state: true }, problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.article = '';
    /** Whenever it is another one, something may have been said. */ this.version = 0;
    this.municipality = '';
    /** @type {any[]} */ this.items = [];
    this.next = '';
    /** @type {any} */ this.uses = null;
    /** @type {any} */ this.problem = null;
    this.busy = false;
    this.request = requestId();
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has('article') || changed.has('version')) this.load();
  }

  async load(more = false) {
    const { article } = this;
    try {
      const [page, uses] = await Promise.all([get(`/article-comments/${article}`, { after: more ? this.next : '' }), more ? this.uses : get(`/article-uses/${article}`)]);
      if (article !== this.article) return;
      this.items = more ? [...this.items, ...page.items] : page.items;
      this.next = page.next ?? '';
      this.uses = uses;
    } catch (problem) {
      if (article === this.article) this.problem = problem;
    }
  }

  /** @param {Event} e */
  async say(e) {
    e.preventDefault();
    const field = this.find('#kb-comment');
    const text = field.value.trim();
    if (!text || this.busy) return field.focus();
    this.busy = true;
    try {
      await call(`/article-comments/${this.article}`, { method: 'POST', body: { requestId: this.request, text } });
      this.request = requestId();
      field.value = '';
      this.problem = null;
      await this.load();
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  render() {
    return html`${this.figures()}
      <section aria-labelledby="kb-comments"><h2 id="kb-comments">${t('kb.comments')}</h2>${problemBox(this.problem)}
      <form class="kb-say" @submit=${this.say} @keydown=${(/** @type {KeyboardEvent} */ e) => e.key === 'Enter' && (e.ctrlKey || e.metaKey) && this.say(e)}>
        <div class="labelled"><label for="kb-comment">${t('kb.comment')}</label><textarea id="kb-comment" rows="2" maxlength="2000"></textarea></div>
        <div class="buttons"><button class="button small" ?disabled=${this.busy}>${t('kb.comment.do')}</button></div></form>
      <ol class="kb-comments">${this.items.map((c) => html`<li><p class="quiet"><b>${c.author.name}</b> ${momentLabel(c.at, this.municipality)} ${t('kb.edition', { n: c.edition })} ${c.step ? html`<span class="chip">${t(`kb.step.${c.step}`)}</span>` : nothing}</p><p class="notice-text">${c.text}</p></li>`)}</ol>
      ${this.next ? html`<button type="button" class="button small" @click=${() => this.load(true)}>${t('list.more')}</button>` : nothing}</section>`;
  }

  figures() {
    if (!this.uses) return nothing;
    const { days, complaints } = this.uses;
    const sum = (/** @type {string} */ name) => days.reduce((/** @type {number} */ all, /** @type {any} */ day) => all + day[name], 0);
    return html`<section aria-labelledby="kb-uses"><h2 id="kb-uses">${t('kb.uses')}</h2><dl class="kb-counts">${COUNTED.map((name) => html`<div><dt>${t(`kb.uses.${name}`)}</dt><dd class="n">${number(sum(name))}</dd></div>`)}</dl>
      ${complaints.length ? html`<h3>${t('kb.complaints')}</h3><ul class="kb-comments">${complaints.map((/** @type {any} */ c) => html`<li><p class="quiet"><span class="chip">${word('kb.fault', c.fault)}</span> ${momentLabel(c.at, this.municipality)} ${t('kb.edition', { n: c.edition })} ${c.by?.name ?? ''}</p>${c.text ? html`<p class="notice-text">${c.text}</p>` : nothing}</li>`)}</ul>` : nothing}</section>`;
  }
}
customElements.define('md-article-talk', ArticleTalk);
