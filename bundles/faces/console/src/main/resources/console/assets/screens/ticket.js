// @ts-check
/** One ticket: header with its fields, conversation, composer, history, and what is known around it. */

import { Part, announce, channelIcon, html, icon, momentLabel, moreStyle, nothing, problemBox } from '../parts.js';
import { Problem, call, get, municipality, session } from '../api.js';
import { catalogue, t, word } from '../i18n.js';
import { bindKeys, go, ticketPath } from '../navigation.js';
import { coalesced, onLive } from '../live.js';
import '../components/fields.js';
import '../components/follow.js';
import '../components/presence.js';
import '../components/problem-line.js';
import '../components/tags.js';
import '../components/sections.js';
import '../components/timeline.js';
import '../components/composer.js';
import { mind } from '../components/side.js';
import '../components/history.js';

await catalogue('tickets');

/** What was seen last, so that switching back shows something at once. @type {Map<string, any>} */
const seen = new Map();
const KEPT = 40;
const wide = matchMedia('(min-width: 1200px)');

class Ticket extends Part {
  static properties = {
    ref: {}, tab: {}, entry: {}, list: { attribute: false }, view: { state: true }, problem: { state: true },
    conflict: { state: true }, editProblem: { state: true }, renaming: { state: true }, older: { state: true }, ready: { state: true },
  };

  constructor() {
    super();
    this.ref = '';
    this.tab = '';
    /** the entry somebody was told of */ this.entry = '';
    this.list = new URLSearchParams();
    /** @type {any} */ this.view = null;
    /** @type {any} */ this.problem = null;
    /** @type {any} */ this.editProblem = null;
    /** @type {any} */ this.conflict = null;
    this.renaming = false;
    this.ready = false;
    this.holding = false;
    /** whether one's own edit took it out of one's reach: there is nothing to look for */ this.gone = false;
    /** @type {any[]} entries before the first page */ this.older = [];
    this.olderCursor = '';
    this.version = '';
    this.asked = 0;
    this.answered = 0;
    /** one's own changes that are on their way */ this.changing = 0;
    this.missed = false;
    this.refresh = coalesced(() => this.hear());
    this.onWide = () => this.requestUpdate();
    this.onBack = () => this.reload();
  }

