// @ts-check
/** Who changed what of a citizen, and taking it back. Fires `md-citizen` when that is done. */

import { Part, announce, html, momentLabel, nothing, notice, problemBox } from '../parts.js';
import { call, get, may } from '../api.js';
import { t } from '../i18n.js';
import { languageName } from './side.js';

class CitizenPast extends Part {
  static properties = { key: {}, version: {}, items: { state: true }, next: { state: true }, open: { state: true }, busy: { state: true }, problem: { state: true } };

  constructor() {
    super();
    /** municipality/id */ this.key = '';
    /** of the citizen shown */ this.version = '';
    this.open = false;
    this.blank();
  }

  blank() {
    /** @type {any[] | null} */ this.items = null;
    /** @type {any} */ this.next = null;
    this.busy = false;
    /** @type {any} */ this.problem = null;
  }

  get slug() {
    return this.key.split('/')[0];
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has('key')) this.blank();
    if ((changed.has('key') || changed.has('version')) && this.open) this.load();
  }

  /** @param {any} e */
  toggle(e) {
    this.open = e.target.open;
    if (this.open && !this.items) this.load();
  }

  async load(before = '') {
    const key = this.key;
    try {
      const page = await get(`/citizens/${key}/history`, { before });
      if (key !== this.key) return;
      if (before) announce(t('list.more.done', { n: page.items.length }));
      this.items = before ? [...(this.items ?? []), ...page.items] : page.items;
      this.next = page.next ?? null;
      this.problem = null;
    } catch (problem) {
      if (key === this.key) this.problem = problem;
    }
  }

  /** As before the change. @param {any} h */
  async restore(h) {
    if (this.busy) return;
    const key = this.key;
    this.busy = true;
    try {
      await call(`/citizens/${key}/restore`, { method: 'POST', body: { version: h.version }, version: this.version });
      if (key !== this.key) return;
      notice(t('citizens.past.restored'));
      this.dispatchEvent(new Event('md-citizen', { bubbles: true }));
      this.find('summary')?.focus();
    } catch (problem) {
      if (key === this.key) this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  render() {
    return html`<details class="card past" @toggle=${this.toggle}><summary>${t('citizens.past')}</summary>
      ${problemBox(this.problem, () => this.load())}
      ${this.items === null ? (this.problem ? nothing : html`<p class="quiet" aria-busy="true">${t('loading')}</p>`) : this.list(this.items)}
      ${this.next ? html`<button type="button" class="button small more" @click=${() => this.load(this.next)}>${t('list.more')}</button>` : nothing}</details>`;
  }

  /** @param {any[]} items */
  list(items) {
    if (!items.length) return html`<p class="quiet">${t('citizens.past.none')}</p>`;
    return html`<ol>${items.map((h) => html`<li><p><span class="quiet">${momentLabel(h.at, this.slug)} ${h.by?.id.startsWith('#') ? t('history.system') : h.by?.name}</span> ${this.what(h)}</p>
      ${h.before && h.after ? html`<ul>${h.fields.map((/** @type {string} */ f) => this.change(f, h.before, h.after))}</ul>` : nothing}
      ${h.revocable && may('citizen-write', this.slug) ? html`<button type="button" class="link" ?disabled=${this.busy} @click=${() => this.restore(h)}>${t('citizens.past.restore')}<span class="hidden-visually">${momentLabel(h.at, this.slug)}</span></button>` : nothing}</li>`)}</ol>`;
  }

  /** @param {any} h */
  what(h) {
    const name = h.other?.name || t('citizen.unknown');
    if (h.type === 'CitizenMerged') return t(h.other.side === 'going' ? 'citizens.past.mergedAway' : 'citizens.past.merged', { name });
    if (h.type === 'CitizenSeparated') return t(h.other.side === 'going' ? 'citizens.past.separatedFrom' : 'citizens.past.separated', { name });
    return h.before && h.after ? nothing : h.fields.map((/** @type {string} */ f) => t(`field.${f}`)).join('、');
  }

  /** @param {string} field @param {any} before @param {any} after */
  change(field, before, after) {
    return html`<li>${t(`field.${field}`)}: <del>${said(field, before[field])}</del> → <ins>${said(field, after[field])}</ins></li>`;
  }
}
customElements.define('md-citizen-past', CitizenPast);

/** @param {string} field @param {any} value */
function said(field, value) {
  if (!value?.length) return t('none');
  if (field === 'contacts') return value.map((/** @type {any} */ p) => `${t(`contact.${p.kind}`)} ${p.value}${p.note ? ` (${p.note})` : ''}`).join('、');
  return field === 'language' ? languageName(value) : value;
}
