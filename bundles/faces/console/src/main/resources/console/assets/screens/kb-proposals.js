// @ts-check
/** Proposals of articles: what waits for one's sections, and what became of one's own. */

import { Part, empty, html, momentLabel, nothing, notice, problemBox } from '../parts.js';
import { call, get } from '../api.js';
import { catalogue, t, word } from '../i18n.js';
import { coalesced, newest, onLive } from '../live.js';
import { ask } from '../components/ask.js';
import { ALL, kbTabs, ownerName, placesWith } from '../components/article-state.js';
import { pickArticle } from '../components/article-pick.js';
import { pickSection } from '../components/pickers.js';

await catalogue('tickets', 'kb');

const STATES = ['', 'open', 'taken', 'done', 'declined'];

class Proposals extends Part {
  static properties = { query: { attribute: false }, own: { state: true }, state: { state: true }, items: { state: true }, next: { state: true }, problem: { state: true }, opened: { state: true } };

  constructor() {
    super();
    this.query = new URLSearchParams();
    this.own = !placesWith('knowledge-write').length;
    this.state = '';
    /** @type {any[] | null} */ this.items = null;
    this.next = '';
    /** @type {any} */ this.problem = null;
    /** @type {any} the proposal one looks at, with its ticket */ this.opened = null;
    this.asked = 0;
    this.load = newest(this.load.bind(this));
    this.refresh = coalesced(() => this.load());
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.query.get('own') === 'true') this.own = true;
    this.unlisten = onLive((name, data) => (name === 'reset' || (name === 'event' && data.stream === 'knowledge')) && this.refresh());
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unlisten?.();
  }

  willUpdate() {
    document.title = `${t('kb.tab.proposals')} – ${t('product')}`;
  }

  async load(more = false) {
    if (!placesWith(...ALL).length) return;
    const turn = ++this.asked;
    try {
      const page = await get('/article-proposals', { own: this.own || '', state: this.state, municipality: localStorage.getItem('madoguchi.municipality') ?? '', after: more ? this.next : '' });
      if (turn !== this.asked) return;
      this.items = more ? [...(this.items ?? []), ...page.items] : page.items;
      this.next = page.next ?? '';
      this.problem = null;
      const { opened } = this;
      if (opened && !more) await this.look(opened.id, turn);
    } catch (problem) {
      if (turn === this.asked) this.problem = problem;
    }
  }

  /** @param {{own?: boolean, state?: string}} how */
  turn(how) {
    Object.assign(this, how);
    this.items = this.opened = null;
    this.load();
  }

  /** @param {string} id @param {number} [turn] */
  async look(id, turn = this.asked) {
    try {
      const opened = await get(`/article-proposals/${id}`);
      if (turn === this.asked) this.opened = opened;
    } catch (problem) {
      this.opened = null;
      this.problem = problem;
    }
  }

  /** @param {any} p @param {Record<string, any>} body @param {string} done */
  async decide(p, body, done) {
    try {
      await call(`/article-proposals/${p.id}`, { method: 'PATCH', version: String(p.version), body });
      notice(t(done));
      await this.load();
      await this.updateComplete;
      (this.find(`#proposal-${p.id}`) ?? this.find('h1'))?.focus();
    } catch (problem) {
      await this.load();
      this.problem = problem;
    }
  }

  /** @param {any} p */
  async decline(p) {
    const answer = await ask({ title: t('proposals.decline'), text: p.question, ok: t('proposals.decline'), fields: [{ name: 'answer', label: t('proposals.answer'), type: 'area', needed: true, most: 2000, hint: t('proposals.answer.hint') }] });
    if (answer) await this.decide(p, { state: 'declined', ...answer }, 'proposals.declined');
  }

  /** @param {any} p */
  async finish(p) {
    const chosen = p.wanted === 'correction' ? { value: p.article } : await pickArticle(p.municipality);
    if (!chosen) return;
    const answer = await ask({ title: t('proposals.finish'), text: p.question, ok: t('proposals.finish'), fields: [{ name: 'answer', label: t('proposals.answer'), type: 'area', most: 2000, hint: t('proposals.answer.hint') }] });
    if (answer) await this.decide(p, { state: 'done', result: chosen.value, ...answer }, 'proposals.finished');
  }

  /** @param {any} p */
  async handOver(p) {
    const chosen = await pickSection(p.municipality, '', false, t('proposals.handOver'));
    if (chosen?.value) await this.decide(p, { section: chosen.value, state: 'open' }, 'proposals.handedOver');
  }

  render() {
    const writes = placesWith('knowledge-write').length > 0;
    return html`<div class="page kb"><h1 tabindex="-1">${t('kb.tab.proposals')}</h1>${kbTabs('proposals')}
      ${problemBox(this.problem, () => this.load())}
      <div class="module-bar">
        ${writes ? html`<div class="segments" role="group" aria-label=${t('proposals.whose')}>${[false, true].map((own) => html`<button type="button" id=${own ? 'proposals-own' : 'proposals-waiting'} aria-pressed=${String(own === this.own)} @click=${() => this.turn({ own })}>${t(own ? 'proposals.own' : 'proposals.waiting')}</button>`)}</div>` : nothing}
        <div class="labelled"><label for="proposals-state">${t('kb.state')}</label><select id="proposals-state" @change=${(/** @type {any} */ e) => this.turn({ state: e.target.value })}>${STATES.map((s) => html`<option value=${s} ?selected=${s === this.state}>${s ? word('proposals.state', s) : t(this.own ? 'kb.any' : 'proposals.unsettled')}</option>`)}</select></div></div>
      ${this.items?.length ? html`<ul class="cases">${this.items.map((p) => this.row(p))}</ul>` : this.items ? empty(t(this.own ? 'proposals.none.own' : 'proposals.none')) : nothing}
      ${this.next ? html`<button type="button" class="button" @click=${() => this.load(true)}>${t('list.more')}</button>` : nothing}</div>`;
  }

  /** @param {any} listed */
  row(listed) {
    const open = this.opened?.id === listed.id;
    const p = open ? this.opened : listed;
    return html`<li class="case"><div class="case-text"><p><button type="button" class="link kb-proposal" id="proposal-${p.id}" aria-expanded=${String(open)} @click=${() => (open ? (this.opened = null) : this.look(p.id))}><b>${p.question || t('propose.correction')}</b></button>
        <span class="chip">${word('proposals.wanted', p.wanted)}</span> <span class="chip kb-proposal-${p.state}">${word('proposals.state', p.state)}</span></p>
      <p class="quiet">${ownerName(p)} ${p.proposer.name} ${momentLabel(p.proposedAt, p.municipality)}</p>
      ${p.answer ? html`<p class="notice-text"><b>${t('proposals.answer')}</b> ${p.answer}</p>` : nothing}
      ${p.result ? html`<p><a href="/console/kb/${p.result}">${t('proposals.result')}</a></p>` : nothing}
      ${open ? this.detail(p) : nothing}</div></li>`;
  }

  /** @param {any} p */
  detail(p) {
    const unsettled = p.state === 'open' || p.state === 'taken';
    const write = new URLSearchParams({ municipality: p.municipality, question: p.question, section: p.section?.code ?? '' });
    return html`${p.text ? html`<p class="notice-text">${p.text}</p>` : nothing}
      ${p.article ? html`<p><a href="/console/kb/${p.article}">${t('proposals.article')}</a></p>` : nothing}
      ${p.ticket ? html`<p><a href="/console/tickets/${p.ticket}">${t('proposals.ticket')}</a></p>` : nothing}
      ${p.decides ? html`<div class="buttons">
        ${p.state === 'open' ? html`<button type="button" class="button small solid" @click=${() => this.decide(p, { state: 'taken' }, 'proposals.taken')}>${t('proposals.take')}</button>` : nothing}
        ${unsettled ? html`<a class="button small" href=${p.article ? `/console/kb/${p.article}/edit` : `/console/kb/new?${write}`}>${t(p.article ? 'kb.edit' : 'proposals.write')}</a>
          <button type="button" class="button small" aria-haspopup="dialog" @click=${() => this.finish(p)}>${t('proposals.finish')}</button>
          <button type="button" class="button small" aria-haspopup="dialog" @click=${() => this.decline(p)}>${t('proposals.decline')}</button>
          <button type="button" class="button small plain" aria-haspopup="dialog" @click=${() => this.handOver(p)}>${t('proposals.handOver')}</button>`
          : html`<button type="button" class="button small" @click=${() => this.decide(p, { state: 'open' }, 'proposals.reopened')}>${t('proposals.reopen')}</button>`}</div>` : nothing}`;
  }
}
customElements.define('md-kb-proposals', Proposals);
