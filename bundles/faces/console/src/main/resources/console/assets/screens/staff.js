// @ts-check
/** 職員: how everybody logs in. A first password is given, a lost device taken away, sessions are ended. */

import { announce, empty, html, nothing, notice, problemBox } from '../parts.js';
import { call, get } from '../api.js';
import { catalogue, number, t, word } from '../i18n.js';
import { PlaceScreen } from '../components/place-screen.js';

await catalogue('tickets', 'manage', 'staff');

/** Without letters that look alike in print. */
const READABLE = 'abcdefghijkmnpqrstuvwxyz23456789';

/** abcd-efgh-ijkm-npqr: easily read over the telephone. */
const freshPassword = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => READABLE[b % READABLE.length]).join('').match(/.{4}/g)?.join('-') ?? '';

class Staff extends PlaceScreen {
  permission = 'directory-manage';
  heading = 'staff.title';

  static properties = {
    query: { attribute: false }, place: { state: true }, items: { state: true }, total: { state: true }, problem: { state: true }, q: { state: true },
    asking: { state: true }, given: { state: true }, failure: { state: true },
  };

  constructor() {
    super();
    /** @type {any[] | null} */ this.items = null;
    this.total = 0;
    /** @type {any} */ this.problem = null;
    this.q = '';
    /** @type {{id: string, what: 'password' | 'factor' | 'sessions'} | null} */ this.asking = null;
    /** @type {{name: string, password: string} | null} */ this.given = null;
    /** @type {any} */ this.failure = null;
    this.fresh = '';
    this.turn = 0;
    /** @type {any} */ this.timer = undefined;
  }

  async load() {
    if (!this.place) return;
    const turn = ++this.turn;
    try {
      const found = await get(`/accounts/${this.place}`, { q: this.q });
      if (turn !== this.turn) return;
      Object.assign(this, { items: found.items, total: found.total, problem: null });
      if (this.q) announce(t('list.count', { n: number(found.total) }));
    } catch (problem) {
      if (turn === this.turn) this.problem = problem;
    }
  }

  /** @param {any} e */
  typed(e) {
    if (e.isComposing) return;
    clearTimeout(this.timer);
    this.q = e.target.value.trim();
    this.timer = setTimeout(() => this.load(), 250);
  }

  /** @param {any} e */
  move(e) {
    this.place = e.target.value;
    this.items = this.asking = this.given = null;
    this.load();
  }

  /** @param {string} id @param {'password' | 'factor' | 'sessions'} what */
  async ask(id, what) {
    const same = this.asking?.id === id && this.asking.what === what;
    this.fresh = freshPassword();
    this.asking = same ? null : { id, what };
    this.given = this.failure = null;
    await this.updateComplete;
    this.find('.asking button.solid')?.focus();
  }

  /** @param {any} a */
  async carryOut(a) {
    const what = this.asking?.what;
    try {
      if (what === 'password') {
        await call(`/directory/staff/${a.id}/password`, { method: 'PUT', body: { password: this.fresh } });
        this.given = { name: a.name, password: this.fresh };
      } else if (what === 'factor') await call(`/second-factor/${a.id}`, { method: 'DELETE' });
      else await call(`/sessions/${a.id}`, { method: 'DELETE' });
      if (what !== 'password') notice(t(`staff.${what}.done`, { name: a.name }));
      this.asking = null;
      await this.load();
      await this.updateComplete;
      (this.find('.given') ?? this.find(`#${what}-${a.id}`) ?? this.find(`#password-${a.id}`))?.focus();
    } catch (problem) {
      this.failure = problem;
    }
  }

  render() {
    const title = html`<h1 tabindex="-1">${t('staff.title')}</h1>`;
    if (!this.place) return html`<div class="page templates">${title}${empty(t('staff.notAllowed'))}</div>`;
    const places = this.places;
    return html`<div class="page templates">${title}<p class="quiet">${t('staff.text')}</p>
      <p><a href="/console/admin/staff-changes?municipality=${this.place}">${t('changesOfStaff.title')}</a></p>
      ${problemBox(this.problem, () => this.load())}
      ${this.given ? html`<div class="undo given" role="status" tabindex="-1"><p>${t('staff.password.given', { name: this.given.name })} <code class="secret">${this.given.password}</code><br>
        <span class="quiet">${t('staff.password.once')}</span></p></div>` : nothing}
      <section aria-labelledby="staff"><h2 id="staff">${t('staff.list')} <span class="quiet">${this.items ? number(this.total) : ''}</span></h2>
      <div class="module-bar">
        ${places.length > 1 ? html`<div class="labelled"><label for="staff-place">${t('municipality')}</label><select id="staff-place" @change=${this.move}>
          ${places.map((m) => html`<option value=${m.slug} ?selected=${m.slug === this.place}>${m.name}</option>`)}</select></div>` : nothing}
        <div class="labelled"><label for="staff-q">${t('staff.find')}</label><input id="staff-q" type="search" autocomplete="off" .value=${this.q} @input=${this.typed} @compositionend=${this.typed}></div></div>
      ${this.items?.length ? this.table(this.items) : this.items ? empty(this.q ? t('staff.none.found', { q: this.q }) : t('staff.none')) : nothing}
      ${this.items && this.total > this.items.length ? html`<p class="quiet">${t('staff.more', { n: number(this.items.length) })}</p>` : nothing}</section></div>`;
  }

  /** @param {any[]} items */
  table(items) {
    return html`<div class="table-scroll" tabindex="0" role="group" aria-labelledby="staff"><table class="plain-table"><thead><tr>
      ${['name', 'roles', 'password', 'factor', 'sessions'].map((c) => html`<th scope="col" class=${c === 'sessions' ? 'n' : ''}>${t(`staff.${c}`)}</th>`)}<td></td></tr></thead>
      <tbody>${items.map((a) => this.row(a))}</tbody></table></div>`;
  }

  /** @param {any} a */
  row(a) {
    const button = (/** @type {'password' | 'factor' | 'sessions'} */ what) => html`<button type="button" class="button small" id="${what}-${a.id}" aria-expanded=${String(this.asking?.id === a.id && this.asking.what === what)}
      aria-label="${t(`staff.${what}.do`)} (${a.name})" @click=${() => this.ask(a.id, what)}>${t(`staff.${what}.do`)}</button>`;
    return html`<tr><th scope="row">${a.name} <span class="quiet">${a.id}</span></th><td>${a.roles.map((/** @type {string} */ r) => word('role', r)).join('、')}</td>
      <td><span class="state ${a.password === 'own' ? 'online' : ''}">${t(`staff.password.${a.password}`)}</span></td>
      <td>${t(a.secondFactor ? 'staff.factor.on' : 'staff.factor.off')}</td><td class="n">${number(a.sessions)}</td>
      <td><div class="buttons">${button('password')}${a.secondFactor ? button('factor') : nothing}${a.sessions ? button('sessions') : nothing}</div></td></tr>
      ${this.asking?.id === a.id ? this.question(a, this.asking?.what ?? '') : nothing}`;
  }

  /** @param {any} a @param {string} what */
  question(a, what) {
    return html`<tr class="asking"><td colspan="6"><p>${t(`staff.${what}.ask`, { name: a.name })}</p>
      ${problemBox(this.failure)}
      <div class="buttons"><button type="button" class="button small" @click=${() => this.ask(a.id, /** @type {any} */ (what))}>${t('cancel')}</button>
        <button type="button" class="button small solid" @click=${() => this.carryOut(a)}>${t(`staff.${what}.go`)}</button></div></td></tr>`;
  }
}
customElements.define('md-staff', Staff);
