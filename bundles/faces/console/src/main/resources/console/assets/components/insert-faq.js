// @ts-check
/** `??`: an article chosen by typing, its text or its link put in. */

import { notice } from '../parts.js';
import { get } from '../api.js';
import { catalogue, t } from '../i18n.js';
import { Search, countUse, quoteOf, readings, textIn } from './finding.js';
import { pick } from './picker.js';

await catalogue('faq');

const MOST = 8;
/** So few titles that the words within the articles are looked at too. */
const FEW = 3;

/** @param {any} view of the ticket @returns {Promise<string | null>} what is put in; null for nothing */
export async function pickFaq(view) {
  const { municipality, language } = view;
  /** @type {{q: string, page: any}} */ let shown = { q: '', page: { items: [] } };
  const ask = (/** @type {string} */ path, /** @type {string} */ q) => get(path, { municipality, q, kind: 'article', limit: MOST });
  const search = async (/** @type {string} */ typed) => {
    const q = typed || view.subject;
    let page = typed ? await ask('/search/suggestions', q) : { items: [] };
    if (page.items.length < FEW) {
      const known = new Set(page.items.map((/** @type {any} */ i) => i.id));
      const more = q ? (await ask('/search', q)).items.filter((/** @type {any} */ i) => !known.has(i.id)) : [];
      page = { items: [...page.items, ...more].slice(0, MOST) };
    }
    shown = { q, page };
    return page.items.map((/** @type {any} */ i) => ({ value: i.id, text: i.title.text }));
  };
  const chosen = await pick({ title: t('faq.pick'), label: t('faq.search'), none: t('faq.pick.none'), hint: t('faq.pick.hint'), search });
  if (!chosen) return null;
  const [reading] = await readings([chosen.value]).catch(() => []);
  return reading ? used(reading, textIn(reading, language), new Search('pane', municipality, shown.q, shown.page), !!chosen.shifted) : sorry('faq.gone');
}

/** @param {any} reading @param {any} text @param {Search} search @param {boolean} asLink */
function used(reading, text, search, asLink) {
  if (asLink && !text.link) return sorry('faq.noLink');
  countUse(reading.id);
  search.used({ kind: 'article', id: reading.id }, asLink ? 'linked' : 'quoted');
  notice(t(asLink ? 'faq.linked' : 'faq.quoted', { title: text.question }));
  return asLink ? text.link : quoteOf(text);
}

/** The text stays as it was. @param {'faq.gone' | 'faq.noLink'} why */
function sorry(why) {
  notice(t(why));
  return null;
}
