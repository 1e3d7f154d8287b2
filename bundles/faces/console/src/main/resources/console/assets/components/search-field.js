// @ts-check
/** The header's field while the search is there: what is typed is completed, Enter looks everywhere, the list can still be narrowed. */

import { html, render } from 'lit-element/lit-element.js';
import { announce, moreStyle, nothing } from '../parts.js';
import { get } from '../api.js';
import { catalogue, t } from '../i18n.js';
import { composing, go } from '../navigation.js';
import { chosenPlace, hitPath, marked, searchPath, searchable } from './finding.js';

await catalogue('find');

const PAUSE = 150;
/** Of each kind of them so many; articles first. @type {[kind: string, most: number][]} */
const KINDS = [['article', 5], ['ticket,citizen', 4]];
/** Where somebody works in many municipalities without having chosen one. */
const MOST_PLACES = 3;

/** Without an answer one can look for it all the same. @param {any} place @param {Record<string, any>} wanted @param {AbortSignal} signal @returns {Promise<any[]>} */
async function suggested(place, wanted, signal) {
  const page = await get('/search/suggestions', { municipality: place.slug, ...wanted }, signal).catch(() => ({ items: [] }));
  return page.items.map((/** @type {any} */ hit) => ({ hit, place, path: hitPath(hit, place.slug) }));
}

class SearchField {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.input = /** @type {HTMLInputElement} */ (form.querySelector('input'));
    this.box = document.createElement('div');
    /** @type {any[]} */ this.found = [];
    this.at = -1;
    this.turn = 0;
    /** @type {any} */ this.timer = undefined;
    /** @type {AbortController | undefined} */ this.asking = undefined;
    form.append(this.box);
    for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': 'search-options' })) this.input.setAttribute(name, value);
    this.input.addEventListener('input', (e) => this.typed(/** @type {InputEvent} */ (e)));
    this.input.addEventListener('compositionend', () => this.later());
    this.input.addEventListener('keydown', (e) => this.key(e));
    this.input.addEventListener('blur', () => this.close());
    addEventListener('md-route', () => this.close());
    // typed before this was loaded
    if (document.activeElement === this.input && this.input.value.trim()) this.later();
  }

  get q() {
    return this.input.value.trim();
  }

  /** @returns {any[]} */
  get places() {
    const all = searchable();
    const chosen = all.filter((m) => m.slug === chosenPlace());
    return (chosen.length ? chosen : all).slice(0, MOST_PLACES);
  }

  get everywhere() {
    return this.q ? searchPath({ q: this.q, municipality: chosenPlace() }) : '';
  }

  /** @param {InputEvent} e */
  typed(e) {
    if (!e.isComposing) this.later();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), PAUSE);
  }

  /** The last of several answers counts, whenever it comes. */
  async ask() {
    this.asking?.abort();
    const turn = ++this.turn;
    const { q } = this;
    if (!q) return this.close();
    const { signal } = (this.asking = new AbortController());
    const hits = (await Promise.all(KINDS.flatMap(([kind, limit]) => this.places.map((place) => suggested(place, { q, kind, limit }, signal))))).flat();
    if (turn !== this.turn || signal.aborted || document.activeElement !== this.input) return;
    this.found = [...hits, { text: t('find.everywhere', { q }), path: this.everywhere }, { text: t('find.list', { q }), path: `/console/tickets?${new URLSearchParams({ q })}` }];
    this.at = -1;
    this.paint();
    announce(t('find.suggested', { n: hits.length }));
  }

  close() {
    clearTimeout(this.timer);
    this.turn++;
    this.found = [];
    this.at = -1;
    this.paint();
  }

  /** @param {KeyboardEvent} e */
  key(e) {
    if (composing(e)) return;
    if (e.key === 'Escape' && this.found.length) this.close();
    else if (e.key === 'ArrowDown') this.step(1);
    else if (e.key === 'ArrowUp') this.step(-1);
    else if (e.key === 'Enter') this.choose(this.found[this.at]?.path ?? this.everywhere);
    else return;
    e.preventDefault();
    e.stopPropagation();
  }

  /** Round and round, over the field itself. @param {number} way */
  step(way) {
    if (!this.found.length) return this.later();
    const places = this.found.length + 1;
    this.at = ((this.at + 1 + way + places) % places) - 1;
    this.paint();
    this.box.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  /** @param {string} path */
  choose(path) {
    this.close();
    if (path) go(path);
  }

  paint() {
    const open = this.found.length > 0;
    this.input.setAttribute('aria-expanded', String(open));
    if (this.at < 0) this.input.removeAttribute('aria-activedescendant');
    else this.input.setAttribute('aria-activedescendant', `search-option-${this.at}`);
    render(open ? html`<div class="suggestions" id="search-options" role="listbox" aria-label=${t('find.suggestions')} @mousedown=${(/** @type {Event} */ e) => e.preventDefault()}>${this.found.map(
      (o, i) => html`<div role="option" id="search-option-${i}" class=${o.hit ? '' : 'whole'} aria-selected=${String(i === this.at)} @click=${() => this.choose(o.path)}>
        ${o.hit ? html`<span class="chip">${t(`find.kind.${o.hit.kind}`)}</span><span>${marked(o.hit.title)}</span><span class="quiet">${o.hit.kind === 'ticket' ? o.hit.id.slice(o.place.slug.length + 1) : nothing} ${this.places.length > 1 ? o.place.name : nothing}</span>` : html`<span>${o.text}</span>`}</div>`)}</div>` : nothing, this.box);
  }
}

/** @type {WeakSet<HTMLFormElement>} */
const attached = new WeakSet();

/** @param {HTMLFormElement} form the header's */
export async function attach(form) {
  if (attached.has(form)) return;
  attached.add(form);
  await moreStyle();
  new SearchField(form);
}
