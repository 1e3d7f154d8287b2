// @ts-check
/** ログイン中の端末: where one is logged in; one or all others are ended. */

import { Part, html, momentLabel, nothing, notice, problemBox } from '../parts.js';
import { call, get } from '../api.js';
import { number, t } from '../i18n.js';

/** @param {any} s */
const device = (s) => [s.system, s.browser].filter(Boolean).join(' / ') || t('sessions.unknown');

class OwnSessions extends Part {
  static properties = { sessions: { state: true }, problem: { state: true } };

  constructor() {
    super();
    /** @type {any[] | null} */ this.sessions = null;
    /** @type {any} */ this.problem = null;
  }

  connectedCallback() {
    super.connectedCallback();
    this.load();
  }

  async load() {
    try {
      this.sessions = await get('/sessions');
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** @param {string} which */
  async end(which) {
    try {
      await call(`/sessions/own/${which}`, { method: 'DELETE' });
      notice(t('sessions.ended'));
      await this.load();
      await this.updateComplete;
      (this.find('button') ?? this.find('table'))?.focus();
    } catch (problem) {
      await this.load();
      this.problem = problem;
    }
  }

  render() {
    const all = this.sessions ?? [];
    const others = all.filter((s) => !s.current).length;
    return html`${problemBox(this.problem, () => this.load())}
      ${all.length ? html`<div class="table-scroll" tabindex="0" role="group" aria-labelledby="sessions"><table class="plain-table" tabindex="-1"><thead><tr>
        ${['device', 'address', 'begun', 'used'].map((c) => html`<th scope="col">${t(`sessions.${c}`)}</th>`)}<td></td></tr></thead>
        <tbody>${all.map((s) => html`<tr><th scope="row">${device(s)}</th><td>${s.address}</td><td>${momentLabel(s.createdAt, '')}</td><td>${momentLabel(s.lastSeenAt, '')}</td>
          <td>${s.current ? html`<span class="state online">${t('sessions.current')}</span>` : html`<button type="button" class="button small" aria-label=${t('sessions.end.of', { device: device(s) })} @click=${() => this.end(s.id)}>${t('sessions.end')}</button>`}</td></tr>`)}</tbody></table></div>` : nothing}
      ${others ? html`<div class="buttons"><button type="button" class="button" @click=${() => this.end('others')}>${t('sessions.endOthers', { n: number(others) })}</button></div>` : nothing}`;
  }
}
customElements.define('md-own-sessions', OwnSessions);
