// @ts-check
/** Which problem a notice or a planned change is about, chosen in its form. Fires `md-problem`, its detail the problem, or null for none. */

import { Part, html, nothing } from '../parts.js';
import { catalogue, t } from '../i18n.js';
import { pickProblem } from './problem-pick.js';

await catalogue('notices');

class NamedProblem extends Part {
  static properties = { place: {}, named: { attribute: false }, error: {} };

  constructor() {
    super();
    this.place = '';
    /** @type {{id: string, title: string} | null} */ this.named = null;
    this.error = '';
  }

  async choose() {
    const { place } = this;
    const chosen = await pickProblem(place, this.named?.id ?? '');
    if (!chosen || place !== this.place) return;
    this.dispatchEvent(new CustomEvent('md-problem', { detail: chosen.value ? { id: chosen.value, title: chosen.text } : null }));
  }

  render() {
    return html`<div class="labelled"><span id="about-problem">${t('notices.problem')}</span>
      <button type="button" class="pick" id="about-problem-chosen" aria-labelledby="about-problem about-problem-chosen" aria-haspopup="dialog" @click=${this.choose}>${this.named?.title ?? t('notices.problem.none')}</button>
      <p class="field-error">${this.error ? `⚠ ${this.error}` : nothing}</p></div>`;
  }
}
customElements.define('md-named-problem', NamedProblem);