  connectedCallback() {
    super.connectedCallback();
    moreStyle().then(() => (this.ready = true));
    this.unbind = bindKeys({
      reply: () => this.compose('reply'),
      note: () => this.compose('note'),
      macro: () => this.macro(),
      faq: () => this.faq(),
      send: () => this.find('md-composer')?.send(false),
      sendNext: () => this.find('md-composer')?.send(true),
    });
    this.unlisten = onLive((name, data) => {
      if (name === 'reset' || (name === 'event' && (data.aggregate === this.ref || data.aggregate === this.citizenKey || data.aggregate === `problem-${this.view?.problem?.id}`))) this.refresh();
    });
    this.addEventListener('md-reload', this.onBack);
    addEventListener('md-search', this.onWide);
    wide.addEventListener('change', this.onWide);
    addEventListener('md-minute', this.onWide);
    addEventListener('md-recovered', this.onBack);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unbind?.();
    this.unlisten?.();
    this.removeEventListener('md-reload', this.onBack);
    removeEventListener('md-search', this.onWide);
    wide.removeEventListener('change', this.onWide);
    removeEventListener('md-minute', this.onWide);
    removeEventListener('md-recovered', this.onBack);
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has('ref')) this.open();
    const title = this.view ? `${this.view.number} ${this.view.subject}` : this.problem?.title;
    if (title) document.title = `${title} – ${t('product')}`;
  }

  open() {
    const known = seen.get(this.ref);
    this.view = known?.view ?? null;
    this.version = known?.version ?? '';
    this.problem = this.editProblem = this.conflict = null;
    this.renaming = this.gone = false;
    this.older = [];
    this.load().then(() => this.view && announce(t('ticket.opened', { subject: this.view.subject })));
    if (!wide.matches && matchMedia('(max-width: 899px)').matches) this.updateComplete.then(() => this.find('#ticket-title')?.focus());
  }

  /** What is on its way may have been read before what was just done. */
  reload() {
    this.answered = this.asked;
    this.refresh();
  }

  /** News wait for the answer to one's own change: it may have taken the ticket out of one's reach. */
  hear() {
    this.missed = this.changing > 0;
    return this.missed || this.gone ? undefined : this.load();
  }

  /** @param {string} ref @param {() => Promise<any>} change answers the ticket as it is then */
  async own(ref, change) {
    this.changing++;
    try {
      const done = await change();
      if (done && ref === this.ref) {
        this.gone = !done.view.actions.length;
        this.answered = this.asked;
      }
      return done;
    } finally {
      this.changing--;
      if (this.missed) this.refresh();
    }
  }

  /** One answer may overtake another. */
  async load() {
    const ref = this.ref;
    const turn = ++this.asked;
    try {
      const { body, version } = await call(`/tickets/${encodeURIComponent(ref)}`);
      if (ref !== this.ref || turn <= this.answered) return;
      this.answered = turn;
      this.show(body, version);
    } catch (problem) {
      if (ref !== this.ref || turn <= this.answered) return;
      if (!this.view || !(/** @type {any} */ (problem).unreachable)) this.problem = problem;
      if (/** @type {any} */ (problem).status === 404 || /** @type {any} */ (problem).status === 403) this.view = null;
    }
  }

  /** @param {any} view @param {string} [version] */
  show(view, version) {
    if (view.ref === this.view?.ref && view.version < this.view.version) return; // asked for before it was changed
    this.view = view;
    this.version = version || String(view.version);
    this.problem = null;
    if (view.waiting.length || this.holding) this.hold(view);
    if (!this.older.length) this.olderCursor = view.entriesBefore ?? '';
    seen.delete(view.ref);
    seen.set(view.ref, { view, version: this.version });
    if (seen.size > KEPT) seen.delete(seen.keys().next().value ?? '');
  }

  /** What is not sent yet can be taken back, whatever is shown next. @param {any} view */
  async hold(view) {
    this.holding = !!view.waiting.length;
    (await import('../components/sending.js')).hold(view);
  }

  /** The citizen's name in the stream of events. */
  get citizenKey() {
    return `${this.view?.municipality}/${this.view?.citizen?.id}`;
  }

  async showOlder() {
    const ref = this.ref;
    const before = this.olderCursor;
    const page = await get(`/tickets/${encodeURIComponent(ref)}/entries`, { before });
    if (ref !== this.ref || before !== this.olderCursor) return;
    this.older = [...page.items, ...this.older];
    this.olderCursor = page.entriesBefore ?? '';
  }

  /** @param {'reply' | 'note'} kind */
  async compose(kind) {
    if (this.currentTab !== 'talk') this.turn('talk');
    await this.updateComplete;
    this.find('md-composer')?.begin(kind);
  }

  /** To the articles beside it. */
  async faq() {
    if (!session.search) return;
    if (!wide.matches) this.turn('faq');
    await this.updateComplete;
    await this.find('md-ticket-faq')?.reach?.();
  }

  /** Where one writes, what was chosen beside it. @param {string} text */
  async insert(text) {
    const { ref } = this;
    if (this.currentTab !== 'talk') this.turn('talk');
    await new Promise((shown) => setTimeout(shown)); // what is hidden cannot be written into
    if (ref === this.ref) await this.find('md-composer')?.insertions.quote(text);
  }

  /** What may answer it; one line where the search is away. */
  beside() {
    if (session.search === undefined) return nothing;
    if (!session.search) return html`<p class="quiet faq-away">${t('faq.away')}</p>`;
    import('../components/ticket-faq.js');
    return html`<md-ticket-faq .view=${this.view} @md-insert=${(/** @type {CustomEvent} */ e) => this.insert(e.detail)}></md-ticket-faq>`;
  }

  /** Chosen, looked at and applied; what it begins is finished in the composer. @param {any} [chosen] by its name */
  async macro(chosen) {
    if (!this.view?.actions.includes('edit')) return;
    const ref = this.ref;
    const { useMacro } = await import('../components/macros.js');
    const done = await this.own(ref, () => useMacro(this.view, chosen));
    if (!done || ref !== this.ref) return;
    this.show(done.view, done.version);
    if (!done.reply) return;
    await this.compose('reply');
    await this.find('md-composer')?.insertions.put(done.reply);
  }

  /** What the list of commands offers on this ticket besides: its macros, by name. @returns {Promise<any[]>} */
  async commands() {
    if (!this.view?.actions.includes('edit')) return [];
    const { macrosOf } = await import('../components/text-modules.js');
    await catalogue('macros');
    // without an answer the other commands are there
    const macros = await macrosOf(this.view).catch(() => []);
    return macros.map((m) => ({ value: `macro-${m.id}`, text: t('macros.use', { title: m.title }), hint: m.shortcut, run: () => this.macro(m) }));
  }

  /** @param {{changes: Record<string, any>, labels: Record<string, string>}} wanted */
  async edit(wanted) {
    const { changes } = wanted;
    const ref = this.ref;
    this.editProblem = null;
    this.conflict = null;
    try {
      const { view, next } = await this.own(ref, async () => {
        const { body, version } = await call(`/tickets/${encodeURIComponent(ref)}`, { method: 'PATCH', body: changes, version: this.version });
        return { view: body, next: version };
      });
      if (ref !== this.ref) return;
      this.show(view, next);
      announce(t('ticket.saved'));
    } catch (problem) {
      if (ref !== this.ref) return;
      if (problem instanceof Problem && problem.status === 412) this.meet(problem, wanted);
      else this.editProblem = problem;
      this.requestUpdate();
    }
  }

  /** Somebody else was faster: shows what they changed, and lets the person decide. @param {Problem} problem @param {{changes: Record<string, any>, labels: Record<string, string>}} wanted */
  async meet(problem, wanted) {
    const theirs = problem.document.changed ?? {};
    await this.load();
    if (Object.keys(wanted.changes).every((field) => !(field in theirs))) return this.edit(wanted); // they changed other fields
    this.conflict = { wanted, theirs };
  }

  get currentTab() {
    if (this.tab === 'history') return 'history';
    if (wide.matches || (this.tab === 'faq' && !session.search)) return 'talk';
    return ['around', 'faq'].includes(this.tab) ? this.tab : 'talk';
  }

  /** @param {string} tab */
  turn(tab) {
    const path = ticketPath(this.ref, this.list);
    go(tab === 'talk' ? path : `${path}${path.includes('?') ? '&' : '?'}tab=${tab}`, { replace: true });
  }

  render() {
    if (!this.ready || (!this.view && !this.problem)) return html`<article class="ticket" aria-busy="true"><p class="hidden-visually">${t('loading')}</p></article>`;
    if (!this.view) return html`<article class="ticket">${this.backLink()}<div class="page"><h1 id="ticket-title" tabindex="-1">${this.problem.title ?? t('problem.unexpected')}</h1>${problemBox(this.problem, () => this.load())}</div></article>`;
    const tab = this.currentTab;
    return html`<article class="ticket" aria-labelledby="ticket-title">
        ${this.header()}
        ${this.tabs(tab)}
        ${problemBox(this.problem, () => this.load())}
        ${tab === 'history' ? html`<md-history .view=${this.view}></md-history>` : nothing}
        ${tab === 'around' ? html`<div class="around"><md-side .view=${this.view} .list=${this.list}></md-side></div>` : nothing}
        ${tab === 'faq' ? html`<div class="around">${this.beside()}</div>` : nothing}
        <div class="talk" ?hidden=${tab !== 'talk'}>
          <md-timeline tabindex="0" role="region" aria-label=${t('timeline')} .view=${this.view} .told=${this.entry} .older=${this.older} .cursor=${this.olderCursor} @md-older=${this.showOlder}></md-timeline>
          <md-composer .view=${this.view} @md-sent=${this.sent} @md-macro=${() => this.macro()}></md-composer>
        </div>
      </article>
      ${wide.matches ? html`<aside class="side-pane" aria-label=${t('side')}>${this.beside()}<md-side .view=${this.view} .list=${this.list}></md-side></aside>` : nothing}`;
  }

  /** @param {CustomEvent} e */
  async sent(e) {
    await this.load();
    if (e.detail.next) this.dispatchEvent(new Event('md-next', { bubbles: true }));
  }

  backLink() {
    return html`<a class="back" href="/console/tickets?${this.list}">${icon('back')}${t('ticket.back')}</a>`;
  }

  header() {
    const v = this.view;
    const several = session.me.municipalities.length > 1;
    return html`<header class="ticket-head">
      ${this.backLink()}
      <div class="title-line">
        ${this.renaming ? this.renameForm() : html`<h1 id="ticket-title" tabindex="-1">${v.subject || t('row.noSubject')}</h1>
            ${v.actions.includes('edit') ? html`<button type="button" class="icon-button rename" title=${t('ticket.rename')} @click=${this.rename}>${icon('pen')}<span class="hidden-visually">${t('ticket.rename')}</span></button>` : nothing}`}<span class="spring"></span><md-follow .view=${v}></md-follow>
      </div>
      <p class="about quiet"><span class="no">${v.number}</span>${several ? html`<span>${municipality(v.municipality)?.name ?? v.municipality}</span>` : nothing}
        <span>${channelIcon(v.channel)} ${word('channel', v.channel)}</span><span>${t('ticket.since')} ${momentLabel(v.createdAt, v.municipality)}</span>
        ${v.former ? html`<span class="former">${t('former.number')} ${v.former.number}（${v.former.source}）</span>${v.former.owner ? html`<span>${t('former.owner')} ${v.former.owner}</span>` : nothing}` : nothing}<md-presence .view=${v}></md-presence></p>
      ${v.citizen?.notes && !wide.matches ? mind(v.citizen) : nothing}
      <md-fields .view=${v} .problem=${this.editProblem} @md-edit=${(/** @type {CustomEvent} */ e) => this.edit(e.detail)}></md-fields>
      <div class="head-line"><md-sections .view=${v} .problem=${this.editProblem} @md-edit=${(/** @type {CustomEvent} */ e) => this.edit(e.detail)}></md-sections>
        <md-tags .view=${v} .problem=${this.editProblem} @md-edit=${(/** @type {CustomEvent} */ e) => this.edit(e.detail)}></md-tags>
        <md-problem-line .view=${v} @md-edit=${(/** @type {CustomEvent} */ e) => this.edit(e.detail)}></md-problem-line></div>
      ${v.caution ? this.caution() : nothing}
      ${this.editProblem ? problemBox(this.editProblem) : nothing}
      ${this.conflict ? this.conflictBox() : nothing}
      <md-merged .view=${v} .list=${this.list}></md-merged>
    </header>`;
  }

  /** Only few citizens need it. */
  caution() {
    import('../components/harassment.js');
    return html`<md-caution .view=${this.view}></md-caution>`;
  }

  async rename() {
    this.renaming = true;
    await this.updateComplete;
    this.find('#subject')?.select();
  }

  renameForm() {
    const done = async () => {
      this.renaming = false;
      await this.updateComplete;
      this.find('.rename')?.focus();
    };
    const save = (/** @type {Event} */ e) => {
      e.preventDefault();
      const subject = this.find('#subject').value.trim();
      if (subject !== this.view.subject) this.edit({ changes: { subject }, labels: {} });
      done();
    };
    return html`<form class="rename-form" @submit=${save} @keydown=${(/** @type {KeyboardEvent} */ e) => e.key === 'Escape' && !e.isComposing && done()}>
      <h1 class="hidden-visually" id="ticket-title">${this.view.subject}</h1>
      <label class="hidden-visually" for="subject">${t('field.subject')}</label>
      <input id="subject" maxlength="200" .value=${this.view.subject}>
      <button class="button small solid">${t('save')}</button><button type="button" class="button small" @click=${done}>${t('cancel')}</button></form>`;
  }

  conflictBox() {
    const { wanted, theirs } = this.conflict;
    const { changes, labels } = wanted;
    const zone = this.view.municipality;
    const fields = Object.keys(theirs).filter((f) => f in changes);
    const by = (/** @type {any} */ c) => (c.by ? html` <span class="quiet">${c.by.name} ${c.at ? momentLabel(c.at, zone) : nothing}</span>` : nothing);
    return html`<div class="problem" role="alert"><p class="problem-title">⚠ ${t('conflict.title')}</p>
      <table class="plain-table"><thead><tr><th scope="col">${t('conflict.field')}</th><th scope="col">${t('conflict.theirs')}</th><th scope="col">${t('conflict.yours')}</th></tr></thead>
        <tbody>${fields.map((f) => html`<tr><th scope="row">${t(`field.${f}`)}</th><td>${fieldText(f, this.view[f] ?? theirs[f].theirs, zone)}${by(theirs[f])}</td><td>${labels[f] ?? fieldText(f, changes[f], zone)}</td></tr>`)}</tbody></table>
      <div class="buttons"><button type="button" class="button small" @click=${() => (this.conflict = null)}>${t('conflict.keepTheirs')}</button>
        <button type="button" class="button small solid" @click=${() => this.edit(wanted)}>${t('conflict.takeMine')}</button></div></div>`;
  }

  /** @param {string} current */
  tabs(current) {
    const tabs = wide.matches ? ['talk', 'history'] : ['talk', ...(session.search ? ['faq'] : []), 'around', 'history'];
    return html`<nav class="tabs" aria-label=${t('ticket.tabs')}>${tabs.map(
      (tab) => html`<button type="button" aria-current=${tab === current ? 'true' : nothing} @click=${() => this.turn(tab)}>${t(`tab.${tab}`)}</button>`)}</nav>`;
  }
}
customElements.define('md-ticket', Ticket);

const CODED = ['status', 'kind', 'priority', 'confidentiality', 'result'];

/** A field's value in words: the server tells a code or {code|id, name}. @param {string} field @param {any} value @param {string} slug */
function fieldText(field, value, slug) {
  if (value === null || value === undefined || value === '') return t('none');
  if (Array.isArray(value)) return value.map((v) => v.name ?? v).join('、') || t('none');
  if (typeof value === 'object') return value.name ?? value.title ?? value.code ?? value.id ?? t('none');
  if (field === 'dueAt') return momentLabel(value, slug);
  if (CODED.includes(field)) return word(field, value);
  return value;
}
