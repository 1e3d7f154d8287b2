// @ts-check
/** How many searches there were and what they ended in: altogether, by place, by day or month. */

import { Part, empty, html } from '../parts.js';
import { catalogue, number, t } from '../i18n.js';

await catalogue('tickets', 'searches');

const COLUMNS = ['searches', 'found', 'opened', 'ended', 'askedOn'];

/** @param {number} part @param {number} whole */
const share = (part, whole) => (whole ? `${number(Math.round((part * 1000) / whole) / 10)}%` : '–');

class SearchFigures extends Part {
  static properties = { figures: { attribute: false } };

  constructor() {
    super();
    /** @type {any} */ this.figures = null;
  }

  render() {
    const { all, places, steps } = this.figures;
    if (!all.searches) return html`<section aria-labelledby="figures"><h2 id="figures">${t('figures.title')}</h2>${empty(t('figures.none'))}</section>`;
    return html`<section aria-labelledby="figures"><h2 id="figures">${t('figures.title')}</h2>
      <p class="quiet">${t('figures.text')}</p>
      ${this.table(t('figures.place'), [{ of: t('figures.all'), counts: all }, ...places.map((/** @type {any} */ p) => ({ of: t(`figures.place.${p.of}`), counts: p.counts }))])}
      <details class="happened"><summary>${t('figures.steps')}</summary>${this.table(t('figures.step'), steps)}</details></section>`;
  }

  /** @param {string} first @param {any[]} rows */
  table(first, rows) {
    return html`<div class="table-scroll" tabindex="0" role="group" aria-label=${t('figures.title')}><table class="plain-table"><thead><tr><th scope="col">${first}</th>${COLUMNS.map((c) => html`<th scope="col" class="n">${t(`figures.${c}`)}</th>`)}</tr></thead>
      <tbody>${rows.map(({ of, counts }) => html`<tr><th scope="row">${of}</th>${COLUMNS.map((c) => html`<td class="n">${number(counts[c])}${c === 'searches' ? '' : ` (${share(counts[c], counts.searches)})`}</td>`)}</tr>`)}</tbody></table></div>`;
  }
}
customElements.define('md-search-figures', SearchFigures);
