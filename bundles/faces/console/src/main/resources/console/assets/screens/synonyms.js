// @ts-check
/** 検索の言葉: what citizens say for what the offices call it, kept by those who run the knowledge of the whole municipality. */

import { announce, empty, html, icon, momentLabel, nothing, notice, problemBox } from '../parts.js';
import { call, get, post } from '../api.js';
import { catalogue, number, t } from '../i18n.js';
import { coalesced, newest, onLive } from '../live.js';
import { PlaceScreen } from '../components/place-screen.js';
import '../components/synonyms-form.js';
import '../components/synonyms-trial.js';
import '../components/file-import.js';

await catalogue('tickets', 'manage', 'searches');

const PAGE = 50;

/** What a file of words does; it changes and removes none. @param {'synonyms.import.would' | 'synonyms.import.taken'} text @returns {(o: any) => string} */
const counted = (text) => (o) => t(text, { lines: number(o.lines), added: number(o.added) });
const BETWEEN = '、';

class Synonyms extends PlaceScreen {
  permission = 'knowledge-approve';
  heading = 'synonyms.title';

  static properties = {
    query: { attribute: false }, place: { state: true }, items: { state: true }, next: { state: true }, total: { state: true }, problem: { state: true }, missing: { state: true },
    editing: { state: true }, undone: { state: true }, q: { state: true },
  };

  constructor() {
    super();
    /** @type {any[] | null} */ this.items = null;
    this.next = '';
    this.total = 0;
    /** @type {any} */ this.problem = null;
    /** whether the search is not installed */ this.missing = false;
    /** @type {any} the group in the form, {words} for a new one */ this.editing = null;
    /** @type {any} the group that was just deleted */ this.undone = null;
    this.q = '';
    this.asked = 0;
    /** @type {any} */ this.timer = undefined;
    this.load = newest(this.load.bind(this));
    this.reload = coalesced(() => this.load());
  }

  connectedCallback() {
    super.connectedCallback();
    this.unlisten = onLive((name, data) => name === 'state' && data.topic === 'search-synonyms' && this.reload());
  }

  begin() {
    super.begin();
    const words = this.query.get('words');
    if (words && this.place) this.editing = { words: [words] };
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unlisten?.();
    clearTimeout(this.timer);
  }

  async load(more = false) {
    if (!this.place) return;
    const turn = ++this.asked;
    try {
      const page = await get(`/search-synonyms/${this.place}`, { q: this.q, after: more ? this.next : '', limit: PAGE });
      if (turn !== this.asked) return;
      this.items = more ? [...(this.items ?? []), ...page.items] : page.items;
      this.next = page.next ?? '';
      this.total = page.total;
      this.problem = null;
      if (this.q && !more) announce(t('list.count', { n: number(page.total) }));
    } catch (problem) {
      if (turn !== this.asked) return;
      this.missing = /** @type {any} */ (problem).status === 404;
      this.problem = this.missing ? null : problem;
    }
  }

  /** @param {any} e */
  typed(e) {
    if (e.isComposing) return;
    clearTimeout(this.timer);
    this.q = e.target.value.trim();
    this.timer = setTimeout(() => this.load(), 250);
  }

  /** @param {any} e */
  move(e) {
    this.place = e.target.value;
    this.editing = this.undone = this.items = null;
    this.load();
  }

  /** @param {any} group {words: []} for a new one */
  edit(group) {
    this.undone = null;
    this.editing = group;
  }

  /** Back to where one was. @param {CustomEvent} e */
  async left(e) {
    const id = e.detail?.id ?? this.editing?.id;
    this.editing = null;
    if (e.detail) await this.load();
    await this.updateComplete;
    (this.find(`#edit-${id}`) ?? this.find('#new-synonyms'))?.focus();
  }

  /** @param {any} group */
  async remove(group) {
    try {
      await call(`/search-synonyms/${this.place}/${group.id}`, { method: 'DELETE', version: String(group.version) });
      this.undone = group;
      notice(t('synonyms.removed', { words: group.words.join(BETWEEN) }));
      await this.after('.undo button');
    } catch (problem) {
      this.problem = problem;
      this.load();
    }
  }

