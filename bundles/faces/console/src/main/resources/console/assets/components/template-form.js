// @ts-check
/** Writing a text module, beside it what becomes of it. Fires `md-left`, its detail the module that was stored, if any. */

import { Part, html, momentLabel, nothing, notice, problemBox } from '../parts.js';
import { call, municipality, session, timeZone } from '../api.js';
import { t } from '../i18n.js';
import { bindKeys } from '../navigation.js';
import { PLACEHOLDERS, dateIn, fill, leftIn } from './placeholders.js';
import { sections } from './pickers.js';
import { languageName } from './side.js';
import { stepsText } from './macro-steps.js';

const FIELDS = ['section', 'shortcut', 'title', 'text', 'language', 'order', 'macro'];
/** What may be wrong with them. */
const STEPS = ['macro', ...['status', 'section', 'owner', 'category', 'priority', 'result', 'addTags', 'removeTags', 'dueDays', 'note'].map((f) => `macro.${f}`)];
const LANGUAGES = ['ja', 'ja-easy', 'en', 'zh-Hans', 'ko', 'pt-BR', 'vi'];

/** @param {string} field @param {boolean} macro */
const label = (field, macro) => (field === 'macro' ? t('macros.steps') : macro && field === 'text' ? t('macros.reply') : t(`modules.${{ title: 'name', text: 'body' }[field] ?? field}`));

class TemplateForm extends Part {
  static properties = { module: { attribute: false }, place: {}, form: { state: true }, problem: { state: true }, conflict: { state: true }, busy: { state: true }, known: { state: true } };

  constructor() {
    super();
    /** @type {any} */ this.module = {};
    this.place = '';
    /** @type {Record<string, string>} */ this.form = {};
    /** @type {any} */ this.problem = null;
    /** @type {any} fields others changed that are changed here too */ this.conflict = null;
    this.busy = false;
    /** @type {any[]} */ this.known = [];
    this.version = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.unbind = bindKeys({ send: () => this.save() });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unbind?.();
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (!changed.has('module')) return;
    this.form = { ...this.stored(this.module), section: this.module.id ? (this.module.section?.code ?? '') : this.own[0] ?? '' };
    this.version = String(this.module.version ?? '');
    this.problem = this.conflict = null;
    sections(this.place).then((all) => (this.known = all.filter((s) => s.kind === 'section')), () => undefined);
  }

  /** The sections one works for; none = the whole municipality. @returns {string[]} */
  get own() {
    const m = municipality(this.place);
    return m?.roles.some((/** @type {string} */ r) => r !== 'section-staff') ? [] : (m?.sections ?? []);
  }

  /** @param {any} m @returns {Record<string, string>} */
  stored(m) {
    return { section: m.section?.code ?? '', shortcut: m.shortcut ?? '', title: m.title ?? '', text: m.text ?? '', language: m.language ?? 'ja', order: String(m.order ?? 0), macro: stepsText(m.macro) };
  }

  /** A text with what it does to the ticket besides; {} in a new one. */
  get isMacro() {
    return !!this.module.macro;
  }

  async begin() {
    await this.updateComplete;
    this.find('#module-title').focus();
  }

  /** @param {string} field @param {string} value */
  write(field, value) {
    this.form = { ...this.form, [field]: value };
  }

  get body() {
    const { order, macro, ...rest } = this.form;
    return { ...rest, macro: this.isMacro ? JSON.parse(macro || '{}') : undefined, order: /^\d{1,4}$/.test(order.trim()) ? Number(order) : -1 };
  }

  /** @param {Event} [e] */
  async save(e) {
    e?.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.problem = this.conflict = null;
    try {
      const { body } = this.module.id
        ? await call(`/templates/${this.module.id}`, { method: 'PATCH', version: this.version, body: this.body })
        : await call('/templates', { method: 'POST', body: { ...this.body, municipality: this.place } });
      notice(t('modules.saved', { title: body.title }));
      this.leave(body);
    } catch (problem) {
      await this.refused(/** @type {any} */ (problem));
    } finally {
      this.busy = false;
    }
  }

