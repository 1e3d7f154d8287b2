// @ts-check
/** Writing a notice. Fires `md-left`, its detail the notice that was stored, if any. */

import { Part, html, momentLabel, nothing, notice, problemBox } from '../parts.js';
import { call, may, municipality, requestId, session, timeZone } from '../api.js';
import { bothCalendars, catalogue, t } from '../i18n.js';
import { bindKeys } from '../navigation.js';
import { readDate, writeDate } from './due.js';
import { sections } from './pickers.js';
import './named-problem.js';

await catalogue('tickets', 'notices');

const FIELDS = ['section', 'title', 'text', 'importance', 'pinned', 'from', 'to', 'problem'];
const IMPORTANCE = ['normal', 'important', 'urgent'];

class NoticeForm extends Part {
  static properties = { notice: { attribute: false }, place: {}, form: { state: true }, problem: { state: true }, conflict: { state: true }, busy: { state: true }, known: { state: true } };

  constructor() {
    super();
    /** @type {any} {} for a new one; it may carry a beginning */ this.notice = {};
    this.place = '';
    /** @type {Record<string, any>} */ this.form = {};
    /** @type {any} */ this.problem = null;
    /** @type {any} fields others changed that are changed here too */ this.conflict = null;
    this.busy = false;
    /** @type {any[]} */ this.known = [];
    this.version = '';
    this.request = '';
    /** @type {Map<string, string>} of problems, by id */ this.titles = new Map();
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
    if (!this.place) this.place = this.places[0]?.slug ?? '';
    if (changed.has('place')) sections(this.place).then((all) => (this.known = all.filter((s) => s.kind === 'section')), () => undefined);
    if (!changed.has('notice')) return;
    this.form = this.stored(this.notice);
    if (!this.notice.id) this.form = { ...this.form, from: '', to: writeDate(new Date(Date.now() + 864e5), this.zone) };
    this.version = String(this.notice.version ?? '');
    this.request = requestId();
    this.problem = this.conflict = null;
  }

  /** Where one may publish. @returns {any[]} */
  get places() {
    return session.me.municipalities.filter((/** @type {any} */ m) => may('notice-publish', m.slug));
  }

  /** @param {any} e */
  move(e) {
    this.place = e.target.value;
    this.write('section', '');
    this.write('problem', '');
  }

  /** What one does not see is left as it is. */
  get seesProblems() {
    return may('ticket-read', this.place);
  }

  /** @param {CustomEvent} e */
  name({ detail }) {
    if (detail) this.titles.set(detail.id, detail.title);
    this.write('problem', detail?.id ?? '');
  }

  /** What is chosen, as it is called. */
  get named() {
    const id = this.form.problem;
    return id ? { id, title: this.titles.get(id) ?? id } : null;
  }

  get zone() {
    return timeZone(this.place);
  }

  /** @param {any} n @returns {Record<string, any>} */
  stored(n) {
    if (n.problem) this.titles.set(n.problem.id, n.problem.title);
    return { problem: n.problem?.id ?? '', section: n.section?.code ?? '', title: n.title ?? '', text: n.text ?? '', importance: n.importance ?? 'normal', pinned: n.pinned ?? false, from: n.from ? writeDate(n.from, this.zone) : '', to: n.to ? writeDate(n.to, this.zone) : '' };
  }

  async begin() {
    await this.updateComplete;
    this.find('#notice-title').focus();
  }

  /** @param {string} field @param {any} value */
  write(field, value) {
    this.form = { ...this.form, [field]: value };
  }

  /** What is no date is told by the server, beside everything else. @param {string} field */
  moment(field) {
    const typed = this.form[field].trim();
    // its seconds are not written here
    if (this.notice[field] && typed === writeDate(this.notice[field], this.zone)) return this.notice[field];
    return typed ? (readDate(typed, this.zone)?.toISOString() ?? typed) : '';
  }

  get body() {
    const { problem, ...form } = this.form;
    return { ...form, ...(this.seesProblems ? { problem } : {}), from: this.moment('from'), to: this.moment('to') };
  }

