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
   * Asks in a dialog what is put in where the caret is, instead of the characters that called it. One may type on meanwhile.
   *
   * @template T @param {number} typed so many characters before the caret called it and go with it
   * @param {() => Promise<T | null>} choose
   * @param {(choice: T) => string | Promise<string>} written
   * @returns {Promise<boolean>} false: nothing was put in, or another draft is written on meanwhile
   */
  async choose(typed, choose, written) {
    const { composer, area } = this;
    const { draft } = composer;
    const from = area.selectionStart - typed;
    const before = area.value.slice(0, area.selectionEnd);
    const choice = await choose();
    area.focus();
    if (!choice || draft !== composer.draft) return false;
    const text = await written(choice);
    if (draft !== composer.draft) return false;
    const there = area.value.startsWith(before);
    this.insert(text, there ? from : area.selectionEnd, there ? before.length : area.selectionEnd);
    return true;
  }

  /** @param {number} [typed] */
  async module(typed = 0) {
    const { view } = this.composer;
    let [title, text] = ['', ''];
    const put = await this.choose(typed, () => pickTextModule(view), async (module) => {
      title = module.title;
      return (text = fill(module.text, await valuesOn(view, module.language)));
    });
    if (!put) return;
    const left = leftIn(text);
    notice(left.length ? t('modules.insertedLeft', { names: left.join(' ') }) : t('modules.inserted', { title }));
  }

  /** @param {number} [typed] */
  async faq(typed = 0) {
    const { view } = this.composer;
    await this.choose(typed, async () => (await import('./insert-faq.js')).pickFaq(view), (text) => text);
  }

  /** @param {number} [typed] */
  async colleague(typed = 0) {
    const { ref, draft } = this.composer;
    await this.choose(typed, () => pickColleague(ref), (colleague) => {
      draft.mentions.set(colleague.name, colleague.id);
      return `@${colleague.name} `;
    });
  }

  /** As if typed, so that it can be undone by Ctrl+Z. @param {string} text @param {number} from @param {number} to */
  insert(text, from, to) {
    const { area } = this;
    const behind = area.selectionEnd - to;
    this.busy = true;
    insertInto(area, text, from, to, () => this.composer.draft.write(area.value));
    this.busy = false;
    if (behind > 0) area.setSelectionRange(area.selectionEnd + behind, area.selectionEnd + behind);
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
