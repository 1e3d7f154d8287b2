// @ts-check
/**
 * The editor of an article's text. `.html` is what it begins with; fires `md-written` with the HTML as it is now. What is
 * pasted or dropped is cleaned first; pictures are uploaded to the article and need words for those who do not see them.
 */

import { baseKeymap, chainCommands, exitCode, toggleMark } from 'prosemirror-commands';
import { history, redo, undo } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import { splitListItem } from 'prosemirror-schema-list';
import { EditorState } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { Part, announce, html, icon, nothing, notice } from '../parts.js';
import { upload } from '../api.js';
import { catalogue, t } from '../i18n.js';
import { ask } from './ask.js';
import { isLink, pictureAddress } from './article-html.js';
import { TOOLS, depthOf, marked, nextCell } from './body-commands.js';
import { documentOf, htmlOf, schema, sliceOf } from './body-schema.js';
import { pickArticle } from './article-pick.js';

await catalogue('tickets', 'kb');

const { nodes, marks } = schema;
const LARGEST = 200_000;

const lineBreak = chainCommands(exitCode, (/** @type {any} */ state, /** @type {any} */ dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.br.create()).scrollIntoView());
  return true;
});

class BodyEditor extends Part {
  static properties = { place: {}, article: {}, label: {}, error: {}, language: {}, html: { attribute: false }, uploading: { state: true }, focused: { state: true } };

  constructor() {
    super();
    /** The municipality. */ this.place = '';
    /** Its id; '' before it is saved, when it can have no pictures. */ this.article = '';
    this.label = '';
    this.error = '';
    this.language = 'ja';
    this.html = '';
    this.uploading = 0;
    this.focused = '';
    /** as it was fired last */ this.written = '';
    /** @type {any} */ this.view = null;
  }

  firstUpdated() {
    this.view = new EditorView(this.find('.body-text'), {
      state: this.begun(),
      attributes: () => ({ role: 'textbox', 'aria-multiline': 'true', 'aria-label': this.label, lang: this.language, class: 'article-text' }),
      nodeViews: { img: (/** @type {any} */ node) => ({ dom: this.picture(node) }) },
      dispatchTransaction: (/** @type {any} */ tr) => this.take(tr),
      handleDOMEvents: { paste: (/** @type {any} */ view, /** @type {any} */ e) => this.brought(e, e.clipboardData), drop: (/** @type {any} */ view, /** @type {any} */ e) => !view.dragging && this.brought(e, e.dataTransfer) },
    });
    this.requestUpdate(); // what its tools can do is known now
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.view?.destroy();
    this.view = null;
  }

  begun() {
    this.written = this.html;
    const keys = Object.fromEntries(TOOLS.filter((tool) => tool.key).map((tool) => [tool.key, tool.run]));
    return EditorState.create({
      doc: documentOf(this.html),
      plugins: [
        keymap({ ...keys, 'Mod-z': undo, 'Mod-y': redo, 'Mod-Shift-z': redo, 'Mod-k': () => { this.link(); return true; }, Enter: splitListItem(nodes.li), 'Shift-Enter': lineBreak, Tab: nextCell(1), 'Shift-Tab': nextCell(-1) }),
        keymap(baseKeymap),
        history(),
      ],
    });
  }

  /** @param {Map<string, any>} changed */
  updated(changed) {
    if (!this.view) return;
    if (changed.has('html') && this.html !== this.written) this.view.updateState(this.begun());
    else if (changed.has('label') || changed.has('language')) this.view.setProps({});
    this.view.dom.setAttribute('aria-invalid', String(!!this.error));
  }

  /** @param {any} tr */
  take(tr) {
    this.view.updateState(this.view.state.apply(tr));
    this.requestUpdate();
    if (!tr.docChanged) return;
    this.written = htmlOf(this.view.state.doc);
    this.dispatchEvent(new CustomEvent('md-written', { detail: this.written }));
  }

  begin() {
    this.view?.focus();
  }

  /** @param {any} node */
  picture(node) {
    const img = document.createElement('img');
    const { src, alt, width, height, lang } = node.attrs;
    for (const [name, value] of Object.entries({ src: pictureAddress(this.article, src ?? ''), alt, width, height, lang })) if (value) img.setAttribute(name, value);
    if (!alt) img.classList.add('mute');
    return img;
  }

