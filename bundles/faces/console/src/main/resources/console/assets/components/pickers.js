// @ts-check
/** What is chosen for a ticket: section, category, owner, due date. */

import { get, session } from '../api.js';
import { catalogue, t } from '../i18n.js';
import { pick } from './picker.js';

await catalogue('tickets');

/** @type {Map<string, Promise<any>>} organisation and categories change rarely; a reload brings the new ones */
const known = new Map();

/** @param {string} path @returns {Promise<any[]>} */
function once(path) {
  let asked = known.get(path);
  if (!asked) {
    asked = get(path);
    known.set(path, asked);
    asked.catch(() => known.delete(path));
  }
  return asked;
}

/** @param {string} municipality @returns {Promise<any[]>} */
export const sections = (municipality) => once(`/directory/${municipality}/sections`);
/** @param {string} municipality @returns {Promise<any[]>} */
export const categories = (municipality) => once(`/directory/${municipality}/categories`);

/**
 * The tree as indented options, in the order given.
 *
 * @param {any[]} nodes with code and parent @param {(node: any, leaf: boolean) => Partial<import('./picker.js').Option>} shape
 */
function tree(nodes, shape) {
  const codes = new Set(nodes.map((n) => n.code));
  const children = Map.groupBy ? Map.groupBy(nodes, (n) => (codes.has(n.parent) ? n.parent : '')) : grouped(nodes, codes);
  /** @type {import('./picker.js').Option[]} */
  const options = [];
  const add = (/** @type {string} */ parent, /** @type {number} */ level) => {
    for (const n of children.get(parent) ?? []) {
      options.push({ value: n.code, text: n.name, level, ...shape(n, !children.has(n.code)) });
      add(n.code, level + 1);
    }
  };
  add('', 0);
  return options;
}

/** @param {any[]} nodes @param {Set<string>} codes */
function grouped(nodes, codes) {
  const map = new Map();
  for (const n of nodes) {
    const parent = codes.has(n.parent) ? n.parent : '';
    map.set(parent, [...(map.get(parent) ?? []), n]);
  }
  return map;
}

/** @param {string} current @param {string} text */
const nobody = (current, text) => (current ? [{ value: '', text }] : []);

/** @param {string} municipality @param {string} current @param {boolean} [filter] @param {string} [title] */
export async function pickSection(municipality, current, filter = false, title = t('section.pick')) {
  const all = await sections(municipality);
  const options = tree(all, (s) => ({
    heading: s.kind !== 'section',
    words: `${s.kana ?? ''} ${s.code}`,
    hint: [s.phone && t('section.phone', { phone: s.phone }), s.hours].filter(Boolean).join('  '),
  }));
  const none = nobody(current, t(filter ? 'filter.any' : 'section.none'));
  return pick({ title, label: t('section.search'), options: [...none, ...options], current });
}

/** @param {string} municipality @param {string} current @param {string} [title] */
export async function pickCategory(municipality, current, title = t('category.pick')) {
  const options = tree(await categories(municipality), (c, leaf) => ({ heading: !leaf, words: c.code }));
  return pick({ title, label: t('category.search'), options: [...nobody(current, t('category.none')), ...options], current });
}

/** @param {string} municipality @param {string} current */
export function pickOwner(municipality, current) {
  const me = { value: session.me.id, text: t('owner.me', { name: session.me.name }) };
  const search = async (/** @type {string} */ q) => {
    const found = await get(`/directory/${municipality}/staff`, { q });
    const others = found.filter((/** @type {any} */ s) => s.id !== me.value).map((/** @type {any} */ s) => ({ value: s.id, text: s.name, hint: s.kana }));
    return q ? [...found.filter((/** @type {any} */ s) => s.id === me.value).map(() => me), ...others] : [me, ...nobody(current, t('owner.none')), ...others];
  };
  return pick({ title: t('owner.pick'), label: t('owner.search'), search, current });
}

/** @param {string} current instant or '' @param {string} zone @returns {Promise<string | null>} instant, '' for none, null when left */
export async function askDue(current, zone) {
  return (await import('./due.js')).ask(current, zone);
}
