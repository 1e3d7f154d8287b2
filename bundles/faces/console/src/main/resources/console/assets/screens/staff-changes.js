// @ts-check
/** 職員の異動・退職: planned with their day, seen as they are carried out with the tickets handed over, cancelled and undone. */

import { announce, empty, html, nothing, notice, problemBox } from '../parts.js';
import { call, get, post } from '../api.js';
import { catalogue, date, number, t, word } from '../i18n.js';
import { coalesced, onLive } from '../live.js';
import { PlaceScreen } from '../components/place-screen.js';
import '../components/file-import.js';
import '../components/staff-change-form.js';

await catalogue('tickets', 'manage', 'staff');

const STATES = ['planned', 'done', 'failed', 'cancelled', 'undone'];
const AGAIN = 3000;

class StaffChanges extends PlaceScreen {
  permission = 'directory-manage';
  heading = 'changesOfStaff.title';

  static properties = {
    query: { attribute: false }, place: { state: true }, items: { state: true }, next: { state: true }, shown: { state: true }, owned: { state: true }, jobs: { state: true },
    problem: { state: true }, asking: { state: true }, failure: { state: true }, details: { state: true },
  };

  constructor() {
    super();
    /** @type {any[] | null} */ this.items = null;
    this.next = '';
    this.shown = '';
    /** @type {Record<string, number>} login → tickets that are not closed */ this.owned = {};
    /** @type {any[]} */ this.jobs = [];
    /** @type {any} */ this.problem = null;
    /** @type {string} the change about to be cancelled or undone */ this.asking = '';
    /** @type {any} */ this.failure = null;
    /** @type {Record<string, any[]>} */ this.details = {};
    /** @type {any} */ this.timer = undefined;
    this.reload = coalesced(() => this.load());
  }

  connectedCallback() {
    super.connectedCallback();
    this.unlisten = onLive((name, data) => name === 'event' && data.stream === 'directory' && /^StaffChange/.test(data.type) && this.reload());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    this.unlisten?.();
  }

  async load() {
    const { place, shown } = this;
    if (!place) return;
    try {
      const page = await get(`/staff-changes/${place}`, { state: shown });
      if (place !== this.place || shown !== this.shown) return;
      this.items = page.items;
      this.next = page.next ?? '';
      this.problem = null;
      await this.tickets(page.items, place);
    } catch (problem) {
      if (place === this.place) this.problem = problem;
    }
  }

