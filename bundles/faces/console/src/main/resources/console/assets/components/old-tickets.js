// @ts-check
/** One file of old tickets: what it means, how its beginning would become, how far it is, what is wrong with it. */

import { Part, html, icon, momentLabel, nothing, problemBox, statusChip } from '../parts.js';
import { call, get, post } from '../api.js';
import { catalogue, number, t, word } from '../i18n.js';
import { categories, sections } from './pickers.js';

await catalogue('tickets', 'manage', 'imports');

const FIELDS = ['number', 'received-at', 'subject', 'text', 'answer', 'note', 'entry-author', 'entry-at', 'entry-by', 'answered-at', 'closed-at', 'kind', 'status', 'section', 'category', 'channel', 'owner', 'name', 'kana', 'mail', 'phone', 'fax', 'keep', 'ignore'];
const KINDS = ['inquiry', 'opinion', 'complaint', 'application', 'page-report'];
const STATUSES = ['new', 'open', 'waiting-department', 'waiting-citizen', 'callback-due', 'answered', 'closed'];
const CHANNELS = ['phone', 'mail', 'counter', 'fax', 'letter', 'form', 'opinion', 'chat', 'line', 'other'];
const AUTHORS = ['citizen', 'staff', 'note'];
const AT_WORK = ['reading', 'checking', 'running', 'undoing'];
const PAUSE = 700;
const SHOWN = 200;

class OldTickets extends Part {
  static properties = {
    job: { attribute: false }, preview: { state: true }, meaning: { state: true }, wrong: { state: true },
    problem: { state: true }, busy: { state: true }, sure: { state: true }, choices: { state: true },
  };

