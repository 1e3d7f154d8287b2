// @ts-check
/** カレンダー: the month as it is worked, office hours, special days, the import of holidays. */

import { Part, empty, html, icon, moreStyle, nothing, problemBox } from '../parts.js';
import { get, may, municipality, session } from '../api.js';
import { catalogue, list, month, number, t, weekday } from '../i18n.js';
import { go } from '../navigation.js';
import { coalesced, onLive } from '../live.js';
import { span } from '../components/openings.js';
import '../components/office-hours.js';
import '../components/special-days.js';
import '../components/file-import.js';
import { touches } from '../components/planned-changes.js';

await catalogue('tickets', 'manage', 'notices');

const ISO = (/** @type {Date} */ at) => at.toISOString().slice(0, 10);
/** @param {string} first @param {number} months */
const later = (first, months) => {
  const [year, number] = first.split('-').map(Number);
  return ISO(new Date(Date.UTC(year, number - 1 + months, 1)));
};
/** @param {string} first */
const lastOf = (first) => ISO(new Date(Date.parse(later(first, 1)) - 86400e3));

/** @param {number} first @param {number} last */
const years = (first, last) => (first === last ? t('holidays.year', { year: first }) : t('holidays.years', { first, last }));

/** 2019年〜2026年、2028年 @param {number[]} all in order */
function spans(all) {
  /** @type {number[][]} */ const runs = [];
  for (const year of all) {
    const last = runs[runs.length - 1];
    if (last && last[1] === year - 1) last[1] = year;
    else runs.push([year, year]);
  }
  return list(runs.map(([first, last]) => years(first, last)));
}

/** What a file of holidays would do. @param {any} o */
const holidays = (o) => t('holidays.report', { lines: number(o.lines), years: years(o.firstYear, o.lastYear), added: number(o.added), changed: number(o.changed), removed: number(o.removed) });

class Calendar extends Part {
  static properties = {
    query: { attribute: false }, days: { state: true }, special: { state: true }, changes: { state: true }, sections: { state: true }, years: { state: true }, problem: { state: true },
  };

  constructor() {
    super();
    this.query = new URLSearchParams();
    /** @type {any[] | null} */ this.days = null;
    /** @type {any[]} */ this.special = [];
    /** @type {any[]} */ this.changes = [];
    /** @type {any[]} */ this.sections = [];
    /** @type {number[]} */ this.years = [];
    /** @type {any} */ this.problem = null;
    this.refresh = coalesced(() => this.load(), 200);
  }

  connectedCallback() {
    super.connectedCallback();
    moreStyle().then(() => this.classList.add('styled'));
    this.unlisten = onLive((name, data) => (/^(hello|reset)$/.test(name) || (name === 'state' && data.topic === 'calendar') || (name === 'event' && data.stream === 'notices')) && this.refresh());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unlisten?.();
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    document.title = `${t('calendar.title')} – ${t('product')}`;
    if (changed.has('query')) this.refresh();
  }

  get place() {
    const places = session.me.municipalities;
    const known = (/** @type {string | null} */ slug) => places.find((/** @type {any} */ m) => m.slug === slug)?.slug;
    return known(this.query.get('municipality')) ?? known(localStorage.getItem('madoguchi.municipality')) ?? places[0]?.slug ?? '';
  }

  get section() {
    return this.query.get('section') ?? '';
  }

  /** The first day of the month that is shown. */
  get first() {
    const asked = this.query.get('month') ?? '';
    if (/^(19[5-9]\d|20\d\d|21[0-4]\d)-(0[1-9]|1[0-2])$/.test(asked)) return `${asked}-01`;
    return `${this.today.slice(0, 7)}-01`;
  }

  get today() {
    return new Intl.DateTimeFormat('sv-SE', { timeZone: municipality(this.place)?.timeZone ?? 'Asia/Tokyo' }).format(new Date());
  }

  /** @param {Record<string, string>} change */
  path(change) {
    const query = new URLSearchParams({ municipality: this.place, section: this.section, month: this.first.slice(0, 7), ...change });
    for (const [name, value] of [...query]) if (!value) query.delete(name);
    return `/console/admin/calendar?${query}`;
  }

  async load() {
    const { place, section, first } = this;
    if (!place) return;
    const asked = () => place === this.place && section === this.section && first === this.first;
    try {
      const seesChanges = may('ticket-read', place) || may('notice-publish', place);
      const [calendar, special, sections, imported, changes] = await Promise.all([
        get(`/calendar/${place}`, { from: first, to: lastOf(first), section }),
        get(`/calendar/${place}/special-days`, { from: first, to: lastOf(later(first, 12)) }),
        get(`/directory/${place}/sections`), get(`/calendar/${place}/holidays`),
        seesChanges ? get(`/changes/${place}`, { from: first, to: lastOf(first) }) : []]);
      if (!asked()) return;
      Object.assign(this, { days: calendar.days, special, changes, sections, years: imported.years, problem: null });
    } catch (problem) {
      if (asked() && (!this.days || !(/** @type {any} */ (problem).unreachable))) this.problem = problem;
    }
  }