  async more() {
    const { place, shown } = this;
    try {
      const page = await get(`/staff-changes/${place}`, { state: shown, after: this.next });
      if (place !== this.place || shown !== this.shown) return;
      this.items = [...(this.items ?? []), ...page.items];
      this.next = page.next ?? '';
      await this.tickets(page.items, place);
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** How many there are to hand over, and how far it is. @param {any[]} items @param {string} place */
  async tickets(items, place) {
    const logins = [...new Set(items.filter((c) => c.state === 'planned').map((c) => c.person.id))];
    const done = items.filter((c) => c.settledAt && c.state !== 'cancelled').map((c) => c.id);
    const [owned, jobs] = await Promise.all([
      logins.length ? get(`/handovers/${place}/owned`, { logins: logins.join(',') }) : {},
      done.length ? get(`/handovers/${place}`, { changes: done.join(',') }) : [],
    ]);
    if (place !== this.place) return;
    this.owned = { ...this.owned, ...owned };
    this.jobs = [...this.jobs.filter((j) => !done.includes(j.change)), ...jobs];
    clearTimeout(this.timer);
    if (this.isConnected && jobs.some((/** @type {any} */ j) => j.state === 'running')) this.timer = setTimeout(() => this.load(), AGAIN);
  }

  /** @param {any} e */
  move(e) {
    this.place = e.target.value;
    this.items = null;
    this.jobs = [];
    this.asking = '';
    this.load();
  }

  /** @param {any} e */
  narrow(e) {
    this.shown = e.target.value;
    this.load();
  }

  /** @param {string} id */
  async ask(id) {
    this.asking = this.asking === id ? '' : id;
    this.failure = null;
    await this.updateComplete;
    this.find('.asking button.solid')?.focus();
  }

  /** @param {any} c */
  async takeBack(c) {
    const how = c.state === 'planned' ? 'cancel' : 'undo';
    try {
      await post(`/staff-changes/${this.place}/${c.id}/${how}`, {});
      notice(t(`changesOfStaff.${how}.done`, { name: c.person.name }));
      this.asking = '';
      await this.load();
      await this.updateComplete;
      this.find('#staff-change-list')?.focus();
    } catch (problem) {
      this.failure = problem;
    }
  }

  /** @param {any} e @param {string} id */
  async open(e, id) {
    if (!e.target.open || this.details[id]) return;
    try {
      const found = await get(`/handovers/${this.place}/${id}/problems`);
      this.details = { ...this.details, [id]: found };
      announce(t('list.count', { n: number(found.length) }));
    } catch (problem) {
      this.failure = problem;
    }
  }

  render() {
    const title = html`<h1 tabindex="-1">${t('changesOfStaff.title')}</h1>`;
    if (!this.place) return html`<div class="page templates">${title}${empty(t('staff.notAllowed'))}</div>`;
    return html`<div class="page templates">${title}<p class="quiet">${t('changesOfStaff.text')}</p>
      ${this.places.length > 1 ? html`<div class="labelled"><label for="staff-change-place">${t('municipality')}</label><select id="staff-change-place" @change=${this.move}>
        ${this.places.map((m) => html`<option value=${m.slug} ?selected=${m.slug === this.place}>${m.name}</option>`)}</select></div>` : nothing}
      ${problemBox(this.problem, () => this.load())}
      <md-staff-change-form .place=${this.place} @md-changed=${() => this.load()}></md-staff-change-form>
      <md-file-import name="staff-changes" .heading=${t('changesOfStaff.file')} .label=${t('changesOfStaff.file.label')} .hint=${t('changesOfStaff.file.hint')}
        .report=${(/** @type {any} */ o) => t('changesOfStaff.would', { lines: number(o.lines), added: number(o.added) })} .done=${(/** @type {any} */ o) => t('changesOfStaff.taken', { added: number(o.added) })}
        .path=${`/staff-changes/${this.place}/import`} @md-changed=${() => this.load()}></md-file-import>
      <section aria-labelledby="staff-change-list"><h2 id="staff-change-list" tabindex="-1">${t('changesOfStaff.list')}</h2>
      <div class="labelled"><label for="staff-change-state">${t('changesOfStaff.state')}</label><select id="staff-change-state" @change=${this.narrow}>
        <option value="">${t('changesOfStaff.state.all')}</option>${STATES.map((s) => html`<option value=${s} ?selected=${s === this.shown}>${t(`changesOfStaff.state.${s}`)}</option>`)}</select></div>
      ${this.items?.length ? html`<ul class="cases staff-changes">${this.items.map((c) => this.row(c))}</ul>` : this.items ? empty(t('changesOfStaff.none')) : nothing}
      ${this.next ? html`<button type="button" class="button small more" @click=${this.more}>${t('alerts.more')}</button>` : nothing}</section></div>`;
  }

  /** @param {any} c */
  row(c) {
    const back = c.state === 'planned' ? 'cancel' : c.state === 'done' ? 'undo' : '';
    const to = c.to ? `${word('role', c.to.role)}${c.to.sectionName ? ` ${c.to.sectionName}` : ''}` : '';
    return html`<li class="case" data-change=${c.id}><div class="case-text">
      <p><b>${c.person.name}</b> <span class="quiet">${c.person.id}</span> <span class="chip">${t(`changesOfStaff.kind.${c.kind}`)}</span> <span class="state ${c.state === 'done' ? 'online' : ''}">${t(`changesOfStaff.state.${c.state}`)}</span></p>
      <p>${date(c.date)}${to ? html` → ${to}` : nothing}</p>
      ${c.problem ? html`<p class="over">⚠ ${t(`changesOfStaff.problem.${c.problem}`)}</p>` : nothing}
      ${c.before.length ? html`<p class="quiet">${t('changesOfStaff.before', { roles: c.before.map((/** @type {any} */ r) => `${word('role', r.role)}${r.sectionName ? ` ${r.sectionName}` : ''}`).join('、') })}</p>` : nothing}
      ${this.handover(c)}</div>
      ${back ? html`<div class="buttons"><button type="button" class="button small" id="back-${c.id}" aria-expanded=${String(this.asking === c.id)} aria-label="${t(`changesOfStaff.${back}`)} (${c.person.name} ${date(c.date)})" @click=${() => this.ask(c.id)}>${t(`changesOfStaff.${back}`)}</button></div>` : nothing}
      ${this.asking === c.id && back ? html`<div class="asking"><p>${t(`changesOfStaff.${back}.ask`, { name: c.person.name })}</p>${problemBox(this.failure)}
        <div class="buttons"><button type="button" class="button small" @click=${() => this.ask(c.id)}>${t('cancel')}</button>
          <button type="button" class="button small solid" @click=${() => this.takeBack(c)}>${t(`changesOfStaff.${back}.go`)}</button></div></div>` : nothing}</li>`;
  }

  /** @param {any} c */
  handover(c) {
    if (c.kind === 'return') return nothing;
    const how = t(`changesOfStaff.tickets.${c.tickets}`, { name: c.successor?.name ?? '' });
    const n = this.owned[c.person.id];
    if (c.state === 'planned') return html`<p class="quiet">${how}${n === undefined ? nothing : ` ${t('changesOfStaff.owned', { n: number(n) })}`}</p>`;
    const jobs = this.jobs.filter((j) => j.change === c.id).sort((a, b) => Number(a.back) - Number(b.back));
    return html`${jobs.map((j) => html`<p class="quiet handover">${j.back ? t('changesOfStaff.back') : how} ${t(`changesOfStaff.progress${j.state === 'running' ? '.running' : ''}`, { total: number(j.total), done: number(j.done), left: number(j.unchanged), refused: number(j.refused) })}</p>`)}
      ${jobs.some((j) => j.total) ? html`<details @toggle=${(/** @type {any} */ e) => this.open(e, c.id)}><summary>${t('changesOfStaff.problems')}</summary>
        ${this.details[c.id]?.length ? html`<ul>${this.details[c.id].map((p) => html`<li><span class="no">${p.number}</span> ${t(`bulk.reason.${p.reason}`)}</li>`)}</ul>` : html`<p class="quiet">${t(this.details[c.id] ? 'changesOfStaff.problems.none' : 'loading')}</p>`}</details>` : nothing}`;
  }
}
customElements.define('md-staff-changes', StaffChanges);
