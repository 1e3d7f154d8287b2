// @ts-check
/** Who did what on a ticket, and when. */

import { Part, html, nothing, problemBox } from '../parts.js';
import { get, timeZone } from '../api.js';
import { bothCalendars, day, t, time, word } from '../i18n.js';
import { sections, categories } from './pickers.js';

class History extends Part {
  static properties = { view: { attribute: false }, events: { state: true }, problem: { state: true } };

  constructor() {
    super();
    /** @type {any} */ this.view = null;
    /** @type {any[] | null} */ this.events = null;
    /** @type {any} */ this.problem = null;
    this.shown = '';
    /** @type {Map<string, string>} names of codes */ this.names = new Map();
  }

  willUpdate() {
    const wanted = `${this.view.ref} ${this.view.version} ${this.view.updatedAt} ${this.view.linked.map((/** @type {any} */ l) => l.ref + l.relation)} ${this.view.merged.map((/** @type {any} */ m) => m.ref)} ${(this.view.splits ?? []).map((/** @type {any} */ s) => s.ref)}`;
    if (wanted === this.shown) return;
    this.shown = wanted;
    this.load();
  }

  async load() {
    const { ref, municipality } = this.view;
    try {
      const [events, s, c] = await Promise.all([get(`/tickets/${encodeURIComponent(ref)}/history`), sections(municipality), categories(municipality)]);
      for (const node of [...s, ...c]) this.names.set(node.code, node.name);
      this.problem = null;
      this.events = events;
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** @param {string} field @param {any} value */
  say(field, value) {
    if (value === null || value === undefined || value === '') return t('none');
    if (typeof value === 'object') return value.name ?? value.code ?? value.id;
    if (field === 'dueAt') return `${day(value, this.zone)} ${time(value, this.zone)}`;
    if (field === 'linked') return value.slice(this.view.municipality.length + 1);
    if (field === 'contributors') return value.split(', ').map((/** @type {string} */ code) => this.names.get(code) ?? code).join('、');
    if (field === 'problem') return value === this.view.problem?.id ? this.view.problem.title : `#${value}`;
    if (field === 'section' || field === 'category') return this.names.get(value) ?? value;
    if (field === 'harassment') return word('harassment.kind', value);
    return word(field === 'state' ? 'delivery' : field, value);
  }

  get zone() {
    return timeZone(this.view.municipality);
  }

  render() {
    if (this.problem) return problemBox(this.problem, () => this.load());
    if (!this.events) return html`<p class="quiet history" aria-busy="true">${t('loading')}</p>`;
    return html`<div class="history" tabindex="0" role="region" aria-label=${t('tab.history')}><ol>${this.events.map(
      (e) => html`<li><time datetime=${e.at} title=${bothCalendars(e.at, this.zone)}>${day(e.at, this.zone)} ${time(e.at, this.zone)}</time>
        <b>${word('event', e.type)}</b><span>${actorName(e.actor)}</span>${this.changes({ ...e.details, ...e.changes })}</li>`)}</ol></div>`;
  }

  /** @param {any} changes field → {before, after}, or a plain value */
  changes(changes) {
    const shown = Object.entries(changes).filter(([field, c]) => c !== '' && t(`field.${field}`) !== `field.${field}`);
    if (!shown.length) return nothing;
    return html`<ul>${shown.map(([field, c]) => html`<li>${t(`field.${field}`)}: ${c && typeof c === 'object'
      ? html`<del>${this.say(field, c.before)}</del> → <ins>${this.say(field, c.after)}</ins>` : this.say(field, c)}</li>`)}</ul>`;
  }
}
customElements.define('md-history', History);

/** The system's own ids begin with #. @param {any} actor */
const actorName = (actor) => (!actor?.name || actor.id.startsWith('#') ? t('history.system') : actor.name);
