// @ts-check
/** 対応画面 (W1): the list of a queue beside the ticket. */

import { Part, Selection, announce, channelIcon, dueLabel, empty, html, icon, momentLabel, notice, nothing, problemBox, statusChip } from '../parts.js';
import { call, get, may, municipality, session } from '../api.js';
import { number, t, word } from '../i18n.js';
import { bindKeys, composing, go, queuePath, selectionOf, ticketPath } from '../navigation.js';
import { coalesced, onLive } from '../live.js';

const PAGE = 50;
const MOST = 200;
const KINDS = ['inquiry', 'opinion', 'complaint', 'application', 'page-report'];
const ORDERS = ['due', 'newest', 'updated'];
const STATUSES = ['new', 'open', 'waiting-department', 'waiting-citizen', 'callback-due', 'answered', 'closed'];
const CHANNELS = ['phone', 'mail', 'counter', 'fax', 'letter', 'form', 'chat', 'line'];
const MOST_CHOSEN = 1000;
const FILTERS = ['kind', 'channel', 'section', 'status', 'owner', 'category', 'tag', 'problem'];

class Desk extends Part {
  static properties = {
    route: { attribute: false }, place: { attribute: false }, items: { state: true }, next: { state: true },
    problem: { state: true }, loading: { state: true }, filtering: { state: true }, fresh: { state: true }, sectionName: { state: true },
  };

  constructor() {
    super();
    this.route = /** @type {import('../navigation.js').Route} */ (/** @type {any} */ (null));
    this.place = '';
    /** @type {any[]} */ this.items = [];
    this.next = '';
    this.problem = /** @type {any} */ (null);
    this.loading = true;
    this.filtering = false;
    this.sectionName = '';
    /** @type {Set<string>} refs that arrived while the list was open */
    this.fresh = new Set();
    this.shown = '';
    /** whether something happened while the list was on its way */ this.behind = false;
    this.chosen = new Selection(() => this.requestUpdate());
    /** @type {AbortController | undefined} */ this.asking = undefined;
    this.refresh = coalesced(() => this.reload());
  }

  connectedCallback() {
    super.connectedCallback();
    const changes = may('ticket-write') ? { select: () => this.selectFocused(), bulk: () => this.changeMany() } : {};
    this.unbind = bindKeys({ next: () => this.step(1), previous: () => this.step(-1), export: () => this.exportList(), ...changes });
    if (this.mayExport) import('../components/list-export.js');
    this.unlisten = onLive((name, data) => this.hear(name, data));
    this.tick = () => this.requestUpdate();
    this.back = () => this.refresh();
    addEventListener('md-minute', this.tick);
    addEventListener('md-recovered', this.back);
    addEventListener('md-views-known', this.tick);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unbind?.();
    this.unlisten?.();
    if (this.tick) removeEventListener('md-minute', this.tick);
    if (this.tick) removeEventListener('md-views-known', this.tick);
    if (this.back) removeEventListener('md-recovered', this.back);
  }

  /** The list's part of the address. */
  get listQuery() {
    const query = new URLSearchParams(this.route.query);
    query.delete('tab');
    query.delete('entry');
    if (!query.has('queue') && !query.get('q') && !query.get('problem')) query.set('queue', 'mine');
    return query;
  }

  get queue() {
    return this.listQuery.get('queue') ?? '';
  }

  /** The saved view the list was opened from. */
  get view() {
    const id = this.route.query.get('view');
    return id ? session.views.find((v) => v.id === id) : undefined;
  }

  /** What of the list's address the server is asked for. */
  get asked() {
    const { view: _, ...asked } = Object.fromEntries(this.listQuery);
    return { municipality: this.place, ...asked };
  }

  get title() {
    return this.view ? this.view.name : this.plainTitle;
  }

  get plainTitle() {
    return this.queue ? t(`queue.${this.queue}`) : this.route.query.get('problem') ? t('problems.tickets') : t('search.title', { q: this.route.query.get('q') });
  }

  /** Lists go where they are read and may be taken away. */
  get mayExport() {
    return session.me.municipalities.some((/** @type {any} */ m) => (!this.place || m.slug === this.place) && ['ticket-read', 'list-export'].every((p) => m.permissions.includes(p)));
  }

