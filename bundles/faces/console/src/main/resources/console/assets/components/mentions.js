// @ts-check
/** Naming a colleague in a note: chosen by typing `@`, told when the note is added. */

import { get } from '../api.js';
import { t } from '../i18n.js';
import { pick } from './picker.js';

/** Typed before the caret, it asks for a colleague; not within a mail address. */
const CALL = /(?<![\w.@＠-])[@＠]$/;
const NAMED = /(?<![\w.@＠-])[@＠](?=(\S[^@＠]{0,59}))/g;
const FIRST = /^[^\s、。,，.．（(]{1,20}/;
const MOST_ASKED = 5;

/** @param {string} before the caret */
export const callsColleague = (before) => CALL.test(before);

/** @param {string} ref @param {string} [q] */
const colleagues = (ref, q = '') => get(`/follows/${encodeURIComponent(ref)}/colleagues`, { q });

/** @param {string} ref @returns {Promise<{id: string, name: string} | null>} */
export async function pickColleague(ref) {
  const search = async (/** @type {string} */ q) => (await colleagues(ref, q)).map((/** @type {any} */ c) => ({ value: c.id, text: c.name, hint: c.kana }));
  const chosen = await pick({ title: t('mention.pick'), label: t('owner.search'), search });
  return chosen && { id: chosen.value, name: chosen.text };
}

/**
 * Who is named in a note. A draft that was begun elsewhere knows nobody any more, and names may be typed: who is called so is asked for.
 *
 * @param {string} text @param {Map<string, string>} known ids by name @param {string} ref @returns {Promise<string[]>}
 */
export async function mentionsIn(text, known, ref) {
  const ids = new Set();
  let asked = 0;
  for (const [, after] of text.matchAll(NAMED)) {
    const name = [...known.keys()].filter((n) => after.startsWith(n)).sort((a, b) => b.length - a.length)[0];
    if (name) ids.add(known.get(name));
    else if (asked++ < MOST_ASKED) {
      const found = await colleagues(ref, FIRST.exec(after)?.[0] ?? after).catch(() => []);
      const called = found.find((/** @type {any} */ c) => after.startsWith(c.name));
      if (called) ids.add(called.id);
    }
  }
  return [...ids];
}
