// @ts-check
/** What is known around a ticket: the citizen, earlier contacts, linked tickets, panels of plug-ins. */

import { Part, html, nothing } from '../parts.js';
import { timeZone } from '../api.js';
import { day, language, t, word } from '../i18n.js';
import { citizenPath } from '../navigation.js';
import { briefList } from './brief.js';
import './links.js';
import './merge.js';
import './split.js';

class Side extends Part {
  static properties = { view: { attribute: false }, list: { attribute: false } };

  constructor() {
    super();
    /** @type {any} */ this.view = null;
    this.list = new URLSearchParams();
    this.contextKey = '';
    /** @type {any} */ this.kept = null;
  }

  /** Panels are told only when something they see has changed. */
  get context() {
    const v = this.view;
    const key = `${v.ref} ${v.version}`;
    if (key !== this.contextKey) {
      this.contextKey = key;
      this.kept = { municipality: v.municipality, ticket: { ref: v.ref, number: v.number, kind: v.kind, status: v.status, channel: v.channel, subject: v.subject, section: v.section, category: v.category, language: v.language, citizen: { id: v.citizen?.id, name: v.citizen?.name } } };
    }
    return this.kept;
  }

  render() {
    const v = this.view;
    return html`${v.citizen ? citizenCard(v.citizen, pathOf(v, this.list), v.municipality) : nothing}
      <md-merge .view=${v} .list=${this.list}></md-merge>
      <md-splits .view=${v} .list=${this.list}></md-splits>
      ${v.citizen ? earlierCard(v.citizen, v.municipality, this.list, pathOf(v, this.list)) : nothing}
      <md-links .view=${v} .list=${this.list}></md-links>
      <md-slot name="ticket.panel" .context=${this.context}></md-slot>`;
  }
}
customElements.define('md-side', Side);

/** Who may not read citizens is told the name only, without a version. @param {any} v a ticket's view @param {URLSearchParams} list */
const pathOf = (v, list) => (v.citizen.version ? citizenPath(v.municipality, v.citizen.id, v.ref, list) : '');

/** @param {any} c a citizen @param {string} path to their screen, or '' @param {string} [municipality] */
export function citizenCard(c, path, municipality) {
  return html`<section class="card citizen"><h2>${t('citizen.about')}${path ? html`<a class="card-link" href=${path}>${t('citizen.open')}</a>` : nothing}</h2>
    <p class="citizen-name"><b>${c.name || t('citizen.unknown')}</b>${c.kana ? html`<span class="quiet">${c.kana}</span>` : nothing}${c.language && c.language !== 'ja' ? html`<span class="chip">${languageName(c.language)}</span>` : nothing}</p>
    ${c.notes ? mind(c) : nothing}${contactList(c, municipality)}</section>`;
}

/** What to mind when speaking with the citizen. @param {any} c */
export const mind = (c) => html`<div class="citizen-notes"><b>${t('citizen.notes')}</b><p>${c.notes}</p></div>`;

/** @param {any} c a citizen @param {string} [municipality] @param {(p: any) => any} [more] beside one that may not be reached */
export const contactList = (c, municipality = '', more = () => nothing) => (c.contacts?.length
  ? html`<dl class="contacts">${c.contacts.map((/** @type {any} */ p) => html`<div><dt>${t(`contact.${p.kind}`)}</dt><dd>${contactValue(p)}${p.note ? html` <span class="quiet">${p.note}</span>` : nothing}${p.undeliverable ? html`${undeliverable(p, municipality)}${more(p)}` : nothing}</dd></div>`)}</dl>`
  : html`<p class="quiet">${t('citizen.noContacts')}</p>`);

/** Since when a message came back from there, and why. @param {any} p a contact point @param {string} municipality */
export const undeliverable = (p, municipality) => html`<span class="undeliverable">⚠ ${t('undeliverable')}<br>${t(p.undeliverable.status ? 'undeliverable.since' : 'undeliverable.on', { day: day(p.undeliverable.at, timeZone(municipality)), status: p.undeliverable.status })}</span>`;

/** @param {string} code BCP 47 */
export function languageName(code) {
  const known = word('language', code);
  if (known !== code) return known;
  try {
    return new Intl.DisplayNames([language()], { type: 'language' }).of(code) ?? code;
  } catch {
    return code; // no tag at all
  }
}

/** @param {any} p a contact point */
const contactValue = (p) => (p.kind === 'phone' ? html`<a href="tel:${p.value.replace(/[^\d+]/g, '')}">${p.value}</a>` : html`<span>${p.value}</span>`);

/** @param {any} citizen @param {string} municipality @param {URLSearchParams} list @param {string} path to their screen, or '' */
export function earlierCard(citizen, municipality, list, path) {
  const total = citizen.earlierTotal ?? citizen.earlier?.length ?? 0;
  const more = total - (citizen.earlier?.length ?? 0);
  const rest = more > 0 ? t('earlier.more', { n: more }) : '';
  return html`<section class="card"><h2>${t('earlier')} <span class="quiet">${t('earlier.count', { n: total })}</span></h2>
    ${citizen.earlier?.length ? briefList(citizen.earlier, municipality, list) : html`<p class="quiet">${t('earlier.none')}</p>`}
    ${rest ? html`<p class="quiet">${path ? html`<a href=${path}>${rest}</a>` : rest}</p>` : nothing}</section>`;
}
