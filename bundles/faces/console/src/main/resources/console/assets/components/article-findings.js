// @ts-check
/** One list of articles that somebody should look at, each with what can be done about it. */

import { Part, announce, empty, html, icon, nothing, problemBox } from '../parts.js';
import { call, get, timeZone } from '../api.js';
import { catalogue, number, t, word } from '../i18n.js';
import { bindKeys } from '../navigation.js';
import { coalesced, onLive } from '../live.js';
import { dayText, ownerName, stateChips } from './article-state.js';

await catalogue('tickets', 'kb', 'findings');

const PAGE = 50;
const UNDO_MILLIS = 10_000;
/** Of what stands by day: days back, or ahead when less than none. @type {Record<string, number[]>} */
const SPANS = { unused: [90, 180, 365], review: [-30, 0] };

/** @param {any} f */
const keyOf = (f) => `${f.article.id}-${f.other?.id ?? ''}`;

class ArticleFindings extends Part {
  static properties = {
    kind: {}, place: {}, section: {}, span: { state: true }, items: { state: true }, next: { state: true }, problem: { state: true },
    asking: { state: true }, undone: { state: true }, compared: { state: true }, busy: { state: true },
  };

  constructor() {
    super();
    this.kind = '';
    this.place = '';
    this.section = '';
    /** days; of the first choice none are told */ this.span = 0;
    /** @type {any[] | null} */ this.items = null;
    this.next = '';
    /** @type {any} */ this.problem = null;
    this.asking = '';
    /** @type {any} what was just put aside */ this.undone = null;
    /** @type {{key: string, texts: any[]} | null} */ this.compared = null;
    this.busy = false;
    this.asked = 0;
    /** @type {any} */ this.timer = undefined;
    this.refresh = coalesced(() => {
      this.changed();
      return this.load();
    });
  }

  connectedCallback() {
    super.connectedCallback();
    this.unlisten = onLive((name, data) => (name === 'reset' || (name === 'event' && data.stream === 'knowledge')) && this.refresh());
    this.unbind = bindKeys({ next: () => this.move(1), previous: () => this.move(-1) });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unlisten?.();
    this.unbind?.();
    clearTimeout(this.timer);
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (!['kind', 'place', 'section'].some((name) => changed.has(name))) return;
    if (changed.has('kind')) this.span = SPANS[this.kind]?.[0] ?? 0;
    this.items = this.undone = this.compared = null;
    this.asking = '';
    this.load();
  }

  changed() {
    this.dispatchEvent(new CustomEvent('md-changed', { bubbles: true }));
  }

  /** What the list is narrowed to. */
  get wanted() {
    const { place, kind, section } = this;
    return { municipality: place, kind, section, until: this.span === SPANS[kind]?.[0] ? '' : this.day(this.span) };
  }

  /** @param {number} back days from today, there */
  day(back) {
    return new Intl.DateTimeFormat('sv-SE', { timeZone: timeZone(this.place) }).format(new Date(Date.now() - back * 86_400_000));
  }

  async load(more = false) {
    const turn = ++this.asked;
    try {
      const limit = more ? PAGE : Math.min(Math.max(this.items?.length ?? 0, PAGE), 200);
      const page = await get('/article-findings', { ...this.wanted, after: more ? this.next : '', limit });
      if (turn !== this.asked) return;
      const items = page.items ?? [];
      this.items = more ? [...(this.items ?? []), ...items] : items;
      this.next = page.next ?? '';
      this.problem = null;
      if (more) announce(t('list.more.done', { n: number(items.length) }));
    } catch (problem) {
      if (turn === this.asked) this.problem = problem;
    }
  }

  /** @param {number} step */
  move(step) {
    const links = [...this.renderRoot.querySelectorAll('.case-text p:first-child a')];
    const at = links.findIndex((link) => link.closest('.case')?.contains(document.activeElement));
    /** @type {any} */ (links[at < 0 ? (step > 0 ? 0 : links.length - 1) : Math.min(Math.max(at + step, 0), links.length - 1)])?.focus();
  }

  /** @param {any} f */
  async ask(f) {
    this.asking = keyOf(f);
    await this.updateComplete;
    this.find('#finding-reason').focus();
  }

  /** @param {any} f */
  async leave(f) {
    this.asking = '';
    await this.updateComplete;
    this.find(`#aside-${keyOf(f)}`)?.focus();
  }

