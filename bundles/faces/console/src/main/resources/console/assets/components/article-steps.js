// @ts-check
/** Steps of an article's way, asked about where they need a word or a time. */

import { notice } from '../parts.js';
import { call, timeZone } from '../api.js';
import { catalogue, t } from '../i18n.js';
import { ask } from './ask.js';

await catalogue('tickets', 'kb');

/** @param {boolean} [needed] @returns {import('./ask.js').AskedField} */
const comment = (needed = false) => ({ name: 'comment', label: t(needed ? 'kb.step.reason' : 'kb.step.comment'), type: 'area', needed, most: 2000 });
/** @returns {import('./ask.js').AskedField} */
const when = () => ({ name: 'publishAt', label: t('kb.step.publishAt'), type: 'when', hint: t('kb.step.publishAt.hint') });
/** @type {Record<string, () => import('./ask.js').AskedField[]>} */
const FIELDS = { submit: () => [when(), comment()], publish: () => [when(), comment()], approve: () => [comment()], return: () => [comment(true)], 'take-back': () => [], confirm: () => [], withdraw: () => [comment()], 'put-back': () => [], restore: () => [] };

/**
 * @param {any} article as the person sees it @param {string} step @param {number} [edition] of restore
 * @returns {Promise<boolean>} whether it was taken
 */
export async function takeStep(article, step, edition) {
  const answer = await ask({
    title: t(`kb.step.${step}`), text: t(`kb.step.text.${step}`, { n: edition ?? '' }), ok: t(`kb.step.${step}`), fields: FIELDS[step](), zone: timeZone(article.head.municipality),
    run: async (values) => {
      const sent = Object.fromEntries(Object.entries(values).filter(([, value]) => value));
      await call(`/articles/${article.head.id}/steps`, { method: 'POST', version: String(article.version), body: { step, edition, ...sent } });
    },
  });
  if (answer) notice(t(`kb.step.done.${step}`));
  return !!answer;
}
