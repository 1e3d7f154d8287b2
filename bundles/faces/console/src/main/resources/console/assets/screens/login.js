// @ts-check
/** Logging in: as a page, or over the page when the session has ended. Fires `md-logged-in` with who it is. */

import { Part, html, nothing, problemBox } from '../parts.js';
import { farewell, login, session } from '../api.js';
import { LANGUAGES, catalogue, language, t, useLanguage } from '../i18n.js';

await catalogue('login');

class Login extends Part {
  static properties = { again: { type: Boolean }, problem: { state: true }, busy: { state: true }, wait: { state: true }, second: { state: true } };

  constructor() {
    super();
    this.again = false;
    this.busy = false;
    this.wait = 0;
    /** @type {{user: string, password: string} | null} what was right, while the code is asked for */ this.second = null;
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
    const given = this.second ?? { user: this.find('#user').value.trim(), password: this.find('#password').value };
    try {
      const me = await login(given.user, given.password, this.second ? this.find('#code').value : undefined);
      this.problem = this.second = null;
      if (this.find('#password')) this.find('#password').value = '';
      this.dispatchEvent(new CustomEvent('md-logged-in', { detail: me, bubbles: true }));
    } catch (problem) {
      await this.refused(problem, given);
    } finally {
      this.busy = false;
    }
  }

  /** @param {any} problem @param {{user: string, password: string}} given */
  async refused(problem, given) {
    const asked = problem.type === 'second-factor-required';
    this.problem = asked && !this.second ? null : problem;
    if (asked) this.second = given;
    else if (problem.type === 'login-failed') this.second = null;
    if (problem.status === 429) this.count(problem.retryAfter ?? 30);
    await this.updateComplete;
    this.find(this.second ? '#code' : '#password').select();
  }

  async back() {
    this.second = this.problem = null;
    await this.updateComplete;
    this.find('#password').focus();
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
      ${this.second ? this.codeField() : this.nameAndPassword()}
      ${problemBox(this.problem)}
      ${this.wait ? html`<p role="timer" class="quiet">${t('login.wait', { n: this.wait })}</p>` : nothing}
      <button class="button solid wide" ?disabled=${this.busy || this.wait > 0}>${t(this.busy ? 'login.busy' : 'login.do')}</button>
      ${this.second ? html`<p><button type="button" class="link" @click=${this.back}>${t('login.code.back')}</button></p>` : nothing}
      ${this.again ? nothing : html`<p class="login-languages">${LANGUAGES.map((code) => html`<button type="button" class="link" lang=${code} aria-pressed=${String(code === language())} @click=${() => this.speak(code)}>${t(`language.${code}`)}</button>`)}</p>`}
    </form>`;
  }

  codeField() {
    return html`<div class="labelled"><label for="code">${t('login.code')}</label><p id="code-hint" class="quiet">${t('login.code.hint')}</p>
      <input id="code" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" required aria-describedby="code-hint"></div>`;
  }

  nameAndPassword() {
    return html`<div class="labelled"><label for="user">${t('login.user')}</label>
        <input id="user" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required aria-describedby=${this.ended ? 'farewell' : nothing} .value=${this.again ? (session.me?.id ?? '') : ''}></div>
      <div class="labelled"><label for="password">${t('login.password')}</label>
        <input id="password" name="password" type="password" autocomplete="current-password" required ?autofocus=${this.again}></div>`;
  }
}
customElements.define('md-login', Login);
