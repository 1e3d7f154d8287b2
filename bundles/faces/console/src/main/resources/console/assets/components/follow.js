// @ts-check
/** Following a ticket: whether one is told what others do there. */

import { Part, announce, html, icon, nothing, notice } from '../parts.js';
import { call, get } from '../api.js';
import { list, t } from '../i18n.js';

class Follow extends Part {
  static properties = { view: { attribute: false }, state: { state: true }, busy: { state: true } };

  constructor() {
    super();
    /** @type {any} */ this.view = null;
    /** @type {any} */ this.state = null;
    this.busy = false;
    this.key = '';
  }

  get path() {
    return `/follows/${encodeURIComponent(this.view.ref)}`;
  }

  /** Whoever hands a ticket over may be out of its reach. */
  willUpdate() {
    const key = `${this.view.ref} ${this.view.owner?.id ?? ''}`;
    if (key === this.key || !this.view.actions.length) return;
    if (!this.key.startsWith(`${this.view.ref} `)) this.state = null;
    this.key = key;
    this.load(key);
  }

  /** Without an answer nothing is offered. @param {string} key */
  async load(key) {
    const state = await get(this.path).catch(() => null);
    if (key === this.key) this.state = state;
  }

  async turn() {
    const { key } = this;
    const follows = !this.state.follows;
    this.busy = true;
    try {
      const { body } = await call(this.path, { method: follows ? 'PUT' : 'DELETE' });
      if (key === this.key) this.state = body;
      announce(t(follows ? 'follow.begun' : 'follow.stopped'));
    } catch (problem) {
      notice(/** @type {any} */ (problem).title);
    } finally {
      this.busy = false;
    }
  }

  render() {
    if (!this.state || !this.view.actions.length) return nothing;
    const { follows, owner, followers } = this.state;
    const names = followers.length ? t('follow.by', { names: list(followers.map((/** @type {any} */ f) => f.name)) }) : t('follow.nobody');
    return html`<button type="button" class="button small plain follow" aria-pressed=${String(follows)} title=${owner ? `${t('follow.owner')} ${names}` : names} ?disabled=${this.busy} @click=${this.turn}>${icon('bell')}${t(follows ? 'follow.on' : 'follow.off')}</button>`;
  }
}
customElements.define('md-follow', Follow);
