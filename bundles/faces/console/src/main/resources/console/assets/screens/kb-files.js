// @ts-check
/** Articles as files: looked at first, then taken by and by, with how far it is; and the same as a file. */

import { empty, html, icon, momentLabel, nothing, problemBox } from '../parts.js';
import { call, get } from '../api.js';
import { catalogue, number, t, word } from '../i18n.js';
import { PlaceScreen } from '../components/place-screen.js';
import { badLines } from '../components/file-import.js';
import { isWhole, kbTabs } from '../components/article-state.js';

await catalogue('tickets', 'manage', 'kb');

const PAUSE = 700;
const GOES_ON = ['looking', 'taking'];
const FORMATS = ['csv', 'csv-shift-jis', 'json-lines'];

class KbFiles extends PlaceScreen {
  permission = 'knowledge-write';
  heading = 'kb.tab.files';

  static properties = { query: { attribute: false }, place: { state: true }, items: { state: true }, problem: { state: true }, opened: { state: true }, busy: { state: true } };

  constructor() {
    super();
    /** @type {any[] | null} */ this.items = null;
    /** @type {any} */ this.problem = null;
    /** @type {any} the import one looks at */ this.opened = null;
    this.busy = false;
    /** @type {File | null} the one that was looked at and can be taken */ this.file = null;
    this.job = '';
    /** @type {any} */ this.timer = undefined;
  }

  /** Files are for whoever writes for the whole municipality. @returns {any[]} */
  get places() {
    return super.places.filter(isWhole);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  async load() {
    clearTimeout(this.timer);
    if (!this.place) return;
    try {
      const all = await get('/article-imports');
      this.items = all.filter((/** @type {any} */ i) => i.municipality === this.place);
      const { opened } = this;
      if (opened) {
        const now = await get(`/article-imports/${opened.id}`);
        if (this.opened === opened) this.opened = now;
      }
      this.problem = null;
      if (this.isConnected && this.items?.some((i) => GOES_ON.includes(i.state))) this.timer = setTimeout(() => this.load(), PAUSE);
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** @param {any} e */
  move(e) {
    this.place = e.target.value;
    this.opened = this.items = this.file = null;
    this.load();
  }

  /** @param {any} e */
  async choose(e) {
    this.file = e.target.files[0] ?? null;
    this.opened = null;
    if (this.file) await this.send(true);
  }

  /** @param {boolean} dryRun */
  async send(dryRun) {
    const { file } = this;
    if (!file || this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      const type = /\.(jsonl|ndjson)$/i.test(file.name) ? 'application/x-ndjson' : 'text/csv';
      const { body } = await call(`/article-files/${this.place}/import`, { method: 'POST', query: { dryRun }, file: { content: file, type } });
      this.job = dryRun ? body.id : '';
      this.opened = body;
      if (!dryRun) this.forget();
      await this.load();
      await this.updateComplete;
      this.find('#kb-import')?.focus();
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  /** What was taken is not taken again. */
  forget() {
    this.file = null;
    this.find('#kb-file').value = '';
  }

  /** @param {any} job */
  async open(job) {
    this.opened = job;
    await this.load();
    await this.updateComplete;
    this.find('#kb-import')?.focus();
  }

  render() {
    const title = html`<h1 tabindex="-1">${t('kb.tab.files')}</h1>${kbTabs('files')}`;
    if (!this.place) return html`<div class="page kb">${title}${empty(t('kb.files.notAllowed'))}</div>`;
    const places = this.places;
    return html`<div class="page kb">${title}${problemBox(this.problem, () => this.load())}
      <section aria-labelledby="kb-upload"><h2 id="kb-upload">${t('kb.import')}</h2>
        ${places.length > 1 ? html`<div class="labelled"><label for="kb-place">${t('municipality')}</label><select id="kb-place" @change=${this.move}>${places.map((m) => html`<option value=${m.slug} ?selected=${m.slug === this.place}>${m.name}</option>`)}</select></div>` : nothing}
        <div class="labelled"><label for="kb-file">${t('kb.import.file')}</label><input id="kb-file" type="file" accept=".csv,.jsonl,.ndjson,text/csv" aria-describedby="kb-file-hint" ?disabled=${this.busy} @change=${this.choose}><p id="kb-file-hint" class="quiet">${t('kb.import.hint')}</p></div></section>
      ${this.opened ? this.report(this.opened) : nothing}
      ${this.list()}
      <section aria-labelledby="export"><h2 id="export" tabindex="-1">${t('kb.export')}</h2><p class="quiet">${t('kb.export.hint')}</p><div class="buttons">${FORMATS.map((f) => html`<a class="button small" href="/api/article-files/${this.place}/export?format=${f}" download>${icon('download')}${t(`kb.format.${f}`)}</a>`)}</div></section></div>`;
  }

  /** @param {any} o */
  report(o) {
    const going = GOES_ON.includes(o.state);
    const takable = o.dryRun && o.id === this.job && this.file && o.state === 'taken';
    return html`<section aria-labelledby="kb-import"><h2 id="kb-import" tabindex="-1">${t(o.dryRun ? 'kb.import.tried' : 'kb.import.report')}</h2>
      <div role="status"><p><b>${word('kb.import.state', o.dryRun && o.state === 'taken' ? 'tried' : o.state)}</b> ${going ? html`<progress max=${Math.max(o.lines, 1)} .value=${o.done} aria-label=${t('kb.import.progress')}></progress> <span class="quiet">${t('kb.import.goesOn')}</span>` : nothing}</p>
      <p>${t('kb.import.counts', { lines: number(o.lines), added: number(o.added), changed: number(o.changed) })}</p></div>
      ${o.bad ? badLines({ ...o, badLines: o.badLines ?? [] }) : nothing}
      ${takable ? html`<div class="buttons"><button type="button" class="button solid" id="kb-take" ?disabled=${this.busy || !(o.added + o.changed)} @click=${() => this.send(false)}>${t('kb.import.take')}</button>${o.added + o.changed ? nothing : html`<span class="quiet">${t('import.same')}</span>`}</div>` : nothing}</section>`;
  }

  list() {
    if (!this.items?.length) return nothing;
    return html`<section aria-labelledby="kb-imports"><h2 id="kb-imports">${t('kb.imports')}</h2><div class="table-scroll" tabindex="0" role="group" aria-labelledby="kb-imports"><table class="plain-table"><thead><tr>
      ${['at', 'kind', 'state', 'lines', 'added', 'changed', 'bad'].map((c) => html`<th scope="col" class=${/lines|added|changed|bad/.test(c) ? 'n' : ''}>${t(`kb.imports.${c}`)}</th>`)}<td></td></tr></thead>
      <tbody>${this.items.map((i) => html`<tr><th scope="row">${momentLabel(i.at, i.municipality)} <span class="quiet">${i.staff.name}</span></th><td>${t(i.dryRun ? 'kb.imports.dry' : 'kb.imports.real')}</td><td>${word('kb.import.state', i.dryRun && i.state === 'taken' ? 'tried' : i.state)}</td>
        <td class="n">${number(i.lines)}</td><td class="n">${number(i.added)}</td><td class="n">${number(i.changed)}</td><td class="n">${number(i.bad)}</td>
        <td><button type="button" class="button small" aria-label=${t('kb.imports.open.of', { id: i.id })} @click=${() => this.open(i)}>${t('kb.imports.open')}</button></td></tr>`)}</tbody></table></div></section>`;
  }
}
customElements.define('md-kb-files', KbFiles);
