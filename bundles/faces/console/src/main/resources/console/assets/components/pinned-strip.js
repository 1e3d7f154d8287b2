// @ts-check
/** 災害時の固定表示: what is pinned, above every screen. Folded by each person for this tab, until another answer is pinned. */

import { Part, announce, html, icon, moreStyle, nothing, notice } from '../parts.js';
import { municipality, session, timeZone } from '../api.js';
import { catalogue, moment, number, t } from '../i18n.js';

await catalogue('pinned');
await moreStyle();

const STORE = 'madoguchi.pinned.folded';

/** As it is put into a reply. @param {any} pin @param {string} [language] of the citizen */
export function wordsOf(pin, language = 'ja') {
  const english = language.startsWith('en') && pin.englishText;
  return english ? `${pin.englishHeading}\n${pin.englishText}` : `${pin.heading}\n${pin.text}`;
}

class PinnedStrip extends Part {
  static properties = { items: { attribute: false }, folded: { state: true } };

  constructor() {
    super();
    /** @type {any[]} */ this.items = [];
    this.folded = sessionStorage.getItem(STORE) ?? '';
    this.known = '';
  }

  /** Whose fold it is, and of what. */
  get key() {
    return `${session.me.id} ${this.items.map((p) => p.id).sort()}`;
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (!changed.has('items') || this.key === this.known) return;
    const news = this.items.find((p) => !this.known.split(/[ ,]/).includes(p.id));
    if (news && this.known) announce(t('pinned.arrived', { heading: news.heading }));
    this.known = this.key;
  }

  turn() {
    this.folded = this.folded === this.key ? '' : this.key;
    sessionStorage.setItem(STORE, this.folded);
  }

  /** @param {any} pin */
  async copy(pin) {
    await navigator.clipboard.writeText(wordsOf(pin));
    notice(t('pinned.copied', { heading: pin.heading }));
  }

  render() {
    if (!this.items.length) return nothing;
    const open = this.folded !== this.key;
    return html`<section class="pinned-strip" aria-label=${t('pinned.title')}>
      <button type="button" class="bulletin-line" aria-expanded=${String(open)} aria-controls="pinned-strip" @click=${this.turn}>
        <b>⚠ ${t('pinned.title')}</b> <span>${t('pinned.count', { n: number(this.items.length) })}</span>
        <span class="bulletin-first">${open ? '' : this.items.map((p) => p.heading).join(' / ')}</span>${icon(open ? 'up' : 'down')}</button>
      <div id="pinned-strip" class="pinned-all" tabindex=${open ? '0' : nothing} role="group" aria-label=${t('pinned.title')} ?hidden=${!open}>${this.items.map((p) => this.pin(p))}</div></section>`;
  }

  /** @param {any} p */
  pin(p) {
    const several = session.me.municipalities.length > 1;
    return html`<article class="pinned-one"><p><b>${p.heading}</b> ${several ? html`<span class="quiet">${municipality(p.municipality)?.name ?? p.municipality}</span> ` : nothing}
        ${p.until ? html`<span class="quiet">${t('pinned.ends', { at: moment(p.until, timeZone(p.municipality)) })}</span>` : nothing}</p>
      <p class="pinned-text">${p.text}</p>
      <div class="buttons"><button type="button" class="button small" aria-label=${t('pinned.copy.of', { heading: p.heading })} @click=${() => this.copy(p)}>${t('pinned.copy')}</button>
        ${p.article ? html`<a class="button small plain" href="/console/kb/${p.article.id}" aria-label=${t('pinned.article.of', { heading: p.heading })}>${t('pinned.article.open')}</a>` : nothing}</div></article>`;
  }
}
customElements.define('md-pinned-strip', PinnedStrip);
