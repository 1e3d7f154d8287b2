// @ts-check
/** 市民情報: who it is, how they are reached, what to mind, and every contact so far. Edited in place. */

import { Part, announce, channelIcon, dayLabel, empty, html, icon, momentLabel, moreStyle, nothing, notice, problemBox, statusChip } from '../parts.js';
import { Problem, call, get, may, municipality } from '../api.js';
import { catalogue, t } from '../i18n.js';
import { bindKeys, citizenPath, go, ticketPath } from '../navigation.js';
import { coalesced, onLive } from '../live.js';
import { contactList, languageName } from '../components/side.js';
import { CitizenDraft, draftOf, drop } from '../components/citizen-draft.js';
import '../components/citizen-form.js';
import '../components/citizen-merge.js';
import '../components/citizen-past.js';

await catalogue('tickets', 'citizens');

const PAGE = 30;
const LARGEST_PAGE = 200;

class CitizenScreen extends Part {
  static properties = {
    key: {}, query: { attribute: false }, citizen: { state: true }, problem: { state: true }, draft: { state: true }, editing: { state: true },
    saving: { state: true }, saveProblem: { state: true }, conflict: { state: true }, rows: { state: true }, next: { state: true }, rowsProblem: { state: true },
  };

  constructor() {
    super();
    /** municipality/id */ this.key = '';
    this.query = new URLSearchParams();
    this.refresh = coalesced(() => this.load());
    this.refreshRows = coalesced(() => this.loadRows(), 1000);
    this.onBack = () => this.reload();
    this.blank();
  }

  blank() {
    /** @type {any} */ this.citizen = null;
    /** @type {any} */ this.problem = null;
    /** @type {any} */ this.saveProblem = null;
    /** @type {any} */ this.rowsProblem = null;
    /** @type {any} fields others changed that are changed here too */ this.conflict = null;
    /** @type {CitizenDraft | undefined} */ this.draft = draftOf(this.key);
    this.editing = false;
    this.saving = false;
    /** @type {any[] | null} */ this.rows = null;
    this.next = '';
  }

