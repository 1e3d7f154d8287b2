// @ts-check
/** Above a ticket's messages: the problem it is tied to, what to do until it is solved; tying and untying. Fires `md-edit`. */

import { Part, html, nothing } from '../parts.js';
import { catalogue, t, word } from '../i18n.js';

await catalogue('tickets', 'problems');

class ProblemLine extends Part {
  static properties = { view: { attribute: false } };

  constructor() {
    super();
    /** @type {any} */ this.view = null;
  }

  /** @param {string} problem an id, '' to untie @param {string} [title] */
  edit(problem, title = '') {
    this.dispatchEvent(new CustomEvent('md-edit', { detail: { changes: { problem }, labels: { problem: title } } }));
  }

  async tie() {
    const { ref, municipality } = this.view;
    const { pickProblem } = await import('./problem-pick.js');
    const chosen = await pickProblem(municipality);
    if (chosen && ref === this.view.ref) this.edit(chosen.value, chosen.text);
  }

  async harassed() {
    const { view } = this;
    (await import('./harassment.js')).recordHarassment(view);
  }

  async untie() {
    this.edit('');
  }

  render() {
    const p = this.view.problem;
    const edits = this.view.actions.includes('edit');
    const harassed = edits ? html`<button type="button" class="link record-harassment" aria-haspopup="dialog" @click=${this.harassed}>${t('harassment.record')}</button>` : nothing;
    if (!p) return edits ? html`<p class="ticket-tools"><button type="button" class="link tie-problem" aria-haspopup="dialog" @click=${this.tie}>${t('problems.tie')}</button> ${harassed}</p>` : nothing;
    return html`<p class="ticket-tools">${harassed}</p><section class="problem-line" aria-label=${t('problems.line')}>
      <p><b>${word('problems.status', p.status)}</b> <a href="/console/problems/${this.view.municipality}/${p.id}">${p.title}</a>
        ${edits ? html`<button type="button" class="link untie-problem" @click=${this.untie}>${t('problems.untie')}</button>` : nothing}</p>
      ${p.workaround ? html`<p class="notice-text"><b>${t('problems.workaround')}</b> ${p.workaround}</p>` : nothing}
      ${p.announcement ? html`<p class="notice-text"><b>${t('problems.announcement')}</b> ${p.announcement}</p>` : nothing}</section>`;
  }
}
customElements.define('md-problem-line', ProblemLine);
