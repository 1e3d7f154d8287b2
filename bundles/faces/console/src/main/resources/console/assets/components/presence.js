// @ts-check
/**
 * Who else has the ticket open, and who writes. This page tells the server what its person does: at the beginning, at each
 * change and every half minute; hidden, or when nobody has touched it for long, it has left.
 */

import { Part, html, nothing } from '../parts.js';
import { call, requestId, session } from '../api.js';
import { number, t } from '../i18n.js';
import { onLive } from '../live.js';

/** @typedef {'viewing' | 'noting' | 'replying' | 'gone'} Doing */
/** @typedef {{id: string, name: string, doing: Doing}} Person */

const TAB = requestId();
const SHOWN = 5;
/** Who only goes by is not told. */
const SETTLED = 600;
/** So long after the last key somebody writes still. */
const WRITES = 60e3;
/** So long somebody is there who touches nothing: a heartbeat must not keep an idle session company for ever. */
const IDLE = 10 * 60e3;

/** The last keys. @type {{ref: string, doing: Doing, at: number}} */
let keys = { ref: '', doing: 'viewing', at: 0 };
/** What is known of the ticket shown. @type {{ref: string, people: Person[]}} */
let known = { ref: '', people: [] };

/** The person types on a ticket. @param {string} ref @param {'reply' | 'note'} kind */
export function writes(ref, kind) {
  keys = { ref, doing: kind === 'note' ? 'noting' : 'replying', at: performance.now() };
  dispatchEvent(new Event('md-writes'));
}

/** What was typed is sent. */
export function wrote() {
  keys.at = -WRITES;
  dispatchEvent(new Event('md-writes'));
}

/** The newest reply there is of others, as the place to compare with. @param {any} view */
const newest = (view) => Math.max(0, ...others(view).map((e) => Date.parse(e.at)));

/** @param {any} view @returns {any[]} */
const others = (view) => view.entries.filter((/** @type {any} */ e) => e.type === 'reply' && e.author && e.author.id !== session.me.id);

/** Remembers what a reply was begun on. @param {any} draft @param {any} view */
export function begins(draft, view) {
  if (!draft.text) draft.since = newest(view);
}

/**
 * What somebody should know before a reply goes: who writes one too, and who has replied since this one was begun.
 *
 * @param {any} draft @param {any} view @returns {string[]}
 */
export function besideReply(draft, view) {
  const writing = known.ref === view.ref ? known.people.filter((p) => p.doing === 'replying').map((p) => p.name) : [];
  const since = draft.since === undefined ? Infinity : draft.since;
  const replied = others(view).filter((e) => Date.parse(e.at) > since).map((e) => e.author.name);
  return [
    ...[...new Set(replied)].map((name) => t('presence.replied', { name })),
    ...writing.map((name) => t('presence.replying', { name })),
  ];
}

/** @param {string[]} texts @param {() => void} send */
export const besideBox = (texts, send) => html`<div class="unsaved" role="alert"><p><b>⚠ ${texts.join(' ')}</b><br>${t('presence.hint')}</p>
  <div class="buttons"><button type="button" class="button small despite" @click=${send}>${t('presence.anyhow')}</button></div></div>`;

class Presence extends Part {
  static properties = { view: { attribute: false }, people: { state: true }, told: { state: true } };

  constructor() {
    super();
    /** @type {any} */ this.view = null;
    /** @type {Person[]} */ this.people = [];
    /** for those who do not see the screen */ this.told = '';
    this.ref = '';
    /** what the server knows of this page */ this.last = { ref: '', doing: '' };
    /** seconds; 0 where nobody is shown */ this.again = 25;
    this.touched = 0;
    /** @type {Set<string>} who was announced already */ this.heard = new Set();
    /** @type {Promise<void> | undefined} what is being told */ this.word = undefined;
    /** @type {any} */ this.timer = undefined;
    this.onTouch = () => this.touch();
    this.onWrites = () => this.speak();
    this.onShown = () => (document.visibilityState === 'visible' ? this.touch() : this.speak());
    this.onLeave = () => this.leave(true);
    this.onBack = () => this.speak(true);
  }

