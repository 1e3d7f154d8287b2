// @ts-check
/** 個人設定: the own password, second factor and sessions. */

import { Part, html, moreStyle, nothing } from '../parts.js';
import { session } from '../api.js';
import { catalogue, t } from '../i18n.js';
import '../components/second-factor.js';
import '../components/own-sessions.js';

await catalogue('tickets', 'manage');

class Account extends Part {
  connectedCallback() {
    super.connectedCallback();
    moreStyle().then(() => this.classList.add('styled'));
  }

  willUpdate() {
    document.title = `${t('account.title')} – ${t('product')}`;
  }

  async dialog(/** @type {'password' | 'everywhere'} */ kind) {
    (await import('../components/dialogs.js')).open(kind);
  }

  render() {
    const me = session.me;
    return html`<div class="page channels account"><h1 tabindex="-1">${t('account.title')}</h1>
      <p>${me.name}${me.kana ? html` <span class="quiet">${me.kana}</span>` : nothing}<br><span class="quiet">${me.id}${me.mail ? ` · ${me.mail}` : ''}</span></p>
      <section aria-labelledby="own-password"><h2 id="own-password">${t('login.password')}</h2>
        <div class="buttons"><button type="button" class="button" @click=${() => this.dialog('password')}>${t('password.title')}</button></div></section>
      <section aria-labelledby="factor"><h2 id="factor">${t('factor.title')}</h2><p class="quiet">${t('factor.text')}</p><md-second-factor></md-second-factor></section>
      <section aria-labelledby="sessions"><h2 id="sessions">${t('sessions.title')}</h2><p class="quiet">${t('sessions.text')}</p><md-own-sessions></md-own-sessions>
        <div class="buttons"><button type="button" class="button" @click=${() => this.dialog('everywhere')}>${t('everywhere.title')}</button></div></section></div>`;
  }
}
customElements.define('md-account', Account);
