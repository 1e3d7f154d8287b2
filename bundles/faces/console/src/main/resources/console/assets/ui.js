// @ts-check
/**
 * What a plug-in's user interface builds on: `import { MadoguchiPanel, html, css } from '@madoguchi/ui'`.
 *
 * A bundle brings OSGI-INF/madoguchi-ui.json and a module that exports its panels. The console imports it while open, under
 * its content hash; an update is another hash and so another element, a removal takes its panels away. A module may export
 * `activate(host)` and `deactivate(host)`. A panel never calls customElements.define: names carry the hash.
 */

import { LitElement, css, html } from 'lit-element/lit-element.js';
import { call, may } from './api.js';
import { bothCalendars, language, moment, t } from './i18n.js';
import { go } from './navigation.js';
import { announce, notice } from './parts.js';

export { css, html, nothing, svg } from 'lit-element/lit-element.js';

/** Raised in its second number by what is added, in its first by what is broken. */
export const UI_API = '1.0';

/**
 * Base class of every panel. The console sets `context` (what is shown beside it), `host` and `lang`, and touches nothing else.
 */
export class MadoguchiPanel extends LitElement {
  static properties = { context: { attribute: false }, host: { attribute: false }, lang: { type: String } };
  /** @type {import('lit').CSSResultGroup} */
  static styles = css`
    :host { display: block; font: 400 0.875rem/1.6 var(--font); color: var(--text); overflow-wrap: anywhere; }
    h3 { font-size: 0.9375rem; margin: 0 0 4px; }
    a { color: var(--primary); }
    dl { margin: 0; }
    .quiet { color: var(--quiet); font-size: 0.8125rem; }
  `;

  constructor() {
    super();
    /** @type {any} */ this.context = null;
    /** @type {typeof host | null} */ this.host = null;
    this.lang = language();
  }

  #failed = false;

  /** In the place of a panel that throws stands a notice until it can draw again; the page and the other panels go on. */
  performUpdate() {
    try {
      super.performUpdate();
      this.#stand(false);
    } catch (failure) {
      if (!this.#failed) console.warn(`panel ${this.dataset.bundle}`, failure);
      this.#stand(true);
    }
  }

  /** @param {boolean} failed */
  #stand(failed) {
    if (failed === this.#failed) return;
    this.#failed = failed;
    this.style.display = failed ? 'none' : '';
    if (failed) this.after(sorry());
    else this.nextElementSibling?.remove();
  }
}

/** What the console does for a panel. */
export const host = Object.freeze({
  version: UI_API,
  /** Calls the REST API as the person who is logged in; throws a problem with title and detail. */
  request: async (/** @type {string} */ path, /** @type {import('./api.js').Call} */ options = {}) => (await call(path, options)).body,
  may,
  navigate: go,
  announce,
  notice,
  language,
  /** A moment as the console writes it, and in both calendars. */
  moment,
  bothCalendars,
});

/** @type {Map<string, {hash: string, module: any, contributions: any[]}>} by bundle */
const loaded = new Map();
const changes = new EventTarget();

const sorry = () => Object.assign(document.createElement('p'), { textContent: t('panel.failed'), className: 'quiet' });

/** @param {string} version */
function compatible(version) {
  const [major, minor] = String(version).split('.').map(Number);
  const [ours, upTo] = UI_API.split('.').map(Number);
  return major === ours && minor <= upTo;
}

/** Names of elements cannot be redefined: the tag carries the hash. @param {any} extension @param {any} contribution @param {any} module */
function define(extension, contribution, module) {
  const panel = module[contribution.export];
  if (typeof panel !== 'function' || !(panel.prototype instanceof HTMLElement)) throw new TypeError(`no element ${contribution.export}`);
  const tag = `x-${extension.bundle}-${contribution.export}-${extension.hash}`.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  if (!customElements.get(tag)) customElements.define(tag, calm(panel));
  return tag;
}

/** What a panel throws when it is put in its place nobody could catch: it is shown there. @param {any} panel */
const calm = (panel) => class extends panel {
  connectedCallback() {
    try {
      super.connectedCallback?.();
    } catch (failure) {
      console.warn(`panel ${this.dataset.bundle}`, failure);
      (this.shadowRoot ?? this).replaceChildren(sorry());
    }
  }
};

const PATIENCE_MILLIS = 10_000;

/** A module that never comes to an end must not hold up the others. @template T @param {Promise<T>} work @returns {Promise<T>} */
const soon = (work) => Promise.race([work, new Promise((_, reject) => setTimeout(() => reject(new Error('took too long')), PATIENCE_MILLIS))]);

let running = Promise.resolve();

/** Takes the extensions the server offers now. @param {any[]} extensions */
export function take(extensions) {
  return (running = running.then(() => replace(extensions)));
}

/** @param {any[]} extensions */
async function replace(extensions) {
  const offered = new Set(extensions.map((e) => e.bundle));
  for (const [bundle, old] of loaded) if (!offered.has(bundle)) await retire(bundle, old);
  for (const extension of extensions) {
    const old = loaded.get(extension.bundle);
    if (old?.hash === extension.hash) continue;
    const next = await load(extension);
    if (old) await retire(extension.bundle, old);
    loaded.set(extension.bundle, next);
  }
  changes.dispatchEvent(new Event('change'));
}

/** @param {any} extension */
async function load(extension) {
  const { manifest, bundle, hash } = extension;
  const all = manifest.contributions ?? [];
  try {
    if (!compatible(manifest.uiApi)) throw new Error(`uiApi ${manifest.uiApi} is not supported by ${UI_API}`);
    const module = await soon(import(extension.module));
    const contributions = all.map((/** @type {any} */ c) => ({ ...c, bundle, tag: define(extension, c, module) }));
    await soon(Promise.resolve(module.activate?.(host)));
    return { hash, module, contributions };
  } catch (failure) {
    console.warn(`extension ${bundle}`, failure);
    return { hash, module: null, contributions: all.map((/** @type {any} */ c) => ({ ...c, bundle, tag: '', title: manifest.title })) };
  }
}

/** @param {string} bundle @param {{module: any}} old */
async function retire(bundle, old) {
  loaded.delete(bundle);
  try {
    await soon(Promise.resolve(old.module?.deactivate?.(host)));
  } catch (failure) {
    console.warn(`extension ${bundle}`, failure);
  }
}

/** @param {any} text a string, or one by language */
const inLanguage = (text) => (typeof text === 'object' && text ? (text[language()] ?? text.ja ?? Object.values(text)[0]) : text);

/** `<md-slot name="ticket.panel">`: whatever is contributed to it right now. */
class Slot extends HTMLElement {
  /** @type {any} */ #context = null;
  #paint = () => this.paint();

