// @ts-check
/** 新規受付: a contact taken by hand, with the citizen looked up while typing. What was typed survives a look elsewhere. */

import { Part, announce, empty, html, icon, moreStyle, nothing, notice, problemBox } from '../parts.js';
import { get, may, post, requestId, session, timeZone } from '../api.js';
import { bothCalendars, catalogue, t, word } from '../i18n.js';
import { bindKeys, citizenPath, composing, go } from '../navigation.js';
import { askDue, pickCategory, pickSection } from '../components/pickers.js';
import { PRIORITIES } from '../components/fields.js';
import { citizenCard, earlierCard, mind } from '../components/side.js';
import '../components/side.js';

await catalogue('tickets');

const CHANNELS = ['phone', 'counter', 'fax', 'letter', 'mail', 'other'];
const KINDS = ['inquiry', 'opinion', 'complaint', 'application', 'page-report'];
const CONTACTS = ['phone', 'mail', 'fax'];
const LAST_PLACE = 'madoguchi.lastIntake';

/** @returns {any} */
const blank = () => ({
  requestId: requestId(), municipality: '', channel: 'phone', kind: 'inquiry', subject: '', text: '', priority: 'normal', dueAt: '',
  section: null, category: null,
  citizen: null, name: '', kana: '', phone: '', mail: '', fax: '',
});
let form = blank();
const begun = () => !!(form.subject || form.text || form.name || form.phone || form.mail || form.citizen);

addEventListener('beforeunload', (e) => begun() && e.preventDefault());

class NewTicket extends Part {
  static properties = { problem: { state: true }, sending: { state: true }, found: { state: true }, looking: { state: true }, missing: { state: true }, lookProblem: { state: true } };

  constructor() {
    super();
    /** @type {any} */ this.problem = null;
    /** @type {any} */ this.lookProblem = null;
    /** @type {Set<string>} */ this.missing = new Set();
    this.sending = false;
    /** @type {string[]} kinds of the contacts that were sent, in order */ this.sent = [];
    /** @type {any[] | null} null: nothing asked yet */ this.found = null;
    this.looking = '';
    /** @type {any} */ this.timer = undefined;
    /** @type {AbortController | undefined} */ this.asking = undefined;
    /** @type {any} what the articles beside it are told, the same while nothing of it changes */ this.about = null;
    this.onKnown = () => this.requestUpdate();
  }

  connectedCallback() {
    super.connectedCallback();
    moreStyle().then(() => this.classList.add('styled'));
    form.municipality ||= this.likelyPlace();
    addEventListener('md-search', this.onKnown);
    this.unbind = bindKeys({ faq: () => this.find('md-faq')?.reach?.() });
  }

  /** The place the lists are narrowed to, else the one of the last intake; never a guess among several. */
  likelyPlace() {
    const slugs = this.places.map((m) => m.slug);
    const known = ['madoguchi.municipality', LAST_PLACE].map((key) => localStorage.getItem(key) ?? '');
    return slugs.length === 1 ? slugs[0] : (known.find((slug) => slugs.includes(slug)) ?? '');
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unbind?.();
    removeEventListener('md-search', this.onKnown);
    dispatchEvent(new CustomEvent('md-form-waiting', { detail: begun() }));
  }

  firstUpdated() {
    dispatchEvent(new CustomEvent('md-form-waiting', { detail: false }));
    this.find('#phone')?.focus();
  }

  willUpdate() {
    document.title = `${t('new.title')} – ${t('product')}`;
  }

  /** @returns {any[]} */
  get places() {
    return session.me.municipalities.filter((/** @type {any} */ m) => may('ticket-write', m.slug));
  }

  /** @param {Record<string, any>} change */
  set(change) {
    Object.assign(form, change);
    this.missing = new Set([...this.missing].filter((f) => !(f in change)));
    this.requestUpdate();
  }

