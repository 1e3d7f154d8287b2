// @ts-check
/** Dialogs of the user menu: keyboard shortcuts, password, logging out everywhere. */

import { Part, html, icon, moreStyle, nothing, notice, problemBox } from '../parts.js';
import { logoutEverywhere } from '../api.js';
import { catalogue, t } from '../i18n.js';
import { KEYS, allKeysOn, keyOn, switchKey } from '../navigation.js';
import './password-form.js';

await catalogue('tickets');

/** @param {'shortcuts' | 'password' | 'everywhere'} kind */
export function open(kind) {
  document.querySelector('md-app')?.append(document.createElement(`md-${kind}`));
}

export class Dialog extends Part {
  heading = '';

  async firstUpdated() {
    this.from = /** @type {HTMLElement | null} */ (document.activeElement);
    await moreStyle();
    this.find('dialog').showModal();
  }

  leave() {
    this.find('dialog').close();
    this.remove();
    this.from?.focus();
  }

  headline() {
    return t(this.heading);
  }

  body() {
    return /** @type {any} */ (nothing);
  }

  render() {
    return html`<dialog class="dialog" aria-labelledby="dialog-title" @cancel=${(/** @type {Event} */ e) => { e.preventDefault(); this.leave(); }}>
      <div class="dialog-head"><h2 id="dialog-title">${this.headline()}</h2>
        <button type="button" class="icon-button" @click=${this.leave}>${icon('close')}<span class="hidden-visually">${t('close')}</span></button></div>
      ${this.body()}</dialog>`;
  }
}

class Shortcuts extends Dialog {
  heading = 'shortcuts.title';

  body() {
    const all = allKeysOn();
    const set = (/** @type {string} */ id) => (/** @type {any} */ e) => {
      switchKey(id, e.target.checked);
      this.requestUpdate();
    };
    return html`<label class="all-keys"><input type="checkbox" .checked=${all} @change=${set('all')}> ${t('shortcuts.all')}</label>
      <table class="plain-table"><thead><tr><th scope="col">${t('shortcuts.key')}</th><th scope="col">${t('shortcuts.does')}</th><th scope="col">${t('shortcuts.on')}</th></tr></thead>
      <tbody>${KEYS.map((k) => html`<tr><td>${k.shown.map((s) => html`<kbd>${s}</kbd>`)}</td><td id="key-${k.id}">${t(`key.${k.id}`)}</td>
        <td>${k.fixed ? html`<span class="quiet">${t('shortcuts.always')}</span>` : html`<input type="checkbox" aria-labelledby="key-${k.id}" ?disabled=${!all} .checked=${keyOn(k.id)} @change=${set(k.id)}>`}</td></tr>`)}</tbody></table>
      <p class="quiet">${t('shortcuts.hint')}</p>`;
  }
}
customElements.define('md-shortcuts', Shortcuts);

class Password extends Dialog {
  heading = 'password.title';

  done() {
    this.leave();
    notice(t('password.done'));
  }

  body() {
    return html`<md-password-form @md-done=${this.done} @md-cancelled=${this.leave}></md-password-form>`;
  }
}
customElements.define('md-password', Password);

class Everywhere extends Dialog {
  static properties = { problem: { state: true }, busy: { state: true } };
  heading = 'everywhere.title';

  constructor() {
    super();
    /** @type {any} */ this.problem = null;
    this.busy = false;
  }

  async end() {
    this.busy = true;
    try {
      await logoutEverywhere();
      location.assign('/console/login');
    } catch (problem) {
      this.problem = problem;
      this.busy = false;
    }
  }

  body() {
    return html`<p>${t('everywhere.text')}</p><p class="quiet">${t('everywhere.tokens')}</p>
      ${problemBox(this.problem)}
      <div class="buttons end"><button type="button" class="button" autofocus @click=${this.leave}>${t('cancel')}</button>
        <button type="button" class="button solid" ?disabled=${this.busy} @click=${this.end}>${t('everywhere.do')}</button></div>`;
  }
}
customElements.define('md-everywhere', Everywhere);