  /** @param {any} problem */
  async refused(problem) {
    if (problem.type === 'stale-version') return this.meet(problem.document);
    this.problem = problem;
    await this.updateComplete;
    (this.find('[aria-invalid=true]') ?? this.find('.problem'))?.focus();
  }

  /** Others were faster: what only they changed is taken over, what both changed is asked. @param {any} document */
  async meet({ current, changed }) {
    const theirs = this.stored(current);
    const mine = this.stored(this.module);
    const both = FIELDS.filter((f) => changed[f] && this.form[f] !== mine[f] && this.form[f] !== theirs[f]);
    for (const f of FIELDS) if (changed[f] && !both.includes(f)) this.write(f, theirs[f]);
    this.version = String(current.version);
    this.conflict = { theirs, fields: both, by: changed };
    await this.updateComplete;
    this.find('.conflict button').focus();
  }

  keepTheirs() {
    for (const f of this.conflict.fields) this.write(f, this.conflict.theirs[f]);
    this.conflict = null;
    this.begin();
  }

  /** @param {any} [stored] */
  leave(stored) {
    this.dispatchEvent(new CustomEvent('md-left', { detail: stored ?? null }));
  }

  /** @param {string} name of a placeholder */
  insert(name) {
    const area = this.find('#module-text');
    area.focus();
    if (!document.execCommand('insertText', false, `{{${name}}}`)) {
      area.setRangeText(`{{${name}}}`, area.selectionStart, area.selectionEnd, 'end');
      this.write('text', area.value);
    }
  }

  /** @returns {Record<string, string>} */
  get samples() {
    const zone = timeZone(this.place);
    const { language } = this.form;
    const now = new Date();
    const due = new Date(now.getTime() + 3 * 864e5);
    return {
      'citizen.name': t('modules.sample.citizen'), 'ticket.number': `${now.getFullYear()}-000123`, 'ticket.subject': t('modules.sample.subject'),
      'ticket.due': dateIn(due, language, zone, language.startsWith('ja')), 'section.name': this.sectionName || t('modules.sample.section'), 'section.phone': this.section?.phone || '0466-00-1000',
      'operator.name': session.me.name, 'municipality.name': municipality(this.place)?.name ?? '', 'today.era': dateIn(now, language, zone, true), today: dateIn(now, language, zone, false),
    };
  }

  get section() {
    return this.known.find((s) => s.code === this.form.section);
  }

  get sectionName() {
    return this.section?.name ?? '';
  }

  render() {
    const filled = fill(this.form.text, this.samples);
    const unknown = leftIn(filled);
    return html`<section aria-labelledby="module-form"><h2 id="module-form">${t(this.isMacro ? (this.module.id ? 'macros.edit' : 'macros.new') : this.module.id ? 'modules.edit' : 'modules.new')}</h2>
      <form class="module-form" novalidate @submit=${this.save}><div class="module-fields">
        ${this.input('title', 100)}${this.input('shortcut', 40)}
        ${this.labelled('text', html`<textarea id="module-text" rows="10" maxlength="10000" aria-required=${String(!this.isMacro)} aria-invalid=${this.error('text') ? 'true' : nothing} aria-describedby="module-text-error" .value=${this.form.text}
          @input=${(/** @type {any} */ e) => this.write('text', e.target.value)}></textarea>`)}
        <div class="labelled" role="group" aria-labelledby="module-placeholders"><span id="module-placeholders">${t('modules.placeholders')}</span>
          <div class="buttons">${PLACEHOLDERS.map(([english, japanese]) => html`<button type="button" class="button small plain" title="{{${english}}}" @click=${() => this.insert(japanese)}>${japanese}</button>`)}</div></div>
        ${this.labelled('section', html`<select id="module-section" aria-invalid=${this.error('section') ? 'true' : nothing} aria-describedby="module-section-error" @change=${(/** @type {any} */ e) => this.write('section', e.target.value)}>
          ${this.choices().map(([code, name]) => html`<option value=${code} ?selected=${code === this.form.section}>${name}</option>`)}</select>`)}
        <div class="grid-2">${this.labelled('language', html`<select id="module-language" aria-describedby="module-language-error" @change=${(/** @type {any} */ e) => this.write('language', e.target.value)}>
          ${[...new Set([...LANGUAGES, this.form.language])].map((l) => html`<option value=${l} ?selected=${l === this.form.language}>${languageName(l)}</option>`)}</select>`)}
          ${this.input('order', 4, 'numeric')}</div>
        ${this.isMacro ? html`<md-macro-steps .place=${this.place} .value=${this.form.macro} .names=${this.module.names ?? {}} @md-steps=${(/** @type {CustomEvent} */ e) => this.write('macro', e.detail)}></md-macro-steps>
          <div class="field-error" role="alert">${STEPS.map((f) => this.error(f)).filter(Boolean).map((error) => html`<p>⚠ ${error}</p>`)}</div>` : nothing}
      </div>
      <section class="module-preview" aria-labelledby="module-preview"><h3 id="module-preview">${t('modules.preview')}</h3><p class="quiet">${t('modules.preview.text')}</p>
        <p class="filled">${filled}</p>
        <p role="status" class="over">${unknown.length ? `⚠ ${t('modules.unknown', { names: unknown.join(' ') })}` : nothing}</p></section>
      ${this.conflict ? this.conflictBox() : problemBox(this.problem)}
      <div class="buttons end"><button type="button" class="button" @click=${() => this.leave()}>${t('cancel')}</button><button class="button solid" ?disabled=${this.busy}>${t('save')}</button></div></form></section>`;
  }

