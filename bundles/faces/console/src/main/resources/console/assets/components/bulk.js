// @ts-check
/** Changing many tickets at once: what is to become of them, how far it is, what was refused and why, undoing. */

import { html, icon, moreStyle, nothing, problemBox } from '../parts.js';
import { call, get, post, requestId, session } from '../api.js';
import { catalogue, list, number, t, word } from '../i18n.js';
import { ticketPath } from '../navigation.js';
import { ChangeFields, ME, PRIORITIES, RESULTS, STATUSES, called, fieldName, isList, words } from './change-fields.js';

await catalogue('tickets');

/** @typedef {{municipality: string, tickets?: {ref: string, version: number}[], selection?: Record<string, string>, begin?: Record<string, string>}} Chosen begin: what is chosen already */

const PAUSE = 700;
const OF_A_MACRO = ['owner', 'section', 'status', 'priority', 'category', 'result', 'addTags', 'removeTags'];
/** Of these each ticket would need its own. */
const NOT_OF_MANY = ['dueDays', 'note', 'follow'];

/** @param {Chosen} chosen @returns {Promise<boolean>} whether anything was begun */
export async function changeMany(chosen) {
  const dialog = /** @type {Bulk} */ (document.createElement('md-bulk'));
  dialog.chosen = chosen;
  for (const [field, value] of Object.entries(chosen.begin ?? {})) dialog.put(field, value);
  document.querySelector('md-app')?.append(dialog);
  return dialog.over;
}

/** What was changed last, on another page perhaps. */
export async function showLast() {
  const [job] = await get('/bulk');
  const dialog = /** @type {Bulk} */ (document.createElement('md-bulk'));
  dialog.none = !job;
  document.querySelector('md-app')?.append(dialog);
  if (job) dialog.watch(job);
}

class Bulk extends ChangeFields {
  static properties = { job: { state: true }, problem: { state: true }, busy: { state: true }, left: { state: true }, refused: { state: true }, foreseen: { state: true } };

  constructor() {
    super();
    /** @type {Chosen | null} */ this.chosen = null;
    this.none = false;
    /** @type {any} */ this.job = null;
    /** @type {any} */ this.problem = null;
    this.busy = false;
    /** @type {string[]} what a macro does besides, and this does not */ this.left = [];
    /** @type {any[]} */ this.refused = [];
    this.refusedNext = '';
    /** @type {any} */ this.foreseen = null;
    this.requestId = requestId();
    /** @type {any} */ this.timer = undefined;
    this.begun = false;
    /** @type {Promise<boolean>} */ this.over = new Promise((done) => (this.done = done));
  }

  get town() {
    return this.chosen?.municipality ?? '';
  }

  async firstUpdated() {
    this.from = /** @type {HTMLElement | null} */ (document.activeElement);
    await moreStyle();
    this.find('dialog').showModal();
    this.find('.pick')?.focus();
  }

  /** What one stood on may be gone: the next step is where one goes on. */
  updated() {
    const dialog = this.find('dialog');
    if (dialog?.open && document.activeElement === document.body) this.find('.buttons .solid:not([disabled])')?.focus();
  }

  /** What runs goes on without being looked at. */
  leave() {
    clearTimeout(this.timer);
    if (this.job?.state === 'ready') call(`/bulk/${this.job.id}`, { method: 'DELETE' }).catch(() => undefined);
    this.find('dialog').close();
    this.remove();
    this.from?.focus();
    this.done?.(this.begun);
  }

  /** Fills in what a macro says of fields; one sees it, and may change it, before anything is done. */
  async takeMacro() {
    const { pickTextModule } = await import('./text-modules.js');
    const macro = await pickTextModule({ municipality: this.town }, { title: t('macros.pick'), label: t('macros.search'), none: t('macros.none'), macros: true });
    if (!macro) return;
    const { macro: steps, names, text } = macro;
    for (const field of OF_A_MACRO) {
      const value = [steps[field] ?? []].flat().join('、');
      if (steps[field] === undefined || (isList(field) && !value)) continue;
      if (value === ME) this.put(field, session.me.id, t('owner.me', { name: session.me.name }));
      else this.put(field, value, isList(field) ? value : called(field, value, names));
    }
    this.left = [...NOT_OF_MANY.filter((f) => ![undefined, false, ''].includes(steps[f])), ...(text ? ['reply'] : [])];
    await this.updateComplete;
    this.find('.bulk-macro')?.focus();
  }

