// @ts-check
/** 開庁時間: the hours of the municipality or of one section, which inherits until it has its own. */

import { Part, html, nothing, notice, problemBox } from '../parts.js';
import { Problem, call } from '../api.js';
import { list, t } from '../i18n.js';
import { read, shown, written } from './openings.js';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const FLAGS = ['openOnHolidays', 'openAtYearEnd'];

class OfficeHours extends Part {
  static properties = {
    place: {}, section: {}, sections: { attribute: false }, manages: { attribute: false },
    hours: { state: true }, form: { state: true }, problem: { state: true }, saveProblem: { state: true }, theirs: { state: true }, saving: { state: true },
  };

  constructor() {
    super();
    this.place = '';
    this.section = '';
    /** @type {any[]} */ this.sections = [];
    this.manages = false;
    this.blank();
  }

  blank() {
    /** @type {any} */ this.hours = null;
    this.version = '';
    /** @type {Record<string, any> | null} what is being edited */ this.form = null;
    /** @type {any} */ this.problem = null;
    /** @type {any} */ this.saveProblem = null;
    /** @type {any} what others stored while this was edited */ this.theirs = null;
    this.saving = false;
  }

  get path() {
    return `/calendar/${this.place}/hours${this.section ? `/${encodeURIComponent(this.section)}` : ''}`;
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    const moved = changed.has('place') || changed.has('section');
    if (moved) this.blank();
    if (moved || (changed.has('sections') && !this.form)) this.load();
  }

  async load() {
    const path = this.path;
    try {
      const { body, version } = await call(path);
      if (path !== this.path || this.form) return;
      this.take(body, version);
    } catch (problem) {
      if (path === this.path) this.problem = problem;
    }
  }

  /** @param {any} hours @param {string} version */
  take(hours, version) {
    Object.assign(this, { hours, version, form: null, problem: null, saveProblem: null, theirs: null });
  }

  async edit() {
    const { week, openOnHolidays, openAtYearEnd } = this.hours;
    this.form = { ...Object.fromEntries(DAYS.map((d) => [d, written(week[d])])), openOnHolidays, openAtYearEnd };
    await this.updateComplete;
    this.find('#hours-monday')?.focus();
  }

  async leave() {
    this.form = this.saveProblem = this.theirs = null;
    this.load();
    await this.updateComplete;
    this.find('.edit-hours')?.focus();
  }

  /** @param {Event} e */
  async save(e) {
    e.preventDefault();
    const form = /** @type {Record<string, any>} */ (this.form);
    const week = Object.fromEntries(DAYS.map((d) => [d, read(form[d])]));
    await this.send('PUT', { week, openOnHolidays: form.openOnHolidays, openAtYearEnd: form.openAtYearEnd }, 'hours.saved');
  }

  /** @param {string} method @param {any} body @param {string} done */
  async send(method, body, done) {
    if (this.saving) return;
    this.saving = true;
    const path = this.path;
    try {
      const answer = await call(path, { method, body, version: this.version });
      if (path !== this.path) return;
      this.take(answer.body, answer.version);
      notice(t(done));
      this.dispatchEvent(new Event('md-changed'));
      await this.updateComplete;
      this.find('.edit-hours')?.focus();
    } catch (problem) {
      if (path === this.path) await this.refused(problem);
    } finally {
      this.saving = false;
    }
  }

  /** @param {any} problem */
  async refused(problem) {
    if (problem instanceof Problem && problem.status === 412) await this.compare(problem);
    else this.saveProblem = problem;
    await this.updateComplete;
    this.find('[aria-invalid=true], .conflict button')?.focus();
  }

  /** Looks what others stored meanwhile. @param {any} refusal */
  async compare(refusal) {
    const path = this.path;
    try {
      const { body, version } = await call(path);
      if (path !== this.path) return;
      if (this.form) Object.assign(this, { version, theirs: body, saveProblem: null });
      else {
        this.take(body, version);
        this.saveProblem = refusal;
      }
    } catch (problem) {
      if (path === this.path) this.saveProblem = problem;
    }
  }