  /** @param {any} f @param {boolean} dismissed */
  async dismiss(f, dismissed) {
    const { kind, place: municipality } = this;
    const told = dismissed ? { reason: this.find('#finding-reason').value, until: this.find('#finding-until').value || undefined } : {};
    this.busy = true;
    try {
      await call('/article-findings/dismissals', { method: 'PUT', body: { municipality, kind, article: f.article.id, other: f.other?.id, dismissed, ...told } });
      clearTimeout(this.timer);
      this.asking = '';
      this.undone = dismissed ? f : null;
      if (dismissed) this.timer = setTimeout(() => (this.undone = null), UNDO_MILLIS);
      announce(t(dismissed ? 'findings.aside' : 'findings.back', { name: f.article.question }));
      await this.load();
      await this.updateComplete;
      (this.find(dismissed ? '.undo button' : `#aside-${keyOf(f)}`) ?? this.find('h2'))?.focus();
      this.changed();
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  /** Both as their readers have them, beside each other. @param {any} f */
  async compare(f) {
    const key = keyOf(f);
    if (this.compared?.key === key) {
      this.compared = null;
      return;
    }
    try {
      this.compared = { key, texts: await Promise.all([f.article, f.other].map((a) => get(`/articles/${a.id}`))) };
    } catch (problem) {
      this.problem = problem;
    }
  }

  render() {
    const { kind } = this;
    const spans = SPANS[kind];
    const address = new URLSearchParams(Object.entries(this.wanted).filter(([, value]) => value));
    return html`<section aria-labelledby="findings"><h2 id="findings" tabindex="-1">${t(`findings.${kind}`)}</h2>
      <p class="quiet">${t(`findings.${kind}.text`)}</p>
      <div class="module-bar">${spans ? html`<div class="labelled"><label for="finding-span">${t(`findings.${kind}.span`)}</label>
        <select id="finding-span" @change=${(/** @type {any} */ e) => { this.span = Number(e.target.value); this.load(); }}>${spans.map((n) => html`<option value=${n} ?selected=${n === this.span}>${t(`findings.${kind}.span.${n}`)}</option>`)}</select></div>` : nothing}
        ${this.items?.length ? html`<a class="button" id="findings-csv" href="/api/article-findings/export?${address}" download>${icon('download')}${t('findings.csv')}</a>` : nothing}</div>
      ${problemBox(this.problem, () => this.load())}
      <div class="undo" role="status">${this.undone ? html`<p>${t('findings.aside', { name: this.undone.article.question })}
        <button type="button" class="button small" @click=${() => this.dismiss(this.undone, false)}>${t('findings.undo')}</button></p>` : nothing}</div>
      ${this.items?.length ? html`<ul class="cases">${this.items.map((f) => this.row(f))}</ul>` : this.items ? empty(t(`findings.${kind}.none`)) : html`<p class="quiet">${t('loading')}</p>`}
      ${this.next ? html`<button type="button" class="button" @click=${() => this.load(true)}>${t('list.more')}</button>` : nothing}</section>`;
  }

  /** @param {any} f */
  row(f) {
    const key = keyOf(f);
    const name = f.article.question;
    return html`<li class="case finding"><div class="case-text">${this.heads(f).map((a) => html`<p><a href="/console/kb/${a.id}"><b>${a.question}</b></a> ${stateChips(a)} <span class="quiet">${ownerName(a)}</span></p>`)}
        ${this.why(f)}</div>
      <div class="buttons">${f.other ? html`<button type="button" class="button small" aria-expanded=${String(this.compared?.key === key)} aria-label=${t('findings.compare.of', { name })} @click=${() => this.compare(f)}>${t('findings.compare')}</button>`
          : html`<a class="button small" href="/console/kb/${f.article.id}${this.kind === 'review' ? '' : '/edit'}" aria-label=${t('findings.look.of', { name })}>${t('findings.look')}</a>`}
        <button type="button" class="button small plain" id="aside-${key}" aria-expanded=${String(this.asking === key)} aria-label=${t('findings.done.of', { name })} @click=${() => (this.asking === key ? this.leave(f) : this.ask(f))}>${t('findings.done')}</button></div>
      ${this.compared?.key === key ? this.both(this.compared.texts) : nothing}
      ${this.asking === key ? this.reason(f) : nothing}</li>`;
  }

  /** @param {any} f @returns {any[]} */
  heads(f) {
    return f.other ? [f.article, f.other] : [f.article];
  }

  /** @param {any} f */
  why(f) {
    if (this.kind === 'duplicates') return html`<p>${t('findings.alike', { n: number(f.score) })}</p>`;
    if (this.kind === 'unused') return html`<p>${t('findings.since')} ${dayText(f.day)}</p>`;
    if (this.kind === 'review') return html`<p class=${f.day < this.day(0) ? 'over' : ''}>${f.day < this.day(0) ? '⚠ ' : ''}${t('kb.reviewOn')} ${dayText(f.day)}</p>`;
    return html`<p>${t('findings.rated', { n: number(f.unhelpful), of: number(f.ratings) })}${(f.faults ?? []).map((/** @type {any} */ r) => html` <span class="chip">${t('findings.fault', { fault: word('kb.fault', r.fault), n: number(r.count) })}</span>`)}</p>
      ${(f.texts ?? []).map((/** @type {string} */ text) => html`<p class="quiet">「${text}」</p>`)}`;
  }

  /** @param {any[]} texts */
  both(texts) {
    return html`<div class="below grid-2">${texts.map((a) => html`<div><p><b>${a.head.question}</b></p><p>${a.conclusion || t('none')}</p>
      <p><a class="button small" href="/console/kb/${a.head.id}" aria-label=${t('findings.open.of', { name: a.head.question })}>${t('findings.open')}</a></p></div>`)}
      <p class="quiet below">${t('findings.retire')}</p></div>`;
  }

  /** @param {any} f */
  reason(f) {
    return html`<form class="below" @submit=${(/** @type {Event} */ e) => { e.preventDefault(); this.dismiss(f, true); }} @keydown=${(/** @type {KeyboardEvent} */ e) => e.key === 'Escape' && this.leave(f)}>
      <div class="labelled"><label for="finding-reason">${t('findings.reason')}</label><input id="finding-reason" maxlength="500" required autocomplete="off"></div>
      <div class="labelled"><label for="finding-until">${t('findings.until')}</label><input id="finding-until" type="date" min=${this.day(0)} aria-describedby="finding-until-hint"></div>
      <p class="quiet" id="finding-until-hint">${t('findings.until.hint')}</p>
      <div class="buttons"><button type="submit" class="button solid" ?disabled=${this.busy}>${t('findings.done')}</button>
        <button type="button" class="button plain" @click=${() => this.leave(f)}>${t('findings.leave')}</button></div></form>`;
  }
}
customElements.define('md-article-findings', ArticleFindings);
