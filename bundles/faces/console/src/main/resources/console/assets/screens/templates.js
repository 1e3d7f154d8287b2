// @ts-check
/** 定型文: found, written, withdrawn and brought back by whoever may; taken from files and put into one. */

import { announce, empty, html, icon, nothing, notice, problemBox } from '../parts.js';
import { call, get } from '../api.js';
import { catalogue, number, t } from '../i18n.js';
import { PlaceScreen } from '../components/place-screen.js';
import { languageName } from '../components/side.js';
import '../components/template-form.js';
import '../components/file-import.js';

await catalogue('tickets', 'manage', 'macros');

const PAGE = 50;

/** What a file of modules does; it removes none. @param {'modules.import.would' | 'modules.import.taken'} text @returns {(o: any) => string} */
const counted = (text) => (o) => t(text, { lines: number(o.lines), added: number(o.added), changed: number(o.changed) });

class Templates extends PlaceScreen {
  permission = 'template-manage';
  heading = 'modules.title';

  static properties = {
    query: { attribute: false }, place: { state: true }, items: { state: true }, next: { state: true }, problem: { state: true },
    editing: { state: true }, undone: { state: true }, q: { state: true }, macros: { state: true }, withdrawn: { state: true },
  };

  constructor() {
    super();
    /** @type {any[] | null} */ this.items = null;
    this.next = '';
    /** @type {any} */ this.problem = null;
    /** @type {any} the module in the form, {} for a new one */ this.editing = null;
    /** @type {any} the module that was just withdrawn */ this.undone = null;
    this.q = '';
    this.withdrawn = false;
    /** whether macros are shown instead of texts */ this.macros = false;
    this.asked = 0;
    /** @type {any} */ this.timer = undefined;
  }