  get filterCount() {
    return FILTERS.filter((f) => this.route.query.get(f)).length;
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    const wanted = `${this.listQuery} ${this.place}`;
    if (wanted !== this.shown) {
      this.shown = wanted;
      this.chosen.clear();
      this.items = [];
      this.next = '';
      this.fresh = new Set();
      this.loading = true;
      this.load();
    }
    if (changed.has('route') && this.route.ref) import('./ticket.js');
    if (!this.route.ref) document.title = `${this.title} – ${t('product')}`;
  }

  /** @param {Record<string, any>} more @param {AbortSignal} [signal] */
  ask(more, signal) {
    return get('/tickets', { ...this.asked, ...more }, signal);
  }

  async load() {
    if (!may('ticket-read')) return;
    this.asking?.abort();
    const { signal } = (this.asking = new AbortController());
    try {
      const page = await this.ask({ limit: PAGE }, signal);
      if (signal.aborted) return;
      this.items = page.items;
      this.next = page.next ?? '';
      this.problem = null;
      if (this.route.query.get('q')) announce(t('search.found', { n: page.items.length }));
    } catch (problem) {
      if (signal.aborted) return;
      this.problem = problem;
    }
    this.loading = false;
    if (this.behind) this.refresh();
  }

  /** Brings what is shown up to date; rows that arrived are marked and told. */
  async reload() {
    // what is on its way may have been read before the news
    this.behind = this.loading;
    if (this.loading || !may('ticket-read')) return;
    const wanted = this.shown;
    try {
      const page = await this.ask({ limit: Math.min(Math.max(this.items.length, PAGE), MOST) });
      if (wanted !== this.shown) return;
      const known = new Set(this.items.map((i) => i.ref));
      const arrived = page.items.filter((/** @type {any} */ i) => !known.has(i.ref));
      const seen = new Set(page.items.map((/** @type {any} */ i) => i.ref));
      const beyond = this.items.length > MOST ? this.items.slice(MOST).filter((i) => !seen.has(i.ref)) : [];
      this.items = [...page.items, ...beyond];
      if (!beyond.length) this.next = page.next ?? '';
      this.problem = null;
      this.tellArrived(arrived);
    } catch (problem) {
      // what is shown stays; the banner tells that the server is gone
      if (!(/** @type {any} */ (problem).unreachable)) this.problem = problem;
    }
  }

  /** @param {any[]} arrived */
  tellArrived(arrived) {
    if (!arrived.length) return;
    this.fresh = new Set([...this.fresh, ...arrived.map((i) => i.ref)]);
    announce(arrived.length === 1 ? t('list.arrived.one', { subject: arrived[0].subject }) : t('list.arrived.many', { n: arrived.length }));
  }

