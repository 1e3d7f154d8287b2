// @ts-check
/** Logging in: as a page, or over the page when the session has ended. Fires `md-logged-in` with who it is. */

import { Part, html, nothing, problemBox } from '../parts.js';
import { farewell, login, session } from '../api.js';
import { LANGUAGES, language, t, useLanguage } from '../i18n.js';

class Login extends Part {
  static properties = { again: { type: Boolean }, problem: { state: true }, busy: { state: true }, wait: { state: true } };

  constructor() {
    super();
    this.again = false;
    this.busy = false;
    this.wait = 0;
    /** @type {any} */ this.problem = null;
    this.ended = farewell();
  }

  firstUpdated() {
    if (!this.again) document.title = `${t('login.title')} – ${t('product')}`;
    this.find(this.again ? '#password' : '#user').focus();
  }

  /** @param {Event} e */
  async submit(e) {
    e.preventDefault();
    if (this.busy || this.wait) return;
    this.busy = true;
    try {
      const me = await login(this.find('#user').value.trim(), this.find('#password').value);
      this.problem = null;
      this.find('#password').value = '';
      this.dispatchEvent(new CustomEvent('md-logged-in', { detail: me, bubbles: true }));
    } catch (problem) {
      this.problem = problem;
      if (this.problem.status === 429) this.count(this.problem.retryAfter ?? 30);
      this.find('#password').select();
    } finally {
      this.busy = false;
    }
  }

  /** @param {number} seconds */
  count(seconds) {
    this.wait = seconds;
    if (seconds > 0) setTimeout(() => this.count(seconds - 1), 1000);
    else this.problem = null;
  }

  /** @param {string} code */
  async speak(code) {
    await useLanguage(code);
    dispatchEvent(new Event('md-language'));
  }

  render() {
    const heading = t(this.again ? 'login.again' : 'login.title');
    return html`<form class="login" @submit=${this.submit}>
      <p class="login-brand"><svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><path d="M7 26V12a9 9 0 0 1 18 0v14M7 19h18M16 4v15"/></svg><span>${t('product')}<small>${t('product.line')}</small></span></p>
      ${this.again ? html`<h2 id="login-title">${heading}</h2><p>${t('login.again.text')}</p>` : html`<h1 id="login-title">${heading}</h1>`}
      ${this.ended ? html`<p id="farewell" role="status">${t('login.ended', { n: this.ended.sessions })}${this.ended.tokens ? html`<br><span class="quiet">${t('login.ended.tokens', { n: this.ended.tokens })}</span>` : nothing}</p>` : nothing}
      <div class="labelled"><label for="user">${t('login.user')}</label>
        <input id="user" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required aria-describedby=${this.ended ? 'farewell' : nothing} .value=${this.again ? (session.me?.id ?? '') : ''}></div>
      <div class="labelled"><label for="password">${t('login.password')}</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required ?autofocus=${this.again}></div>
      ${problemBox(this.problem)}
      ${this.wait ? html`<p role="timer" class="quiet">${t('login.wait', { n: this.wait })}</p>` : nothing}
      <button class="button solid wide" ?disabled=${this.busy || this.wait > 0}>${t(this.busy ? 'login.busy' : 'login.do')}</button>
      ${this.again ? nothing : html`<p class="login-languages">${LANGUAGES.map((code) => html`<button type="button" class="link" lang=${code} aria-pressed=${String(code === language())} @click=${() => this.speak(code)}>${t(`language.${code}`)}</button>`)}</p>`}
    </form>`;
  }
}
customElements.define('md-login', Login);