  /** Looks the citizen up while the name, number or address is typed. @param {string} field @param {any} e */
  typed(field, e) {
    this.set({ [field]: e.target.value });
    if (form.citizen || e.isComposing) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(form[field].trim()), 200);
  }

  /** @param {string} q */
  async look(q) {
    this.asking?.abort();
    this.looking = q;
    if (q.length < 2 || !form.municipality) {
      this.found = null;
      return;
    }
    const { signal } = (this.asking = new AbortController());
    try {
      const answer = await get('/citizens', { municipality: form.municipality, q }, signal);
      this.found = answer.items ?? answer;
      announce(t('lookup.found', { n: this.found?.length ?? 0 }));
    } catch (problem) {
      if (!signal.aborted) this.problem = problem;
    }
  }

  /** @param {any} citizen */
  async choose(citizen) {
    const first = (/** @type {string} */ kind) => citizen.contacts?.find((/** @type {any} */ c) => c.kind === kind)?.value ?? '';
    this.found = null;
    this.set({ citizen, name: citizen.name, kana: citizen.kana ?? '', phone: first('phone'), mail: first('mail'), fax: first('fax') });
    announce(t(citizen.notes ? 'lookup.chosenMind' : 'lookup.chosen', { name: citizen.name, notes: citizen.notes }));
    await this.updateComplete;
    this.find('#subject')?.focus();
    await this.lookUp();
  }

  /** Earlier contacts come with the one citizen only. */
  async lookUp() {
    const { citizen, municipality } = form;
    this.lookProblem = null;
    try {
      const full = await get(`/citizens/${municipality}/${citizen.id}`);
      if (form.citizen === citizen) this.set({ citizen: full });
    } catch (problem) {
      this.lookProblem = problem;
    }
  }

  release() {
    this.set({ citizen: null });
    this.updateComplete.then(() => this.find('#phone')?.focus());
  }

  /** @param {Event} e */
  async submit(e) {
    e.preventDefault();
    if (this.sending) return;
    this.problem = null;
    this.missing = new Set(['municipality', 'subject', 'text'].filter((f) => !form[f].trim()));
    if (this.missing.size) {
      await this.updateComplete;
      return this.find('[aria-invalid=true]')?.focus();
    }
    this.sending = true;
    try {
      const ticket = await post('/tickets', this.command());
      localStorage.setItem(LAST_PLACE, form.municipality);
      form = blank();
      notice(t('new.done', { number: ticket.number }));
      go(`/console/tickets/${ticket.ref}?queue=mine`);
    } catch (problem) {
      this.problem = problem;
      await this.updateComplete;
      (this.find('[aria-invalid=true]') ?? this.find('.problem'))?.scrollIntoView({ block: 'nearest' });
    } finally {
      this.sending = false;
    }
  }

  command() {
    this.sent = CONTACTS.filter((k) => form[k].trim());
    const contacts = this.sent.map((kind) => ({ kind, value: form[kind].trim() }));
    const citizen = form.citizen ? { id: form.citizen.id } : { name: form.name.trim(), kana: form.kana.trim(), contacts };
    return {
      requestId: form.requestId, municipality: form.municipality, kind: form.kind, channel: form.channel, subject: form.subject.trim(), text: form.text,
      section: form.section?.code, category: form.category?.code, priority: form.priority, dueAt: form.dueAt || undefined, citizen,
    };
  }

  /** @param {any} e */
  place(e) {
    this.set({ municipality: e.target.value, citizen: null, section: null, category: null });
    this.look((form.phone || form.mail || form.name).trim());
  }

  /** Categories, sections and time zones are a municipality's own. */
  needsPlace() {
    if (form.municipality) return false;
    this.missing = new Set([...this.missing, 'municipality']);
    this.updateComplete.then(() => this.find('#municipality')?.focus());
    return true;
  }

  async chooseCategory() {
    if (this.needsPlace()) return;
    const c = await pickCategory(form.municipality, form.category?.code ?? '');
    if (c) this.set({ category: c.value ? { code: c.value, name: `${c.path ?? ''}${c.text}` } : null });
  }

  async chooseSection() {
    if (this.needsPlace()) return;
    const s = await pickSection(form.municipality, form.section?.code ?? '');
    if (s) this.set({ section: s.value ? { code: s.value, name: s.text } : null });
  }

  async chooseDue() {
    if (this.needsPlace()) return;
    const at = await askDue(form.dueAt, timeZone(form.municipality));
    if (at !== null) this.set({ dueAt: at });
  }

  clear() {
    form = blank();
    form.municipality = this.likelyPlace();
    this.found = null;
    this.missing = new Set();
    this.requestUpdate();
    this.updateComplete.then(() => this.find('#phone')?.focus());
  }

  /** Where a problem names a contact. @param {string} kind */
  contactPath(kind) {
    return `citizen.contacts[${this.sent.indexOf(kind)}].value`;
  }

  /** @param {string} field @param {string} [path] in the problem */
  error(field, path = field) {
    if (this.missing.has(field)) return t('field.required');
    return this.problem?.at?.(path) ?? '';
  }

  render() {
    if (!this.places.length) return html`<div class="page"><h1 tabindex="-1">${t('new.title')}</h1><p>${t('new.notAllowed')}</p><p><a href="/console/">${t('unknown.home')}</a></p></div>`;
    return html`<div class="new-ticket">
      <form class="new-form" @submit=${this.submit} novalidate>
        <div class="form-head"><h1 tabindex="-1">${t('new.title')}</h1></div>
        ${this.problem ? problemBox(this.problem) : nothing}
        ${this.where()}
        <fieldset><legend>${t('citizen')}</legend>
          ${form.citizen ? html`<p class="chosen"><b>${form.citizen.name || t('citizen.unknown')}</b> <span class="quiet">${form.citizen.kana}</span>
              <button type="button" class="button small plain" @click=${this.release}>${t('lookup.release')}</button></p>${form.citizen.notes ? html`<div class="chosen-mind">${mind(form.citizen)}</div>` : nothing}` : html`<div class="grid-2">
            ${this.text('phone', { type: 'tel', look: true, path: this.contactPath('phone') })}${this.text('mail', { type: 'email', look: true, path: this.contactPath('mail') })}
            ${this.text('name', { look: true, path: 'citizen.name' })}${this.text('kana', { look: true, path: 'citizen.kana' })}
            ${form.channel === 'fax' ? this.text('fax', { type: 'tel', path: this.contactPath('fax') }) : nothing}</div>`}
        </fieldset>
        <fieldset><legend>${t('new.matter')}</legend>
          ${this.text('subject', { required: true, max: 200 })}
          ${this.area()}
          <div class="grid-2">
            ${this.pick('category', form.category?.name, this.chooseCategory)}${this.pick('section', form.section?.name, this.chooseSection)}
            ${this.pick('dueAt', form.dueAt ? bothCalendars(form.dueAt, timeZone(form.municipality)) : '', this.chooseDue)}
            <div class="labelled"><label for="priority">${t('field.priority')}</label><select id="priority" @change=${(/** @type {any} */ e) => this.set({ priority: e.target.value })}>
              ${PRIORITIES.map((p) => html`<option value=${p} ?selected=${p === form.priority}>${word('priority', p)}</option>`)}</select></div>
          </div></fieldset>
        <div class="buttons end form-foot"><button type="button" class="button plain" ?disabled=${!begun()} @click=${this.clear}>${t('new.clear')}</button><span class="spring"></span>
          <button class="button solid" ?disabled=${this.sending}>${t(this.sending ? 'new.sending' : 'new.do')}</button></div>
      </form>
      <aside class="lookup" aria-label=${t('lookup')}>${session.search && form.municipality ? this.faq() : nothing}${this.lookup()}</aside></div>`;
  }

  /** What may answer what is noted while the citizen speaks. */
  faq() {
    import('../components/faq-pane.js');
    const { requestId: key, municipality, subject } = form;
    const same = this.about?.key === `${key} ${municipality}` && this.about.subject === subject;
    if (!same) this.about = { key: `${key} ${municipality}`, municipality, subject, message: '', language: 'ja', writes: true };
    return html`<md-faq .about=${this.about} .typed=${form.text} @md-insert=${this.quote}></md-faq>`;
  }

  /** @param {CustomEvent} e */
  async quote(e) {
    const { insertInto } = await import('../components/insertions.js');
    const area = this.find('#matter');
    area.focus();
    insertInto(area, e.detail, area.selectionStart, area.selectionEnd, () => this.set({ text: area.value }));
  }

  where() {
    const error = this.error('municipality');
    return html`<fieldset><legend>${t('new.how')}</legend>
      ${this.places.length > 1 ? html`<div class="labelled"><label for="municipality">${t('municipality')} <span class="required">${t('field.needed')}</span></label>
        <select id="municipality" aria-required="true" aria-invalid=${error ? 'true' : nothing} aria-describedby=${error ? 'municipality-error' : nothing} @change=${this.place}>
          ${form.municipality ? nothing : html`<option value="" selected>${t('new.placeFirst')}</option>`}${this.places.map((m) => html`<option value=${m.slug} ?selected=${m.slug === form.municipality}>${m.name}</option>`)}</select>
        ${error ? html`<p id="municipality-error" class="field-error">⚠ ${error}</p>` : nothing}</div>` : nothing}
      ${this.radios('channel', CHANNELS)}${this.radios('kind', KINDS)}</fieldset>`;
  }

  /** @param {'channel' | 'kind'} field @param {string[]} codes */
  radios(field, codes) {
    return html`<div class="labelled" role="radiogroup" aria-labelledby="label-${field}"><span id="label-${field}">${t(`field.${field}`)}</span>
      <div class="radios boxed">${codes.map((c) => html`<label><input type="radio" name=${field} .checked=${form[field] === c} @change=${() => this.set({ [field]: c })}><span>${field === 'channel' ? icon(c) : nothing}${word(field, c)}</span></label>`)}</div></div>`;
  }

  /** @param {string} field @param {{type?: string, look?: boolean, required?: boolean, max?: number, path?: string}} how */
  text(field, how) {
    const error = this.error(field, how.path);
    const typed = (/** @type {any} */ e) => (how.look ? this.typed(field, e) : this.set({ [field]: e.target.value }));
    return html`<div class="labelled"><label for=${field}>${t(`field.${field}`)}${how.required ? html` <span class="required">${t('field.needed')}</span>` : nothing}</label>
      <input id=${field} type=${how.type ?? 'text'} autocomplete="off" maxlength=${how.max ?? 200} .value=${form[field]} aria-invalid=${error ? 'true' : nothing}
        aria-required=${how.required ? 'true' : nothing} aria-describedby=${error ? `${field}-error` : nothing} @input=${typed} @compositionend=${typed}
        @keydown=${(/** @type {KeyboardEvent} */ e) => composing(e) && e.stopPropagation()}>
      ${error ? html`<p id="${field}-error" class="field-error">⚠ ${error}</p>` : nothing}</div>`;
  }

  area() {
    const error = this.error('text');
    return html`<div class="labelled"><label for="matter">${t('field.text')} <span class="required">${t('field.needed')}</span></label>
      <textarea id="matter" rows="7" .value=${form.text} aria-required="true" aria-invalid=${error ? 'true' : nothing} aria-describedby=${error ? 'matter-error' : nothing}
        @input=${(/** @type {any} */ e) => this.set({ text: e.target.value })}></textarea>
      ${error ? html`<p id="matter-error" class="field-error">⚠ ${error}</p>` : nothing}</div>`;
  }

  /** @param {string} field @param {string} value @param {() => void} choose */
  pick(field, value, choose) {
    return html`<div class="labelled"><span id="new-${field}">${t(`field.${field}`)}</span>
      <button type="button" class="pick" id="new-${field}-value" aria-labelledby="new-${field} new-${field}-value" aria-haspopup="dialog" @click=${choose}>${value || t(`${field}.none`)}</button></div>`;
  }

  lookup() {
    if (form.citizen) {
      const path = citizenPath(form.municipality, form.citizen.id);
      // not told is not the same as none
      const earlier = form.citizen.earlier ? earlierCard(form.citizen, form.municipality, new URLSearchParams({ queue: 'mine' }), path) : html`<p class="quiet" aria-busy="true">${this.lookProblem ? nothing : t('loading')}</p>`;
      return html`${citizenCard(form.citizen, path)}${problemBox(this.lookProblem, () => this.lookUp())}${earlier}`;
    }
    if (!this.found) return empty(t(form.municipality ? 'lookup.hint' : 'new.placeFirst'));
    if (!this.found.length) return empty(t('lookup.nothing', { q: this.looking }));
    return html`<section class="card"><h2>${t('lookup.candidates')} <span class="quiet">${this.found.length}</span></h2>
      <ol class="brief">${this.found.map((c) => html`<li><button type="button" class="candidate" @click=${() => this.choose(c)}><b>${c.name || t('citizen.unknown')}</b> <span class="quiet">${c.kana ?? ''}</span>
        <span class="quiet">${(c.contacts ?? []).map((/** @type {any} */ p) => p.value).join(' / ')}</span>
        ${c.earlierTotal !== undefined ? html`<span class="chip">${t('earlier.count', { n: c.earlierTotal })}</span>` : nothing}</button></li>`)}</ol></section>`;
  }
}
customElements.define('md-new-ticket', NewTicket);