  connectedCallback() {
    super.connectedCallback();
    moreStyle().then(() => this.classList.add('styled'));
    this.unlisten = onLive((name, data) => this.hear(name, data));
    this.unbind = bindKeys({ send: () => this.editing && this.save() });
    addEventListener('md-recovered', this.onBack);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unlisten?.();
    this.unbind?.();
    removeEventListener('md-recovered', this.onBack);
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has('key')) {
      this.blank();
      this.reload();
    }
    const title = this.citizen ? this.name : this.problem?.title;
    if (title) document.title = `${title} – ${t('product')}`;
  }

  get slug() {
    return this.key.split('/')[0];
  }

  get name() {
    return this.citizen.name || t('citizen.unknown');
  }

  /** The list the ticket was in from which one came. */
  get list() {
    const list = new URLSearchParams(this.query);
    list.delete('from');
    return list;
  }

  /** @param {string} name @param {any} data */
  hear(name, data) {
    if (name === 'reset') return this.reload();
    if (name !== 'event') return;
    const shown = this.rows?.some((r) => r.ref === data.aggregate);
    if (shown || (data.type === 'TicketOpened' && data.municipality === this.slug)) this.refreshRows();
  }

  reload() {
    this.refresh();
    this.refreshRows();
  }

  async load() {
    const key = this.key;
    try {
      const { body } = await call(`/citizens/${key}`);
      if (key !== this.key) return;
      if (`${this.slug}/${body.id}` !== key) return this.follow(body.id);
      const first = !this.citizen;
      this.citizen = body;
      this.problem = null;
      if (first) announce(t('citizen.opened', { name: this.name }));
    } catch (problem) {
      if (key === this.key) this.problem = problem;
    }
  }

  /** They turned out to be another one. @param {string} id */
  follow(id) {
    notice(t('citizens.movedHere'));
    go(citizenPath(this.slug, id, this.query.get('from') ?? '', this.list), { replace: true });
  }

  async loadRows() {
    const key = this.key;
    const limit = Math.min(LARGEST_PAGE, Math.max(PAGE, this.rows?.length ?? 0));
    try {
      const page = await get('/tickets', { citizen: key, order: 'newest', limit });
      if (key !== this.key || (this.rows?.length ?? 0) > limit) return; // so many: a reload brings the rest
      this.rows = page.items;
      this.next = page.next ?? '';
      this.rowsProblem = null;
    } catch (problem) {
      if (key === this.key) this.rowsProblem = problem;
    }
  }

  async more() {
    const key = this.key;
    try {
      const page = await get('/tickets', { citizen: key, order: 'newest', limit: PAGE, after: this.next });
      if (key !== this.key) return;
      const first = this.rows?.length ?? 0;
      this.rows = [...(this.rows ?? []), ...page.items];
      this.next = page.next ?? '';
      this.rowsProblem = null;
      announce(t('list.more.done', { n: page.items.length }));
      await this.updateComplete;
      this.querySelectorAll('.contact-history a')[first]?.focus();
    } catch (problem) {
      this.rowsProblem = problem;
    }
  }

  async edit() {
    this.draft ??= new CitizenDraft(this.key, this.citizen);
    this.saveProblem = null;
    this.editing = true;
    await this.updateComplete;
    this.find('#citizen-name')?.focus();
  }

  /** What was changed stays until it is saved or thrown away. */
  async leave() {
    if (!this.draft?.changed) this.discard();
    this.editing = false;
    await this.updateComplete;
    this.find('.edit')?.focus();
  }

  discard() {
    drop(this.key);
    this.draft = undefined;
    this.conflict = this.saveProblem = null;
    this.editing = false;
  }

  async save() {
    const draft = /** @type {CitizenDraft} */ (this.draft);
    if (this.saving) return;
    if (!draft.changed) return this.leave();
    const key = this.key;
    this.saving = true;
    this.saveProblem = null;
    try {
      const { body } = await call(`/citizens/${key}`, { method: 'PATCH', body: draft.command(), version: draft.version });
      drop(key);
      notice(t('citizen.saved'));
      if (key !== this.key) return;
      this.citizen = body;
      this.discard();
      await this.updateComplete;
      this.find('.edit')?.focus();
    } catch (problem) {
      if (key === this.key) await this.refused(problem);
    } finally {
      this.saving = false;
    }
  }

  /** @param {any} problem */
  async refused(problem) {
    if (problem instanceof Problem && problem.status === 412 && problem.document.current) return this.meet(problem.document);
    this.saveProblem = problem;
    await this.updateComplete;
    (this.find('[aria-invalid=true]') ?? this.find('.problem'))?.scrollIntoView({ block: 'nearest' });
    this.find('[aria-invalid=true]')?.focus();
  }

  /** Somebody else was faster: only what both changed is asked about. @param {any} document */
  async meet({ current, changed }) {
    const draft = /** @type {CitizenDraft} */ (this.draft);
    const mine = draft.command();
    const both = Object.fromEntries(Object.entries(changed ?? {}).filter(([field]) => field in mine));
    this.citizen = { ...this.citizen, ...current };
    draft.follow(current);
    this.conflict = Object.keys(both).length ? both : null;
    if (!this.conflict) {
      this.saving = false;
      return this.save();
    }
    await this.updateComplete;
    this.find('.conflict button')?.focus();
  }

  keepTheirs() {
    const draft = /** @type {CitizenDraft} */ (this.draft);
    for (const field of Object.keys(this.conflict)) draft.reset(field);
    this.conflict = null;
    if (!draft.changed) this.leave();
    else this.find('#citizen-name')?.focus();
  }

  takeMine() {
    this.conflict = null;
    this.save();
  }

  render() {
    if (this.problem && !this.citizen) return html`<div class="page citizen-page">${this.back()}<h1 tabindex="-1">${this.problem.title ?? t('problem.unexpected')}</h1>${problemBox(this.problem, () => this.reload())}</div>`;
    if (!this.citizen) return html`<div class="page" aria-busy="true"><p class="quiet">${t('loading')}</p></div>`;
    const c = this.citizen;
    return html`<div class="page citizen-page">
      ${this.back()}
      <header class="citizen-head"><h1 tabindex="-1">${this.name}</h1>${c.kana ? html`<span class="quiet">${c.kana}</span>` : nothing}
        <span class="spring"></span>${this.editing || !may('citizen-write', this.slug) ? nothing : html`<button type="button" class="button edit" @click=${this.edit}>${icon('pen')}${t('citizen.edit')}</button>`}</header>
      ${problemBox(this.problem, () => this.reload())}
      ${this.draft?.changed && !this.editing ? this.waiting() : nothing}
      ${c.notes ? html`<section class="mind" aria-labelledby="mind"><h2 id="mind">${t('citizen.notes')}</h2><p>${c.notes}</p></section>` : nothing}
      <div class="citizen-columns"><section class="card" aria-labelledby="about-citizen"><h2 id="about-citizen">${t(this.editing ? 'citizen.editing' : 'citizen.about')}</h2>${this.editing ? this.form() : this.about(c)}</section>
        ${this.history()}</div>
      <md-citizen-merge .key=${this.key} .citizen=${c} @md-citizen=${this.reload}></md-citizen-merge>
      <md-citizen-past .key=${this.key} .version=${String(c.version)} @md-citizen=${this.reload}></md-citizen-past></div>`;
  }

  back() {
    const from = this.query.get('from');
    return from ? html`<p><a class="back-to" href=${ticketPath(from, this.list)}>${icon('back')}${t('citizen.back', { number: from.replace(/^[a-z0-9-]*?-(?=\d{4}-\d+$)/, '') })}</a></p>` : nothing;
  }

  waiting() {
    return html`<div class="unsaved" role="status"><p><b>${t('citizen.unsaved')}</b></p><div class="buttons">
      <button type="button" class="button small solid" @click=${this.edit}>${t('citizen.resume')}</button><button type="button" class="button small" @click=${this.discard}>${t('citizen.discard')}</button></div></div>`;
  }

  /** @param {any} c */
  about(c) {
    const line = (/** @type {string} */ label, /** @type {unknown} */ value) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`;
    return html`<dl class="contacts wide">${line(t('field.name'), this.name)}${line(t('field.kana'), c.kana || t('none'))}
        ${line(t('field.language'), c.language ? languageName(c.language) : t('citizen.languageUnknown'))}${line(t('municipality'), municipality(this.slug)?.name ?? this.slug)}</dl>
      <h3>${t('citizen.contacts')}</h3>${contactList(c, this.slug, (p) => this.reachable(p))}
      ${c.notes ? nothing : html`<h3>${t('citizen.notes')}</h3><p class="quiet">${t('citizen.noNotes')}</p>`}`;
  }

  /** @param {any} p a contact point a message came back from */
  reachable(p) {
    if (!may('citizen-write', this.slug)) return nothing;
    return html`<button type="button" class="link" @click=${() => this.unmark(p)}>${t('undeliverable.clear')}<span class="hidden-visually">${p.value}</span></button>`;
  }

  /** @param {any} p */
  async unmark(p) {
    const key = this.key;
    try {
      const { body } = await call(`/citizens/${key}/undeliverable?address=${encodeURIComponent(p.value)}`, { method: 'DELETE' });
      if (key !== this.key) return;
      this.citizen = body;
      notice(t('undeliverable.cleared'));
      await this.updateComplete;
      this.find('h1')?.focus();
    } catch (problem) {
      if (key === this.key) this.problem = problem;
    }
  }

  form() {
    return html`${this.conflict ? this.conflictBox() : nothing}${this.saveProblem ? this.refusal() : nothing}
      <md-citizen-form .draft=${this.draft} .problem=${this.saveProblem} .languages=${municipality(this.slug)?.languages ?? []} .saving=${this.saving}
        @md-save=${this.save} @md-leave=${this.leave}></md-citizen-form>`;
  }

  /** A contact of somebody else is told with a link to them. */
  refusal() {
    const taken = this.saveProblem.document?.contacts ?? [];
    return html`${problemBox(this.saveProblem)}${taken.map((/** @type {any} */ p) => html`<p class="taken"><b>${p.value}</b> ${p.citizens.map(
      (/** @type {any} */ c) => html`<a href=${citizenPath(this.slug, c.id)}>${c.name || t('citizen.unknown')}</a> `)}${p.citizens.length ? nothing : html`<span class="quiet">${t('citizen.takenUnseen')}</span>`}</p>`)}`;
  }

  conflictBox() {
    const draft = /** @type {CitizenDraft} */ (this.draft);
    const shown = (/** @type {string} */ field, /** @type {any} */ value) => {
      if (field === 'contacts') return value.length ? html`<ul>${value.map((/** @type {any} */ p) => html`<li>${t(`contact.${p.kind}`)} ${p.value} ${p.note ?? ''}</li>`)}</ul>` : t('none');
      if (field === 'language' && value) return languageName(value);
      return value ? html`<span class="kept-lines">${value}</span>` : t('none');
    };
    const mine = draft.command();
    return html`<div class="problem conflict" role="alert"><p class="problem-title">⚠ ${t('conflict.title')}</p><p>${t('citizen.conflict')}</p>
      <table class="plain-table"><thead><tr><th scope="col">${t('conflict.field')}</th><th scope="col">${t('conflict.theirs')}</th><th scope="col">${t('conflict.yours')}</th></tr></thead>
      <tbody>${Object.entries(this.conflict).map(([f, c]) => html`<tr><th scope="row">${t(`field.${f}`)}</th><td>${shown(f, c.theirs)}${c.by ? html` <span class="quiet">${c.by.name} ${momentLabel(c.at, this.slug)}</span>` : nothing}</td><td>${shown(f, mine[f] ?? draft.form[f])}</td></tr>`)}</tbody></table>
      <div class="buttons"><button type="button" class="button small" @click=${this.keepTheirs}>${t('conflict.keepTheirs')}</button>
        <button type="button" class="button small solid" @click=${this.takeMine}>${t('conflict.takeMine')}</button></div></div>`;
  }

  history() {
    const total = this.citizen.earlierTotal ?? 0;
    return html`<section class="card contact-history" aria-labelledby="contact-history"><h2 id="contact-history">${t('citizen.history')} <span class="quiet">${t(total >= 1000 ? 'list.count.more' : 'earlier.count', { n: total })}</span></h2>
      ${this.rows === null && !this.rowsProblem ? html`<p class="quiet" aria-busy="true">${t('loading')}</p>` : nothing}
      ${this.rows?.length === 0 ? empty(t('citizen.noHistory')) : nothing}
      ${this.rows?.length ? html`<ol class="brief">${this.rows.map((r) => this.row(r))}</ol>` : nothing}
      ${problemBox(this.rowsProblem, () => (this.rows && this.next ? this.more() : this.refreshRows()))}
      ${this.next ? html`<button type="button" class="button more" @click=${this.more}>${t('list.more')}</button>` : nothing}</section>`;
  }

  /** @param {any} r */
  row(r) {
    return html`<li><a href=${ticketPath(r.ref, this.list)}><span class="subject">${r.subject || t('row.noSubject')}</span>
      <span class="line">${channelIcon(r.channel)}<span class="no">${r.number}</span>${dayLabel(r.createdAt, this.slug)}<span>${r.section?.name ?? ''}</span></span>${statusChip(r.status)}</a></li>`;
  }
}
customElements.define('md-citizen', CitizenScreen);