  connectedCallback() {
    super.connectedCallback();
    this.unlisten = onLive((name, data) => {
      if (name === 'presence' && data.ticket === this.ref) this.take(data.people);
      if (name === 'reset' || name === 'hello') this.speak(true);
    });
    for (const name of ['keydown', 'pointerdown', 'wheel']) addEventListener(name, this.onTouch, { passive: true });
    addEventListener('md-writes', this.onWrites);
    document.addEventListener('visibilitychange', this.onShown);
    addEventListener('pagehide', this.onLeave);
    addEventListener('pageshow', this.onBack);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unlisten?.();
    for (const name of ['keydown', 'pointerdown', 'wheel']) removeEventListener(name, this.onTouch);
    removeEventListener('md-writes', this.onWrites);
    document.removeEventListener('visibilitychange', this.onShown);
    removeEventListener('pagehide', this.onLeave);
    removeEventListener('pageshow', this.onBack);
    clearTimeout(this.timer);
    this.leave();
    this.ref = '';
  }

  willUpdate() {
    // whoever restricted a ticket out of their own reach is not at it any more
    const ref = this.view.actions.length ? this.view.ref : '';
    if (ref === this.ref) return;
    if (!ref) this.leave();
    this.ref = ref;
    this.people = [];
    this.told = '';
    this.heard.clear();
    this.again = 25;
    known = { ref, people: [] };
    this.touched = performance.now();
    this.wait(SETTLED);
  }

  /** @param {number} millis */
  wait(millis) {
    clearTimeout(this.timer);
    if (this.ref && this.again) this.timer = setTimeout(() => this.speak(true), millis);
  }

  touch() {
    this.touched = performance.now();
    if (this.last.doing === 'gone') this.speak();
  }

  /** @returns {Doing} */
  get doing() {
    const now = performance.now();
    if (keys.ref === this.ref && now - keys.at < WRITES) return keys.doing;
    return document.visibilityState === 'hidden' || now - this.touched > IDLE ? 'gone' : 'viewing';
  }

  /** Tells what the person does, if that is news. @param {boolean} [anew] also when it is not */
  speak(anew = false) {
    const { ref, doing, last } = this;
    // what was opened just now is told once it has been open a moment
    if (!ref || !this.again || (last.ref !== ref && !anew)) return;
    this.wait(this.again * 1000);
    if (last.ref === ref && last.doing === doing && (!anew || doing === 'gone')) return;
    this.last = { ref, doing };
    this.word ??= this.sayLast();
  }

  /** One word after the other: what was meant meanwhile, a login perhaps, is told once. */
  async sayLast() {
    let said;
    do {
      said = this.last;
      await this.say(said.ref, said.doing);
    } while (said !== this.last && this.last.ref);
    this.word = undefined;
  }

  /** @param {string} ref @param {Doing} doing @param {boolean} [keepalive] */
  async say(ref, doing, keepalive) {
    try {
      const { body } = await call(`/presence/${encodeURIComponent(ref)}`, { method: 'PUT', body: { tab: TAB, doing }, keepalive });
      if (ref !== this.ref) return;
      this.again = body.again;
      this.take(body.people); // nobody for whoever has left: they are not told any more
    } catch (problem) {
      if (ref !== this.ref) return;
      if (/** @type {any} */ (problem).type === 'ticket-not-found') this.again = 0; // out of reach now
      this.people = []; // what is not known is not shown
      known = { ref, people: [] };
    }
  }

  /** @param {boolean} [closing] the page is gone before an answer */
  async leave(closing) {
    const { ref, doing } = this.last;
    this.last = { ref: '', doing: '' };
    if (!ref || doing === 'gone') return;
    if (!closing) await this.word;
    // whoever is back meanwhile has said so
    if (this.last.ref !== ref) await this.say(ref, 'gone', true);
  }

  /** @param {Person[]} people */
  take(people) {
    this.people = people;
    known = { ref: this.ref, people };
    // each person once for coming and once for replying: whatever else they do disturbs nobody
    const news = people.filter((p) => !this.heard.has(`${p.id} ${p.doing === 'replying'}`));
    for (const p of people) this.heard.add(`${p.id} ${p.doing === 'replying'}`).add(`${p.id} false`);
    if (news.length) this.told = news.map((p) => t(`presence.${p.doing}`, { name: p.name })).join(' ');
  }

  render() {
    const shown = this.people.slice(0, SHOWN);
    const more = this.people.length - shown.length;
    return html`${shown.map((p) => html`<span class="chip beside ${p.doing}">${t(`presence.${p.doing}`, { name: p.name })}</span>`)}
      ${more > 0 ? html`<span class="quiet">${t('presence.more', { n: number(more) })}</span>` : nothing}
      <span class="hidden-visually" role="status">${this.told}</span>`;
  }
}
customElements.define('md-presence', Presence);
