// @ts-check
/**
 * Shows HTML that the server has sanitised, apart from the page: no scripts, no forms, no foreign images, its own policy.
 * The Trusted Types policy takes only documents that were made here.
 */

import { t } from '../i18n.js';

const SHEET = new URL('../mail.css', import.meta.url).pathname;
const POLICY = "default-src 'none'; style-src 'self'; img-src data:";
/** @type {Set<string>} */
const made = new Set();
const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy('madoguchi', {
  createHTML(/** @type {string} */ document) {
    if (!made.delete(document)) throw new TypeError('only sanitised mail');
    return document;
  },
});

/**
 * The page's policy reaches into the frame and takes no inline style; {@link restyle} sets it again once the mail is there.
 *
 * @param {string} sanitised @returns {any}
 */
function mailDocument(sanitised) {
  const body = sanitised.replace(/(<[a-z][^>]*)\sstyle="/gi, '$1 data-style="');
  const text = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="referrer" content="no-referrer"><base target="_blank"><link rel="stylesheet" href="${SHEET}"><body>${body}`;
  made.add(text);
  return policy ? policy.createHTML(text) : text;
}

/** @param {Document | null} page of a frame, its styles sanitised by the server */
function restyle(page) {
  for (const element of page?.querySelectorAll('[data-style]') ?? []) {
    /** @type {HTMLElement} */ (element).style.cssText = element.getAttribute('data-style') ?? '';
  }
}

/** What the server has marked as quoted or a signature goes behind a button; where nothing else is there, it stays. @param {Document | null} page of a frame */
function fold(page) {
  for (const mark of page?.querySelectorAll('[data-fold]') ?? []) {
    if (mark.closest('details')) continue;
    const kind = mark.getAttribute('data-fold') === 'signature' ? 'signature' : 'quote';
    const details = (kind === 'quote' && quoteBefore(mark)) || folding(mark, kind);
    if (mark.getAttribute('data-fold') === 'history') details.append(rest(mark));
    else details.append(mark);
  }
  const left = /** @type {HTMLElement | undefined} */ (page?.body.cloneNode(true));
  for (const details of left?.querySelectorAll('details') ?? []) details.remove();
  if (left?.textContent?.trim() || left?.querySelector('img')) return;
  for (const details of page?.querySelectorAll('details') ?? []) details.replaceWith(...[...details.childNodes].slice(1));
}

/** The folded quote that ends right before the element, but for blanks. @param {Element} mark @returns {Element | null} */
function quoteBefore(mark) {
  const before = mark.previousElementSibling;
  if (!before?.matches('details.quote')) return null;
  let between = mark.previousSibling;
  while (between && between !== before && !between.textContent?.trim()) between = between.previousSibling;
  return between === before ? before : null;
}

/** @param {Element} mark what it is put before @param {string} kind */
function folding(mark, kind) {
  const details = mark.ownerDocument.createElement('details');
  const button = mark.ownerDocument.createElement('summary');
  details.className = kind;
  button.textContent = t(`fold.${kind}.some`);
  details.append(button);
  mark.before(details);
  return details;
}

/** The element with all that follows it in the mail. @param {Element} first */
function rest(first) {
  const range = first.ownerDocument.createRange();
  range.setStartBefore(first);
  range.setEndAfter(/** @type {Node} */ (first.ownerDocument.body.lastChild));
  return range.extractContents();
}

class MailFrame extends HTMLElement {
  #shown = '';
  #frame = document.createElement('iframe');
  #watch = new ResizeObserver(() => this.#fit());

  constructor() {
    super();
    // same origin only lets this page measure the height; without allow-scripts nothing in it can run
    this.#frame.setAttribute('sandbox', 'allow-same-origin allow-popups allow-popups-to-escape-sandbox');
    this.#frame.addEventListener('load', () => {
      const page = this.#frame.contentDocument;
      restyle(page);
      fold(page);
      if (page?.body) this.#watch.observe(page.body); // what is folded changes the height
      this.#fit();
    });
  }

  connectedCallback() {
    this.#frame.title = this.title || 'HTML';
    if (!this.#frame.isConnected) this.append(this.#frame);
    this.#watch.observe(this);
  }

  disconnectedCallback() {
    this.#watch.disconnect();
  }

  /** @param {string} value */
  set html(value) {
    if (value === this.#shown) return;
    this.#shown = value;
    this.#frame.srcdoc = mailDocument(value);
  }

  #fit() {
    const page = this.#frame.contentDocument?.documentElement;
    if (page) this.#frame.setAttribute('height', String(Math.min(page.offsetHeight + 2, 6000)));
  }
}
customElements.define('md-mail-frame', MailFrame);
