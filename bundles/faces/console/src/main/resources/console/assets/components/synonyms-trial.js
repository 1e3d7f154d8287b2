// @ts-check
/** 試す: what a question finds with the words there are now. */

import { Part, empty, html, nothing, problemBox } from '../parts.js';
import { get } from '../api.js';
import { catalogue, number, t } from '../i18n.js';

await catalogue('tickets', 'searches');

const SHOWN = 5;

/** @param {{text: string, marks: {start: number, end: number}[]}} marked */
function marks({ text, marks }) {
  /** @type {unknown[]} */
  const parts = [];
  let at = 0;
  for (const { start, end } of marks) {
    parts.push(text.slice(at, start), html`<mark>${text.slice(start, end)}</mark>`);
    at = end;
  }
  return [...parts, text.slice(at)];
}

class SynonymsTrial extends Part {
  static properties = { place: {}, answer: { state: true }, problem: { state: true } };

  constructor() {
    super();
    this.place = '';
    /** @type {any} */ this.answer = null;
    /** @type {any} */ this.problem = null;
    this.asked = 0;
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has('place')) this.answer = this.problem = null;
  }

  /** @param {Event} e */
  async ask(e) {
    e.preventDefault();
    const q = this.find('#trial-q').value.trim();
    if (!q) return;
    const turn = ++this.asked;
    try {
      const answer = await get('/search', { municipality: this.place, q, kind: 'article', limit: SHOWN });
      if (turn !== this.asked) return;
      this.answer = { ...answer, q };
      this.problem = null;
    } catch (problem) {
      if (turn === this.asked) this.problem = problem;
    }
  }

  render() {
    return html`<section aria-labelledby="trial"><h2 id="trial">${t('synonyms.trial')}</h2>
      <form class="module-bar" role="search" @submit=${this.ask}><div class="labelled"><label for="trial-q">${t('synonyms.trial.q')}</label>
        <input id="trial-q" type="search" autocomplete="off" maxlength="200" aria-describedby="trial-hint"></div>
        <div class="buttons"><button type="submit" class="button">${t('synonyms.trial.do')}</button></div></form>
      <p id="trial-hint" class="quiet">${t('synonyms.trial.hint')}</p>
      ${problemBox(this.problem)}
      <div role="status">${this.answer ? this.found(this.answer) : nothing}</div></section>`;
  }

  /** @param {any} answer */
  found(answer) {
    if (!answer.items.length) return empty(t('synonyms.trial.none', { q: answer.q }));
    return html`<p>${t(answer.loosened ? 'synonyms.trial.loosened' : 'synonyms.trial.found', { q: answer.q, n: number(answer.total) })}</p>
      <ol>${answer.items.map((/** @type {any} */ hit) => html`<li><b>${marks(hit.title)}</b><br><span class="quiet">${marks(hit.excerpt)}</span></li>`)}</ol>`;
  }
}
customElements.define('md-synonyms-trial', SynonymsTrial);