  async more() {
    const wanted = this.shown;
    try {
      const page = await this.ask({ limit: PAGE, after: this.next });
      if (wanted !== this.shown) return;
      const known = new Set(this.items.map((i) => i.ref));
      this.items = [...this.items, ...page.items.filter((/** @type {any} */ i) => !known.has(i.ref))];
      this.next = page.next ?? '';
      announce(t('list.more.done', { n: page.items.length }));
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** @param {string} name @param {any} data */
  hear(name, data) {
    if (name === 'reset' || (name === 'event' && data.stream === 'tickets')) this.refresh();
  }

  /** Moves the focus to the next or previous row; Enter opens it. @param {number} way */
  step(way) {
    const links = /** @type {HTMLElement[]} */ ([...this.querySelectorAll('.rows a')]);
    if (!links.length) return;
    const focused = links.indexOf(/** @type {any} */ (document.activeElement));
    const at = focused >= 0 ? focused : links.findIndex((l) => l.hasAttribute('aria-current'));
    const to = at < 0 ? (way > 0 ? 0 : links.length - 1) : Math.max(0, Math.min(links.length - 1, at + way));
    links[to].focus();
  }

  get focusedRow() {
    const ref = document.activeElement?.closest('.rows li')?.querySelector('a')?.dataset.ref;
    return this.items.find((i) => i.ref === ref);
  }

  selectFocused() {
    const row = this.focusedRow ?? this.items.find((i) => i.ref === this.route.ref);
    if (row) this.chosen.toggle(row);
  }

  /** Shift and an arrow: this row and the next one. @param {KeyboardEvent} e */
  selectByKey(e) {
    if (composing(e) || !may('ticket-write')) return;
    const way = e.shiftKey ? { ArrowDown: 1, ArrowUp: -1 }[e.key] : 0;
    const row = this.focusedRow;
    if (way && row) {
      e.preventDefault();
      if (!this.chosen.has(row.ref)) this.chosen.toggle(row, true);
      this.step(way);
      const next = this.focusedRow;
      if (next) this.chosen.toggle(next, true);
    } else if (e.key === 'Escape' && this.chosen.some) {
      e.preventDefault();
      this.chosen.clear();
    }
  }

  /** @param {MouseEvent} e @param {any} row */
  pickRow(e, row) {
    if (e.shiftKey) this.chosen.extend(this.items, row);
    else this.chosen.toggle(row);
    /** @type {HTMLInputElement} */ (e.target).checked = this.chosen.has(row.ref);
  }

  /** Only with Shift: otherwise the ticket is opened. @param {MouseEvent} e @param {any} row */
  clickRow(e, row) {
    if (!e.shiftKey || !may('ticket-write')) return;
    e.preventDefault();
    this.chosen.extend(this.items, row);
  }

  /** The key may come before the part that answers it. */
  async exportList() {
    const menu = this.find('md-list-export');
    if (!menu) return;
    await import('../components/list-export.js');
    await menu.updateComplete;
    menu.open();
  }

  async changeMany() {
    if (!this.chosen.some) return notice(t('bulk.nothing'));
    const { whole, rows } = this.chosen;
    const places = whole ? [this.onlyPlace] : [...new Set([...rows.values()].map((r) => r.municipality))];
    if (places.length > 1 || !places[0]) return notice(t('bulk.onePlace'));
    if (rows.size > MOST_CHOSEN) return notice(t('bulk.tooMany', { n: number(MOST_CHOSEN) }));
    const { changeMany } = await import('../components/bulk.js');
    const what = whole ? { selection: selectionOf(this.listQuery).selection } : { tickets: [...rows.values()].map((r) => ({ ref: r.ref, version: r.version })) };
    if (await changeMany({ municipality: places[0], ...what })) this.chosen.clear();
    this.refresh();
  }

  /** Opens the most urgent ticket after one is done. */
  async openNext() {
    const { body } = await call('/tickets/next');
    if (body?.ref) return go(ticketPath(body.ref, this.listQuery));
    notice(t('next.none'));
    go(`/console/tickets?${this.listQuery}`);
  }

  /** @param {string} name @param {string} value */
  filter(name, value) {
    const query = this.listQuery;
    if (value) query.set(name, value);
    else query.delete(name);
    go(`/console/tickets?${query}`, { replace: true });
  }

  /** Words in use, once the field is used. @param {any} field */
  async suggestTags(field) {
    const { tagsLike } = await import('../components/tags.js');
    const words = await tagsLike(this.onlyPlace, field.value);
    this.find('#filter-tags')?.replaceChildren(...words.map((w) => new Option(w)));
  }

  async filterSection() {
    const { pickSection } = await import('../components/pickers.js');
    const chosen = await pickSection(this.onlyPlace, this.route.query.get('section') ?? '', true);
    if (!chosen) return;
    this.sectionName = chosen.text;
    this.filter('section', chosen.value);
  }

  async keepView() {
    const { openViewForm } = await import('../components/view-form.js');
    openViewForm({ query: this.listQuery, place: this.onlyPlace, title: this.plainTitle, view: this.view ?? null });
  }

  clearFilters() {
    const query = this.listQuery;
    for (const name of FILTERS) query.delete(name);
    go(`/console/tickets?${query}`, { replace: true });
  }

  get onlyPlace() {
    return this.route.query.get('municipality') || this.place || (session.me.municipalities.length === 1 ? session.me.municipalities[0].slug : '');
  }

  render() {
    const open = this.route.ref;
    return html`<section class="list-pane" aria-labelledby="list-title">
        ${this.listHeader(!open)}
        <div class="list-scroll" tabindex="-1">${this.list()}</div>
      </section>
      ${open
        ? html`<md-ticket .ref=${open} .tab=${this.route.query.get('tab') ?? ''} .entry=${this.route.query.get('entry') ?? ''} .list=${this.listQuery} @md-next=${this.openNext}></md-ticket>`
        : this.nothingOpen()}`;
  }

  /** @param {boolean} main whether the list is what the page is about */
  listHeader(main) {
    const overdue = this.items.filter((i) => i.overdue).length;
    const count = this.loading ? '' : t(this.next ? 'list.count.more' : 'list.count', { n: number(this.items.length) });
    const title = html`${this.title} <span class="quiet">${count}</span>${overdue ? html` <span class="over">${t('list.overdue', { n: overdue })}</span>` : nothing}`;
    return html`<header class="list-head">
      ${main ? html`<h1 id="list-title" tabindex="-1">${title}</h1>` : html`<h2 id="list-title">${title}</h2>`}
      <div class="list-tools"><button type="button" class="icon-button" aria-expanded=${String(this.filtering)} aria-controls="filters" @click=${() => (this.filtering = !this.filtering)}
        title=${t('filter')}>${icon('filter')}<span class="hidden-visually">${t('filter')}</span>${this.filterCount ? html`<span class="badge">${this.filterCount}</span>` : nothing}</button>
      <button type="button" class="keep-view" aria-haspopup="dialog" title=${t(this.view ? 'views.settings' : 'views.new')} @click=${this.keepView}>${icon('bookmark')}<span class="hidden-visually">${t(this.view ? 'views.settings' : 'views.new')}</span></button>
      ${this.mayExport ? html`<md-list-export .path=${'/exports/tickets'} .query=${this.asked}></md-list-export>` : nothing}</div>
      ${this.filtering ? this.filters() : html`<div id="filters" hidden></div>`}
      ${this.view?.stale.length ? html`<p class="stale-view">⚠ ${t('views.stale', { what: this.view.stale.map((/** @type {string} */ s) => t(`views.stale.${s}`)).join('、') })}</p>` : nothing}
      ${this.chosen.some ? this.chosenBar() : nothing}
    </header>`;
  }

  chosenBar() {
    const { whole, size } = this.chosen;
    return html`<div class="chosen-bar" role="group" aria-label=${t('bulk.choice')}>
      <span role="status">${whole ? t('bulk.whole') : t('bulk.size', { n: number(size) })}</span>
      <button type="button" class="button small solid" @click=${this.changeMany}>${t('bulk.change')}</button>
      ${!whole && size < this.items.length ? html`<button type="button" class="button small" @click=${() => this.chosen.all(this.items)}>${t('bulk.all', { n: number(this.items.length) })}</button>` : nothing}
      ${!whole && this.next && this.onlyPlace && size >= this.items.length ? html`<button type="button" class="button small" @click=${() => this.chosen.everything()}>${t('bulk.everything')}</button>` : nothing}
      <button type="button" class="button small plain" @click=${() => this.chosen.clear()}>${t('bulk.clear')}</button></div>`;
  }

  filters() {
    const value = (/** @type {string} */ n) => this.route.query.get(n) ?? '';
    const choice = (/** @type {string} */ name, /** @type {string[]} */ codes, /** @type {string} */ words) => html`<label>${t(`field.${name}`)}
      <select @change=${(/** @type {any} */ e) => this.filter(name, e.target.value)}>
        <option value="">${t('filter.any')}</option>
        ${codes.map((c) => html`<option value=${c} ?selected=${c === value(name)}>${word(words, c)}</option>`)}
      </select></label>`;
    return html`<div id="filters" class="filters" role="group" aria-label=${t('filter')}>
      ${choice('order', ORDERS, 'order')}${choice('status', STATUSES, 'status')}${choice('kind', KINDS, 'kind')}${choice('channel', CHANNELS, 'channel')}
      ${this.onlyPlace ? html`<div class="labelled"><span id="filter-section">${t('field.section')}</span>
          <button type="button" class="pick" aria-describedby="filter-section" @click=${this.filterSection}>${value('section') ? this.sectionName || value('section') : t('filter.any')}</button></div>` : nothing}
      <label>${t('field.tags')}<input maxlength="60" list="filter-tags" autocomplete="off" .value=${value('tag')} @focus=${(/** @type {any} */ e) => this.suggestTags(e.target)}
        @input=${(/** @type {any} */ e) => this.suggestTags(e.target)} @change=${(/** @type {any} */ e) => this.filter('tag', e.target.value.trim())}></label><datalist id="filter-tags"></datalist>
      ${this.filterCount ? html`<button type="button" class="button small plain" @click=${this.clearFilters}>${t('filter.clear')}</button>` : nothing}
    </div>`;
  }

  list() {
    if (!may('ticket-read')) return empty(t('list.notAllowed'));
    if (this.problem && !this.items.length) return problemBox(this.problem, () => this.load());
    if (this.loading) return html`<div class="rows-loading" aria-busy="true"><p class="hidden-visually">${t('loading')}</p>${[1, 2, 3, 4, 5, 6].map(() => html`<i></i>`)}</div>`;
    if (!this.items.length) return this.emptyList();
    return html`${problemBox(this.problem, () => this.refresh())}
      <md-rows class="rows" @keydown=${this.selectByKey} .rows=${{ items: this.items, key: (/** @type {any} */ i) => i.ref, row: (/** @type {any} */ i) => this.row(i) }}></md-rows>
      ${this.next ? html`<button type="button" class="button more" @click=${this.more}>${t('list.more')}</button>` : nothing}`;
  }

  emptyList() {
    if (this.filterCount) return empty(t('list.empty.filtered'), html`<button type="button" class="button small" @click=${this.clearFilters}>${t('filter.clear')}</button>`);
    if (!this.queue) return empty(t('list.empty.search', { q: this.route.query.get('q') }), html`<p class="quiet">${t('list.empty.search.hint')}</p>`);
    const elsewhere = this.queue === 'mine' ? html`<a class="button small" href=${queuePath('unassigned')}>${t('list.empty.unassigned.open')}</a>` : nothing;
    return empty(t(`list.empty.${this.queue}`), elsewhere);
  }

  /** @param {any} row */
  row(row) {
    const several = session.me.municipalities.length > 1 && !this.place;
    const alarm = row.overdue || row.deliveryProblem;
    const chosen = this.chosen.has(row.ref);
    return html`${may('ticket-write', row.municipality) ? html`<label class="row-pick"><input type="checkbox" tabindex="-1" .checked=${chosen}
        @click=${(/** @type {MouseEvent} */ e) => this.pickRow(e, row)}><span class="hidden-visually">${t('bulk.pick', { number: row.number })}</span></label>` : nothing}
      <a href=${ticketPath(row.ref, this.listQuery)} data-ref=${row.ref} @click=${(/** @type {MouseEvent} */ e) => this.clickRow(e, row)} class="row ${chosen ? 'marked' : ''} ${alarm ? 'alarm' : ''} ${row.unread ? 'unread' : ''} ${this.fresh.has(row.ref) ? 'fresh' : ''}"
      aria-current=${row.ref === this.route.ref ? 'true' : nothing}>
      <span class="subject">${row.unread ? html`<span class="unread-dot" title=${t('row.unread')}><span class="hidden-visually">${t('row.unread')}</span></span>` : nothing}${row.priority === 'urgent' || row.priority === 'high' ? html`<span class="urgent" title=${word('priority', row.priority)}>‼<span class="hidden-visually">${word('priority', row.priority)}</span></span>` : nothing}${row.subject || t('row.noSubject')}</span>
      ${dueLabel(row)}
      <span class="line">${channelIcon(row.channel)}<span class="no">${row.number}</span><span class="name">${row.citizenName || t('citizen.unknown')}</span></span>
      <span class="line-end">${row.deliveryProblem ? html`<span class="over">⚠ ${t('row.deliveryProblem')}</span>` : statusChip(row.status)}</span>
      <span class="line">${several ? html`<span class="place-of">${municipality(row.municipality)?.name ?? row.municipality}</span>` : nothing}<span>${row.confidentiality === 'restricted' ? html`<span class="restricted" title=${word('confidentiality', 'restricted')}>${icon('lock')}<span class="hidden-visually">${word('confidentiality', 'restricted')} </span></span>` : nothing}${[row.section ?? { name: t('section.none') }, ...(row.contributors ?? [])].map((s) => s.name).join('・')}</span>${this.queue === 'mine' ? nothing : html`<span>${row.owner?.name ?? t('owner.none')}</span>`}</span>
      <span class="line-end">${momentLabel(row.updatedAt, row.municipality)}</span></a>`;
  }

  nothingOpen() {
    const keys = [['j k', 'key.nextPrevious'], ['Enter', 'key.open'], ['/', 'key.search'], ['Ctrl K', 'key.commands'], ['?', 'key.help']];
    return html`<div class="nothing-open"><p>${t('desk.choose')}</p>
      <dl>${keys.map(([k, text]) => html`<div><dt>${k.split(' ').map((x) => html`<kbd>${x}</kbd>`)}</dt><dd>${t(text)}</dd></div>`)}</dl></div>`;
  }
}
customElements.define('md-desk', Desk);
