// @ts-check
/** Asking the search, and telling it what came of it. */

import { html } from '../parts.js';
import { call, get, requestId, session } from '../api.js';

/** The municipalities whose articles and contacts one may look for. @returns {any[]} */
export const searchable = () => session.me.municipalities.filter((/** @type {any} */ m) => m.permissions.includes('knowledge-read'));

/** The one the lists are narrowed to; '' for none. */
export const chosenPlace = () => searchable().find((m) => m.slug === localStorage.getItem('madoguchi.municipality'))?.slug ?? '';

/** The one that is named, else the one the lists are narrowed to, else the first. @param {string} [wanted] */
export function placeOf(wanted) {
  const slugs = searchable().map((m) => m.slug);
  return [wanted, chosenPlace()].find((slug) => slugs.includes(slug)) ?? slugs[0] ?? '';
}

/** The page of what was found. @param {Record<string, string | number | undefined>} wanted what is empty is left out */
export function searchPath(wanted) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(wanted)) if (value) query.set(name, String(value));
  return `/console/search${query.size ? `?${query}` : ''}`;
}

/** Where a hit is read; '' for what has no screen. @param {{kind: string, id: string}} hit @param {string} municipality */
export function hitPath(hit, municipality) {
  if (hit.kind === 'article') return `/console/kb/${hit.id}`;
  if (hit.kind === 'ticket') return `/console/tickets/${encodeURIComponent(hit.id)}`;
  if (hit.kind === 'citizen') return `/console/citizens/${municipality}/${hit.id.split('/').at(-1)}`;
  return '';
}

/** Text with what answers in it. @param {{text: string, marks: {start: number, end: number}[]}} found */
export function marked({ text, marks }) {
  const parts = [];
  let at = 0;
  for (const { start, end } of marks ?? []) {
    parts.push(text.slice(at, start), html`<mark>${text.slice(start, end)}</mark>`);
    at = end;
  }
  return [...parts, text.slice(at)];
}

/** Nobody waits for it, and nothing is lost but a figure. @param {string} path @param {any} body */
const tell = (path, body) => call(path, { method: 'POST', body, keepalive: true }).catch(() => undefined);

const MOST_SHOWN = 10;

/** @param {{kind: string, id: string}} hit */
const nameOf = (hit) => `${hit.kind.toUpperCase().replace('-', '_')}/${hit.id}`;

/** A search whose answer was shown. It is told of when somebody searched in so many words, or when something came of it. */
export class Search {
  /** @type {Promise<any> | undefined} */ #told;
  #id = requestId().replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

  /** @param {'console' | 'pane'} place @param {string} municipality @param {string} q @param {any} page as it was answered */
  constructor(place, municipality, q, page) {
    this.made = { requestId: this.#id, municipality, place, q, shown: page.items.slice(0, MOST_SHOWN).map(nameOf), total: page.total ?? page.items.length };
  }

  told() {
    this.#told ??= tell('/search-records', this.made);
    return this.#told;
  }

  /** @param {{kind: string, id: string}} hit @param {string} use opened, quoted, or its link was sent */
  async used(hit, use) {
    await this.told();
    await tell(`/search-records/${this.#id}/uses`, { municipality: this.made.municipality, document: nameOf(hit), use });
  }
}

/** @param {string} id of an article that was put into an answer */
export const countUse = (id) => tell(`/article-uses/${id}`, { use: 'used' });

/** What readers see of articles, by id; not of what the person does not read. @param {string[]} ids @param {AbortSignal} [signal] @returns {Promise<any[]>} */
export const readings = async (ids, signal) => (ids.length ? (await get('/article-readings', { ids: ids.join(',') }, signal)).items : []);

/** In the language somebody writes in, where there is one; else the original. @param {any} reading @param {string} [language] */
export const textIn = (reading, language) => reading.texts.find((/** @type {any} */ x) => x.language === language) ?? reading.texts[0];

/** What is put into an answer. @param {any} text of a reading */
export function quoteOf({ conclusion, text }) {
  const short = (conclusion ?? '').trim();
  const whole = (text ?? '').trim();
  return !short || whole.startsWith(short) ? whole : [short, whole].filter(Boolean).join('\n\n');
}
