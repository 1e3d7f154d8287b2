// @ts-check
/** An article as staff read it, with what may be done with it; drafts, editions and talk for those who work with it. */

import { Part, html, icon, momentLabel, nothing, problemBox } from '../parts.js';
import { call, get, may } from '../api.js';
import { catalogue, fileSize, t, word } from '../i18n.js';
import { coalesced, newest, onLive } from '../live.js';
import { languageName } from '../components/side.js';
import { dayText, isLate, needs, ownerName, scopeBox, stateChips, stepsOf } from '../components/article-state.js';
import { takeStep } from '../components/article-steps.js';
import '../components/article-html.js';
import '../components/article-past.js';
import '../components/article-talk.js';

await catalogue('tickets', 'kb');

class ArticleScreen extends Part {
  static properties = { article: {}, query: { attribute: false }, one: { state: true }, files: { state: true }, spoken: { state: true }, problem: { state: true } };

  constructor() {
    super();
    /** Its id. */ this.article = '';
    this.query = new URLSearchParams();
    /** @type {any} as the server tells it */ this.one = null;
    /** @type {any[]} */ this.files = [];
    /** the language shown; '' = the original's */ this.spoken = '';
    /** @type {any} */ this.problem = null;
    this.asked = 0;
    this.load = newest(this.load.bind(this));
    this.refresh = coalesced(() => this.load());
  }

  connectedCallback() {
    super.connectedCallback();
    this.unlisten = onLive((name, data) => (name === 'reset' || (name === 'event' && data.stream === 'knowledge')) && this.refresh());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unlisten?.();
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    document.title = `${this.one?.head.question ?? t('kb.title')} – ${t('product')}`;
    if (!changed.has('article') && !changed.has('query')) return;
    if (changed.has('article')) {
      this.one = null;
      this.spoken = '';
      // whether it helps is judged by how often it is looked at; without an answer nothing is lost
      call(`/article-uses/${this.article}`, { method: 'POST', body: { use: 'viewed' } }).catch(() => undefined);
    }
    this.load();
  }

  async load() {
    const turn = ++this.asked;
    const { article } = this;
    try {
      const one = await get(`/articles/${article}`, { edition: this.query.get('edition') ?? '' });
      const files = one.lets ? await get(`/article-attachments/${article}`) : [];
      if (turn !== this.asked) return;
      this.one = one;
      this.files = files;
      this.problem = null;
    } catch (problem) {
      if (turn !== this.asked) return;
      this.problem = problem;
      if (/** @type {any} */ (problem).status === 404) this.one = null;
    }
  }

  /** @param {string} step @param {number} [edition] */
  async step(step, edition) {
    const { article } = this;
    const taken = await takeStep(this.one, step, edition);
    if (article !== this.article) return;
    await this.load();
    if (!taken) return;
    await this.updateComplete;
    this.find('h1')?.focus();
  }

  async propose() {
    (await import('../components/propose.js')).proposeCorrection(this.one.head);
  }