  /** @param {Event} e */
  async submit(e) {
    e.preventDefault();
    const change = Object.fromEntries(Object.entries(this.change).map(([field, { value }]) => [field, isList(field) ? words(value) : value]));
    await this.attempt(async () => {
      const { municipality, tickets, selection } = /** @type {Chosen} */ (this.chosen);
      this.watch(await post('/bulk', { requestId: this.requestId, municipality, tickets, selection, change }));
    });
  }

  /** @param {() => Promise<any>} what */
  async attempt(what) {
    this.busy = true;
    this.problem = null;
    try {
      await what();
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  /** @param {any} job */
  async watch(job) {
    if (job.id !== this.job?.id) this.refused = [];
    this.job = job;
    this.begun ||= job.state === 'running' || job.state === 'finished';
    clearTimeout(this.timer);
    if (job.state === 'collecting' || job.state === 'running') this.timer = setTimeout(() => this.look(), PAUSE);
    else if (job.state === 'ready') this.foreseen = await get(`/bulk/${job.id}/preview`);
    else if (job.refused && !this.refused.length) await this.moreRefused();
  }

  /** Whatever is wrong, the job goes on: it is looked at again. */
  async look() {
    try {
      this.problem = null;
      await this.watch(await get(`/bulk/${this.job.id}`));
    } catch (problem) {
      this.problem = problem;
      this.timer = setTimeout(() => this.look(), 4 * PAUSE);
    }
  }

  async moreRefused() {
    const page = await get(`/bulk/${this.job.id}/refused`, { after: this.refusedNext });
    this.refused = [...this.refused, ...page.items];
    this.refusedNext = page.next ?? '';
  }

  render() {
    return html`<dialog class="dialog bulk" aria-labelledby="bulk-title" @cancel=${(/** @type {Event} */ e) => { e.preventDefault(); this.leave(); }}>
      <div class="dialog-head"><h2 id="bulk-title">${t(this.job?.undoes ? 'bulk.undoing' : 'bulk.title')}</h2>
        <button type="button" class="icon-button" @click=${this.leave}>${icon('close')}<span class="hidden-visually">${t('close')}</span></button></div>
      ${this.none ? html`<p>${t('bulk.none')}</p>` : this.job ? this.progress() : this.chosen ? this.form() : nothing}</dialog>`;
  }

  form() {
    const n = this.chosen?.tickets?.length;
    return html`<form @submit=${this.submit}>
      <p>${n ? t('bulk.chosen', { n: number(n) }) : t('bulk.selection')}</p>
      ${this.chosen?.selection?.problem ? nothing : html`<p><button type="button" class="button small plain bulk-macro" aria-haspopup="dialog" @click=${this.takeMacro}>${t('bulk.macro')}</button></p>`}
      ${this.left.length ? html`<p class="over" role="status">⚠ ${t('bulk.macro.left', { what: list(this.left.map((f) => t(`bulk.macro.${f}`))) })}</p>` : nothing}
      <div class="bulk-fields">
        ${this.picked('owner')}${this.picked('section')}${this.choice('status', STATUSES)}${this.choice('priority', PRIORITIES)}
        ${this.chosen?.selection?.problem ? nothing : html`${this.words('addTags')}${this.words('removeTags')}
          ${this.sections('addContributors')}${this.sections('removeContributors')}${this.picked('problem')}`}
        ${this.change.status?.value === 'closed' || this.change.category || this.change.result ? html`${this.picked('category')}${this.choice('result', RESULTS)}` : nothing}
      </div>
      ${this.chosen?.selection?.problem ? this.reply() : nothing}
      ${problemBox(this.problem)}
      <div class="buttons end"><button type="button" class="button" @click=${this.leave}>${t('cancel')}</button>
        <button class="button solid" ?disabled=${this.busy || !Object.keys(this.change).length}>${t(n ? 'bulk.do' : 'bulk.find')}</button></div></form>`;
  }

  /** For the tickets of one problem: what each citizen is told. */
  reply() {
    return html`<div class="labelled"><label for="bulk-reply">${t('bulk.reply')}</label><textarea id="bulk-reply" rows="5" maxlength="1500" aria-describedby="bulk-reply-hint"
      @input=${(/** @type {any} */ e) => (e.target.value.trim() ? this.put('reply', e.target.value) : this.leaveAsItIs('reply'))}></textarea>
      <p id="bulk-reply-hint" class="quiet">${t('bulk.reply.hint')}</p></div>`;
  }

  progress() {
    const j = this.job;
    const settled = j.done + j.unchanged + j.refused;
    if (j.state === 'collecting') return html`<p role="status">${t('bulk.collecting', { n: number(j.total) })}</p>${problemBox(this.problem)}`;
    if (j.state === 'ready') return this.ready();
    const running = j.state === 'running';
    return html`<p role="status">${t(`bulk.${j.state}`)}</p>
      ${running ? html`<progress max=${j.total || 1} .value=${settled} aria-label=${t('bulk.progress')}></progress>` : nothing}
      <ul class="bulk-counts"><li>${t('bulk.count.done', { n: number(j.done) })}</li>${j.unchanged ? html`<li>${t('bulk.count.unchanged', { n: number(j.unchanged) })}</li>` : nothing}
        ${j.refused ? html`<li class="over">⚠ ${t('bulk.count.refused', { n: number(j.refused) })}</li>` : nothing}<li class="quiet">${t('bulk.count.total', { n: number(j.total) })}</li></ul>
      ${this.refused.length ? this.report() : nothing}
      ${problemBox(this.problem)}
      <div class="buttons end">
        ${running ? html`<button type="button" class="button" ?disabled=${this.busy} @click=${() => this.tell('DELETE', '')}>${t('bulk.stop')}</button>` : nothing}
        ${!running && j.done && !j.undoes && !j.undoneBy ? html`<button type="button" class="button" ?disabled=${this.busy} @click=${() => this.tell('POST', '/undo')}>${t('bulk.undo')}</button>` : nothing}
        <button type="button" class="button solid" @click=${this.leave}>${t('close')}</button></div>
      ${running ? html`<p class="quiet">${t('bulk.goesOn')}</p>` : nothing}`;
  }

  ready() {
    const j = this.job;
    return html`<p role="status"><b>${t('bulk.ready', { n: number(j.total) })}</b></p>${j.capped ? html`<p class="over">⚠ ${t('bulk.capped', { n: number(j.total) })}</p>` : nothing}
      <p class="quiet">${Object.entries(this.change).map(([field, { value, text }]) => html`${fieldName(field)}: ${text === value && !isList(field) ? word(field, value) : text}　`)}</p>
      ${this.foreseen?.refused.length ? html`<p class="over">⚠ ${t('bulk.foreseen', { n: number(this.foreseen.looked) })}</p>${this.report(this.foreseen.refused)}` : nothing}
      ${problemBox(this.problem)}
      <div class="buttons end"><button type="button" class="button" @click=${this.leave}>${t('cancel')}</button>
        <button type="button" class="button solid" ?disabled=${this.busy || !j.total} @click=${() => this.tell('POST', '/start')}>${t('bulk.do')}</button></div>`;
  }

  report(refused = this.refused) {
    return html`<table class="plain-table"><caption class="hidden-visually">${t('bulk.report')}</caption><thead><tr><th scope="col">${t('bulk.ticket')}</th><th scope="col">${t('field.reason')}</th></tr></thead>
      <tbody>${refused.map((r) => html`<tr><td>${r.reason === 'not-found' ? r.number : html`<a href=${ticketPath(r.ref)} @click=${this.leave}>${r.number}</a>`}</td>
        <td>${t(`bulk.reason.${r.reason}`)}${r.missing.length ? html` ${r.missing.map((/** @type {string} */ f) => t(`field.${f}`)).join('、')}` : nothing}</td></tr>`)}</tbody></table>
      ${this.refusedNext ? html`<button type="button" class="button small" @click=${this.moreRefused}>${t('list.more')}</button>` : nothing}`;
  }

  /** @param {string} method @param {string} what */
  tell(method, what) {
    return this.attempt(async () => this.watch((await call(`/bulk/${this.job.id}${what}`, { method, body: method === 'POST' ? {} : undefined })).body));
  }
}
customElements.define('md-bulk', Bulk);
