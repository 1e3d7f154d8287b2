// @ts-check
/** 本日のお知らせ, opened above the desk: what is shown now, one below the other. */

import { Part, html, momentLabel, moreStyle, nothing } from '../parts.js';
import { catalogue, number, t } from '../i18n.js';
import { problemLink } from './notice.js';

await Promise.all([catalogue('notices'), moreStyle()]);

class Bulletin extends Part {
  static properties = { today: { attribute: false } };

  constructor() {
    super();
    /** @type {any} */ this.today = null;
  }

  /** The next new one gets the focus, so that one key after the other is enough. @param {CustomEvent} e */
  async goOn(e) {
    if (!e.detail?.read) return;
    const all = this.today.items;
    const next = all.find((/** @type {any} */ n) => n.id !== e.detail.read && n.read < n.edition);
    this.find(next ? `#notice-${next.id}` : `#notice-${e.detail.read}`)?.focus();
  }

  render() {
    const { items, unread } = this.today;
    return html`<div class="bulletin-body" tabindex="0" role="group" aria-label=${t('bulletin.title')} @md-changed=${this.goOn}>
      ${items.map((/** @type {any} */ n) => html`<md-notice .notice=${n}></md-notice>`)}
      ${this.today.changes.length ? html`<section class="bulletin-changes" aria-labelledby="changes-today"><h3 id="changes-today">${t('changes.today')}</h3>
        <ul>${this.today.changes.map((/** @type {any} */ c) => html`<li>${momentLabel(c.from, c.municipality)} – ${momentLabel(c.to, c.municipality)} ${c.calledOff ? html`<span class="chip">${t('changes.off')}</span> ` : nothing}<b>${c.title}</b> ${[c.service, c.section?.name, c.contact].filter(Boolean).map((x) => html`<span class="quiet">${x}</span> `)}${problemLink(c)}</li>`)}</ul>
        <p><a href="/console/admin/calendar">${t('changes.all')}</a></p></section>` : nothing}
      <p class="bulletin-foot"><span class="quiet">${unread ? t('notices.unread', { n: number(unread) }) : t('notices.allRead')}</span> <a href="/console/notices">${t('notices.all')}</a></p></div>`;
  }
}
customElements.define('md-bulletin', Bulletin);