  /** @param {any} file */
  async turnFile(file) {
    try {
      await call(`/article-attachments/${this.article}/${file.id}`, { method: 'PATCH', body: { removed: !file.removed } });
      await this.load();
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    const back = html`<p><a class="back-to" href="/console/kb">${icon('back')}${t('kb.back')}</a></p>`;
    if (!this.one) return html`<div class="page kb">${back}<h1 tabindex="-1">${t('kb.title')}</h1>${problemBox(this.problem, () => this.load())}</div>`;
    const { head } = this.one;
    const text = this.one.translations.find((/** @type {any} */ tr) => tr.language === this.spoken) ?? { ...this.one, question: head.question };
    const why = needs(head);
    return html`<div class="page kb">${back}
      <div class="kb-head"><h1 tabindex="-1" lang=${text.language}>${text.question}</h1><p>${stateChips(head)} <span class="chip">${word('kb.visibility', head.visibility)}</span></p></div>
      ${problemBox(this.problem, () => this.load())}
      ${why ? html`<p class="over">⚠ ${why}</p>` : nothing}
      ${this.which()}
      <div class="kb-columns"><div class="kb-main">
        ${scopeBox(head, this.one.scopeNote)}
        ${this.languages()}
        ${text.conclusion ? html`<section class="kb-conclusion" aria-labelledby="kb-conclusion"><h2 id="kb-conclusion">${t('kb.conclusion')}</h2><p class="notice-text" lang=${text.language}>${text.conclusion}</p></section>` : nothing}
        <section aria-labelledby="kb-text" lang=${text.language}><h2 id="kb-text" class="hidden-visually">${t('kb.body')}</h2><md-article-text class="article-text" .article=${this.article} .html=${text.body ?? ''}></md-article-text></section>
        ${this.talk()}</div>
        <div class="kb-side">${this.actions()}${this.about()}${this.related()}${this.attached()}</div></div></div>`;
  }

  /** Which edition is shown, when it is not the one everybody reads. */
  which() {
    const { edition, newest, shown } = this.one;
    if (!newest) return nothing;
    if (edition !== newest) return html`<p class="mind">${t('kb.earlier', { n: edition })} <a href="/console/kb/${this.article}">${t('kb.newest')}</a></p>`;
    return shown && shown !== newest ? html`<p class="mind">${t('kb.unpublished', { n: edition, shown })} <a href="/console/kb/${this.article}?edition=${shown}">${t('kb.published')}</a></p>` : nothing;
  }

  languages() {
    const { language, translations } = this.one;
    if (!translations.length) return nothing;
    return html`<div class="segments" role="group" aria-label=${t('language')}>${['', ...translations.map((/** @type {any} */ tr) => tr.language)].map((code) => html`<button type="button" aria-pressed=${String(code === this.spoken)} @click=${() => (this.spoken = code)}>${languageName(code || language)}</button>`)}</div>
      ${translations.filter((/** @type {any} */ tr) => tr.language === this.spoken && (tr.behind || !tr.checked)).map((/** @type {any} */ tr) => html`<p class="over">⚠ ${t(tr.behind ? 'kb.behind' : 'kb.unchecked')}</p>`)}`;
  }

  actions() {
    const { head, lets } = this.one;
    const current = !this.query.get('edition');
    const steps = current ? stepsOf(this.one) : [];
    const [first] = steps;
    return html`<section class="card" aria-labelledby="kb-actions"><h2 id="kb-actions">${t('kb.actions')}</h2>
      ${head.publishAt ? html`<p>${t('kb.publishAt')} ${momentLabel(head.publishAt, head.municipality)}</p>` : nothing}
      <div class="buttons">
        ${lets && current && may('knowledge-write', head.municipality) ? html`<a class="button" id="edit-article" href="/console/kb/${this.article}/edit">${icon('pen')}${t('kb.edit')}</a>` : nothing}
        ${steps.map((step) => html`<button type="button" id="step-${step}" class="button ${step === first ? 'solid' : ''}" aria-haspopup="dialog" @click=${() => this.step(step)}>${t(`kb.step.${step}`)}</button>`)}
        ${may('knowledge-read', head.municipality) ? html`<button type="button" id="propose-correction" class="button small plain" aria-haspopup="dialog" @click=${this.propose}>${t('propose.correction')}</button>` : nothing}</div></section>`;
  }

  about() {
    const { head, words, validFrom, validUntil, sections, reviewMonths } = this.one;
    const rows = [
      ['section', ownerName(head)], ['category', head.category?.name ?? t('none')],
      ['visibility', html`${word('kb.visibility', head.visibility)} ${head.visibility === 'sections' ? sections.map((/** @type {any} */ s) => s.name).join('、') : ''}`],
      ['validity', validFrom || validUntil ? html`${validFrom ? dayText(validFrom) : ''} – ${validUntil ? dayText(validUntil) : ''}` : t('kb.validity.none')],
      ['reviewOn', html`<span class=${isLate(head) ? 'over' : ''}>${isLate(head) ? '⚠ ' : ''}${dayText(head.reviewOn)}</span> ${reviewMonths ? html`<span class="quiet">${t('kb.review.each', { n: reviewMonths })}</span>` : nothing}`],
      ['words', words.length ? words.join('、') : t('none')],
      ...(head.publishedAt ? [['publishedAt', momentLabel(head.publishedAt, head.municipality)]] : []),
      ...(head.editedAt ? [['editedAt', html`${momentLabel(head.editedAt, head.municipality)} ${head.editor?.name ?? ''}`]] : []),
    ];
    return html`<section class="card" aria-labelledby="kb-about"><h2 id="kb-about">${t('kb.about')}</h2><dl class="kb-facts">${rows.map(([name, value]) => html`<div><dt>${t(`kb.${name}`)}</dt><dd>${value}</dd></div>`)}</dl></section>`;
  }

  related() {
    const { related } = this.one;
    if (!related.length) return nothing;
    return html`<section class="card" aria-labelledby="kb-related"><h2 id="kb-related">${t('kb.related')}</h2><ul class="kb-links">${related.map((/** @type {any} */ r) => html`<li><a href="/console/kb/${r.id}">${r.question}</a>${isLate(r) ? html` <span class="over">⚠ ${word('kb.standing', r.standing)}</span>` : nothing}</li>`)}</ul></section>`;
  }

  attached() {
    if (!this.files.length) return nothing;
    const writes = may('knowledge-write', this.one.head.municipality);
    return html`<section class="card" aria-labelledby="kb-files"><h2 id="kb-files">${t('kb.files')}</h2><ul class="kb-links">${this.files.map((f) => html`<li><a href="/api/article-attachments/${this.article}/${f.id}" download>${f.fileName}</a> <span class="quiet">${fileSize(f.size)} ${f.removed ? t('kb.file.removed') : ''}</span>
      ${writes ? html`<button type="button" class="link" aria-label=${t(f.removed ? 'kb.file.back.of' : 'kb.file.remove.of', { name: f.fileName })} @click=${() => this.turnFile(f)}>${t(f.removed ? 'kb.file.back' : 'kb.file.remove')}</button>` : nothing}</li>`)}</ul></section>`;
  }

  talk() {
    if (!this.one.lets) return nothing;
    return html`<md-article-past .one=${this.one} @md-restore=${(/** @type {CustomEvent} */ e) => this.step('restore', e.detail)}></md-article-past>
      <md-article-talk .article=${this.article} .version=${this.one.version} .municipality=${this.one.head.municipality}></md-article-talk>`;
  }
}
customElements.define('md-article', ArticleScreen);
