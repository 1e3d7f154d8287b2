// @ts-check
/** Replies that are not sent yet and can be taken back: how long, the button, the key. They follow their author to whatever is shown next. */

import { Part, html, notice, nothing } from '../parts.js';
import { call } from '../api.js';
import { catalogue, t } from '../i18n.js';
import { bindKeys, go, keyOn, ticketPath } from '../navigation.js';
import { draftOf } from './drafts.js';

await catalogue('tickets');

/** @typedef {{ref: string, entry: string, number: string, until: number}} Held until: by the clock of this page */

/** @type {Map<string, Held>} by entry, in the order they were written */
const held = new Map();

/** Remembers what the caller may take back on a ticket. @param {any} view */
export function hold(view) {
  const own = view.waiting.filter((/** @type {any} */ w) => w.own);
  const now = new Set(own.map((/** @type {any} */ w) => w.entry));
  for (const [entry, item] of held) if (item.ref === view.ref && !now.has(entry)) held.delete(entry);
  for (const w of own) {
    const until = held.get(w.entry)?.until ?? performance.now() + w.seconds * 1000;
    held.set(w.entry, { ref: view.ref, entry: w.entry, number: view.number, until });
  }
  dispatchEvent(new Event('md-held'));
}

/** @param {Held} item */
async function takeBack(item) {
  const draft = draftOf(item.ref, 'reply');
  await draft.quiet();
  held.delete(item.entry);
  dispatchEvent(new Event('md-held'));
  const { body } = await call(`/replies/${encodeURIComponent(item.ref)}/${item.entry}`, { method: 'DELETE' });
  draft.comeBack(body);
  notice(t('sending.back'));
  const path = ticketPath(item.ref, new URLSearchParams(location.pathname.startsWith('/console/tickets') ? location.search : ''));
  if (!location.pathname.startsWith(path.split('?')[0])) go(path);
  dispatchEvent(new CustomEvent('md-taken-back', { detail: item.ref }));
}

class UndoSending extends Part {
  connectedCallback() {
    super.connectedCallback();
    this.onHeld = () => this.turn();
    addEventListener('md-held', this.onHeld);
    this.turn();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    if (this.onHeld) removeEventListener('md-held', this.onHeld);
    clearInterval(this.ticking);
    this.unbind?.();
  }

  /** The clock runs and the key does something only while there is something to take back. */
  turn() {
    for (const [entry, item] of held) if (secondsLeft(item) <= 0) held.delete(entry);
    if (held.size && !this.ticking) {
      this.ticking = setInterval(() => this.turn(), 250);
      this.unbind = bindKeys({ takeBack: () => this.last && takeBack(this.last) });
    } else if (!held.size && this.ticking) {
      clearInterval(this.ticking);
      this.ticking = undefined;
      this.unbind?.();
    }
    this.requestUpdate();
  }

  get last() {
    return [...held.values()].at(-1);
  }

  render() {
    if (!held.size) return nothing;
    const last = this.last;
    return html`<section class="undo-sending" aria-label=${t('sending')}><ul>${[...held.values()].map((item) => html`<li><span class="no">${item.number}</span>
      <span>${t('sending.in', { n: Math.ceil(secondsLeft(item)) })}</span>
      <button type="button" class="button small" @click=${() => takeBack(item)}>${t('sending.takeBack')}<span class="hidden-visually"> ${item.number}</span></button>
      ${item === last && keyOn('takeBack') ? html`<span class="keys"><kbd>Ctrl</kbd><kbd>Shift</kbd><kbd>Z</kbd></span>` : nothing}</li>`)}</ul></section>`;
  }
}
customElements.define('md-undo-sending', UndoSending);

/** @param {Held} item */
const secondsLeft = (item) => (item.until - performance.now()) / 1000;
