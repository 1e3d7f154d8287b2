// @ts-check
/** 分類の管理: the tree with the days of each, changed one by one, and who changed what. */

import { empty, html, nothing, problemBox } from '../parts.js';
import { get, timeZone } from '../api.js';
import { catalogue, moment, number, t } from '../i18n.js';
import { coalesced, onLive } from '../live.js';
import { PlaceScreen } from '../components/place-screen.js';
import { folded } from '../components/picker.js';
import { fromTheTop, sections } from '../components/pickers.js';
import '../components/category-form.js';

await catalogue('tickets', 'categories');

const STATES = ['current', 'future', 'past'];

/** @param {string} date */
function day(date) {
  const [y, m, d] = date.split('-').map(Number);
  return t('categories.day', { y, m, d });
}

/** @param {any} c */
function period(c) {
  const [from, to] = [c.validFrom && day(c.validFrom), c.validTo && day(c.validTo)];
  return t(from && to ? 'categories.fromTo' : from ? 'categories.from' : to ? 'categories.to' : 'categories.always', { from, to });
}

class Categories extends PlaceScreen {
  permission = 'directory-manage';
  heading = 'categories.title';

  static properties = {
    query: { attribute: false }, place: { state: true }, items: { state: true }, known: { state: true }, shown: { state: true }, words: { state: true }, editing: { state: true },
    problem: { state: true }, told: { state: true }, next: { state: true },
  };

  constructor() {
    super();
    /** @type {any[] | null} in the order of the tree, with level */ this.items = null;
    /** @type {any[]} */ this.known = [];
    this.shown = '';
    this.words = '';
    /** @type {{category: any, retiring: string} | null} */ this.editing = null;
    /** @type {any} */ this.problem = null;
    /** @type {any[] | null} what happened, once somebody asked */ this.told = null;
    this.next = 0;
    this.reload = coalesced(() => this.load());
  }

  connectedCallback() {
    super.connectedCallback();
    this.unlisten = onLive((name, data) => name === 'event' && data.stream === 'directory' && /^(CategoryChanged|MunicipalityDirectoryImported)$/.test(data.type) && this.reload());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unlisten?.();
  }

  async load() {
    const { place } = this;
    if (!place) return;
    try {
      const [items, known] = await Promise.all([get(`/categories/${place}/items`), sections(place)]);
      if (place !== this.place) return;
      this.items = fromTheTop(items).map(({ node, level }) => ({ ...node, level }));
      this.known = known;
      this.problem = null;
      if (this.told) await this.history();
    } catch (problem) {
      if (place === this.place) this.problem = problem;
    }
  }

  /** @param {number} [before] */
  async history(before) {
    const { place } = this;
    try {
      const page = await get(`/categories/${place}/history`, { before });
      if (place !== this.place) return;
      this.told = before ? [...(this.told ?? []), ...page.items] : page.items;
      this.next = page.next ?? 0;
    } catch (problem) {
      if (place === this.place) this.problem = problem;
    }
  }

  /** @param {any} e */
  move(e) {
    this.place = e.target.value;
    this.items = this.told = this.editing = null;
    this.load();
  }