  /** @param {Event} [e] */
  async save(e) {
    e?.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.problem = this.conflict = null;
    try {
      const { body } = this.notice.id
        ? await call(`/notices/${this.notice.id}`, { method: 'PATCH', version: this.version, body: this.body })
        : await call('/notices', { method: 'POST', body: { ...this.body, municipality: this.place, requestId: this.request } });
      notice(t('notices.saved', { title: body.title }));
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
    const mine = this.stored(this.notice);
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

  /** @param {string} field */
  error(field) {
    return this.problem?.at?.(field) ?? '';
  }

  render() {
    const elsewhere = this.problem && !FIELDS.some((f) => this.error(f));
    return html`<section aria-labelledby="notice-form"><h2 id="notice-form">${t(this.notice.id ? 'notices.edit' : 'notices.write')}</h2>
      <form class="notice-form" novalidate @submit=${this.save}>
        ${this.input('title', 100, true)}
        ${this.labelled('text', true, html`<textarea id="notice-text" rows="8" maxlength="4000" aria-required="true" aria-invalid=${this.error('text') ? 'true' : nothing} aria-describedby="notice-text-error" .value=${this.form.text}
          @input=${(/** @type {any} */ e) => this.write('text', e.target.value)}></textarea>`)}
        <fieldset class="radios"><legend>${t('notices.importance')}</legend>${IMPORTANCE.map((i) => html`<label><input type="radio" name="notice-importance" .checked=${this.form.importance === i} @change=${() => this.write('importance', i)}> ${t(`notices.importance.${i}`)}</label>`)}
          <label><input id="notice-pinned" type="checkbox" .checked=${this.form.pinned} @change=${(/** @type {any} */ e) => this.write('pinned', e.target.checked)}> ${t('notices.pin')}</label></fieldset>
        ${!this.notice.id && this.places.length > 1 ? html`<div class="labelled"><label for="notice-municipality">${t('municipality')}</label><select id="notice-municipality" @change=${this.move}>
          ${this.places.map((m) => html`<option value=${m.slug} ?selected=${m.slug === this.place}>${m.name}</option>`)}</select></div>` : nothing}
        ${this.labelled('section', false, html`<select id="notice-section" aria-invalid=${this.error('section') ? 'true' : nothing} aria-describedby="notice-section-error" @change=${(/** @type {any} */ e) => this.write('section', e.target.value)}>
          ${[['', t('notices.whole', { name: municipality(this.place)?.name ?? '' })], ...this.known.map((s) => [s.code, s.name])].map(([code, name]) => html`<option value=${code} ?selected=${code === this.form.section}>${name}</option>`)}</select>`)}
        <div class="grid-2">${this.date('from', false)}${this.date('to', true)}</div>
        <p class="quiet">${t('notices.dates')}</p>
        ${this.seesProblems ? html`<md-named-problem .place=${this.place} .named=${this.named} .error=${this.error('problem')} @md-problem=${this.name}></md-named-problem>` : nothing}
        ${elsewhere ? problemBox(this.problem) : nothing}
        ${this.conflict ? this.conflictBox() : nothing}
        <div class="buttons"><button class="button solid" ?disabled=${this.busy}>${t(this.notice.id ? 'save' : 'notices.publish')}</button>
          <button type="button" class="button" @click=${() => this.leave()}>${t('cancel')}</button></div></form></section>`;
  }

  /** @param {string} field @param {boolean} needed @param {unknown} control */
  labelled(field, needed, control) {
    return html`<div class="labelled"><label for="notice-${field}">${t(`notices.${field}`)} ${needed ? html`<span class="required">${t('field.needed')}</span>` : nothing}</label>${control}
      <p id="notice-${field}-error" class="field-error">${this.error(field) ? `⚠ ${this.error(field)}` : nothing}</p></div>`;
  }

  /** @param {string} field @param {number} most @param {boolean} needed */
  input(field, most, needed) {
    return this.labelled(field, needed, html`<input id="notice-${field}" maxlength=${most} autocomplete="off" aria-required=${needed ? 'true' : nothing} aria-invalid=${this.error(field) ? 'true' : nothing}
      aria-describedby="notice-${field}-error" .value=${this.form[field]} @input=${(/** @type {any} */ e) => this.write(field, e.target.value)}>`);
  }

  /** @param {string} field @param {boolean} needed */
  date(field, needed) {
    const at = readDate(this.form[field], this.zone);
    return html`<div>${this.input(field, 60, needed)}<p class="quiet">${this.form[field] ? (at ? bothCalendars(at.toISOString(), this.zone) : t('due.wrong')) : field === 'from' ? t('notices.from.now') : ''}</p></div>`;
  }

  conflictBox() {
    const { theirs, fields, by } = this.conflict;
    const who = Object.values(by)[0];
    return html`<div class="problem conflict" role="alert"><p class="problem-title">⚠ ${t('conflict.title')}</p>
      ${who?.by ? html`<p class="quiet">${who.by.name} ${momentLabel(who.at, this.place)}</p>` : nothing}
      ${fields.length ? html`<dl>${fields.map((/** @type {string} */ f) => html`<div><dt>${t(`notices.${f}`)}</dt><dd>${f === 'problem' ? (this.titles.get(theirs[f]) ?? t('none')) : String(theirs[f])}</dd></div>`)}</dl>` : nothing}
      <div class="buttons"><button type="button" class="button small" @click=${this.keepTheirs}>${t('conflict.keepTheirs')}</button>
        <button type="button" class="button small solid" @click=${this.save}>${t('conflict.takeMine')}</button></div></div>`;
  }
}
customElements.define('md-notice-form', NoticeForm);
