// @ts-check
/** Choosing one of a municipality's problems that are not solved. */

import { get } from '../api.js';
import { catalogue, t, word } from '../i18n.js';
import { matching, pick } from './picker.js';

await catalogue('tickets', 'problems');

const MOST = 200;

/** @param {string} municipality @param {string} [current] when there is one, none can be chosen too */
export function pickProblem(municipality, current = '') {
  /** @type {Promise<any> | undefined} */
  let asked;
  const search = async (/** @type {string} */ q) => {
    asked ??= get(`/problems/${municipality}`, { limit: MOST });
    asked.catch(() => (asked = undefined));
    const { items } = await asked;
    const options = items.map((/** @type {any} */ p) => ({ value: p.id, text: p.title, hint: word('problems.status', p.status), words: p.workaround }));
    return matching(current ? [{ value: '', text: t('problems.untie') }, ...options] : options, q);
  };
  return pick({ title: t('problems.tie'), label: t('problems.tie.search'), search, current, none: t('problems.tie.none') });
}