  constructor() {
    super();
    /** @type {any} */ this.job = null;
    /** @type {any} */ this.preview = null;
    /** @type {any} what the file means, as it is being said */ this.meaning = null;
    /** @type {any} */ this.wrong = null;
    /** @type {any} */ this.problem = null;
    this.busy = false;
    /** Whether one is asked once more before undoing. */ this.sure = false;
    /** @type {Record<string, {value: string, text: string}[]>} */ this.choices = {};
    /** @type {any} */ this.timer = undefined;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  async begin() {
    this.find('h2')?.focus();
    const id = this.job.id;
    await this.attempt(async () => {
      await this.look({});
      const [own, known] = await Promise.all([sections(this.job.municipality), categories(this.job.municipality)]);
      if (id !== this.job.id) return;
      this.choices = {
        section: own.filter((s) => s.kind === 'section').map((s) => ({ value: s.code, text: s.name })),
        category: known.map((c) => ({ value: c.code, text: c.name })),
      };
      await this.met(this.job);
    });
  }

  /** @param {() => Promise<any>} what */
  async attempt(what) {
    this.busy = true;
    this.problem = null;
    try {
      await what();
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  /** @param {any} meaning */
  async look(meaning) {
    const id = this.job.id;
    const said = this.meaning;
    const preview = await post(`/imports/${id}/preview`, meaning);
    if (id !== this.job.id) return;
    this.preview = preview;
    if (said === this.meaning) this.meaning = preview.meaning; // else more was said meanwhile
  }

  /** The import as it is now. @param {any} job */
  async met(job) {
    clearTimeout(this.timer);
    this.job = job;
    this.dispatchEvent(new CustomEvent('md-changed', { detail: job }));
    if (AT_WORK.includes(job.state)) this.timer = setTimeout(() => this.again(), PAUSE);
    else if (job.state !== 'uploaded') this.wrong = await get(`/imports/${job.id}/problems`);
  }

  /** Whatever is wrong, the import goes on: it is looked at again. */
  async again() {
    try {
      const job = await get(`/imports/${this.job.id}`);
      this.problem = null;
      await this.met(job);
    } catch (problem) {
      this.problem = problem;
      this.timer = setTimeout(() => this.again(), 4 * PAUSE);
    }
  }

  /** @param {string} method @param {string} what @param {any} [body] */
  tell(method, what, body) {
    this.sure = false;
    return this.attempt(async () => {
      this.wrong = null;
      await this.met((await call(`/imports/${this.job.id}${what}`, { method, body })).body);
      await this.updateComplete;
      this.find('.import-state')?.focus();
    });
  }

  /** @param {any} change */
  mean(change) {
    this.meaning = { ...this.meaning, ...change };
  }

  /** @param {number} column @param {string} field */
  column(column, field) {
    const fields = this.meaning.fields.map((/** @type {string} */ f, /** @type {number} */ i) => (i === column ? field : f === field && !['keep', 'ignore'].includes(field) ? 'keep' : f));
    this.mean({ fields });
    this.attempt(() => this.look(this.meaning));
  }

  /** @param {string} field @param {string} cell @param {string} value */
  stands(field, cell, value) {
    const { [cell]: _, ...rest } = this.meaning.values[field] ?? {};
    this.mean({ values: { ...this.meaning.values, [field]: value === '?' ? rest : { ...rest, [cell]: value } } });
  }

  render() {
    const j = this.job;
    return html`<section class="import" aria-labelledby="import-title">
      <p><button type="button" class="button small plain" @click=${() => this.dispatchEvent(new Event('md-left'))}>${icon('back')}${t('oldTickets.back')}</button></p>
      <h2 id="import-title" tabindex="-1">${j.fileName}</h2>
      ${this.state(j)}
      ${problemBox(this.problem)}
      ${this.wrong ? html`${this.remaining()}${this.wrongLines()}` : nothing}
      ${AT_WORK.includes(j.state) || !this.meaning ? nothing : html`${this.form()}${this.first()}`}</section>`;
  }

  /** @param {any} j */
  state(j) {
    const n = (/** @type {string} */ key) => t(`oldTickets.count.${key}`, { n: number(j[key]) });
    const counts = ['rows', 'good', 'bad', 'taken', 'known', 'skipped', 'removed', 'kept'].filter((key) => j[key]);
    const all = j.good + j.bad;
    const share = { running: all ? (j.known + j.skipped + j.taken) / all : 0, undoing: j.taken ? (j.removed + j.kept) / j.taken : 0 }[/** @type {string} */ (j.state)];
    return html`<div class="import-state" tabindex="-1"><p role="status"><b>${t(`oldTickets.state.${j.state}`)}</b></p>
      ${AT_WORK.includes(j.state) ? html`<progress max="1" value=${share === undefined ? nothing : Math.min(share, 1)} aria-label=${t('oldTickets.progress')}></progress>` : nothing}
      <ul class="bulk-counts">${counts.map((key) => html`<li class=${key === 'bad' || key === 'kept' ? 'over' : ''}>${key === 'bad' || key === 'kept' ? '⚠ ' : ''}${n(key)}</li>`)}</ul>
      <div class="buttons">${this.steps(j)}</div>
      ${this.sure ? html`<div role="alert" class="problem"><p>${t('oldTickets.undo.ask')}</p><div class="buttons">
        <button type="button" class="button" @click=${() => (this.sure = false)}>${t('cancel')}</button>
        <button type="button" class="button solid" id="undo-import-sure" ?disabled=${this.busy} @click=${() => this.tell('POST', '/undo', {})}>${t('oldTickets.undo.do')}</button></div></div>` : nothing}</div>`;
  }

  /** @param {any} j */
  steps(j) {
    const stoppable = ['reading', 'checking', 'running'].includes(j.state);
    const undoable = ['checked', 'finished', 'stopped'].includes(j.state) && j.taken > j.removed;
    return html`${j.state === 'checked' && j.good ? html`<button type="button" class="button solid" id="take-import" ?disabled=${this.busy} @click=${() => this.tell('POST', '/start', {})}>${t('oldTickets.take', { n: number(j.good) })}</button>` : nothing}
      ${stoppable ? html`<button type="button" class="button" ?disabled=${this.busy} @click=${() => this.tell('DELETE', '')}>${t('oldTickets.stop')}</button><span class="quiet">${t('oldTickets.goesOn')}</span>` : nothing}
      ${undoable && !this.sure ? html`<button type="button" class="button" id="undo-import" @click=${() => (this.sure = true)}>${t('oldTickets.undo')}</button>` : nothing}`;
  }

  remaining() {
    const kept = this.wrong.remaining;
    return kept.length ? html`<section aria-labelledby="old-kept"><h3 id="old-kept">${t('oldTickets.kept')}</h3><p>${t('oldTickets.kept.text')}</p>
      <ul class="old-kept">${kept.map((/** @type {string} */ n) => html`<li>${n}</li>`)}</ul></section>` : nothing;
  }

  wrongLines() {
    const { items, total } = this.wrong;
    if (!total) return nothing;
    const columns = ['line', 'column', 'value', 'message'];
    const shown = items.slice(0, SHOWN);
    return html`<section aria-labelledby="old-wrong"><h3 id="old-wrong">${t('oldTickets.wrong', { n: number(total) })}</h3>
      <p><a class="button small" href="/api/imports/${this.job.id}/problems/file" download>${icon('download')}${t('oldTickets.wrong.file')}</a></p>
      <div class="table-scroll" tabindex="0" role="group" aria-labelledby="old-wrong"><table class="plain-table"><thead><tr>${columns.map((c) => html`<th scope="col" class=${c === 'line' ? 'n' : ''}>${t(`import.${c}`)}</th>`)}</tr></thead>
      <tbody>${shown.map((/** @type {any} */ b) => html`<tr><th scope="row" class="n">${number(b.line)}</th><td>${b.column}</td><td>${b.value}</td><td>${b.message}</td></tr>`)}</tbody></table></div>
      ${total > shown.length ? html`<p class="quiet">${t('import.more', { n: number(total - shown.length) })}</p>` : nothing}</section>`;
  }

  form() {
    const m = this.meaning;
    const mails = this.job.form === 'mbox';
    return html`<form @submit=${this.check} aria-labelledby="old-meaning"><h3 id="old-meaning">${t('oldTickets.meaning')}</h3>
      <div class="module-bar">
        <div class="labelled"><label for="old-source">${t('oldTickets.source')}</label><input id="old-source" maxlength="60" required .value=${m.source} aria-describedby="old-source-hint" @input=${(/** @type {any} */ e) => this.mean({ source: e.target.value })}>
          <p id="old-source-hint" class="quiet">${t('oldTickets.source.hint')}</p></div>
        ${mails ? html`<div class="labelled"><label for="old-own">${t('oldTickets.own')}</label><input id="old-own" .value=${m.own.join(' ')} aria-describedby="old-own-hint" @input=${(/** @type {any} */ e) => this.mean({ own: e.target.value.split(/[\s,、]+/).filter(Boolean) })}>
          <p id="old-own-hint" class="quiet">${t('oldTickets.own.hint')}</p></div>` : nothing}</div>
      <fieldset class="old-usual"><legend>${t('oldTickets.usual')}</legend><div class="module-bar">
        ${this.usual('kind', KINDS)}${this.usual('status', STATUSES)}${this.usual('channel', CHANNELS)}
        <div class="labelled"><label for="old-section">${t('field.section')}</label>${this.select('old-section', m.section, [{ value: '', text: t('none') }, ...(this.choices.section ?? [])], (section) => this.mean({ section }))}</div></div></fieldset>
      ${mails ? nothing : this.columns()}${this.values()}
      <div class="buttons"><button class="button solid" id="check-import" ?disabled=${this.busy}>${t('oldTickets.check')}</button><span class="quiet">${t('oldTickets.check.hint')}</span></div></form>`;
  }

  /** @param {'kind' | 'status' | 'channel'} field @param {string[]} codes */
  usual(field, codes) {
    const label = field === 'channel' ? t('oldTickets.field.channel') : t(`field.${field}`);
    return html`<div class="labelled"><label for="old-${field}">${label}</label>${this.select(`old-${field}`, this.meaning[field], codes.map((c) => ({ value: c, text: word(field, c) })), (value) => this.mean({ [field]: value }))}</div>`;
  }

  /** @param {string} id @param {string} value @param {{value: string, text: string}[]} options @param {(value: string) => void} chosen @param {string} [label] */
  select(id, value, options, chosen, label) {
    return html`<select id=${id} aria-label=${label ?? nothing} @change=${(/** @type {any} */ e) => chosen(e.target.value)}>${options.map((o) => html`<option value=${o.value} ?selected=${o.value === value}>${o.text}</option>`)}</select>`;
  }

  columns() {
    const options = FIELDS.map((f) => ({ value: f, text: t(`oldTickets.field.${f}`) }));
    return html`<p class="quiet">${t('oldTickets.columns.hint')}</p><div class="table-scroll" tabindex="0" role="group" aria-label=${t('oldTickets.columns')}><table class="plain-table"><thead><tr><th scope="col">${t('oldTickets.heading')}</th><th scope="col">${t('oldTickets.becomes')}</th><th scope="col">${t('oldTickets.samples')}</th></tr></thead>
      <tbody>${this.preview.columns.map((/** @type {any} */ c, /** @type {number} */ i) => html`<tr><th scope="row" class="wrap">${c.heading}</th>
        <td>${this.select(`old-column-${i}`, this.meaning.fields[i], options, (field) => this.column(i, field), c.heading)}</td>
        <td class="wrap quiet">${c.samples.join(' / ')}</td></tr>`)}</tbody></table></div>`;
  }

  /** Cells nobody has said the meaning of, and those somebody has. */
  values() {
    /** @type {Map<string, {field: string, cell: string}>} */
    const cells = new Map();
    for (const b of this.wrong?.items ?? []) {
      const field = this.meaning.fields[this.preview.columns.findIndex((/** @type {any} */ c) => c.heading === b.column)];
      if (b.code === 'unknown' && field) cells.set(`${field} ${b.value}`, { field, cell: b.value });
    }
    for (const [field, words] of Object.entries(this.meaning.values)) {
      for (const cell of Object.keys(words)) cells.set(`${field} ${cell}`, { field, cell });
    }
    if (!cells.size) return nothing;
    return html`<fieldset><legend>${t('oldTickets.values')}</legend><table class="plain-table"><tbody>${[...cells.values()].map(({ field, cell }, i) => html`<tr><th scope="row">${t(`oldTickets.field.${field}`)}</th><td>${cell}</td>
      <td>${this.select(`old-value-${i}`, this.meaning.values[field]?.[cell] ?? '?', [{ value: '?', text: t('oldTickets.values.open') }, ...this.meanings(field)], (value) => this.stands(field, cell, value), cell)}</td></tr>`)}</tbody></table></fieldset>`;
  }

  /** @param {string} field */
  meanings(field) {
    const codes = (/** @type {string[]} */ all) => all.map((c) => ({ value: c, text: word(field, c) }));
    if (field === 'kind') return codes(KINDS);
    if (field === 'status') return codes(STATUSES);
    if (field === 'channel') return codes(CHANNELS);
    if (field === 'entry-author') return AUTHORS.map((a) => ({ value: a, text: t(`oldTickets.author.${a}`) }));
    return [{ value: '', text: t('none') }, ...(this.choices[field] ?? [])];
  }

  /** @param {Event} e */
  check(e) {
    e.preventDefault();
    this.tell('POST', '/check', this.meaning);
  }

  first() {
    const { tickets, wrong } = this.preview;
    return html`<section aria-labelledby="old-first"><h3 id="old-first">${t('oldTickets.first')}</h3>
      ${wrong.length && !this.wrong?.total ? html`<ul>${wrong.map((/** @type {any} */ w) => html`<li class="over">⚠ ${t('oldTickets.first.wrong', { line: number(w.line), column: w.column, value: w.value })} ${w.message}</li>`)}</ul>` : nothing}
      ${tickets.map((/** @type {any} */ k) => html`<article class="card"><h4>${k.subject}</h4>
        <p class="quiet">${t('oldTickets.number')}: ${k.number}　${statusChip(k.status)} ${word('kind', k.kind)} ${word('channel', k.channel)}　${momentLabel(k.receivedAt, this.job.municipality)}　${this.named('section', k.section)} ${this.named('category', k.category)}　${k.citizen || t('citizen.unknown')} ${k.contacts.join(' ')}${k.owner ? html`　${t('field.owner')}: ${k.owner}` : nothing}</p>
        <ul>${k.entries.map((/** @type {any} */ e) => html`<li><b>${t(`oldTickets.author.${e.author}`)}</b> <span class="quiet">${e.by} ${momentLabel(e.at, this.job.municipality)}</span><br>${e.text}</li>`)}</ul></article>`)}</section>`;
  }

  /** @param {'section' | 'category'} field @param {string} code */
  named(field, code) {
    return this.choices[field]?.find((c) => c.value === code)?.text ?? code;
  }
}
customElements.define('md-old-tickets', OldTickets);