  /** @returns {string[][]} */
  choices() {
    const own = this.own;
    const named = this.known.filter((s) => !own.length || own.includes(s.code)).map((s) => [s.code, s.name]);
    const whole = own.length ? [] : [['', t('modules.whole')]];
    const present = this.form.section && !named.some(([code]) => code === this.form.section) ? [[this.form.section, this.module.section?.name ?? this.form.section]] : [];
    return [...whole, ...present, ...named];
  }

  /** @param {string} field */
  error(field) {
    return this.problem?.at?.(field) ?? '';
  }

  /** @param {string} field @param {unknown} control */
  labelled(field, control) {
    const error = this.error(field) || (field === 'shortcut' && this.problem?.type === 'shortcut-taken' ? this.problem.detail : '');
    return html`<div class="labelled"><label for="module-${field}">${label(field, this.isMacro)}</label>${control}<p id="module-${field}-error" class="field-error">${error ? `⚠ ${error}` : nothing}</p></div>`;
  }

  /** @param {string} field @param {number} most @param {any} [mode] */
  input(field, most, mode) {
    const wrong = this.error(field) || (field === 'shortcut' && this.problem?.type === 'shortcut-taken');
    return this.labelled(field, html`<input id="module-${field}" maxlength=${most} inputmode=${mode ?? nothing} autocomplete="off" aria-required="true" aria-invalid=${wrong ? 'true' : nothing} aria-describedby="module-${field}-error"
      .value=${this.form[field]} @input=${(/** @type {any} */ e) => this.write(field, e.target.value)}>`);
  }

  conflictBox() {
    const { theirs, fields, by } = this.conflict;
    return html`<div class="problem conflict" role="alert"><p class="problem-title">⚠ ${t('conflict.title')}</p>
      ${fields.length ? html`<table class="plain-table"><thead><tr><th scope="col">${t('conflict.field')}</th><th scope="col">${t('conflict.theirs')}</th><th scope="col">${t('conflict.yours')}</th></tr></thead>
        <tbody>${fields.map((/** @type {string} */ f) => html`<tr><th scope="row">${label(f, this.isMacro)}</th><td>${f === 'macro' ? t('macros.stored') : theirs[f]} <span class="quiet">${by[f].by.name} ${momentLabel(by[f].at, this.place)}</span></td><td>${f === 'macro' ? t('macros.typed') : this.form[f]}</td></tr>`)}</tbody></table>` : html`<p>${t('modules.merged')}</p>`}
      <div class="buttons">${fields.length ? html`<button type="button" class="button small" @click=${this.keepTheirs}>${t('conflict.keepTheirs')}</button>` : nothing}
        <button type="button" class="button small solid" @click=${() => this.save()}>${t(fields.length ? 'conflict.takeMine' : 'save')}</button></div></div>`;
  }
}
customElements.define('md-template-form', TemplateForm);
