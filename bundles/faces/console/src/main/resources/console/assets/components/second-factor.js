// @ts-check
/** 2段階認証: set up with an app, recovery codes, another device, given up. Fires `md-done` when it is set up. */

import { Part, html, momentLabel, moreStyle, nothing, notice, problemBox } from '../parts.js';
import { get, post } from '../api.js';
import { number, t } from '../i18n.js';

/** abcd efgh, as people read a long word. @param {string} secret */
const grouped = (secret) => secret.match(/.{1,4}/g)?.join(' ') ?? '';

class SecondFactor extends Part {
  static properties = { first: { type: Boolean }, state: { state: true }, step: { state: true }, offer: { state: true }, codes: { state: true }, problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    /** the first thing to do, which cannot be put off */ this.first = false;
    /** @type {any} */ this.state = null;
    /** @type {'' | 'set-up' | 'codes' | 'give-up'} what the password is asked for */ this.step = '';
    /** @type {any} */ this.offer = null;
    /** @type {string[] | null} */ this.codes = null;
    /** @type {any} */ this.problem = null;
    this.busy = false;
  }

  connectedCallback() {
    super.connectedCallback();
    moreStyle();
    if (this.first) this.step = 'set-up';
    this.load();
  }

  async load() {
    try {
      this.state = await get('/second-factor');
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** @param {any} step */
  async ask(step) {
    Object.assign(this, { step, offer: null, codes: null, problem: null });
    await this.updateComplete;
    this.find('#factor-password')?.focus();
  }

  /** @param {() => Promise<any>} action */
  async run(action) {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      await action();
    } catch (problem) {
      this.problem = problem;
      this.find('input')?.select();
    } finally {
      this.busy = false;
    }
  }

  /** @param {Event} e */
  prove(e) {
    e.preventDefault();
    const password = this.find('#factor-password').value;
    const { step } = this;
    this.run(async () => {
      if (step === 'set-up') {
        this.offer = await post('/second-factor', { password });
        this.step = '';
        await this.updateComplete;
        this.find('#factor-code').focus();
      } else if (step === 'codes') await this.show((await post('/second-factor/recovery-codes', { password })).recoveryCodes);
      else {
        this.state = await post('/second-factor/give-up', { password });
        this.step = '';
        notice(t('factor.givenUp'));
      }
    });
  }

  /** @param {Event} e */
  confirm(e) {
    e.preventDefault();
    const code = this.find('#factor-code').value;
    this.run(async () => this.show((await post('/second-factor/confirm', { code })).recoveryCodes));
  }

  /** @param {string[]} codes */
  async show(codes) {
    Object.assign(this, { codes, offer: null, step: '' });
    await this.updateComplete;
    this.find('#recovery').focus();
  }

  async done() {
    this.codes = null;
    await this.load();
    this.dispatchEvent(new Event('md-done'));
    await this.updateComplete;
    this.find('button')?.focus();
  }

  render() {
    return html`${this.body()}${problemBox(this.problem, this.state ? undefined : () => this.load())}`;
  }

  body() {
    if (this.codes) return this.recovery(this.codes);
    if (this.offer) return this.offered(this.offer);
    if (this.step) return this.proof();
    return this.state ? this.standing(this.state) : nothing;
  }

  /** @param {any} s */
  standing(s) {
    if (!s.enrolled) {
      return html`<p>${t('factor.none')}</p>${s.needed ? html`<p>${t('factor.needed')}</p>` : nothing}
        <div class="buttons"><button type="button" class="button solid" @click=${() => this.ask('set-up')}>${t('factor.setUp')}</button></div>`;
    }
    const few = s.recoveryCodes < 3;
    return html`<p><span class="state online">${t('factor.on')}</span> ${momentLabel(s.since, '')}</p>
      <p class=${few ? 'reason' : ''}>${few ? '⚠ ' : ''}${t('factor.left', { n: number(s.recoveryCodes) })}</p>
      ${s.needed ? html`<p class="quiet">${t('factor.needed')}</p>` : nothing}
      <div class="buttons"><button type="button" class="button" @click=${() => this.ask('set-up')}>${t('factor.replace')}</button>
        <button type="button" class="button" @click=${() => this.ask('codes')}>${t('factor.renew')}</button>
        ${s.needed ? nothing : html`<button type="button" class="button" @click=${() => this.ask('give-up')}>${t('factor.giveUp')}</button>`}</div>`;
  }

  proof() {
    return html`<form @submit=${this.prove}><p>${t(`factor.${this.step}.text`)}</p>
      <div class="labelled"><label for="factor-password">${t('factor.password')}</label>
        <input id="factor-password" type="password" autocomplete="current-password" required></div>
      <div class="buttons">${this.first ? nothing : html`<button type="button" class="button" @click=${() => this.ask('')}>${t('cancel')}</button>`}
        <button class="button solid" ?disabled=${this.busy}>${t('factor.go')}</button></div></form>`;
  }

  /** @param {any} o */
  offered(o) {
    return html`<form @submit=${this.confirm}><ol class="steps"><li>${t('factor.scan')}
        <svg class="qr" viewBox="0 0 ${o.qr.size} ${o.qr.size}" role="img" aria-label=${t('factor.qr')}><path d=${o.qr.path}></path></svg>
        <p>${t('factor.secret')}<br><code class="secret">${grouped(o.secret)}</code></p></li>
      <li><div class="labelled"><label for="factor-code">${t('factor.code')}</label>
        <input id="factor-code" inputmode="numeric" autocomplete="one-time-code" maxlength="8" required></div></li></ol>
      <div class="buttons">${this.first ? nothing : html`<button type="button" class="button" @click=${() => this.ask('')}>${t('cancel')}</button>`}
        <button class="button solid" ?disabled=${this.busy}>${t('factor.confirm')}</button></div></form>`;
  }

  /** @param {string[]} codes */
  recovery(codes) {
    return html`<div id="recovery" tabindex="-1" role="group" aria-labelledby="recovery-title"><h3 id="recovery-title">${t('factor.recovery')}</h3>
      <p>${t('factor.recovery.text')}</p>
      <ul class="recovery">${codes.map((code) => html`<li><code>${code}</code></li>`)}</ul>
      <div class="buttons"><button type="button" class="button" @click=${() => print()}>${t('factor.print')}</button>
        <button type="button" class="button solid" @click=${this.done}>${t('factor.kept')}</button></div></div>`;
  }
}
customElements.define('md-second-factor', SecondFactor);