  render() {
    if (!this.place) return html`<div class="page"><h1 tabindex="-1">${t('calendar.title')}</h1>${empty(t('calendar.noPlace'))}</div>`;
    const manages = may('directory-manage', this.place);
    return html`<div class="page channels calendar"><h1 tabindex="-1">${t('calendar.title')}</h1>
      ${problemBox(this.problem, () => this.load())}
      ${this.choice()}
      ${this.days ? html`${this.monthView(this.days)}
        <md-planned-changes .place=${this.place} .sections=${this.sections} .changes=${this.changes} .manages=${may('notice-publish', this.place)} @md-changed=${this.refresh}></md-planned-changes>
        <md-office-hours .place=${this.place} .section=${this.section} .sections=${this.sections} .manages=${manages} @md-changed=${this.refresh}></md-office-hours>
        <md-special-days .place=${this.place} .section=${this.section} .sections=${this.sections} .days=${this.special} .manages=${manages} @md-changed=${this.refresh}></md-special-days>
        <md-file-import .name=${'holiday'} .heading=${t('holidays.title')} .label=${t('holidays.file')} .hint=${t('holidays.hint')} .locked=${!manages} .path=${`/calendar/${this.place}/holidays`}
          .about=${this.years.length ? t('holidays.imported', { years: spans(this.years) }) : t('holidays.byLaw')} .report=${holidays} .done=${() => t('holidays.taken')} @md-changed=${this.refresh}></md-file-import>` : nothing}</div>`;
  }

  choice() {
    const places = session.me.municipalities;
    const depth = new Map([['', -1]]);
    for (const s of this.sections) depth.set(s.code, (depth.get(s.parent) ?? -1) + 1);
    return html`<div class="calendar-choice">
      ${places.length > 1 ? html`<div class="labelled"><label for="calendar-place">${t('municipality')}</label>
        <select id="calendar-place" @change=${(/** @type {any} */ e) => go(this.path({ municipality: e.target.value, section: '' }))}>
          ${places.map((/** @type {any} */ m) => html`<option value=${m.slug} ?selected=${m.slug === this.place}>${m.name}</option>`)}</select></div>` : nothing}
      <div class="labelled"><label for="calendar-section">${t('calendar.section')}</label>
        <select id="calendar-section" @change=${(/** @type {any} */ e) => go(this.path({ section: e.target.value }))}>
          <option value="" ?selected=${!this.section}>${t('calendar.whole')}</option>
          ${this.sections.map((s) => html`<option value=${s.code} ?selected=${s.code === this.section}>${'　'.repeat(depth.get(s.code) ?? 0)}${s.name}</option>`)}</select></div></div>`;
  }

  /** @param {any[]} days */
  monthView(days) {
    const heads = days.slice(0, 7).map((d) => d.date).sort((a, b) => column(a) - column(b));
    return html`<section aria-labelledby="calendar-month">
      <div class="month-head"><h2 id="calendar-month" aria-live="polite">${month(this.first)}</h2>
        <div class="buttons"><a class="button small" href=${this.path({ month: later(this.first, -1).slice(0, 7) })}>${t('calendar.previous')}</a>
          <a class="button small" href=${this.path({ month: '' })}>${t('calendar.thisMonth')}</a>
          <a class="button small" href=${this.path({ month: later(this.first, 1).slice(0, 7) })}>${t('calendar.next')}</a></div></div>
      <div class="month-week" aria-hidden="true">${heads.map((d) => html`<span>${weekday(d)}</span>`)}</div>
      <ol class="month">${days.map((d) => this.day(d))}</ol></section>`;
  }

  /** @param {any} d */
  day(d) {
    const open = d.openings.length > 0;
    return html`<li class="at-${column(d.date)} ${open ? 'open' : 'closed'} ${d.kind}" aria-current=${d.date === this.today ? 'date' : nothing}>
      <p><time datetime=${d.date}>${Number(d.date.slice(8))}</time> <span class="weekday">${weekday(d.date)}</span>
        <span class="chip">${open ? '' : icon('close')}${t(`calendar.kind.${d.kind}`)}</span></p>
      ${this.changes.filter((c) => !c.calledOff && touches(c, d.date)).map((c) => html`<p class="day-change">${c.title}</p>`)}
      ${d.name ? html`<p class="day-name">${d.name}</p>` : nothing}
      ${open ? html`<p class="quiet n">${d.openings.map((/** @type {any} */ o, /** @type {number} */ i) => html`${i ? html`<br>` : nothing}${span(o)}`)}</p>` : nothing}</li>`;
  }
}
customElements.define('md-calendar', Calendar);

/** Sunday 0 … Saturday 6, as calendars hang on Japanese walls. @param {string} date */
const column = (date) => new Date(`${date}T12:00:00Z`).getUTCDay();
