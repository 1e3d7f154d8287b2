// @ts-check
/** A look at a picture or an enclosed mail. The server has told the kind from the content; a mail comes sanitised and goes into its frame. */

import { html, nothing, problemBox } from '../parts.js';
import './mail-frame.js';
import { get, timeZone } from '../api.js';
import { catalogue, moment, t } from '../i18n.js';
import { Dialog } from './dialogs.js';

await catalogue('tickets');

class FileView extends Dialog {
  static properties = { file: { attribute: false }, message: { state: true }, problem: { state: true }, broken: { state: true } };

  constructor() {
    super();
    /** @type {any} */ this.file = null;
    /** @type {any} */ this.view = null;
    this.address = '';
    /** @type {any} */ this.message = null;
    /** @type {any} */ this.problem = null;
    this.broken = false;
  }

  headline() {
    return this.file.fileName;
  }

  async firstUpdated() {
    await super.firstUpdated();
    if (this.file.preview !== 'message') return;
    try {
      this.message = await get(`/files/${encodeURIComponent(this.view.ref)}/${this.file.id}/message`);
    } catch (problem) {
      this.problem = problem;
    }
  }

  body() {
    return html`<div class="file-view">${this.file.preview === 'image' ? this.picture() : this.mail()}</div>
      <p><a class="button small" href=${this.address} download=${this.file.fileName}>${t('file.save')}</a></p>`;
  }

  picture() {
    if (this.broken) return html`<p role="alert">⚠ ${t('file.broken')}</p>`;
    return html`<img src=${this.address} alt=${this.file.fileName} @error=${() => (this.broken = true)}>`;
  }

  mail() {
    const m = this.message;
    if (this.problem) return problemBox(this.problem);
    if (!m) return html`<p class="quiet" aria-busy="true">${t('loading')}</p>`;
    const row = (/** @type {string} */ name, /** @type {any} */ value) => (value ? html`<dt>${name}</dt><dd>${value}</dd>` : nothing);
    return html`<dl class="mail-head">${row(t('file.from'), m.from)}${row(t('field.subject'), m.subject)}
        ${row(t('file.sentAt'), m.sentAt ? moment(m.sentAt, timeZone(this.view.municipality)) : '')}${row(t('attachments'), m.files.join('、'))}</dl>
      ${m.html ? html`<md-mail-frame .html=${m.html} title=${m.subject || this.file.fileName}></md-mail-frame>` : html`<p class="text">${m.text}</p>`}`;
  }
}
customElements.define('md-file-view', FileView);

/** @param {any} file @param {any} view of the ticket @param {string} address to save it from */
export function showFile(file, view, address) {
  const dialog = /** @type {any} */ (document.createElement('md-file-view'));
  Object.assign(dialog, { file, view, address });
  document.querySelector('md-app')?.append(dialog);
}
