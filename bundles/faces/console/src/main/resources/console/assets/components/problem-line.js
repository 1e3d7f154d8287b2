// @ts-check
/** Above a ticket's messages: the problem it is tied to, what to do until it is solved; tying and untying. Fires `md-edit`. */

import { Part, html, nothing } from '../parts.js';
import { may } from '../api.js';
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

  /** What citizens asked and no article answers, or answers wrongly. @param {'proposeMissing' | 'proposeFor'} how */
  async propose(how) {
    const { view } = this;
    (await import('./propose.js'))[how](view);
  }

  async untie() {
    this.edit('');
  }

  render() {
    const p = this.view.problem;
    const edits = this.view.actions.includes('edit');
    const harassed = edits ? html`<button type="button" class="link record-harassment" aria-haspopup="dialog" @click=${this.harassed}>${t('harassment.record')}</button>` : nothing;
    const proposals = may('knowledge-read', this.view.municipality) ? html`<button type="button" class="link propose-missing" aria-haspopup="dialog" @click=${() => this.propose('proposeMissing')}>${t('ticket.propose')}</button>
      <button type="button" class="link propose-correction" aria-haspopup="dialog" @click=${() => this.propose('proposeFor')}>${t('ticket.proposeCorrection')}</button>` : nothing;
    if (!p) return html`<p class="ticket-tools">${edits ? html`<button type="button" class="link tie-problem" aria-haspopup="dialog" @click=${this.tie}>${t('problems.tie')}</button> ${harassed}` : nothing} ${proposals}</p>`;
    return html`<p class="ticket-tools">${harassed} ${proposals}</p><section class="problem-line" aria-label=${t('problems.line')}>
      <p><b>${word('problems.status', p.status)}</b> <a href="/console/problems/${this.view.municipality}/${p.id}">${p.title}</a>
        ${edits ? html`<button type="button" class="link untie-problem" @click=${this.untie}>${t('problems.untie')}</button>` : nothing}</p>
      ${p.workaround ? html`<p class="notice-text"><b>${t('problems.workaround')}</b> ${p.workaround}</p>` : nothing}
      ${p.announcement ? html`<p class="notice-text"><b>${t('problems.announcement')}</b> ${p.announcement}</p>` : nothing}</section>`;
  }
}
customElements.define('md-problem-line', ProblemLine);
