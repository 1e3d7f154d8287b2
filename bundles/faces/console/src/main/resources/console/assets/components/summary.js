// @ts-check
/** Proposes what a note may say about all that was said in the ticket; its writer reads and corrects it. */

import { Part, html, nothing, notice } from '../parts.js';
import { post, session } from '../api.js';
import { catalogue, t } from '../i18n.js';

await catalogue('tickets');

class Summary extends Part {
  static properties = { ref: { attribute: false }, making: { state: true } };

  constructor() {
    super();
    this.ref = '';
    this.making = false;
  }

  connectedCallback() {
    super.connectedCallback();
    this.learnt = () => this.requestUpdate();
    addEventListener('md-search', this.learnt); // what is there beside the desk is known
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    if (this.learnt) removeEventListener('md-search', this.learnt);
  }

  async make() {
    if (this.making) return;
    const { ref } = this;
    this.making = true;
    try {
      const made = await post(`/assistant/${encodeURIComponent(ref)}/summary`);
      if (ref !== this.ref || !this.isConnected) return; // another ticket is shown meanwhile, or a reply is written
      const lines = ['request', 'answer', 'left'].filter((part) => made[part]).map((part) => t(`summary.part.${part}`, { text: made[part] }));
      if (!lines.length) return notice(t('summary.nothing'));
      this.dispatchEvent(new CustomEvent('md-summary', { detail: lines.join('\n') }));
      notice(t(made.away ? 'summary.away' : 'summary.inserted'));
    } catch (problem) {
      notice(/** @type {any} */ (problem).title);
    } finally {
      this.making = false;
    }
  }

  render() {
    if (!session.assistant) return nothing;
    return html`<button type="button" class="button small plain" ?disabled=${this.making} @click=${() => this.make()}>${t(this.making ? 'summary.making' : 'summary.button')}</button>`;
  }
}
customElements.define('md-summary', Summary);
