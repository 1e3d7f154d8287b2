// @ts-check
/** What somebody has to do before anything else. Fires `md-done` when nothing is left. */

import { Part, html, moreStyle } from '../parts.js';
import { logout } from '../api.js';
import { catalogue, t } from '../i18n.js';
import '../components/password-form.js';
import '../components/second-factor.js';

await catalogue('tickets', 'manage');

class Duties extends Part {
  static properties = { duties: { attribute: false } };

  constructor() {
    super();
    /** @type {string[]} */ this.duties = [];
  }

  connectedCallback() {
    super.connectedCallback();
    moreStyle();
  }

  firstUpdated() {
    this.begin();
  }

  async begin() {
    document.title = `${t(`duties.${this.duties[0]}`)} – ${t('product')}`;
    await this.updateComplete;
    this.find('h1').focus();
  }

  done() {
    this.duties = this.duties.slice(1);
    if (this.duties.length) this.begin();
    else this.dispatchEvent(new Event('md-done'));
  }

  async leave() {
    await logout();
    location.assign('/console/login');
  }

  render() {
    const [duty] = this.duties;
    return html`<div class="login duties"><h1 tabindex="-1">${t(`duties.${duty}`)}</h1><p>${t(`duties.${duty}.text`)}</p>
      ${duty === 'change-password'
        ? html`<md-password-form first @md-done=${this.done}></md-password-form>`
        : html`<md-second-factor first @md-done=${this.done}></md-second-factor>`}
      <p><button type="button" class="link" @click=${this.leave}>${t('logout')}</button></p></div>`;
  }
}
customElements.define('md-duties', Duties);
