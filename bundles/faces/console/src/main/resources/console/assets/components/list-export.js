// @ts-check
/** A list as a file: the format is chosen, the browser saves what comes. */

import { Part, html, icon } from '../parts.js';
import { catalogue, language, t } from '../i18n.js';

await catalogue('tickets');

const FORMATS = ['csv', 'xlsx', 'csv-shift-jis'];

class ListExport extends Part {
  static properties = { path: {}, query: { attribute: false } };

  constructor() {
    super();
    /** Below /api. */ this.path = '';
    /** What the list is narrowed to. @type {Record<string, string>} */ this.query = {};
  }

  /** Opens the choice with its first format under the focus. */
  open() {
    this.find('details').open = true;
    this.find('a').focus();
  }

  /** @param {KeyboardEvent} e */
  leave(e) {
    if (e.key !== 'Escape' || !this.find('details').open) return;
    e.stopPropagation();
    this.find('details').open = false;
    this.find('summary').focus();
  }

  /** @param {string} format */
  address(format) {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...this.query, format, language: language() })) if (value) query.set(name, value);
    return `/api${this.path}?${query}`;
  }

  render() {
    return html`<details class="menu" @keydown=${this.leave}><summary class="icon-button" title=${t('export.title')}>${icon('download')}<span class="hidden-visually">${t('export.title')}</span></summary>
      <div class="menu-box"><p class="quiet">${t('export.text')}</p>
        ${FORMATS.map((f) => html`<a href=${this.address(f)} download data-closes @click=${() => (this.find('details').open = false)}>${t(`export.${f}`)}</a>`)}</div></details>`;
  }
}
customElements.define('md-list-export', ListExport);