  async putBack() {
    const { words } = this.undone;
    try {
      const group = await post(`/search-synonyms/${this.place}`, { requestId: crypto.randomUUID(), words });
      this.undone = null;
      notice(t('synonyms.putBack', { words: words.join(BETWEEN) }));
      await this.after(`#edit-${group.id}`);
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** @param {string} focused */
  async after(focused) {
    await this.load();
    await this.updateComplete;
    (this.find(focused) ?? this.find('h1'))?.focus();
  }

  render() {
    const title = html`<h1 tabindex="-1">${t('synonyms.title')}</h1>`;
    if (!this.place) return html`<div class="page templates">${title}${empty(t('synonyms.notAllowed'))}</div>`;
    if (this.missing) return html`<div class="page templates">${title}${empty(t('searches.missing'))}</div>`;
    return html`<div class="page templates">${title}<p class="quiet">${t('synonyms.text')}</p>
      ${problemBox(this.problem, () => this.load())}
      ${this.undone ? html`<div class="undo" role="status"><p>${t('synonyms.removed', { words: this.undone.words.join(BETWEEN) })}
        <button type="button" class="button small" @click=${this.putBack}>${t('searches.undo')}</button></p></div>` : nothing}
      ${this.editing ? html`<md-synonyms-form .group=${this.editing} .place=${this.place} @md-left=${this.left}></md-synonyms-form>` : nothing}
      ${this.list()}
      <md-synonyms-trial .place=${this.place}></md-synonyms-trial>
      <md-file-import .name=${'synonyms'} .heading=${t('synonyms.import')} .label=${t('synonyms.import.file')} .hint=${t('synonyms.import.hint')} .path=${`/search-synonyms/${this.place}/import`}
        .from=${`/search-synonyms/${this.place}/export`} .report=${counted('synonyms.import.would')} .done=${counted('synonyms.import.taken')} @md-changed=${() => this.load()}></md-file-import></div>`;
  }

  list() {
    const places = this.places;
    return html`<section aria-labelledby="synonyms"><h2 id="synonyms">${t('synonyms.list')}</h2>
      <div class="module-bar">
        ${places.length > 1 ? html`<div class="labelled"><label for="synonyms-place">${t('municipality')}</label><select id="synonyms-place" @change=${this.move}>
          ${places.map((m) => html`<option value=${m.slug} ?selected=${m.slug === this.place}>${m.name}</option>`)}</select></div>` : nothing}
        <div class="labelled"><label for="synonyms-q">${t('synonyms.find')}</label><input id="synonyms-q" type="search" autocomplete="off" maxlength="100" .value=${this.q} @input=${this.typed} @compositionend=${this.typed}></div>
        ${this.editing ? nothing : html`<button type="button" id="new-synonyms" class="button solid" @click=${() => this.edit({ words: [] })}>${icon('plus')}${t('synonyms.new')}</button>`}</div>
      ${this.items?.length ? this.table(this.items) : this.items ? empty(this.q ? t('synonyms.none.found', { q: this.q }) : t('synonyms.none')) : nothing}
      ${this.next ? html`<button type="button" class="button" @click=${() => this.load(true)}>${t('list.more')}</button>` : nothing}</section>`;
  }

  /** @param {any[]} items */
  table(items) {
    return html`<p class="quiet" role="status">${t('list.count', { n: number(this.total) })}</p>
      <div class="table-scroll" tabindex="0" role="group" aria-labelledby="synonyms"><table class="plain-table"><thead><tr>
      <th scope="col">${t('synonyms.words')}</th><th scope="col">${t('synonyms.editor')}</th><th scope="col">${t('synonyms.editedAt')}</th><td></td>
      </tr></thead><tbody>${items.map((g) => this.row(g))}</tbody></table></div>`;
  }

  /** @param {any} g */
  row(g) {
    const words = g.words.join(BETWEEN);
    return html`<tr><th scope="row" class="wrap">${words}</th><td>${g.editor.name}</td><td>${momentLabel(g.editedAt, this.place)}</td>
      <td>${this.editing ? nothing : html`<div class="buttons"><button type="button" class="button small" id="edit-${g.id}" aria-label=${t('synonyms.edit.of', { words })} @click=${() => this.edit(g)}>${t('synonyms.edit')}</button>
        <button type="button" class="button small plain" aria-label=${t('synonyms.remove.of', { words })} @click=${() => this.remove(g)}>${t('synonyms.remove')}</button></div>`}</td></tr>`;
  }
}
customElements.define('md-synonyms', Synonyms);
