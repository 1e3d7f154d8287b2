// @ts-check
/** 通知: what happened at the tickets one follows, owns or is named at. */

import { html, momentLabel, nothing, problemBox } from '../parts.js';
import { call, get, post } from '../api.js';
import { catalogue, t, word } from '../i18n.js';
import { ticketPath } from '../navigation.js';
import { onLive } from '../live.js';
import { Dialog } from './dialogs.js';

await catalogue('tickets');

const KINDS = ['mention', 'assigned', 'handed-over', 'message', 'reply', 'note', 'status'];

export function openAlerts() {
  document.querySelector('md-app')?.append(document.createElement('md-alerts'));
}

/** Told to the bell in the header. */
const seen = () => dispatchEvent(new Event('md-alerts-seen'));

class Alerts extends Dialog {
  static properties = { items: { state: true }, next: { state: true }, problem: { state: true }, kinds: { state: true }, loading: { state: true } };
  heading = 'alerts.title';

  constructor() {
    super();
    /** @type {any[]} */ this.items = [];
    this.next = '';
    /** @type {any} */ this.problem = null;
    /** @type {Record<string, boolean> | null} */ this.kinds = null;
    this.loading = true;
    this.onSeen = () => this.load();
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('md-alerts-seen', this.onSeen);
    this.unlisten = onLive((name, data) => name === 'event' && data.stream === 'alerts' && this.load());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('md-alerts-seen', this.onSeen);
    this.unlisten?.();
  }

  async firstUpdated() {
    this.load();
    await super.firstUpdated();
  }

  /** From the newest on; what was shown further down is asked for again when it is wanted. */
  load() {
    return this.ask(async () => {
      const page = await get('/alerts');
      this.items = page.items;
      this.next = page.next ?? '';
    });
  }

  more() {
    return this.ask(async () => {
      const page = await get('/alerts', { after: this.next });
      this.items = [...this.items, ...page.items];
      this.next = page.next ?? '';
    });
  }

  seeAll() {
    return this.ask(async () => {
      await post('/alerts/seen', { newest: this.items[0].id });
      this.items = this.items.map((n) => ({ ...n, seen: true }));
      seen();
    });
  }

  /** @param {any} alert */
  open(alert) {
    this.leave();
    if (!alert.seen) call(`/alerts/${alert.id}/seen`, { method: 'PUT' }).then(seen, seen);
  }

  /** @param {any} e */
  async settle(e) {
    if (!e.target.open || this.kinds) return;
    await this.ask(async () => (this.kinds = (await get('/alerts/settings')).kinds));
  }

  /** @param {string} kind @param {boolean} on */
  want(kind, on) {
    return this.ask(async () => (this.kinds = (await call('/alerts/settings', { method: 'PUT', body: { kinds: { [kind]: on } } })).body.kinds));
  }

  /** @param {() => Promise<any>} work */
  async ask(work) {
    this.problem = null;
    try {
      await work();
    } catch (problem) {
      this.problem = problem;
    }
    this.loading = false;
  }

  body() {
    const some = this.items.some((n) => !n.seen);
    return html`${problemBox(this.problem)}
      ${some ? html`<div class="buttons"><button type="button" class="button small see-all" @click=${this.seeAll}>${t('alerts.seeAll')}</button></div>` : nothing}
      ${this.items.length ? html`<ul class="alerts">${this.items.map((n) => this.alert(n))}</ul>` : html`<p class="quiet">${t(this.loading ? 'loading' : 'alerts.none')}</p>`}
      ${this.next ? html`<button type="button" class="button small more" @click=${this.more}>${t('alerts.more')}</button>` : nothing}
      <details class="alert-kinds" @toggle=${this.settle}><summary>${t('alerts.settings')}</summary>
        ${this.kinds ? html`<fieldset class="choice"><legend>${t('alerts.which')}</legend>${KINDS.map((kind) => html`<label><input type="checkbox" .checked=${this.kinds?.[kind]} @change=${(/** @type {any} */ e) => this.want(kind, e.target.checked)}> ${t(`alerts.of.${kind}`)}</label>`)}</fieldset>` : nothing}
        <p class="quiet">${t('alerts.kept')}</p></details>`;
  }

  /** @param {any} n */
  alert(n) {
    const path = ticketPath(n.ref, new URLSearchParams({ queue: 'mine', ...(n.entry ? { entry: n.entry } : {}) }));
    return html`<li class=${n.seen ? '' : 'new'}><a href=${path} @click=${() => this.open(n)}>
      <span>${n.seen ? nothing : html`<span class="unread-dot"><span class="hidden-visually">${t('row.unread')}</span></span>`}${t(n.kind === 'assigned' && n.tickets > 1 ? 'alerts.kind.assigned.many' : `alerts.kind.${n.kind}`, { name: n.actor?.name ?? '', n: n.tickets ?? '', status: n.status ? word('status', n.status) : '' })}</span>
      <b>${n.subject || t('row.noSubject')}</b>
      <span class="quiet"><span class="no">${n.number}</span> ${momentLabel(n.at, n.municipality)}</span></a></li>`;
  }
}
customElements.define('md-alerts', Alerts);
