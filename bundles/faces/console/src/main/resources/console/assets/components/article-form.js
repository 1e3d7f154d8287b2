// @ts-check
/** What is written in the editor of articles: from an article, to what the server takes, and upon what others wrote meanwhile. */

import { session } from '../api.js';

/** @typedef {Record<string, any>} Form by field, as the server calls them */

export const FIELDS = ['question', 'conclusion', 'body', 'words', 'category', 'section', 'visibility', 'sections', 'scope', 'scopeNote', 'language', 'translations', 'related', 'reviewMonths', 'validFrom', 'validUntil'];

/** What a new article begins as. @param {URLSearchParams} query @returns {Form} */
export const begun = (query) => ({
  question: query.get('question') ?? '', conclusion: '', body: '', words: [], category: query.get('category') ?? '', section: query.get('section') ?? '',
  visibility: 'public', sections: [], scope: 'answer', scopeNote: '', language: 'ja', translations: [], related: [], reviewMonths: 12, validFrom: '', validUntil: '',
});

/** @param {any} one an article @returns {Form} */
export const formOf = (one) => ({
  question: one.head.question, conclusion: one.conclusion ?? '', body: one.body ?? '', words: one.words, category: one.head.category?.code ?? '', section: one.head.section?.code ?? '',
  visibility: one.head.visibility, sections: one.sections.map((/** @type {any} */ s) => s.code), scope: one.head.scope, scopeNote: one.scopeNote ?? '', language: one.language,
  translations: one.translations.map(({ language, checked, question, conclusion, body }) => ({ language, checked, question, conclusion, body })),
  related: one.related.map((/** @type {any} */ r) => r.id), reviewMonths: one.reviewMonths, validFrom: one.validFrom ?? '', validUntil: one.validUntil ?? '',
});

/** @param {any} a @param {any} b */
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** What of it is not as it was. @param {Form} form @param {Form} base @returns {Form} */
export const changesOf = (form, base) => Object.fromEntries(FIELDS.filter((f) => !same(form[f], base[f])).map((f) => [f, form[f]]));

/**
 * Others were faster: what one left alone becomes theirs, what one wrote stays.
 *
 * @param {Form} form @param {Form} base @param {Form} theirs
 * @returns {{form: Form, both: string[], taken: string[]}} what both changed, and what was taken from them
 */
export function upon(form, base, theirs) {
  const mine = changesOf(form, base);
  const changed = Object.keys(changesOf(theirs, base));
  const both = changed.filter((f) => f in mine && !same(mine[f], theirs[f]));
  return { form: { ...theirs, ...mine }, both, taken: changed.filter((f) => !(f in mine)) };
}

/** @param {string} text one in each line */
export const wordsOf = (text) => [...new Set(text.split(/[\n、,，]/).map((w) => w.trim()).filter(Boolean))];

/**
 * What is written and not saved yet, kept in this browser for this person. Articles are no citizen's data; what lies too
 * long is forgotten.
 */
const DAYS = 14;
/** @param {string} article '' for a new one */
const keyOf = (article) => `madoguchi.article.${session.me.id}.${article || 'new'}`;

/** @param {string} article @returns {{at: string, version: number, changes: Form} | null} */
export function kept(article) {
  try {
    const found = JSON.parse(localStorage.getItem(keyOf(article)) ?? 'null');
    return found && Date.now() - Date.parse(found.at) < DAYS * 864e5 ? found : null;
  } catch {
    return null;
  }
}

/** @param {string} article @param {number} version what it was written upon @param {Form} changes nothing of them: forgets @returns {boolean} false: there is no room */
export function keep(article, version, changes) {
  try {
    if (Object.keys(changes).length) localStorage.setItem(keyOf(article), JSON.stringify({ at: new Date().toISOString(), version, changes }));
    else localStorage.removeItem(keyOf(article));
    return true;
  } catch {
    return false;
  }
}
