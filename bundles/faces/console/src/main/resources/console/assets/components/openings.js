// @ts-check
/** Openings of a day: as people read them, and as one line of text that can be edited. */

import { list, t } from '../i18n.js';

/** @typedef {{opens: string, closes: string}} Opening */

/** 8:30〜12:00、13:00〜17:15 @param {Opening[]} openings */
export const shown = (openings) => list(openings.map(span));

/** 8:30〜12:00 @param {Opening} o */
export const span = (o) => t('opening', { opens: plain(o.opens), closes: plain(o.closes) });

/** 8:30-12:00, 13:00-17:15 @param {Opening[]} openings */
export const written = (openings) => openings.map((o) => `${plain(o.opens)}-${plain(o.closes)}`).join(', ');

/** @param {string} time */
const plain = (time) => time.replace(/^0(?=\d:)/, '');

/** Between two times: every dash an input method offers, with the long vowel mark that lies on the same key. */
const DASH = /\s*(?:[-\u2010-\u2015\u2212ー~〜]|から)\s*(.*)/s;

/**
 * What {@link written} wrote, as it was edited. What cannot be read is sent as it is: the server says what is wrong with it.
 *
 * @param {string} text also in full-width digits, with 〜 or 、 as input methods write them
 * @returns {Opening[]}
 */
export function read(text) {
  return text.normalize('NFKC').split(/[,、]/).map((part) => part.trim()).filter(Boolean).map((part) => {
    const [opens, closes = ''] = part.split(DASH);
    return { opens, closes };
  });
}
