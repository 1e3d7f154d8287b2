// @ts-check
/** Saved views in the navigation: each with how many tickets it holds for whoever looks. */

import { Part, announce, html, nothing } from '../parts.js';
import { call, get } from '../api.js';
import { catalogue, number, t } from '../i18n.js';
import { go, viewPath } from '../navigation.js';
import { coalesced, onLive } from '../live.js';

await catalogue('tickets');

const PAUSE = 20000;

class Views extends Part {
  static properties = { items: { attribute: false }, current: {}, counts: { state: true }, gone: { state: true }, problem: { state: true } };

  constructor() {
    super();
    /** @type {any[]} */ this.items = [];
    this.current = '';
    /** @type {Record<string, any>} */ this.counts = {};
    /** @type {any} the view deleted last */ this.gone = null;
    this.problem = '';
    this.later = coalesced(() => this.count(), PAUSE);
    this.onDeleted = (/** @type {any} */ e) => this.offerBack(e.detail);
    this.onBack = () => this.count();
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('md-view-deleted', this.onDeleted);
    addEventListener('md-recovered', this.onBack);
    this.unlisten = onLive((name, data) => {
      if (name === 'event' && data.stream === 'tickets' && document.visibilityState === 'visible') this.later();
    });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('md-view-deleted', this.onDeleted);
    removeEventListener('md-recovered', this.onBack);
    this.unlisten?.();
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has('items')) this.count();
  }

  /** Numbers that cannot be had are left out. */
  async count() {
    if (!this.items.length) return;
    const asked = this.items;
    const answer = await get('/views/counts').catch(() => null);
    if (answer && asked === this.items) this.counts = answer.views;
  }

  /** @param {any} view */
  async offerBack(view) {
    this.gone = view;
    this.problem = '';
    announce(t('views.deleted', { name: view.name }));
    await this.updateComplete;
    this.find('.undo')?.focus();
  }

  async bringBack() {
    const view = this.gone;
    try {
      await call(`/views/${view.id}/restore`, { method: 'POST' });
      this.gone = null;
      announce(t('views.back', { name: view.name }));
      dispatchEvent(new Event('md-views'));
      go(viewPath(view));
    } catch (problem) {
      this.problem = /** @type {any} */ (problem).title;
    }
  }

  render() {
    if (!this.items.length && !this.gone) return nothing;
    return html`<h2>${t('views.title')}</h2><ul>${this.items.map((view) => this.link(view))}</ul>
      ${this.gone ? html`<p class="gone"><span>${t('views.deleted', { name: this.gone.name })}</span> <button type="button" class="link undo" @click=${this.bringBack}>${t('undo')}</button></p>` : nothing}
      ${this.problem ? html`<p class="field-error" role="alert">⚠ ${this.problem}</p>` : nothing}`;
  }

  /** @param {any} view */
  link(view) {
    const c = this.counts[view.id];
    const shared = view.audience === 'section' ? (view.section?.name ?? '') : t('views.whole');
    return html`<li><a href=${viewPath(view)} data-view=${view.id} aria-current=${view.id === this.current ? 'page' : nothing} title=${view.audience === 'personal' ? nothing : t('views.sharedWith', { whom: shared })}>
      <span>${view.stale.length ? html`<span title=${t('views.isStale')}>⚠<span class="hidden-visually">${t('views.isStale')}</span></span> ` : nothing}${view.name}</span>
      ${c ? html`<span class="count">${c.overdue ? html`<span class="over" title=${t('queue.overdue', { n: c.overdue })}>⚠<span class="hidden-visually">${t('queue.overdue', { n: c.overdue })}</span></span>` : nothing}${number(c.count)}${c.capped ? '+' : ''}</span>` : nothing}</a></li>`;
  }
}
customElements.define('md-views', Views);
