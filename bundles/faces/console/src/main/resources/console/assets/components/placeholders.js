// @ts-check
/** What a text module leaves open, such as {{案件番号}} or {{ticket.number}}, and what it is filled with. Filled here, where the ticket, its citizen and the writer are already known. */

import { html } from '../parts.js';
import { municipality, session, timeZone } from '../api.js';
import { t } from '../i18n.js';
import { sections } from './pickers.js';

/** Both names of each, and the key of its sample in the catalogue. @type {[english: string, japanese: string][]} */
export const PLACEHOLDERS = [
  ['citizen.name', '氏名'],
  ['ticket.number', '案件番号'],
  ['ticket.subject', '件名'],
  ['ticket.due', '期限'],
  ['section.name', '課名'],
  ['section.phone', '課電話番号'],
  ['operator.name', '担当者名'],
  ['municipality.name', '自治体名'],
  ['today.era', '本日和暦'],
  ['today', '本日西暦'],
];

const OPEN = /\{\{([^{}\n]{1,60})\}\}/g;
const ENGLISH = new Map(PLACEHOLDERS.flatMap(([english, japanese]) => [[english, english], [japanese, english]]));

/** The English name of what is written between the braces; nothing for one nobody knows. @param {string} written */
const known = (written) => ENGLISH.get(written.normalize('NFKC').trim().toLowerCase());

/** What is unknown or has no value stays as it is written. @param {string} text @param {Record<string, string>} values by English name */
export const fill = (text, values) => text.replace(OPEN, (whole, written) => values[known(written) ?? ''] || whole);

/** The placeholders that are still there, each once. @param {string} text @returns {string[]} */
export const leftIn = (text) => [...new Set(text.match(OPEN) ?? [])];

/** Told before sending. @param {string[]} left @param {() => void} send */
export const leftBox = (left, send) => html`<div class="unsaved" role="alert"><p><b>⚠ ${t('modules.left')}</b> ${left.map((name) => html`<code>${name}</code> `)}<br>${t('modules.left.hint')}</p>
  <div class="buttons"><button type="button" class="button small anyhow" @click=${send}>${t('modules.left.anyhow')}</button></div></div>`;

/** @param {Date} at @param {string} language of the text @param {string} zone @param {boolean} era */
export function dateIn(at, language, zone, era) {
  const japanese = language.startsWith('ja');
  const locale = japanese ? `ja-JP-u-ca-${era ? 'japanese' : 'gregory'}` : era ? 'en-u-ca-japanese' : 'en-GB';
  return new Intl.DateTimeFormat(locale, { ...(era ? { era: 'long' } : {}), year: 'numeric', month: 'long', day: 'numeric', timeZone: zone }).format(at);
}

/** What is known on a ticket, '' where there is nothing. @param {any} view of the ticket @param {string} language of the text @returns {Promise<Record<string, string>>} */
export async function valuesOn(view, language) {
  const zone = timeZone(view.municipality);
  const section = view.section ? (await sections(view.municipality)).find((s) => s.code === view.section.code) : null;
  const now = new Date();
  return {
    'citizen.name': view.citizen?.name ?? '',
    'ticket.number': view.number,
    'ticket.subject': view.subject,
    'ticket.due': view.dueAt ? dateIn(new Date(view.dueAt), language, zone, language.startsWith('ja')) : '',
    'section.name': view.section?.name ?? '',
    'section.phone': section?.phone ?? '',
    'operator.name': session.me.name,
    'municipality.name': municipality(view.municipality)?.name ?? '',
    'today.era': dateIn(now, language, zone, true),
    today: dateIn(now, language, zone, false),
  };
}
