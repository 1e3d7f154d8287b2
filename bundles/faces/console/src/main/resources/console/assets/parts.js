// @ts-check
/** Small parts that every screen uses: base element, icons, chips, problems, menus, keyed rows and which of them are chosen. */

import { LitElement, html, nothing, render, svg } from 'lit-element/lit-element.js';
import { bothCalendars, due, moment, shortDay, t, word } from './i18n.js';
import { timeZone } from './api.js';

export { html, nothing };

/** An element in the light DOM: the page's style sheet applies, and a change of language repaints it. */
export class Part extends LitElement {
  createRenderRoot() {
    return this;
  }

  #repaint = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    addEventListener('md-language', this.#repaint);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('md-language', this.#repaint);
  }

  /** @param {string} selector @returns {any} */
  find(selector) {
    return this.querySelector(selector);
  }
}

/** @type {Record<string, Promise<void>>} */
const styled = {};

/** The style of everything beyond the first view, loaded once. @param {string} [name] of what only some screens need */
export function moreStyle(name = 'ticket') {
  return (styled[name] ??= new Promise((done) => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = new URL(`./${name}.css`, import.meta.url).pathname;
    link.onload = link.onerror = () => done();
    document.head.append(link);
  }));
}

/** Told to screen readers when they are free; nothing is seen. @param {string} text */
export function announce(text) {
  const region = document.getElementById('announcements');
  if (!region) return;
  region.textContent = '';
  requestAnimationFrame(() => (region.textContent = text));
}

/** A short word on the screen that something is done. @param {string} text */
export const notice = (text) => dispatchEvent(new CustomEvent('md-notice', { detail: text }));

/** @type {Record<string, unknown>} */
const ICONS = {
  phone: svg`<path d="M6 3h3l1.5 4-2 1.5a11 11 0 0 0 5 5l1.5-2 4 1.5v3a2 2 0 0 1-2 2A15 15 0 0 1 4 5a2 2 0 0 1 2-2z"/>`,
  mail: svg`<rect x="3" y="5" width="18" height="14" rx="2"/><path d="m4 7 8 6 8-6"/>`,
  fax: svg`<path d="M8 9V3h9l2 2v4M4 9h16v10H4zM8 13h8M8 16h5"/>`,
  counter: svg`<circle cx="12" cy="7" r="3.5"/><path d="M5 20a7 7 0 0 1 14 0zM3 20h18"/>`,
  letter: svg`<path d="M5 3h10l4 4v14H5zM8 11h8M8 15h8"/>`,
  form: svg`<rect x="4" y="3" width="16" height="18" rx="2"/><path d="M8 8h8M8 12h8M8 16h4"/>`,
  chat: svg`<path d="M4 5h16v11H10l-4 4v-4H4z"/>`,
  other: svg`<circle cx="12" cy="12" r="8"/><path d="M8 12h.01M12 12h.01M16 12h.01"/>`,
  search: svg`<circle cx="10.5" cy="10.5" r="6"/><path d="m15 15 5.5 5.5"/>`,
  filter: svg`<path d="M4 6h16M7 12h10M10 18h4"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  bookmark: svg`<path d="M7 4h10v16l-5-4-5 4z"/>`,
  bell: svg`<path d="M6 16v-5a6 6 0 0 1 12 0v5l2 2H4zM10 21h4"/>`,
  menu: svg`<path d="M4 7h16M4 12h16M4 17h16"/>`,
  down: svg`<path d="m7 10 5 5 5-5"/>`,
  up: svg`<path d="m7 14 5-5 5 5"/>`,
  back: svg`<path d="m14 6-6 6 6 6"/>`,
  clip: svg`<path d="m20 11-8.5 8.5a5 5 0 0 1-7-7L13 4a3.5 3.5 0 0 1 5 5l-8.5 8.5a2 2 0 0 1-3-3L14 7"/>`,
  close: svg`<path d="m6 6 12 12M18 6 6 18"/>`,
  download: svg`<path d="M12 4v11m-4-4 4 4 4-4M5 20h14"/>`,
  pen: svg`<path d="m4 20 1-5L16 4l4 4L9 19z"/>`,
  lock: svg`<rect x="5" y="11" width="14" height="9" rx="2"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>`,
};
/** @type {Record<string, string>} */
const CHANNEL_ICONS = { 'web-form': 'form', portal: 'form', opinion: 'form', line: 'chat' };

/** @param {string} name */
export const icon = (name) => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${ICONS[name] ?? ICONS.other}</svg>`;

/** @param {string} channel */
export const channelIcon = (channel) =>
  html`<span class="channel" title=${word('channel', channel)}>${icon(CHANNEL_ICONS[channel] ?? channel)}<span
      class="hidden-visually">${word('channel', channel)}</span></span>`;

/** @param {any} row a ticket's row */
export const isDone = (row) => row.status === 'closed' || row.status === 'answered';

/** あと45分, ⚠ 期限超過 2時間10分 — never by colour alone. @param {any} row */
export function dueLabel(row) {
  const state = due(row.dueAt, isDone(row));
  if (!state.text) return nothing;
  return html`<span class="due ${state.overdue ? 'over' : state.soon ? 'soon' : ''}"
    title=${bothCalendars(row.dueAt, timeZone(row.municipality))}>${state.overdue ? '⚠ ' : ''}${state.text}</span>`;
}

/** @param {string} at @param {string} slug */
export const momentLabel = (at, slug) =>
  html`<time datetime=${at} title=${bothCalendars(at, timeZone(slug))}>${moment(at, timeZone(slug))}</time>`;

/** @param {string} at @param {string} slug */
export const dayLabel = (at, slug) =>
  html`<time datetime=${at} title=${bothCalendars(at, timeZone(slug))}>${shortDay(at, timeZone(slug))}</time>`;

/** @param {string} status */
export const statusChip = (status) => html`<span class="chip status-${status}">${word('status', status)}</span>`;

/**
 * What went wrong: title, detail, the fields it names, the reference number for the help desk.
 *
 * @param {any} problem a Problem, or nothing @param {() => void} [again]
 */
export function problemBox(problem, again) {
  if (!problem) return nothing;
  const title = problem.title ?? t('problem.unexpected');
  return html`<div class="problem" role="alert">
    <p class="problem-title">⚠ ${title}</p>
    ${problem.detail && problem.detail !== title ? html`<p>${problem.detail}</p>` : nothing}
    ${problem.errors?.length ? html`<ul>${problem.errors.map((/** @type {any} */ e) => html`<li>${e.message}</li>`)}</ul>` : nothing}
    ${problem.reference ? html`<p class="quiet">${t('problem.reference')} <code>${problem.reference}</code></p>` : nothing}
    ${again ? html`<button type="button" class="button small" @click=${again}>${t('again')}</button>` : nothing}
  </div>`;
}

/** @param {string} text @param {unknown} [more] */
export const empty = (text, more) => html`<div class="empty"><p>${text}</p>${more ?? nothing}</div>`;

// a menu is <details class="menu">: closed by Esc, by a click elsewhere and by choosing
addEventListener('click', (e) => {
  const target = /** @type {Element} */ (e.composedPath()[0]);
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    const chosen = target instanceof Element && target.closest('[data-closes]');
    if (chosen || !menu.contains(target)) menu.removeAttribute('open');
  }
});
addEventListener('keydown', (e) => {
  if (e.key !== 'Escape' || e.isComposing) return;
  const menu = document.querySelector('details.menu[open]');
  if (!menu) return;
  e.preventDefault();
  menu.removeAttribute('open');
  menu.querySelector('summary')?.focus();
});

