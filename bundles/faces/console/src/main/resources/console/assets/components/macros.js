// @ts-check
/** マクロ on a ticket: chosen by typing, looked at, applied. */

import { Part, html, icon, momentLabel, moreStyle, nothing, notice, problemBox } from '../parts.js';
import { call, get, requestId } from '../api.js';
import { catalogue, list, t, word } from '../i18n.js';
import { composing } from '../navigation.js';
import { pickTextModule } from './text-modules.js';

await catalogue('tickets', 'macros');

/** While one is chosen or looked at, no other is. */
let busy = false;

/** @typedef {{view: any, version: string, reply: string}} Done the ticket afterwards; reply: what is to be written on, '' for nothing */

/** @param {any} view of the ticket @returns {Promise<Done | null>} null: nothing was done */
export async function useMacro(view) {
  if (busy) return null;
  busy = true;
  try {
    const macro = await pickTextModule(view, { title: t('macros.pick'), label: t('macros.search'), none: t('macros.noneHere'), macros: true });
    if (!macro) return null;
    const dialog = /** @type {Macro} */ (document.createElement('md-macro'));
    dialog.path = `/macros/${encodeURIComponent(view.ref)}/${macro.id}`;
    dialog.macro = macro;
    document.querySelector('md-app')?.append(dialog);
    return await dialog.over;
  } finally {
    busy = false;
  }
}

class Macro extends Part {
  static properties = { shown: { state: true }, problem: { state: true }, again: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.path = '';
    /** @type {any} */ this.macro = {};
    /** @type {any} what it would do */ this.shown = null;
    /** @type {any} */ this.problem = null;
    this.again = false;
    this.busy = false;
    this.requestId = requestId();
    /** @type {Promise<Done | null>} */ this.over = new Promise((done) => (this.done = done));
  }

  async firstUpdated() {
    this.from = /** @type {HTMLElement | null} */ (document.activeElement);
    await moreStyle();
    this.find('dialog').showModal();
    await this.look();
  }

  async look() {
    try {
      this.shown = await get(this.path);
    } catch (problem) {
      this.problem = problem;
    }
    await this.updateComplete;
    (this.find('.buttons .solid:not([disabled])') ?? this.find('.buttons .leave'))?.focus();
  }

  /** @param {Done | null} done */
  leave(done = null) {
    this.find('dialog').close();
    this.remove();
    this.from?.focus();
    this.done?.(done);
  }

  get possible() {
    return this.shown && !this.shown.obstacles.length && !this.busy;
  }

  async apply() {
    if (!this.possible) return;
    const { edition, reply, sends, title, version } = this.shown;
    this.busy = true;
    this.problem = null;
    this.again = false;
    try {
      const { body, version: after } = await call(this.path, { method: 'POST', version: String(version), body: { requestId: this.requestId, edition } });
      notice(t('macros.applied', { title }));
      this.leave({ view: body, version: after, reply: sends ? '' : (reply ?? '') });
    } catch (problem) {
      await this.refused(/** @type {any} */ (problem));
    } finally {
      this.busy = false;
    }
  }

  /** What was looked at is not what would be done: it is shown anew. @param {any} problem */
  async refused(problem) {
    if (problem.type === 'stale-version' || problem.type === 'macro-changed') this.again = true;
    else this.problem = problem;
    this.busy = false;
    await this.look();
  }

  /** @param {KeyboardEvent} e */
  key(e) {
    if (composing(e) || e.key !== 'Enter' || !e.ctrlKey) return;
    e.preventDefault();
    this.apply();
  }

  render() {
    return html`<dialog class="dialog bulk macro" aria-labelledby="macro-title" @keydown=${this.key} @cancel=${(/** @type {Event} */ e) => { e.preventDefault(); this.leave(); }}>
      <div class="dialog-head"><h2 id="macro-title">${t('macros.use', { title: this.macro.title })}</h2>
        <button type="button" class="icon-button" @click=${() => this.leave()}>${icon('close')}<span class="hidden-visually">${t('close')}</span></button></div>
      ${this.again ? html`<p class="over" role="alert">⚠ ${t('macros.lookAgain')}</p>` : nothing}
      ${this.shown ? this.foreseen() : this.problem ? nothing : html`<p role="status">${t('loading')}</p>`}
      ${problemBox(this.problem)}
      <div class="buttons end"><button type="button" class="button leave" @click=${() => this.leave()}>${t('cancel')}</button>
        <button type="button" class="button solid" ?disabled=${!this.possible} @click=${this.apply}>${t(this.busy ? 'macros.applying' : 'macros.apply')}</button></div></dialog>`;
  }

  foreseen() {
    const { changes, note, reply, sends, follows, obstacles } = this.shown;
    const fields = Object.keys(changes);
    return html`${obstacles.length ? this.hindered(obstacles) : nothing}
      ${fields.length ? html`<table class="plain-table"><caption class="hidden-visually">${t('macros.changes')}</caption><thead><tr><th scope="col">${t('conflict.field')}</th><th scope="col">${t('macros.before')}</th><th scope="col">${t('macros.after')}</th></tr></thead>
        <tbody>${fields.map((f) => html`<tr><th scope="row">${t(`field.${f}`)}</th><td>${this.say(f, changes[f].before, changes[f].beforeName)}</td><td>${this.say(f, changes[f].after, changes[f].afterName)}</td></tr>`)}</tbody></table>` : html`<p class="quiet">${t('macros.nothing')}</p>`}
      ${note ? html`<h3>${t('macros.adds.note')}</h3><p class="filled added-note">${note}</p>` : nothing}
      ${reply ? html`<h3>${t(sends ? 'macros.adds.sent' : 'macros.adds.reply')}</h3><p class="filled added-reply">${reply}</p>` : nothing}
      ${follows ? html`<p>${t('macros.follows')}</p>` : nothing}`;
  }

  /** @param {any[]} obstacles */
  hindered(obstacles) {
    return html`<div class="problem" role="alert"><p class="problem-title">⚠ ${t('macros.hindered')}</p>
      <ul>${obstacles.map((o) => html`<li>${this.hindrance(o)}</li>`)}</ul><p>${t('macros.hindered.hint')}</p></div>`;
  }

  /** @param {{reason: string, names: string[]}} obstacle */
  hindrance({ reason, names }) {
    const fields = list(names.map((f) => word('field', f)));
    if (reason === 'gone') return t('macros.hindered.gone', { names: fields });
    if (reason === 'left-open') return t('macros.hindered.left-open', { names: list(names) });
    return `${t(`bulk.reason.${reason}`)} ${fields}`;
  }

  /** @param {string} field @param {string} value @param {string} [name] */
  say(field, value, name) {
    if (value === '') return t('none');
    if (field === 'dueAt') return momentLabel(value, this.shown.municipality);
    return name ?? word(field, value);
  }
}
customElements.define('md-macro', Macro);