  async load(more = false) {
    if (!this.place) return;
    const turn = ++this.asked;
    try {
      const page = await get('/templates', { municipality: this.place, q: this.q, active: this.withdrawn ? '' : true, macros: this.macros || '', after: more ? this.next : '', limit: PAGE });
      if (turn !== this.asked) return;
      this.items = more ? [...(this.items ?? []), ...page.items] : page.items;
      this.next = page.next ?? '';
      this.problem = null;
      if (this.q && !more) announce(t('list.count', { n: number(page.items.length) }));
    } catch (problem) {
      if (turn === this.asked) this.problem = problem;
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
    this.editing = this.undone = this.items = null;
    this.load();
  }

  /** @param {boolean} macros */
  show(macros) {
    if (macros === this.macros) return;
    this.macros = macros;
    this.editing = this.undone = this.items = null;
    this.load();
  }

  /** @param {any} module {} for a new one */
  async edit(module) {
    this.editing = module;
    this.undone = null;
    await this.updateComplete;
    this.find('md-template-form').begin();
  }

  /** @param {CustomEvent} e */
  async left(e) {
    const from = this.editing;
    this.editing = null;
    if (e.detail) await this.load();
    await this.updateComplete;
    (this.find(from.id ? `#edit-${from.id}` : '#new-template') ?? this.find('#new-template'))?.focus();
  }

  /** @param {any} module @param {boolean} active */
  async turn(module, active) {
    try {
      const { body } = await call(`/templates/${module.id}`, { method: 'PATCH', version: String(module.version), body: { active } });
      this.undone = active ? null : body;
      notice(t(active ? 'modules.restored' : 'modules.withdrawn', { title: body.title }));
      await this.load();
      await this.updateComplete;
      (this.find('.undo button') ?? this.find(`#edit-${body.id}`) ?? this.find('h1'))?.focus();
    } catch (problem) {
      this.problem = problem;
      this.load();
    }
  }

  render() {
    const title = html`<h1 tabindex="-1">${t('modules.title')}</h1>`;
    if (!this.place) return html`<div class="page templates">${title}${empty(t('modules.notAllowed'))}</div>`;
    return html`<div class="page templates">${title}
      <div><div class="segments" role="group" aria-label=${t('macros.kinds')}>${[false, true].map((m) => html`<button type="button" id=${m ? 'show-macros' : 'show-texts'} aria-pressed=${String(m === this.macros)} @click=${() => this.show(m)}>${t(m ? 'macros.title' : 'modules.title')}</button>`)}</div></div>
      <p class="quiet">${t(this.macros ? 'macros.text' : 'modules.text')}</p>
      ${problemBox(this.problem, () => this.load())}
      ${this.undone ? html`<div class="undo" role="status"><p>${t('modules.withdrawn', { title: this.undone.title })}
        <button type="button" class="button small" @click=${() => this.turn(this.undone, true)}>${t('modules.undo')}</button></p></div>` : nothing}
      ${this.editing ? html`<md-template-form .module=${this.editing} .place=${this.place} @md-left=${this.left}></md-template-form>` : this.list()}
      ${this.macros ? nothing : this.files()}</div>`;
  }

  files() {
    return html`<md-file-import .name=${'module'} .heading=${t('modules.import')} .label=${t('modules.import.file')} .hint=${t('modules.import.hint')} .path=${`/templates/${this.place}/import`}
        .from=${`/templates/${this.place}/export`} .report=${counted('modules.import.would')} .done=${counted('modules.import.taken')} @md-changed=${() => this.load()}></md-file-import>`;
  }

  list() {
    const places = this.places;
    const none = this.q ? t('modules.none.found', { q: this.q }) : t(this.macros ? 'macros.none' : 'modules.none');
    return html`<section aria-labelledby="modules"><h2 id="modules">${t(this.macros ? 'macros.list' : 'modules.list')}</h2>
      <div class="module-bar">
        ${places.length > 1 ? html`<div class="labelled"><label for="module-place">${t('municipality')}</label><select id="module-place" @change=${this.move}>
          ${places.map((m) => html`<option value=${m.slug} ?selected=${m.slug === this.place}>${m.name}</option>`)}</select></div>` : nothing}
        <div class="labelled"><label for="module-q">${t(this.macros ? 'macros.find' : 'modules.find')}</label><input id="module-q" type="search" autocomplete="off" .value=${this.q} @input=${this.typed} @compositionend=${this.typed}></div>
        <label><input type="checkbox" .checked=${this.withdrawn} @change=${(/** @type {any} */ e) => { this.withdrawn = e.target.checked; this.load(); }}> ${t('modules.showWithdrawn')}</label>
        <button type="button" id="new-template" class="button solid" @click=${() => this.edit(this.macros ? { macro: {} } : {})}>${icon('plus')}${t(this.macros ? 'macros.new' : 'modules.new')}</button></div>
      ${this.items?.length ? this.table(this.items) : this.items ? empty(none) : nothing}
      ${this.next ? html`<button type="button" class="button" @click=${() => this.load(true)}>${t('list.more')}</button>` : nothing}</section>`;
  }

  /** @param {any[]} items */
  table(items) {
    return html`<div class="table-scroll" tabindex="0" role="group" aria-labelledby="modules"><table class="plain-table"><thead><tr>
      ${['shortcut', 'name', 'section', 'language', 'order', 'active'].map((c) => html`<th scope="col" class=${c === 'order' ? 'n' : ''}>${t(`modules.${c}`)}</th>`)}<td></td>
      </tr></thead><tbody>${items.map((m) => this.row(m))}</tbody></table></div>`;
  }

  /** @param {any} m */
  row(m) {
    return html`<tr><td><kbd>${m.shortcut}</kbd></td><th scope="row" class="wrap">${m.title}</th><td>${m.section?.name ?? t('modules.whole')}</td><td>${languageName(m.language)}</td>
      <td class="n">${number(m.order)}</td><td><span class="state ${m.active ? 'online' : ''}">${t(m.active ? 'modules.active.true' : 'modules.active.false')}</span></td>
      <td>${m.editable ? html`<div class="buttons"><button type="button" class="button small" id="edit-${m.id}" aria-label=${t('modules.edit.of', { title: m.title })} @click=${() => this.edit(m)}>${t('modules.edit')}</button>
        <button type="button" class="button small plain" aria-label=${t(m.active ? 'modules.withdraw.of' : 'modules.restore.of', { title: m.title })} @click=${() => this.turn(m, !m.active)}>${t(m.active ? 'modules.withdraw' : 'modules.restore')}</button></div>` : nothing}</td></tr>`;
  }
}
customElements.define('md-templates', Templates);
