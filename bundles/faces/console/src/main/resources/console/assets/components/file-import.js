// @ts-check
/** A CSV file, tried first and taken when nothing is wrong with it; and the same as a file to change. */

import { Part, html, icon, nothing, notice, problemBox } from '../parts.js';
import { call } from '../api.js';
import { number, t } from '../i18n.js';

const SHOWN = 200;

class FileImport extends Part {
  static properties = {
    name: {}, path: {}, from: {}, heading: {}, label: {}, hint: {}, about: {}, locked: { attribute: false }, report: { attribute: false }, done: { attribute: false },
    file: { state: true }, outcome: { state: true }, problem: { state: true }, busy: { state: true },
  };

  constructor() {
    super();
    /** For the ids. */ this.name = 'file';
    /** Where it is sent. */ this.path = '';
    /** Where the file can be had, or ''. */ this.from = '';
    this.heading = '';
    this.label = '';
    this.hint = '';
    /** What there is now. */ this.about = '';
    /** Whether one may only look. */ this.locked = false;
    /** @param {any} o what the file would do */
    this.report = (o) => t('import.would', { lines: number(o.lines), added: number(o.added), changed: number(o.changed), removed: number(o.removed) });
    /** @param {any} o what it did */
    this.done = (o) => t('import.taken', { added: number(o.added), changed: number(o.changed), removed: number(o.removed) });
    /** @type {File | null} */ this.file = null;
    /** @type {any} */ this.outcome = null;
    /** @type {any} */ this.problem = null;
    this.busy = false;
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has('path')) this.file = this.outcome = this.problem = null;
  }

  /** @param {any} e */
  async choose(e) {
    this.file = e.target.files[0] ?? null;
    this.outcome = this.problem = null;
    if (this.file) await this.send(true);
  }

  /** @param {boolean} dryRun */
  async send(dryRun) {
    const file = /** @type {File} */ (this.file);
    if (this.busy) return;
    this.busy = true;
    try {
      // without a charset the server tells UTF-8 from Shift_JIS
      const { body } = await call(this.path, { method: 'POST', query: { dryRun }, file: { content: file, type: 'text/csv' } });
      if (file !== this.file) return;
      this.outcome = body;
      if (!body.taken) return;
      notice(this.done(body));
      this.file = null;
      this.find('input').value = '';
      this.dispatchEvent(new Event('md-changed'));
      await this.updateComplete;
      this.find('h2').focus();
    } catch (problem) {
      if (file === this.file) this.problem = problem;
    } finally {
      this.busy = false;
      if (this.file && file !== this.file) this.send(true); // chosen meanwhile
    }
  }

  render() {
    const id = this.name;
    return html`<section aria-labelledby="${id}-import"><h2 id="${id}-import" tabindex="-1">${this.heading}</h2>
      ${this.about ? html`<p class="quiet">${this.about}</p>` : nothing}
      ${this.from ? html`<p><a class="button small" href="/api${this.from}" download>${icon('download')}${t('import.export')}<span class="hidden-visually">: ${this.heading}</span></a></p>` : nothing}
      ${this.locked ? nothing : html`<div class="labelled"><label for="${id}-file">${this.label}</label><input id="${id}-file" type="file" accept=".csv,text/csv" aria-describedby="${id}-file-hint" @change=${this.choose}>
        <p id="${id}-file-hint" class="quiet">${this.hint}</p></div>`}
      ${problemBox(this.problem)}
      <div role="status">${this.outcome ? this.result(this.outcome) : nothing}</div></section>`;
  }

  /** @param {any} o */
  result(o) {
    if (o.bad) return badLines(o);
    if (o.taken) return html`<p>${this.done(o)}</p>`;
    const changes = o.added + o.changed + (o.removed ?? 0);
    return html`<p>${this.report(o)}</p>
      ${changes ? html`<div class="buttons"><button type="button" class="button solid" ?disabled=${this.busy} @click=${() => this.send(false)}>${t('import.take')}</button></div>` : html`<p>${t('import.same')}</p>`}`;
  }
}
customElements.define('md-file-import', FileImport);

/** What is wrong with a file, line by line. @param {any} o what the server says of it */
export function badLines(o) {
  const columns = ['line', 'column', 'value', 'message'];
  const shown = o.badLines.slice(0, SHOWN);
  return html`<p class="over">⚠ ${t('import.bad', { n: number(o.bad) })}</p>
    <div class="table-scroll" tabindex="0" role="group" aria-label=${t('import.badLines')}><table class="plain-table"><thead><tr>${columns.map((c) => html`<th scope="col" class=${c === 'line' ? 'n' : ''}>${t(`import.${c}`)}</th>`)}</tr></thead>
    <tbody>${shown.map((/** @type {any} */ b) => html`<tr><th scope="row" class="n">${number(b.line)}</th><td>${b.column}</td><td>${b.value}</td><td>${b.message}</td></tr>`)}</tbody></table></div>
    ${o.bad > shown.length ? html`<p class="quiet">${t('import.more', { n: number(o.bad - shown.length) })}</p>` : nothing}`;
}
