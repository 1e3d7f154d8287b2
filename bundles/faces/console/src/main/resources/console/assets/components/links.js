// @ts-check
/** Tickets that belong to this one: shown, added by their number, removed, and put back. */

import { Part, announce, html, icon, nothing } from '../parts.js';
import { call } from '../api.js';
import { t } from '../i18n.js';
import { brief } from './brief.js';

/** What the other ticket is to this one. */
const RELATIONS = ['related', 'continues', 'continued-by', 'duplicates', 'duplicated-by'];
const NUMBER = /^(?:([a-z][a-z0-9-]*)-)?(?:(\d{4})-)?(\d{1,12})$/;

/** 2026-004512, mihon-2026-004512 or 4512 as the name of a ticket; '' for anything else. @param {string} typed @param {any} view the ticket it is typed at */
export function refOf(typed, view) {
  const found = NUMBER.exec(typed.normalize('NFKC').trim().toLowerCase().replace(/[‐－ー−–]/g, '-'));
  if (!found || (found[1] && !found[2])) return '';
  return `${found[1] ?? view.municipality}-${found[2] ?? view.number.slice(0, 4)}-${found[3].padStart(6, '0')}`;
}

class Links extends Part {
  static properties = { view: { attribute: false }, list: { attribute: false }, adding: { state: true }, error: { state: true }, removed: { state: true }, busy: { state: true } };

  constructor() {
    super();
    /** @type {any} */ this.view = null;
    this.list = new URLSearchParams();
    this.adding = false;
    this.busy = false;
    this.error = '';
    /** @type {any} the link taken away last, and where it stood */ this.removed = null;
    this.ref = '';
  }

  willUpdate() {
    if (this.view.ref === this.ref) return;
    this.ref = this.view.ref;
    this.adding = false;
    this.error = '';
    this.removed = null;
  }

  /** @param {string} other @param {'PUT' | 'DELETE'} method @param {string} [relation] @returns {Promise<boolean>} whether it was done */
  async change(other, method, relation) {
    const view = this.view;
    this.busy = true;
    this.error = '';
    try {
      const { body } = await call(`/tickets/${encodeURIComponent(view.ref)}/links/${encodeURIComponent(other)}`, { method, body: relation && { relation } });
      if (view.ref !== this.view.ref) return false;
      this.view.linked = body; // the same ticket may have been loaded anew meanwhile
      this.dispatchEvent(new Event('md-reload', { bubbles: true }));
      return true;
    } catch (problem) {
      const { title, detail } = /** @type {any} */ (problem);
      this.error = detail || title || t('problem.unexpected');
      return false;
    } finally {
      this.busy = false;
    }
  }

  async open() {
    this.adding = true;
    await this.updateComplete;
    this.find('#link-number').focus();
  }

  async leave() {
    this.adding = false;
    this.error = '';
    await this.updateComplete;
    this.find('.card-link')?.focus();
  }

  /** @param {Event} e */
  async add(e) {
    e.preventDefault();
    const other = refOf(this.find('#link-number').value, this.view);
    if (!other) this.error = t('links.wrong');
    else if (await this.change(other, 'PUT', this.find('#link-relation').value)) {
      this.removed = null;
      announce(t('links.added'));
      return this.leave();
    }
    this.find('#link-number').focus();
  }

  /** @param {any} link @param {number} at */
  async remove(link, at) {
    if (!(await this.change(link.ref, 'DELETE'))) return;
    this.removed = { link, at };
    announce(t('links.removed', { number: link.number }));
    await this.updateComplete;
    this.find('.undo')?.focus();
  }

  async undo() {
    const { link } = this.removed;
    if (!(await this.change(link.ref, 'PUT', link.relation))) return;
    this.removed = null;
    announce(t('links.added'));
    await this.updateComplete;
    this.find(`[data-ref="${link.ref}"]`)?.focus();
  }

  render() {
    const { linked, actions } = this.view;
    const edits = actions.includes('edit');
    if (!edits && !linked.length) return nothing;
    const rows = linked.map((/** @type {any} */ link, /** @type {number} */ at) => this.row(link, at, edits));
    if (this.removed && !linked.some((/** @type {any} */ l) => l.ref === this.removed.link.ref)) rows.splice(this.removed.at, 0, this.gone(this.removed.link));
    return html`<section class="card links" aria-labelledby="links-title"><h2 id="links-title">${t('linked')}${linked.length ? html` <span class="quiet">${linked.length}</span>` : nothing}
        ${edits && !this.adding ? html`<button type="button" class="link card-link" @click=${this.open}>${t('links.add')}</button>` : nothing}</h2>
      ${this.adding ? this.form() : this.error ? html`<p class="field-error" role="alert">⚠ ${this.error}</p>` : nothing}
      ${rows.length ? html`<ol class="brief">${rows}</ol>` : this.adding ? nothing : html`<p class="quiet">${t('links.none')}</p>`}</section>`;
  }

  /** @param {any} link @param {number} at @param {boolean} edits */
  row(link, at, edits) {
    const name = t('links.remove', { number: link.number });
    return html`<li class=${edits ? 'tied' : ''}>${brief(link, this.view.municipality, this.list, html`<b class="relation">${t(`relation.${link.relation}`)}</b>`)}
      ${edits ? html`<button type="button" class="icon-button" title=${name} data-ref=${link.ref} ?disabled=${this.busy} @click=${() => this.remove(link, at)}>${icon('close')}<span class="hidden-visually">${name}</span></button>` : nothing}</li>`;
  }

  /** @param {any} link */
  gone(link) {
    return html`<li class="gone"><span>${t('links.removed', { number: link.number })}</span>
      <button type="button" class="link undo" ?disabled=${this.busy} @click=${this.undo}>${t('undo')}</button></li>`;
  }

  form() {
    return html`<form class="link-form" @submit=${this.add} @keydown=${(/** @type {KeyboardEvent} */ e) => e.key === 'Escape' && !e.isComposing && this.leave()}>
      <div class="labelled"><label for="link-number">${t('links.number')}</label>
        <input id="link-number" autocomplete="off" maxlength="60" placeholder="2026-004512" aria-invalid=${this.error ? 'true' : nothing} aria-describedby="link-error"></div>
      <div class="labelled"><label for="link-relation">${t('field.relation')}</label>
        <select id="link-relation">${RELATIONS.map((r) => html`<option value=${r}>${t(`relation.${r}`)}</option>`)}</select></div>
      <p id="link-error" class="field-error" role="alert">${this.error ? `⚠ ${this.error}` : nothing}</p>
      <div class="buttons end"><button type="button" class="button small" @click=${this.leave}>${t('cancel')}</button>
        <button class="button small solid" ?disabled=${this.busy}>${t('links.do')}</button></div></form>`;
  }
}
customElements.define('md-links', Links);
