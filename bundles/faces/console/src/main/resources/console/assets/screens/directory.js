// @ts-check
/** 組織・職員・分類: taken from files and put into them. */

import { empty, html, nothing, problemBox } from '../parts.js';
import { get } from '../api.js';
import { catalogue, number, t } from '../i18n.js';
import { PlaceScreen } from '../components/place-screen.js';
import '../components/file-import.js';

await catalogue('tickets', 'manage');

const KINDS = ['sections', 'staff', 'categories'];

class Directory extends PlaceScreen {
  permission = 'directory-manage';
  heading = 'directory.title';

  static properties = { query: { attribute: false }, place: { state: true }, counts: { state: true }, problem: { state: true } };

  constructor() {
    super();
    /** @type {Record<string, number>} */ this.counts = {};
    /** @type {any} */ this.problem = null;
  }

  async load() {
    const place = this.place;
    if (!place) return;
    try {
      const lists = await Promise.all(KINDS.map((kind) => get(`/directory/${place}/${kind}`, { limit: kind === 'staff' ? 5000 : undefined })));
      if (place !== this.place) return;
      this.counts = Object.fromEntries(KINDS.map((kind, i) => [kind, lists[i].length]));
      this.problem = null;
    } catch (problem) {
      if (place === this.place) this.problem = problem;
    }
  }

  /** @param {any} e */
  move(e) {
    this.place = e.target.value;
    this.counts = {};
    this.load();
  }

  render() {
    const title = html`<h1 tabindex="-1">${t('directory.title')}</h1>`;
    if (!this.place) return html`<div class="page directory">${title}${empty(t('directory.notAllowed'))}</div>`;
    return html`<div class="page directory">${title}<p class="quiet">${t('directory.text')}</p>
      ${this.places.length > 1 ? html`<div class="labelled"><label for="directory-place">${t('municipality')}</label><select id="directory-place" @change=${this.move}>
        ${this.places.map((m) => html`<option value=${m.slug} ?selected=${m.slug === this.place}>${m.name}</option>`)}</select></div>` : nothing}
      ${problemBox(this.problem, () => this.load())}
      ${KINDS.map((kind) => this.kind(kind))}</div>`;
  }

  /** @param {string} kind */
  kind(kind) {
    const n = this.counts[kind];
    return html`<md-file-import .name=${kind} .heading=${t(`directory.${kind}`)} .label=${t(`directory.${kind}.file`)} .hint=${t(`directory.${kind}.hint`)}
      .about=${n === undefined ? '' : t(n >= 5000 ? 'directory.count.more' : 'directory.count', { n: number(n) })}
      .path=${`/directory/${this.place}/import/${kind}`} .from=${`/directory/${this.place}/export/${kind}`} @md-changed=${() => this.load()}></md-file-import>
      ${kind === 'categories' ? html`<p><a href="/console/admin/categories?municipality=${this.place}">${t('directory.categories.each')}</a></p>` : nothing}`;
  }
}
customElements.define('md-directory', Directory);
