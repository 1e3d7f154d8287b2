// @ts-check
/** Choosing one of many by typing: sections, categories, staff, commands. One dialog for all of them. */

import { Part, html, icon, moreStyle, nothing } from '../parts.js';
import { composing } from '../navigation.js';
import { catalogue, t } from '../i18n.js';

await catalogue('tickets');

/** @typedef {{value: string, text: string, hint?: string, path?: string, words?: string, level?: number, heading?: boolean, shifted?: boolean}} Option shifted: chosen with Shift */
/**
 * @typedef {object} Question
 * @property {string} title
 * @property {string} label of the field to type in
 * @property {Option[]} [options]
 * @property {(q: string) => Promise<Option[]>} [search] instead of options: asked while typing
 * @property {string} [current]
 * @property {string} [hint] said below the list
 * @property {string} [none] said when there is nothing to choose from
 */

const MOST = 300;

/** Katakana and hiragana, wide and narrow, capital and small are the same. @param {string} text */
export const folded = (text) =>
  text.normalize('NFKC').toLowerCase().replace(/[ァ-ヶ]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0x60));

/** @param {string} q */
const wordsOf = (q) => folded(q).split(/\s+/).filter(Boolean);

/** @param {Question} question @returns {Promise<Option | null>} null: nothing was chosen */
export function pick(question) {
  const picker = /** @type {Picker} */ (document.createElement('md-picker'));
  document.querySelector('md-app')?.append(picker);
  return picker.ask(question);
}

/** What has the focus, and its caret: a dialog that closes gives back the one and not the other, and what is typed then is lost. */
function placeOfTyping() {
  const field = /** @type {any} */ (document.activeElement);
  const [start, end] = [field?.selectionStart, field?.selectionEnd];
  return () => {
    field?.focus();
    if (typeof start === 'number') field.setSelectionRange(start, end);
  };
}

class Picker extends Part {
  static properties = { question: { state: true }, found: { state: true }, at: { state: true }, failed: { state: true }, ready: { state: true } };

  constructor() {
    super();
    /** @type {Question} */ this.question = { title: '', label: '' };
    /** @type {Option[]} */ this.found = [];
    this.at = 0;
    this.failed = '';
    this.ready = false;
    /** @type {any} */ this.timer = undefined;
    this.asked = '';
    /** @type {Promise<any>} */ this.filtered = Promise.resolve();
    /** @type {(option: Option | null) => void} */ this.answer = () => {};
  }

  /** @param {Question} question @returns {Promise<Option | null>} */
  async ask(question) {
    const goBack = placeOfTyping();
    this.question = question;
    const answered = new Promise((done) => (this.answer = done));
    // not awaited: whoever goes on typing meanwhile types into the field already
    this.filtered = this.filter('').then(() => this.begin());
    await Promise.all([this.updateComplete, moreStyle()]);
    this.find('dialog').showModal();
    this.find('input').focus();
    this.showActive();
    const chosen = await answered;
    this.find('dialog').close();
    this.remove();
    goBack();
    return chosen;
  }

  /** At what is chosen now, unless one has typed already. */
  begin() {
    this.ready = true;
    const current = this.found.findIndex((o) => o.value === this.question.current && !o.heading);
    if (this.question.current && this.asked === '') this.at = Math.max(0, current);
    this.updateComplete.then(() => this.showActive());
  }

  /** @param {string} q */
  async filter(q) {
    this.timer = undefined;
    this.asked = q;
    const { options, search } = this.question;
    if (search) {
      let found = this.found;
      let failed = '';
      try {
        found = await search(q);
      } catch (problem) {
        failed = /** @type {any} */ (problem).title ?? t('problem.unexpected');
      }
      if (q !== this.asked) return; // typed on meanwhile
      this.found = found;
      this.failed = failed;
    } else this.found = matching(options ?? [], q);
    const wanted = wordsOf(q);
    const named = this.found.findIndex((o) => !o.heading && wanted.every((w) => folded(o.text).includes(w)));
    // what is called so before what only lies below something that is
    this.at = named < 0 ? this.found.findIndex((o) => !o.heading) : named;
  }