  /** Pasted or dropped. @param {Event} e @param {DataTransfer | null} data */
  brought(e, data) {
    if (!data) return false;
    const files = [...data.files].filter((f) => f.type.startsWith('image/'));
    const written = data.getData('text/html');
    const plain = data.getData('text/plain');
    if (!files.length && !written && !plain) return false;
    e.preventDefault();
    if (files.length && !written) {
      this.addPicture(files[0]);
      return true;
    }
    const { state } = this.view;
    if (written && written.length <= LARGEST * 5) {
      const lost = /<img\b/i.test(written) && !/src="attachment:/i.test(written);
      this.view.dispatch(state.tr.replaceSelection(sliceOf(written, state.selection.$from)).scrollIntoView());
      if (lost) notice(t('kb.body.noPicture'));
    } else this.view.pasteText(plain);
    return true;
  }

  async link() {
    const { state } = this.view;
    const { $from, from, to, empty } = state.selection;
    const before = marks.a.isInSet($from.marks()) ?? (empty ? null : state.doc.nodeAt(from)?.marks.find((/** @type {any} */ m) => m.type === marks.a));
    const answer = await ask({
      title: t('kb.link'), text: t('kb.link.text'), ok: t('kb.link.do'),
      fields: [{ name: 'href', label: t('kb.link.href'), value: before?.attrs.href ?? '', most: 1990, hint: t('kb.link.hint') }, ...(empty && !before ? [{ name: 'text', label: t('kb.link.shown'), most: 200 }] : [])],
      run: async ({ href }) => {
        if (href && !isLink(address(href))) throw { title: t('kb.link.wrong'), at: (/** @type {string} */ f) => (f === 'href' ? t('kb.link.wrong') : '') };
      },
    });
    if (answer) this.putLink(answer.href && address(answer.href), answer.text, { from, to, $from, before });
    this.view?.focus();
  }

  async linkArticle() {
    const { from, to, $from } = this.view.state.selection;
    const chosen = await pickArticle(this.place, [this.article]);
    if (chosen) this.putLink(`article:${chosen.value}`, chosen.text, { from, to, $from, before: null });
    this.view?.focus();
  }

  /** @param {string} href '' takes it away @param {string | undefined} text @param {{from: number, to: number, $from: any, before: any}} place */
  putLink(href, text, { from, to, $from, before }) {
    const { tr } = this.view.state;
    let [first, last] = [from, to];
    if (before && from === to) [first, last] = stretch($from, before);
    const made = href ? marks.a.create({ href }) : null;
    if (first === last && made) tr.insert(first, schema.text(text || href, [made]));
    else {
      tr.removeMark(first, last, marks.a);
      if (made) tr.addMark(first, last, made);
    }
    this.view.dispatch(tr.removeStoredMark(marks.a).scrollIntoView());
  }

  choosePicture() {
    if (!this.article) return notice(t('kb.picture.saveFirst'));
    this.find('.body-picture').click();
  }

  /** @param {any} e */
  picked(e) {
    const [file] = e.target.files;
    e.target.value = '';
    if (file) this.addPicture(file);
  }

  /** @param {File} file */
  async addPicture(file) {
    if (!this.article) return notice(t('kb.picture.saveFirst'));
    const answer = await ask({
      title: t('kb.picture'), text: file.name, ok: t('kb.picture.do'),
      fields: [{ name: 'alt', label: t('kb.picture.alt'), hint: t('kb.picture.alt.hint'), needed: true, most: 200 }],
      run: async ({ alt }) => {
        this.uploading++;
        try {
          const kept = await upload(`/article-attachments/${this.article}`, file, () => {});
          if (!kept.picture) throw { title: t('kb.picture.none') };
          const { state } = this.view;
          this.view.dispatch(state.tr.replaceSelectionWith(nodes.img.create({ src: `attachment:${kept.id}`, alt })).scrollIntoView());
          announce(t('kb.picture.done'));
          this.dispatchEvent(new Event('md-files'));
        } finally {
          this.uploading--;
        }
      },
    });
    if (answer) this.view?.focus();
  }

  /** Words for the picture that is chosen. */
  async describe() {
    const { node, from } = this.view.state.selection;
    const answer = await ask({ title: t('kb.picture.alt'), ok: t('save'), fields: [{ name: 'alt', label: t('kb.picture.alt'), hint: t('kb.picture.alt.hint'), needed: true, most: 200, value: node.attrs.alt ?? '' }] });
    if (answer && this.view) this.view.dispatch(this.view.state.tr.setNodeMarkup(from, null, { ...node.attrs, alt: answer.alt }));
    this.view?.focus();
  }

