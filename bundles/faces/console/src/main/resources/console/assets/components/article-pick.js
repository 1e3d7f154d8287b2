// @ts-check
/** Choosing an article by words of its question. */

import { get } from '../api.js';
import { catalogue, t, word } from '../i18n.js';
import { pick } from './picker.js';

await catalogue('tickets', 'kb');

const MOST = 50;

/** @param {string} municipality @param {string[]} [without] ids @param {string} [visibility] of no other */
export function pickArticle(municipality, without = [], visibility = '') {
  const search = async (/** @type {string} */ q) => {
    const { items } = await get('/articles', { municipality, q, visibility, limit: MOST });
    return items.filter((/** @type {any} */ a) => !without.includes(a.id)).map((/** @type {any} */ a) => ({ value: a.id, text: a.question, hint: a.section?.name ?? word('kb.visibility', a.visibility) }));
  };
  return pick({ title: t('kb.pick'), label: t('kb.pick.label'), search, none: t('kb.none') });
}