  constructor() {
    super();
    if (Object.hasOwn(this, 'context')) {
      // set before this class was loaded
      const early = /** @type {any} */ (this).context;
      delete (/** @type {any} */ (this).context);
      this.#context = early;
    }
  }

  connectedCallback() {
    changes.addEventListener('change', this.#paint);
    addEventListener('md-language', this.#paint);
    this.paint();
  }

  disconnectedCallback() {
    changes.removeEventListener('change', this.#paint);
    removeEventListener('md-language', this.#paint);
  }

  set context(value) {
    if (value === this.#context) return;
    this.#context = value;
    if (this.isConnected) this.paint();
  }

  get context() {
    return this.#context;
  }

  /** @param {any} c a contribution */
  wanted(c) {
    const ticket = this.#context?.ticket ?? {};
    const fits = Object.entries(c.when ?? {}).every(([name, values]) => !(name in ticket) || [values].flat().includes(ticket[name]));
    return c.slot === this.getAttribute('name') && fits && (!c.permission || may(c.permission, this.#context?.municipality));
  }

  paint() {
    const wanted = [...loaded.values()].flatMap((l) => l.contributions).filter((c) => this.wanted(c)).sort((a, b) => (a.order ?? 100) - (b.order ?? 100));
    const kept = new Map([...this.children].map((box) => [/** @type {HTMLElement} */ (box).dataset.panel, box]));
    const boxes = wanted.map((c) => {
      const key = `${c.bundle} ${c.id} ${c.tag}`;
      const box = /** @type {HTMLElement} */ (kept.get(key) ?? this.#box(c, key));
      box.setAttribute('aria-label', inLanguage(c.label) ?? c.id);
      const panel = /** @type {any} */ (box.firstElementChild);
      if (c.tag && panel?.localName === c.tag) {
        panel.lang = language();
        panel.context = this.#context;
      }
      return box;
    });
    for (const box of [...this.children]) if (!boxes.includes(/** @type {HTMLElement} */ (box))) box.remove();
    boxes.forEach((box, i) => this.children[i] !== box && this.insertBefore(box, this.children[i] ?? null));
  }

  /** @param {any} c @param {string} key */
  #box(c, key) {
    const box = document.createElement('section');
    box.className = 'card panel';
    box.dataset.panel = key;
    try {
      if (!c.tag) throw new Error('not loaded');
      // createElement would not throw when the constructor does, but make an empty element
      const panel = new (/** @type {any} */ (customElements.get(c.tag)))();
      panel.dataset.bundle = c.bundle;
      panel.host = host;
      panel.context = this.#context;
      box.append(panel);
    } catch (failure) {
      if (c.tag) console.warn(`panel ${c.bundle}`, failure);
      const name = document.createElement('b');
      name.textContent = inLanguage(c.label ?? c.title) ?? c.id;
      box.replaceChildren(name, sorry());
    }
    return box;
  }
}
customElements.define('md-slot', Slot);