  /** Arrow keys within the toolbar. @param {KeyboardEvent} e */
  move(e) {
    /** @type {HTMLButtonElement[]} */
    const all = [...this.querySelectorAll('[role=toolbar] button:not(:disabled)')];
    const way = { ArrowRight: 1, ArrowLeft: -1 }[e.key];
    const at = all.indexOf(/** @type {any} */ (e.target));
    if (!way || at < 0) return;
    e.preventDefault();
    const to = all[(at + way + all.length) % all.length];
    this.focused = to.dataset.tool ?? '';
    to.focus();
  }

  render() {
    const state = this.view?.state;
    const inTable = state && depthOf(state.selection.$from, ['table']) > 0;
    const tools = TOOLS.filter((tool) => !tool.inTable || inTable);
    const pictured = state?.selection.node?.type === nodes.img;
    return html`<div class="body-editor ${this.error ? 'wrong' : ''}">
      <div role="toolbar" class="body-tools" aria-label=${t('kb.tools')} @keydown=${this.move}>
        ${tools.map((tool, i) => this.button(tool.name, i === 0, !!state && tool.run(state), () => this.run(tool.run), tool.on ? !!state && tool.on(state) : undefined, tool.key))}
        ${this.button('link', false, !!state, () => this.link(), !!state && marked(state, 'a'), 'Mod-k')}
        ${this.button('article', false, !!state, () => this.linkArticle())}
        ${this.button('picture', false, !!state, () => this.choosePicture())}
        ${pictured ? this.button('describe', false, true, () => this.describe()) : nothing}
        ${this.button('undo', false, !!state && undo(state), () => this.run(undo), undefined, 'Mod-z')}
        ${this.button('redo', false, !!state && redo(state), () => this.run(redo), undefined, 'Mod-y')}
      </div>
      <input type="file" class="body-picture" accept="image/png,image/jpeg,image/gif,image/webp" aria-label=${t('kb.picture')} tabindex="-1" hidden @change=${this.picked}>
      <div class="body-text"></div>
      ${this.uploading ? html`<p role="status" class="quiet">${t('kb.uploading')}</p>` : nothing}</div>`;
  }

  /** @param {any} command */
  run(command) {
    command(this.view.state, this.view.dispatch, this.view);
    this.view.focus();
  }

  /** @param {string} name @param {boolean} first @param {boolean} able @param {() => void} run @param {boolean} [on] @param {string} [key] */
  button(name, first, able, run, on, key) {
    const tab = this.focused ? this.focused === name : first;
    const text = t(`kb.tool.${name}`);
    const shown = key ? `${text} (${key.replaceAll('-', '+').replace('Mod', 'Ctrl')})` : text;
    return html`<button type="button" data-tool=${name} tabindex=${tab ? '0' : '-1'} title=${shown} aria-pressed=${on === undefined ? nothing : String(on)} aria-disabled=${able ? nothing : 'true'}
      @mousedown=${(/** @type {Event} */ e) => e.preventDefault()} @click=${() => { this.focused = name; if (able) run(); }}>${name === 'picture' ? icon('clip') : nothing}${text}</button>`;
  }
}
customElements.define('md-body-editor', BodyEditor);

/** www.example.jp means https. @param {string} typed */
const address = (typed) => (/^[a-z][a-z0-9+.-]*:/i.test(typed) ? typed : typed.includes('@') ? `mailto:${typed}` : `https://${typed}`);

/** From where to where a link goes. @param {any} $from @param {any} mark @returns {[number, number]} */
function stretch($from, mark) {
  const { parent } = $from;
  const has = (/** @type {number} */ i) => i >= 0 && i < parent.childCount && mark.isInSet(parent.child(i).marks);
  let [first, last] = [$from.index(), $from.index()];
  if (!has(first)) [first, last] = [first - 1, last - 1];
  while (has(first - 1)) first--;
  while (has(last + 1)) last++;
  let from = $from.start();
  for (let i = 0; i < first; i++) from += parent.child(i).nodeSize;
  let to = from;
  for (let i = first; i <= last; i++) to += parent.child(i).nodeSize;
  return [from, to];
}
