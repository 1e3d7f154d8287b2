// @ts-check
/** 定型文: chosen by typing its shortcut or title. */

import { get } from '../api.js';
import { t } from '../i18n.js';
import { folded, matching, pick } from './picker.js';

const MOST = 200;

/** @param {any} m @returns {import('./picker.js').Option} */
const option = (m) => ({ value: m.id, text: m.title, words: m.text, hint: [m.shortcut, m.section?.name].filter(Boolean).join('  ') });

/**
 * Those in use for the whole municipality and for the ticket's section. Who types the beginning of a shortcut finds its module first.
 *
 * @param {any} view of the ticket @param {{title: string, label: string, none: string, macros?: boolean}} [what] @returns {Promise<any>} the module, null when none was chosen
 */
export async function pickTextModule(view, { title, label, none, macros } = { title: t('modules.pick'), label: t('modules.search'), none: t('modules.noneHere') }) {
  const ask = (q = '') => get('/templates', { municipality: view.municipality, section: view.section?.code ?? '', active: true, macros: macros ?? '', limit: MOST, q });
  /** @type {Promise<any> | undefined} */ let all;
  /** @type {Map<string, any>} */ const seen = new Map();
  const search = async (/** @type {string} */ q) => {
    all ??= ask();
    all.catch(() => (all = undefined));
    let { items, next } = await all;
    if (next && q) items = (await ask(q)).items;
    for (const m of items) seen.set(m.id, m);
    const wanted = folded(q);
    const called = items.filter((/** @type {any} */ m) => wanted && folded(m.shortcut).startsWith(wanted));
    const others = items.filter((/** @type {any} */ m) => !called.includes(m)).map(option);
    return [...called.map(option), ...(next ? others : matching(others, q))];
  };
  const chosen = await pick({ title, label, none, search });
  return chosen ? seen.get(chosen.value) : null;
}