  /** @param {any} e */
  typed(e) {
    if (e.isComposing) return;
    clearTimeout(this.timer);
    const q = e.target.value.trim();
    this.timer = setTimeout(() => (this.filtered = this.filter(q)), this.question.search ? 200 : 0);
  }

  /** Who types fast and presses Enter means what they typed, not what was listed before. */
  async choose(shifted = false) {
    if (this.timer) {
      clearTimeout(this.timer);
      this.filtered = this.filter(this.find('input').value.trim());
    }
    await this.filtered;
    if (this.found[this.at]) this.answer({ ...this.found[this.at], shifted });
  }

  /** @param {number} way */
  step(way) {
    let to = this.at;
    do to += way;
    while (this.found[to]?.heading);
    if (this.found[to]) this.at = to;
    this.updateComplete.then(() => this.showActive());
  }

  showActive() {
    this.find('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }

  /** @param {KeyboardEvent} e */
  key(e) {
    if (composing(e)) return;
    /** @type {Record<string, number>} */
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (moves[e.key]) this.step(moves[e.key]);
    else if (e.key === 'Enter') this.choose(e.shiftKey);
    else return;
    e.preventDefault();
  }

  render() {
    const { title, label } = this.question;
    return html`<dialog class="dialog picker" aria-labelledby="picker-title" @cancel=${(/** @type {Event} */ e) => { e.preventDefault(); this.answer(null); }}
      @click=${(/** @type {Event} */ e) => e.target === e.currentTarget && this.answer(null)}>
      <div class="picker-box">
      <div class="dialog-head"><h2 id="picker-title">${title}</h2>
        <button type="button" class="icon-button" @click=${() => this.answer(null)}>${icon('close')}<span class="hidden-visually">${t('close')}</span></button></div>
      <input type="text" role="combobox" aria-label=${label} placeholder=${label} autocomplete="off" aria-expanded="true" aria-autocomplete="list"
        aria-controls="picker-list" aria-activedescendant=${this.found[this.at] ? `picker-${this.at}` : nothing}
        @input=${this.typed} @compositionend=${this.typed} @keydown=${this.key}>
      <div id="picker-list" role="listbox" aria-label=${title} tabindex="-1">${this.found.slice(0, MOST).map((o, i) => this.option(o, i))}</div>
      <p class="picker-foot quiet" role="status">${this.failed ? `⚠ ${this.failed}` : this.found.some((o) => !o.heading) ? (this.question.hint ?? nothing) : this.nothingFound()}</p>
      </div></dialog>`;
  }

  nothingFound() {
    if (!this.ready) return t('loading');
    return this.asked ? t('picker.nothing') : (this.question.none ?? t('picker.nothing'));
  }

  /** @param {Option} o @param {number} i */
  option(o, i) {
    if (o.heading) return html`<div class="heading level-${o.level ?? 0}" role="presentation">${o.text}</div>`;
    return html`<div role="option" id="picker-${i}" class="level-${o.level ?? 0} ${o.value === this.question.current ? 'current' : ''}" aria-selected=${String(i === this.at)}
      @click=${(/** @type {MouseEvent} */ e) => this.answer({ ...o, shifted: e.shiftKey })}><span>${o.text}</span>${o.path ? html`<span class="path ${this.asked ? 'quiet' : 'hidden-visually'}">${o.path}</span>` : nothing}${o.hint ? html`<span class="quiet">${o.hint}</span>` : nothing}</div>`;
  }
}
customElements.define('md-picker', Picker);

/** Options that have every word; what they hang from stays above them as a heading. @param {Option[]} options @param {string} q */
export function matching(options, q) {
  const wanted = wordsOf(q);
  if (!wanted.length) return options;
  /** @type {Option[]} */
  const found = [];
  /** @type {Option[]} the way down to the option at hand */
  const way = [];
  const shown = new Set();
  for (const option of options) {
    const level = option.level ?? 0;
    way.length = Math.min(way.length, level);
    way[level] = option;
    const text = folded(`${option.text} ${option.path ?? ''} ${option.words ?? ''} ${option.hint ?? ''}`);
    if (option.heading || !wanted.every((w) => text.includes(w))) continue;
    for (const parent of way.slice(0, level)) {
      if (parent && !shown.has(parent)) found.push({ ...parent, heading: true });
      shown.add(parent);
    }
    found.push(option);
  }
  return found;
}