  render() {
    return html`<section aria-labelledby="office-hours"><h2 id="office-hours">${t('hours.title')}</h2>
      ${problemBox(this.problem, () => this.load())}
      ${this.hours ? html`<p class="quiet">${this.whose()}</p>${this.form ? this.editor() : this.table()}` : nothing}</section>`;
  }

  whose() {
    const { own, from, ownSections } = this.hours;
    const name = (/** @type {string} */ code) => this.sections.find((s) => s.code === code)?.name ?? code;
    if (!this.section) return t(own ? 'hours.ofAll' : 'hours.usual') + (ownSections?.length ? ` ${t('hours.others', { names: list(ownSections.map(name)) })}` : '');
    return own ? t('hours.own') : from ? t('hours.inherited', { name: name(from) }) : t('hours.inheritedOfAll');
  }

  table() {
    const { week, own } = this.hours;
    return html`<dl class="hours">${DAYS.map((d) => html`<div><dt>${t(`weekday.${d}`)}</dt><dd>${week[d].length ? shown(week[d]) : t('hours.closed')}</dd></div>`)}
        ${FLAGS.map((f) => html`<div><dt>${t(`hours.${f}`)}</dt><dd>${t(this.hours[f] ? 'hours.asUsual' : 'hours.closed')}</dd></div>`)}</dl>
      ${problemBox(this.saveProblem)}
      ${this.manages ? html`<div class="buttons"><button type="button" class="button small edit-hours" @click=${this.edit}>${t(this.section && !own ? 'hours.makeOwn' : 'hours.edit')}</button>
        ${this.section && own ? html`<button type="button" class="button small plain" @click=${() => this.send('DELETE', undefined, 'hours.withdrawn')}>${t('hours.withdraw')}</button>` : nothing}</div>` : nothing}`;
  }

  editor() {
    const form = /** @type {Record<string, any>} */ (this.form);
    const set = (/** @type {string} */ field) => (/** @type {any} */ e) => (this.form = { ...form, [field]: e.target.type === 'checkbox' ? e.target.checked : e.target.value });
    return html`${this.theirs ? this.conflict() : nothing}
      <form class="hours-form" novalidate @submit=${this.save}><p class="quiet" id="hours-hint">${t('hours.hint')}</p>
        ${DAYS.map((d) => {
          const error = this.saveProblem?.at?.(`week.${d}`) ?? '';
          return html`<div class="labelled"><label for="hours-${d}">${t(`weekday.${d}`)}</label><input id="hours-${d}" autocomplete="off" maxlength="120" .value=${form[d]} @input=${set(d)}
            aria-invalid=${error ? 'true' : nothing} aria-describedby="hours-hint hours-${d}-error"><p id="hours-${d}-error" class="field-error">${error ? `⚠ ${error}` : nothing}</p></div>`;
        })}
        ${FLAGS.map((f) => html`<label><input type="checkbox" .checked=${form[f]} @change=${set(f)}> ${t(`hours.${f}.open`)}</label>`)}
        ${DAYS.some((d) => this.saveProblem?.at?.(`week.${d}`)) ? nothing : problemBox(this.saveProblem)}
        <div class="buttons"><button type="button" class="button" @click=${this.leave}>${t('cancel')}</button><button class="button solid" ?disabled=${this.saving}>${t('save')}</button></div></form>`;
  }

  conflict() {
    const { week } = this.theirs;
    return html`<div class="problem conflict" role="alert"><p class="problem-title">⚠ ${t('conflict.title')}</p>
      <ul>${DAYS.map((d) => html`<li>${t(`weekday.${d}`)} ${week[d].length ? shown(week[d]) : t('hours.closed')}</li>`)}
        ${FLAGS.map((f) => html`<li>${t(`hours.${f}`)} ${t(this.theirs[f] ? 'hours.asUsual' : 'hours.closed')}</li>`)}</ul>
      <div class="buttons"><button type="button" class="button small" @click=${this.leave}>${t('conflict.keepTheirs')}</button>
        <button type="button" class="button small solid" @click=${(/** @type {Event} */ e) => { this.theirs = null; this.save(e); }}>${t('conflict.takeMine')}</button></div></div>`;
  }
}
customElements.define('md-office-hours', OfficeHours);
