// @ts-check
/**
 * What somebody is writing on a ticket, one draft for each kind: a note never turns into a reply. Kept in memory while the page lives, saved on the server as typed, and never
 * thrown away because of an error. Nothing of it is stored in the browser: desks are shared.
 */

import { call } from '../api.js';

/** @typedef {'reply' | 'note'} Kind */

const PAUSE = 500;

export class Draft extends EventTarget {
  /** @param {string} ref @param {Kind} kind */
  constructor(ref, kind) {
    super();
    this.ref = ref;
    this.kind = kind;
    this.text = '';
    /** @type {any[]} uploaded or uploading: {id?, fileName, size, share, problem?} */ this.files = [];
    /** '' nothing to save, 'typing', 'saving', 'saved', 'failed' */
    this.state = '';
    this.savedAt = '';
    this.loaded = false;
    /** the files that waited on the server are known */ this.filesKnown = false;
    /** who was named, by name @type {Map<string, string>} */ this.mentions = new Map();
    /** closes with: what was chosen so far */ this.closing = { open: false, category: /** @type {any} */ (null), section: /** @type {any} */ (null), result: '' };
    /** the newest reply of others when it was begun; what came later is told before sending @type {number | undefined} */ this.since = undefined;
    /** One id per message, so that sending again after a lost answer does not send twice. */
    this.requestId = '';
    /** @type {any} */ this.timer = undefined;
    /** @type {Promise<any>} */ this.saving = Promise.resolve();
    /** @type {Promise<any>} the removal of what was sent */ this.leaving = Promise.resolve();
    /** a reply was taken back: it is written on next */ this.wanted = false;
  }

  get path() {
    return pathOf(this.ref);
  }

  get unsaved() {
    return this.state === 'typing' || this.state === 'failed';
  }

  /** @param {string} state */
  turn(state) {
    this.state = state;
    this.dispatchEvent(new Event('change'));
  }

  /** Brings back what was written and attached before; never over what was typed meanwhile. */
  async load() {
    if (this.loaded && this.filesKnown) return;
    this.take((await call(this.path, { query: { kind: this.kind } })).body);
  }

  /** @param {any} kept as the server has it; nothing when it has none */
  take(kept) {
    this.takeFiles(kept?.attachments ?? []);
    if (this.loaded) return;
    this.loaded = true;
    if (!kept?.text || this.text) return;
    this.text = kept.text;
    this.since = Date.parse(kept.updatedAt);
    this.savedAt = kept.updatedAt;
    this.turn('saved');
  }

  /** Not those of this page, which are on their way or there already. @param {any[]} waiting */
  takeFiles(waiting) {
    if (this.filesKnown) return;
    this.filesKnown = true;
    const here = (/** @type {any} */ w) => this.files.some((f) => (f.id ? f.id === w.id : f.fileName === w.fileName && f.size === w.size));
    const others = waiting.filter((w) => !here(w));
    if (!others.length) return;
    this.files = [...others.map(arrived), ...this.files];
    this.dispatchEvent(new Event('change'));
  }

  /** @param {string} text */
  write(text) {
    this.text = text;
    this.loaded = true;
    this.requestId = '';
    this.turn('typing');
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), PAUSE);
  }

  /** @param {boolean} [leaving] the page may be gone before the answer */
  save(leaving = false) {
    clearTimeout(this.timer);
    if (!this.unsaved) return this.saving;
    this.turn('saving');
    this.saving = this.saving.then(() => this.put(leaving)).catch(() => this.state === 'saving' && this.turn('failed'));
    return this.saving;
  }

  /** @param {boolean} keepalive */
  async put(keepalive) {
    const { kind, text } = this;
    const { body } = text
      ? await call(this.path, { method: 'PUT', body: { kind, text }, keepalive })
      : await call(this.path, { method: 'DELETE', query: { kind }, keepalive });
    this.savedAt = body?.updatedAt ?? new Date().toISOString();
    if (this.state === 'saving') this.turn(text ? 'saved' : '');
  }

  /** The message is on its way: nothing is left to keep. */
  async sent() {
    clearTimeout(this.timer);
    this.text = '';
    this.files = [];
    this.filesKnown = true;
    this.mentions.clear();
    this.requestId = '';
    this.closing = { open: false, category: null, section: null, result: '' };
    this.turn('');
    this.leaving = this.saving.then(() => call(this.path, { method: 'DELETE', query: { kind: this.kind } })).catch(() => undefined);
    await this.leaving;
  }

  /** Nothing of it is on its way to the server any more. */
  async quiet() {
    await this.leaving;
    await this.save();
  }

  /** A reply was taken back; the server has put below it what was begun since. @param {{draft: any, attachments: any[]}} returned */
  comeBack(returned) {
    this.text = returned.draft.text;
    this.since = Date.parse(returned.draft.updatedAt);
    this.savedAt = returned.draft.updatedAt;
    this.files = [...returned.attachments.map(arrived), ...this.files];
    this.loaded = true;
    this.requestId = '';
    this.wanted = true;
    this.turn('saved');
  }
}

/** @param {any} file as the server has it */
const arrived = (file) => ({ ...file, share: 1, problem: '' });

/** @type {Map<string, Draft>} by kind and ticket */
const drafts = new Map();

/** @param {string} ref */
const pathOf = (ref) => `/tickets/${encodeURIComponent(ref)}/draft`;

/** @param {string} ref @param {Kind} kind */
export function draftOf(ref, kind) {
  const key = `${kind} ${ref}`;
  let draft = drafts.get(key);
  if (!draft) drafts.set(key, (draft = new Draft(ref, kind)));
  return draft;
}

/** What was written last on a ticket, here or on another day; '' when nothing waits. @param {string} ref @returns {Promise<Kind | ''>} */
export async function begunKind(ref) {
  for (const kind of /** @type {Kind[]} */ (['reply', 'note'])) if (draftOf(ref, kind).text || draftOf(ref, kind).files.length) return kind;
  const { body } = await call(pathOf(ref));
  if (!body) return '';
  draftOf(ref, body.kind).take(body);
  return body.kind;
}

addEventListener('md-recovered', () => {
  for (const draft of drafts.values()) if (draft.state === 'failed') draft.save();
});
addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') for (const draft of drafts.values()) draft.save(true);
});
addEventListener('beforeunload', (e) => {
  const open = [...drafts.values()].filter((d) => d.unsaved || d.state === 'saving' || d.files.some((f) => f.share < 1));
  for (const draft of open) draft.save(true);
  if (open.some((d) => d.state === 'failed' || d.files.some((f) => f.share < 1))) e.preventDefault();
});
