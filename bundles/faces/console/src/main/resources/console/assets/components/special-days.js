// @ts-check
/** 臨時の休み・開庁: closed or open by decision; entering and removing can be taken back. */

import { Part, empty, html, nothing, problemBox } from '../parts.js';
import { call } from '../api.js';
import { date, number, t } from '../i18n.js';
import { read, shown } from './openings.js';

const FIELDS = ['date', 'name', 'nameEn', 'openings'];

class SpecialDays extends Part {
  static properties = {
    place: {}, section: {}, sections: { attribute: false }, days: { attribute: false }, manages: { attribute: false },
    open: { state: true }, problem: { state: true }, rowProblem: { state: true }, undo: { state: true }, busy: { state: true },
  };

  constructor() {
    super();
    this.place = '';
    this.section = '';
    /** @type {any[]} */ this.sections = [];
    /** @type {any[]} */ this.days = [];
    this.manages = false;
    this.open = false;
    /** @type {any} */ this.problem = null;
    /** @type {any} */ this.rowProblem = null;
    /** @type {{text: string, run: () => Promise<any>} | null} */ this.undo = null;
    this.busy = false;
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has('place')) this.undo = this.problem = this.rowProblem = null;
  }

  get path() {
    return `/calendar/${this.place}/special-days`;
  }

  /** @param {string} path @param {any} day */
  post = (path, day) => call(path, { method: 'POST', body: day });
  /** @param {string} path @param {any} day */
  drop = (path, day) => call(`${path}/${day.date}`, { method: 'DELETE', query: { section: day.section } });

  /** @param {any} day */
  label(day) {
    return t('special.label', { date: date(day.date), name: day.name });
  }

  /** @param {string} done @param {any} day @param {(() => Promise<any>) | null} back */
  async happened(done, day, back) {
    this.problem = this.rowProblem = null;
    this.undo = back && { text: t(done, { day: this.label(day) }), run: back };
    this.dispatchEvent(new Event('md-changed'));
    await this.updateComplete;
    this.find('.undo button')?.focus();
  }

  /** @param {Event} e */
  async add(e) {
    e.preventDefault();
    if (this.busy) return;
    this.busy = true;
    const value = (/** @type {string} */ field) => this.find(`#special-${field}`)?.value ?? '';
    const path = this.path;
    const wanted = { section: this.section, date: value('date'), name: value('name'), nameEn: value('nameEn'), openings: this.open ? read(value('openings')) : [] };
    if (this.open && !wanted.openings.length) wanted.openings.push({ opens: '', closes: '' });
    try {
      const { body, status } = await this.post(path, wanted);
      for (const input of this.querySelectorAll('.labelled input')) /** @type {HTMLInputElement} */ (input).value = '';
      this.open = false;
      await this.happened('special.added', body, status === 201 ? () => this.drop(path, body) : null);
    } catch (problem) {
      this.problem = problem;
      await this.updateComplete;
      this.find('[aria-invalid=true]')?.focus();
    } finally {
      this.busy = false;
    }
  }

  /** @param {any} day */
  async remove(day) {
    const path = this.path;
    try {
      await this.drop(path, day);
      await this.happened('special.removed', day, () => this.post(path, day));
    } catch (problem) {
      this.rowProblem = problem;
    }
  }

  async takeBack() {
    const undo = this.undo;
    this.undo = null;
    try {
      await undo?.run();
      this.dispatchEvent(new Event('md-changed'));
      await this.updateComplete;
      this.find('h2')?.focus();
    } catch (problem) {
      this.rowProblem = problem;
    }
  }

  render() {
    const shown = this.days.filter((d) => !this.section || !d.section || d.section === this.section);
    return html`<section aria-labelledby="special-days"><h2 id="special-days" tabindex="-1">${t('special.title')} <span class="quiet">${number(shown.length)}</span></h2>
      <p class="quiet">${t('special.text')}</p>
      <div class="undo" role="status">${this.undo ? html`<p>${this.undo.text} <button type="button" class="button small" @click=${this.takeBack}>${t('special.undo')}</button></p>` : nothing}</div>
      ${problemBox(this.rowProblem)}
      ${shown.length ? html`<ul class="cases">${shown.map((d) => this.row(d))}</ul>` : empty(t('special.none'))}
      ${this.manages ? this.form() : nothing}</section>`;
  }

  /** @param {any} d */
  row(d) {
    const section = d.section ? (this.sections.find((s) => s.code === d.section)?.name ?? d.section) : t('calendar.whole');
    return html`<li class="case"><div class="case-text"><p><b>${date(d.date)}</b> <span class="quiet">${d.date.replaceAll('-', '/')}</span> ${d.name} <span class="quiet">${section}</span></p>
        <p>${d.openings.length ? t('special.opens', { hours: shown(d.openings) }) : t('special.closed')}</p></div>
      ${this.manages ? html`<div class="buttons"><button type="button" class="button small" aria-label=${t('special.remove.of', { day: this.label(d) })} @click=${() => this.remove(d)}>${t('special.remove')}</button></div>` : nothing}</li>`;
  }

  form() {
    const section = this.sections.find((s) => s.code === this.section)?.name ?? t('calendar.whole');
    const error = (/** @type {string} */ field) => this.problem?.at?.(field) ?? '';
    const input = (/** @type {string} */ field, /** @type {string} */ type, needed = true) => html`<div class="labelled"><label for="special-${field}">${t(`special.${field}`)} ${needed ? html`<span class="required">${t('field.needed')}</span>` : nothing}</label>
      <input id="special-${field}" type=${type} maxlength=${type === 'text' ? '120' : nothing} autocomplete="off" aria-required=${needed ? 'true' : nothing} aria-invalid=${error(field) ? 'true' : nothing} aria-describedby="special-${field}-error">
      <p id="special-${field}-error" class="field-error">${error(field) ? `⚠ ${error(field)}` : nothing}</p></div>`;
    const elsewhere = this.problem && !FIELDS.some((f) => error(f));
    return html`<form class="special-form card" novalidate aria-labelledby="special-new" @submit=${this.add}><h3 id="special-new">${t('special.new', { section })}</h3>
      <div class="grid-2">${input('date', 'date')}${input('name', 'text')}${input('nameEn', 'text', false)}
        <fieldset class="radios"><legend class="hidden-visually">${t('special.kind')}</legend>${[false, true].map((o) => html`<label><input type="radio" name="special-kind" .checked=${this.open === o} @change=${() => (this.open = o)}> ${t(o ? 'special.kind.open' : 'special.kind.closed')}</label>`)}</fieldset>
        ${this.open ? input('openings', 'text') : nothing}</div>
      ${elsewhere ? problemBox(this.problem) : nothing}
      <div class="buttons"><button class="button solid" ?disabled=${this.busy}>${t('special.add')}</button></div></form>`;
  }
}
customElements.define('md-special-days', SpecialDays);
