// @ts-check
/** Other tickets in a few words, as links. */

import { channelIcon, dayLabel, html, statusChip } from '../parts.js';
import { t } from '../i18n.js';
import { ticketPath } from '../navigation.js';

/** @param {any} b a ticket @param {string} municipality @param {URLSearchParams} list @param {unknown} [mark] before the number */
export const brief = (b, municipality, list, mark = '') => html`<a href=${ticketPath(b.ref, list)}><span class="subject">${b.subject || t('row.noSubject')}</span>
      <span class="line">${mark}${channelIcon(b.channel)}<span class="no">${b.number}</span>${dayLabel(b.createdAt, municipality)}</span>${statusChip(b.status)}</a>`;

/** @param {any[]} tickets @param {string} municipality @param {URLSearchParams} list */
export const briefList = (tickets, municipality, list) => html`<ol class="brief">${tickets.map((b) => html`<li>${brief(b, municipality, list)}</li>`)}</ol>`;