  /** @param {any} category @param {boolean} [retiring] */
  edit(category, retiring = false) {
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: timeZone(this.place) }).format(new Date());
    this.editing = { category, retiring: retiring ? today : '' };
  }

  /** Back to where one was. @param {any} e */
  async left(e) {
    const code = e.detail?.code ?? this.editing?.category.code ?? '';
    this.editing = null;
    if (e.detail) await this.load();
    await this.updateComplete;
    const row = [...this.querySelectorAll('[data-code]')].find((b) => b.getAttribute('data-code') === code);
    /** @type {any} */ (row ?? this.find('#add-category'))?.focus();
  }

  /** Those that are looked for, and what is above them. */
  get listed() {
    const all = this.items ?? [];
    const words = folded(this.words).split(/\s+/).filter(Boolean);
    const wanted = (/** @type {any} */ c) => (!this.shown || c.state === this.shown) && words.every((w) => folded(`${c.name} ${c.code}`).includes(w));
    /** @type {any[]} */
    const kept = [];
    let found = 0;
    for (const c of [...all].reverse()) {
      const is = wanted(c);
      if (is) found += 1;
      if (is || (kept[0]?.level ?? 0) > c.level) kept.unshift(c);
    }
    return { rows: kept, found };
  }

  render() {
    const title = html`<h1 tabindex="-1">${t('categories.title')}</h1>`;
    if (!this.place) return html`<div class="page templates categories">${title}${empty(t('categories.notAllowed'))}</div>`;
    const parents = (this.items ?? []).filter((c) => c.level < 2).map((c) => ({ code: c.code, text: `${'　'.repeat(c.level)}${c.name}` }));
    return html`<div class="page templates categories">${title}<p class="quiet">${t('categories.text')}</p>
      <p class="quiet">${t('categories.file')} <a href="/console/admin/directory?municipality=${this.place}">${t('categories.toFile')}</a></p>
      ${this.places.length > 1 ? html`<div class="labelled"><label for="category-place">${t('municipality')}</label><select id="category-place" @change=${this.move}>
        ${this.places.map((m) => html`<option value=${m.slug} ?selected=${m.slug === this.place}>${m.name}</option>`)}</select></div>` : nothing}
      ${problemBox(this.problem, () => this.load())}
      ${this.editing ? html`<md-category-form .place=${this.place} .edited=${this.editing.category} .retiring=${this.editing.retiring} .parents=${parents} .sections=${this.known} @md-left=${this.left}></md-category-form>`
        : html`<div class="buttons"><button type="button" class="button solid" id="add-category" @click=${() => this.edit({})}>${t('categories.add')}</button></div>`}
      <section aria-labelledby="category-list"><h2 id="category-list" tabindex="-1">${t('categories.list')}</h2>
        <div class="module-bar"><div class="labelled"><label for="category-state">${t('categories.state')}</label><select id="category-state" @change=${(/** @type {any} */ e) => (this.shown = e.target.value)}>
          <option value="">${t('categories.state.all')}</option>${STATES.map((s) => html`<option value=${s} ?selected=${s === this.shown}>${t(`categories.state.${s}`)}</option>`)}</select></div>
          <div class="labelled"><label for="category-find">${t('categories.find')}</label><input id="category-find" type="search" autocomplete="off" @input=${(/** @type {any} */ e) => (this.words = e.target.value)}></div></div>
        ${this.items ? this.table() : nothing}</section>
      <details class="happened" @toggle=${(/** @type {any} */ e) => e.target.open && !this.told && this.history()}><summary>${t('categories.history')}</summary>${this.happened()}</details></div>`;
  }

  table() {
    const { rows, found } = this.listed;
    if (!rows.length) return empty(t('categories.none'));
    const names = new Map(this.known.map((s) => [s.code, s.name]));
    return html`<p class="quiet" role="status">${t('list.count', { n: number(found) })}</p>
      <div class="table-scroll" tabindex="0" role="group" aria-labelledby="category-list"><table class="plain-table"><thead><tr>
        ${['name', 'code', 'section', 'period', 'state'].map((c) => html`<th scope="col">${t(`categories.${c}`)}</th>`)}<td></td></tr></thead>
      <tbody>${rows.map((c) => html`<tr><th scope="row" class="level-${c.level}">${c.name}</th><td>${c.code}</td><td>${names.get(c.section) ?? c.section}</td><td>${period(c)}</td>
        <td><span class="chip state-${c.state}">${t(`categories.state.${c.state}`)}</span></td>
        <td><div class="buttons"><button type="button" class="button small" data-code=${c.code} aria-label=${t('categories.edit.of', { name: c.name })} @click=${() => this.edit(c)}>${t('categories.edit')}</button>
          ${c.state === 'past' ? nothing : html`<button type="button" class="button small" aria-label=${t('categories.retire.of', { name: c.name })} @click=${() => this.edit(c, true)}>${t('categories.retire')}</button>`}</div></td></tr>`)}</tbody></table></div>`;
  }

  happened() {
    if (!this.told) return html`<p class="quiet">${t('loading')}</p>`;
    if (!this.told.length) return html`<p class="quiet">${t('categories.history.none')}</p>`;
    const zone = timeZone(this.place);
    return html`<ul>${this.told.map((h) => html`<li><span class="quiet">${moment(h.at, zone)} ${h.by.name}</span> ${t(`categories.${h.how}`, { name: h.name, ...h.counts })}
        ${Object.entries(h.changes ?? {}).filter(() => h.how === 'changed').map(([field, c]) => html`<br>${this.changed(field, /** @type {any} */ (c))}`)}</li>`)}</ul>
      ${this.next ? html`<button type="button" class="button small more" @click=${() => this.history(this.next)}>${t('categories.more')}</button>` : nothing}`;
  }

  /** @param {string} field @param {{before: string, after: string}} c */
  changed(field, c) {
    const said = (/** @type {string} */ v) => (!v ? t('categories.nothing') : field.startsWith('valid') ? day(v) : field === 'section' ? (this.known.find((s) => s.code === v)?.name ?? v) : v);
    return t('categories.change', { field: t(`categories.${field}`), before: said(c.before), after: said(c.after) });
  }
}
customElements.define('md-categories', Categories);
