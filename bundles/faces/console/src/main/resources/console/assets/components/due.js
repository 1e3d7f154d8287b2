// @ts-check
/** Asking for a due date; both calendars are understood: 令和8年11月21日 17:00, R8.11.21, 2026/11/21, 11/21, 明日. */

import { Part, html, icon, moreStyle, nothing } from '../parts.js';
import { bothCalendars, catalogue, t } from '../i18n.js';

await catalogue('tickets');

/** @type {Record<string, number>} */
const ERAS = { 令和: 2018, r: 2018, 平成: 1988, h: 1988, 昭和: 1925, s: 1925 };
const END_OF_DAY = [17, 15];

/** @param {Date} at @param {string} zone */
function wallClock(at, zone) {
  const parts = new Intl.DateTimeFormat('en-CA-u-ca-gregory', { timeZone: zone, year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', hourCycle: 'h23' }).formatToParts(at);
  const n = (/** @type {string} */ type) => Number(parts.find((p) => p.type === type)?.value);
  return { year: n('year'), month: n('month'), day: n('day'), hour: n('hour'), minute: n('minute') };
}

/** The instant of a wall-clock time in a zone. */
function instant(/** @type {number} */ year, /** @type {number} */ month, /** @type {number} */ day, /** @type {number} */ hour, /** @type {number} */ minute, /** @type {string} */ zone) {
  const asUtc = Date.UTC(year, month - 1, day, hour, minute);
  const w = wallClock(new Date(asUtc), zone);
  return new Date(asUtc - (Date.UTC(w.year, w.month - 1, w.day, w.hour, w.minute) - asUtc));
}

/**
 * @param {string} text as a person writes a date @param {string} zone @param {Date} [now]
 * @returns {Date | null} null when it is no date
 */
export function readDate(text, zone, now = new Date()) {
  const s = text.normalize('NFKC').trim().toLowerCase();
  const today = wallClock(now, zone);
  const clock = /(\d{1,2})(?::(\d{2})|時(?:(\d{1,2})分)?)\s*$/.exec(s);
  const hour = clock ? Number(clock[1]) : END_OF_DAY[0];
  const minute = clock ? Number(clock[2] ?? clock[3] ?? 0) : END_OF_DAY[1];
  const date = (clock ? s.slice(0, clock.index) : s).replace(/[(（].?[)）]/g, '').replace(/[t\s]+$/, '').trim();
  const ahead = { '': 0, 今日: 0, today: 0, 明日: 1, tomorrow: 1, 明後日: 2 }[date];
  if (ahead !== undefined && (date || clock)) return checked(today.year, today.month, today.day + ahead, true);
  const full = /^(?:(令和|平成|昭和|[rhs])\.?\s*)?(\d{1,4}|元)[年/.-]\s*(\d{1,2})[月/.-]\s*(\d{1,2})日?$/.exec(date);
  if (full) {
    const n = full[2] === '元' ? 1 : Number(full[2]);
    const year = full[1] ? ERAS[full[1]] + n : n;
    return year < 1900 ? null : checked(year, Number(full[3]), Number(full[4]));
  }
  const short = /^(\d{1,2})[月/.-]\s*(\d{1,2})日?$/.exec(date);
  if (!short) return null;
  const past = Number(short[1]) * 40 + Number(short[2]) < today.month * 40 + today.day;
  return checked(today.year + (past ? 1 : 0), Number(short[1]), Number(short[2]));

  /** @param {number} y @param {number} m @param {number} d @param {boolean} [carry] */
  function checked(y, m, d, carry) {
    if (hour > 23 || minute > 59) return null;
    const probe = new Date(Date.UTC(y, m - 1, d));
    if (!carry && (probe.getUTCMonth() !== m - 1 || probe.getUTCDate() !== d)) return null;
    return instant(probe.getUTCFullYear(), probe.getUTCMonth() + 1, probe.getUTCDate(), hour, minute, zone);
  }
}

/** As {@link readDate} reads it: 2026/11/25 17:00 @param {string | Date} at @param {string} zone */
export function writeDate(at, zone) {
  const w = wallClock(new Date(at), zone);
  return `${w.year}/${w.month}/${w.day} ${w.hour}:${String(w.minute).padStart(2, '0')}`;
}

/** @param {string} current @param {string} zone @returns {Promise<string | null>} */
export function ask(current, zone) {
  const asking = /** @type {Due} */ (document.createElement('md-due'));
  document.querySelector('md-app')?.append(asking);
  return asking.ask(current, zone);
}

class Due extends Part {
  static properties = { text: { state: true }, wrong: { state: true } };

  constructor() {
    super();
    this.text = '';
    this.zone = 'Asia/Tokyo';
    this.current = '';
    this.wrong = false;
    /** @type {(at: string | null) => void} */ this.answer = () => {};
  }

  /** @param {string} current @param {string} zone */
  async ask(current, zone) {
    const before = /** @type {HTMLElement | null} */ (document.activeElement);
    this.zone = zone;
    this.current = current;
    if (current) this.text = writeDate(current, zone);
    /** @type {Promise<string | null>} */
    const answered = new Promise((done) => (this.answer = done));
    await Promise.all([this.updateComplete, moreStyle()]);
    this.find('dialog').showModal();
    this.find('input').select();
    const at = await answered;
    this.find('dialog').close();
    this.remove();
    before?.focus();
    return at;
  }

  /** @param {Event} e */
  submit(e) {
    e.preventDefault();
    const at = readDate(this.text, this.zone);
    if (at) this.answer(at.toISOString());
    else this.wrong = true;
  }

  render() {
    const at = readDate(this.text, this.zone);
    const quick = [['due.today', 0], ['due.tomorrow', 1], ['due.threeDays', 3], ['due.week', 7], ['due.twoWeeks', 14]];
    const set = (/** @type {number} */ days) => {
      const w = wallClock(new Date(Date.now() + days * 86400e3), this.zone);
      this.text = `${w.year}/${w.month}/${w.day} ${END_OF_DAY.join(':')}`;
      this.wrong = false;
    };
    return html`<dialog class="dialog" aria-labelledby="due-title" @cancel=${(/** @type {Event} */ e) => { e.preventDefault(); this.answer(null); }}>
      <form @submit=${this.submit}>
        <div class="dialog-head"><h2 id="due-title">${t('due.title')}</h2>
          <button type="button" class="icon-button" @click=${() => this.answer(null)}>${icon('close')}<span class="hidden-visually">${t('close')}</span></button></div>
        <div class="labelled"><label for="due-text">${t('due.label')}</label>
          <input id="due-text" autocomplete="off" .value=${this.text} aria-describedby="due-read" aria-invalid=${this.wrong ? 'true' : nothing}
            @input=${(/** @type {any} */ e) => { this.text = e.target.value; this.wrong = false; }}>
          <p id="due-read" role="status" class=${this.wrong ? 'field-error' : 'quiet'}>${at ? bothCalendars(at.toISOString(), this.zone) : this.wrong ? `⚠ ${t('due.wrong')}` : t('due.examples')}</p></div>
        <div class="buttons">${quick.map(([key, days]) => html`<button type="button" class="button small" @click=${() => set(Number(days))}>${t(String(key))}</button>`)}</div>
        <div class="buttons end">${this.current ? html`<button type="button" class="button plain" @click=${() => this.answer('')}>${t('due.clear')}</button><span class="spring"></span>` : nothing}
          <button type="button" class="button" @click=${() => this.answer(null)}>${t('cancel')}</button><button class="button solid">${t('due.set')}</button></div>
      </form></dialog>`;
  }
}
customElements.define('md-due', Due);
