// @ts-check
/** 過去の案件の取込: files of old tickets are uploaded, given a meaning, checked, taken and taken back. */

import { empty, html, icon, momentLabel, nothing, notice, problemBox } from '../parts.js';
import { get, upload } from '../api.js';
import { catalogue, fileSize, number, t } from '../i18n.js';
import { PlaceScreen } from '../components/place-screen.js';
import '../components/old-tickets.js';

await catalogue('tickets', 'manage', 'imports');

class Imports extends PlaceScreen {
  permission = 'ticket-import';
  heading = 'oldTickets.title';

  static properties = {
    query: { attribute: false }, place: { state: true }, items: { state: true }, problem: { state: true },
    opened: { state: true }, share: { state: true },
  };

  constructor() {
    super();
    /** @type {any[] | null} */ this.items = null;
    /** @type {any} */ this.problem = null;
    /** @type {any} the import one looks at */ this.opened = null;
    /** @type {number | null} of the file that is on its way */ this.share = null;
  }

  async load() {
    if (!this.place) return;
    try {
      const all = await get('/imports');
      this.items = all.filter((/** @type {any} */ i) => i.municipality === this.place);
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** @param {any} e */
  move(e) {
    this.place = e.target.value;
    this.opened = this.items = null;
    this.load();
  }

  /** @param {any} e */
  async choose(e) {
    const input = e.target;
    const file = input.files[0];
    if (!file || this.share !== null) return;
    this.share = 0;
    this.problem = null;
    try {
      const job = await upload(`/imports/files/${this.place}`, file, (share) => (this.share = share));
      notice(t('oldTickets.uploaded', { file: job.fileName }));
      await this.load();
      await this.open(job);
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.share = null;
      input.value = '';
    }
  }

  /** @param {any} job */
  async open(job) {
    this.opened = job;
    await this.updateComplete;
    this.find('md-old-tickets')?.begin();
  }

  /** @param {CustomEvent} e the import as it is now */
  changed(e) {
    if (this.opened?.id === e.detail.id) this.opened = e.detail;
    this.items = (this.items ?? []).map((i) => (i.id === e.detail.id ? e.detail : i));
  }

  async left() {
    const { id } = this.opened;
    this.opened = null;
    await this.updateComplete;
    (this.find(`#open-${id}`) ?? this.find('h1'))?.focus();
  }

  render() {
    const title = html`<h1 tabindex="-1">${t('oldTickets.title')}</h1>`;
    if (!this.place) return html`<div class="page">${title}${empty(t('oldTickets.notAllowed'))}</div>`;
    return html`<div class="page old-tickets">${title}<p class="quiet">${t('oldTickets.text')}</p>
      ${problemBox(this.problem, () => this.load())}
      ${this.opened ? html`<md-old-tickets .job=${this.opened} @md-changed=${this.changed} @md-left=${this.left}></md-old-tickets>` : html`${this.form()}${this.list()}`}</div>`;
  }

  form() {
    const places = this.places;
    return html`<section aria-labelledby="old-upload"><h2 id="old-upload">${t('oldTickets.upload')}</h2>
      ${places.length > 1 ? html`<div class="labelled"><label for="old-place">${t('municipality')}</label><select id="old-place" @change=${this.move}>
        ${places.map((m) => html`<option value=${m.slug} ?selected=${m.slug === this.place}>${m.name}</option>`)}</select></div>` : nothing}
      <div class="labelled"><label for="old-file">${t('oldTickets.file')}</label>
        <input id="old-file" type="file" accept=".csv,.txt,.mbox,text/csv,text/plain,application/mbox" aria-describedby="old-file-hint" ?disabled=${this.share !== null} @change=${this.choose}>
        <p id="old-file-hint" class="quiet">${t('oldTickets.file.hint')}</p></div>
      ${this.share === null ? nothing : html`<p role="status">${t('oldTickets.uploading')} <progress max="1" .value=${this.share} aria-label=${t('oldTickets.uploading')}></progress></p>`}</section>`;
  }

  list() {
    if (!this.items) return nothing;
    const columns = ['file', 'state', 'taken', 'at', 'by'];
    return html`<section aria-labelledby="old-list"><h2 id="old-list">${t('oldTickets.list')}</h2>
      ${this.items.length ? html`<div class="table-scroll" tabindex="0" role="group" aria-labelledby="old-list"><table class="plain-table"><thead><tr>
        ${columns.map((c) => html`<th scope="col" class=${c === 'taken' ? 'n' : ''}>${t(`oldTickets.column.${c}`)}</th>`)}<td></td></tr></thead>
        <tbody>${this.items.map((i) => this.row(i))}</tbody></table></div>` : empty(t('oldTickets.none'))}</section>`;
  }

  /** @param {any} i */
  row(i) {
    return html`<tr><th scope="row" class="wrap">${i.fileName} <span class="quiet">${fileSize(i.size)}</span></th><td>${t(`oldTickets.state.${i.state}`)}</td><td class="n">${number(i.taken)}</td>
      <td>${momentLabel(i.createdAt, i.municipality)}</td><td>${i.staff?.name ?? ''}</td>
      <td><button type="button" class="button small" id="open-${i.id}" aria-label=${t('oldTickets.open.of', { file: i.fileName })} @click=${() => this.open(i)}>${icon('next')}${t('oldTickets.open')}</button></td></tr>`;
  }
}
customElements.define('md-imports', Imports);
