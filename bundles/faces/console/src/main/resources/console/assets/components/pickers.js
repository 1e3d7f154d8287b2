// @ts-check
/** What is chosen for a ticket: section, category, owner, due date. */

import { get, session, timeZone } from '../api.js';
import { catalogue, t } from '../i18n.js';
import { onLive } from '../live.js';
import { pick } from './picker.js';

await catalogue('tickets');

/** @type {Map<string, Promise<any>>} organisation and categories change rarely */
const known = new Map();
onLive((name, data) => (name === 'reset' || (name === 'event' && data.stream === 'directory')) && known.clear());

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
 * A tree from the top down; what hangs from nothing known stands at the top.
 *
 * @param {any[]} nodes with code and parent, those of one parent in their order
 * @returns {{node: any, level: number, leaf: boolean}[]}
 */
export function fromTheTop(nodes) {
  const codes = new Set(nodes.map((n) => n.code));
  /** @type {Map<string, any[]>} */
  const children = new Map();
  for (const n of nodes) {
    const parent = codes.has(n.parent) ? n.parent : '';
    children.get(parent)?.push(n) ?? children.set(parent, [n]);
  }
  /** @type {{node: any, level: number, leaf: boolean}[]} */
  const ordered = [];
  const add = (/** @type {string} */ parent, /** @type {number} */ level) => {
    for (const node of children.get(parent) ?? []) {
      ordered.push({ node, level, leaf: !children.has(node.code) });
      add(node.code, level + 1);
    }
  };
  add('', 0);
  return ordered;
}

/** The tree as indented options. @param {any[]} nodes @param {(node: any, leaf: boolean) => Partial<import('./picker.js').Option>} shape */
const tree = (nodes, shape) => fromTheTop(nodes).map(({ node, level, leaf }) => ({ value: node.code, text: node.name, level, ...shape(node, leaf) }));

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

/** The name, and whether it may no longer or not yet be chosen. @param {any} category */
export const categoryName = (category) => (category?.state ? t(`category.${category.state}`, { name: category.name }) : category?.name);

/** Above it, outermost first: くらし ＞ 住民票 ＞ @param {Map<string, any>} all @param {any} category @returns {string} */
function above(all, category) {
  const parent = all.get(category.parent);
  return parent ? `${above(all, parent)}${parent.name} ＞ ` : '';
}

/**
 * What may be chosen today where the municipality is, and what is chosen already. The day is looked at anew each time: a
 * console stays open over midnight.
 *
 * @param {any[]} all @param {string} municipality @param {string} current
 */
function choosable(all, municipality, current) {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: timeZone(municipality) }).format(new Date());
  const byCode = new Map(all.map((c) => [c.code, c]));
  const stateOf = (/** @type {any} */ c) => (c.validTo && c.validTo < today ? 'past' : c.validFrom && today < c.validFrom ? 'future' : '');
  const options = tree(all, (c, leaf) => ({ heading: !leaf, words: c.code, path: above(byCode, c), text: categoryName({ ...c, state: stateOf(c) }) }));
  /** @type {import('./picker.js').Option[]} */
  const kept = [];
  // from the end: a heading stays when something below it did
  for (const option of options.reverse()) {
    const below = (kept[0]?.level ?? 0) > (option.level ?? 0);
    if (option.heading ? below : option.value === current || !stateOf(byCode.get(option.value))) kept.unshift(option);
  }
  return kept;
}

/** @param {string} municipality @param {string} current @param {string} [title] */
export async function pickCategory(municipality, current, title = t('category.pick')) {
  const options = choosable(await categories(municipality), municipality, current);
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
