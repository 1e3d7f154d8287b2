// @ts-check
/** What is put into the text while somebody writes: text modules, articles, colleagues, what a macro begins, what is quoted. */

import { notice } from '../parts.js';
import { session } from '../api.js';
import { t } from '../i18n.js';
import { keyOn } from '../navigation.js';
import { callsColleague, pickColleague } from './mentions.js';
import { fill, leftIn, valuesOn } from './placeholders.js';
import { pickTextModule } from './text-modules.js';

/** Typed before the caret, it calls a text module; wide where an input method writes it so. */
const MODULE = /(?<![:：])(::|：：)$/;
/** The same for an article. */
const FAQ = /(?<![?？])(\?\?|？？)$/;

export class Insertions {
  /** @param {any} composer */
  constructor(composer) {
    this.composer = composer;
    this.busy = false;
  }

  /** @returns {HTMLTextAreaElement} */
  get area() {
    return this.composer.find('textarea');
  }

  /** `::` opens the text modules, `??` the articles, `@` the colleagues one may name in a note. @param {HTMLTextAreaElement} area */
  called(area) {
    if (this.busy || area.selectionStart !== area.selectionEnd) return;
    const before = area.value.slice(0, area.selectionStart);
    const [module, faq] = [MODULE.exec(before), FAQ.exec(before)];
    if (module && keyOn('textModule')) this.module(module[0].length);
    else if (faq && session.search && keyOn('insertFaq')) this.faq(faq[0].length);
    else if (this.composer.isNote && callsColleague(before) && keyOn('mention')) this.colleague(1);
  }

  /**
   * What is chosen in a dialog, which takes the caret with it.
   *
   * @template T @param {() => Promise<T>} choose @returns {Promise<{choice: NonNullable<T>, start: number, end: number} | null>} null: nothing, or another draft is written on meanwhile
   */
  async chosen(choose) {
    const { composer, area } = this;
    const { selectionStart: start, selectionEnd: end } = area;
    const { draft } = composer;
    const choice = await choose();
    area.focus();
    area.setSelectionRange(start, end);
    return choice && draft === composer.draft ? { choice, start, end } : null;
  }

  /** @param {number} [typed] so many characters before the caret called it and go with it */
  async module(typed = 0) {
    const { view } = this.composer;
    const made = await this.chosen(() => pickTextModule(view));
    if (!made) return;
    const { choice, start, end } = made;
    const text = fill(choice.text, await valuesOn(view, choice.language));
    this.insert(text, start - typed, end);
    const left = leftIn(text);
    notice(left.length ? t('modules.insertedLeft', { names: left.join(' ') }) : t('modules.inserted', { title: choice.title }));
  }

  /** @param {number} [typed] */
  async faq(typed = 0) {
    const { view } = this.composer;
    const made = await this.chosen(async () => (await import('./insert-faq.js')).pickFaq(view));
    if (made) this.insert(made.choice, made.start - typed, made.end);
  }

  /** @param {number} [typed] */
  async colleague(typed = 0) {
    const { ref, draft } = this.composer;
    const made = await this.chosen(() => pickColleague(ref));
    if (!made) return;
    draft.mentions.set(made.choice.name, made.choice.id);
    this.insert(`@${made.choice.name} `, made.start - typed, made.end);
  }

  /** As if typed, so that it can be undone by Ctrl+Z. @param {string} text @param {number} from @param {number} to */
  insert(text, from, to) {
    this.busy = true;
    insertInto(this.area, text, from, to, () => this.composer.draft.write(this.area.value));
    this.busy = false;
  }

  /** Where the caret is, whatever is written on. @param {string} text */
  async quote(text) {
    const { composer } = this;
    const { draft } = composer;
    await draft.load().catch(() => undefined);
    await composer.updateComplete;
    const { area } = this;
    if (!area || draft !== composer.draft) return;
    area.focus();
    this.insert(text, area.selectionStart, area.selectionEnd);
  }

  /** What a macro begins: below what is written already, to be looked over. @param {string} text */
  async put(text) {
    const { composer } = this;
    await composer.begin('reply');
    const { draft } = composer;
    await draft.load().catch(() => undefined);
    await composer.updateComplete;
    if (draft === composer.draft && !composer.isNote) this.below(text);
  }

  /** Below what is written already, to be looked over. @param {string} text */
  below(text) {
    const { area } = this;
    if (!area) return;
    area.focus();
    this.insert(area.value.trim() ? `\n\n${text}` : text, area.value.length, area.value.length);
  }
}

/** As if typed, so that it can be undone by Ctrl+Z. @param {HTMLTextAreaElement} area @param {string} text @param {number} from @param {number} to @param {() => void} otherwise tells what is there, where no event does */
export function insertInto(area, text, from, to, otherwise) {
  area.setSelectionRange(from, to);
  if (document.execCommand('insertText', false, text)) return;
  area.setRangeText(text, from, to, 'end');
  otherwise();
}