/**
 * A list whose rows keep their element while the order changes: the focus and the scroll position stay where they are.
 * Give `.rows=${{items, key, row}}`.
 */
class Rows extends HTMLElement {
  #list = document.createElement('ol');
  /** @type {Map<string, HTMLLIElement>} */
  #boxes = new Map();

  connectedCallback() {
    if (!this.#list.isConnected) this.append(this.#list);
  }

  /** @param {{items: any[], key: (item: any) => string, row: (item: any) => unknown}} value */
  set rows({ items, key, row }) {
    const wanted = new Set(items.map(key));
    for (const [name, box] of this.#boxes) {
      if (wanted.has(name)) continue;
      box.remove();
      this.#boxes.delete(name);
    }
    const focused = this.#list.contains(document.activeElement) ? document.activeElement?.closest('li') : null;
    /** @type {Element | null} */
    let at = this.#list.firstElementChild;
    for (const item of items) {
      let box = this.#boxes.get(key(item));
      if (!box) this.#boxes.set(key(item), (box = document.createElement('li')));
      render(row(item), box);
      if (box === at) at = at.nextElementSibling;
      else if (box === focused) at = box.nextElementSibling; // moving it would lose the focus: its neighbours move
      else this.#list.insertBefore(box, at);
    }
    if (focused) this.#settle(items.map((i) => /** @type {HTMLLIElement} */ (this.#boxes.get(key(i)))), focused);
  }

  /** Puts the neighbours of the focused row on their sides. @param {HTMLLIElement[]} order @param {Element} focused */
  #settle(order, focused) {
    const place = order.indexOf(/** @type {HTMLLIElement} */ (focused));
    if (place < 0) return;
    for (const box of order.slice(0, place)) this.#list.insertBefore(box, focused);
    for (const box of order.slice(place + 1)) this.#list.append(box);
  }
}
customElements.define('md-rows', Rows);

/** Which rows of a list are chosen: one by one, from one to another, or everything the list's filter finds. */
export class Selection {
  /** @param {() => void} changed */
  constructor(changed) {
    this.changed = changed;
    /** @type {Map<string, any>} rows by ref, as they were seen */ this.rows = new Map();
    this.whole = false;
    this.anchor = '';
  }

  get size() {
    return this.rows.size;
  }

  get some() {
    return this.whole || this.rows.size > 0;
  }

  /** @param {string} ref */
  has(ref) {
    return this.whole || this.rows.has(ref);
  }

  clear() {
    this.rows.clear();
    this.whole = false;
    this.anchor = '';
    this.changed();
  }

  /** @param {any} row @param {boolean} [on] */
  toggle(row, on = !this.rows.has(row.ref)) {
    this.whole = false;
    if (on) this.rows.set(row.ref, row);
    else this.rows.delete(row.ref);
    this.anchor = row.ref;
    this.changed();
  }

  /** From where one was to here. @param {any[]} items @param {any} row */
  extend(items, row) {
    const from = items.findIndex((i) => i.ref === this.anchor);
    const to = items.indexOf(row);
    const [first, last] = from < 0 ? [to, to] : [Math.min(from, to), Math.max(from, to)];
    this.whole = false;
    for (const item of items.slice(first, last + 1)) this.rows.set(item.ref, item);
    this.anchor = row.ref;
    this.changed();
  }

  /** @param {any[]} items */
  all(items) {
    this.whole = false;
    for (const item of items) this.rows.set(item.ref, item);
    this.changed();
  }

  /** Also what is not shown yet. */
  everything() {
    this.rows.clear();
    this.whole = true;
    this.changed();
  }
}
