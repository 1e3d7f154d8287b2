// @ts-check
/** The shell: header, queues, the screen of the address, login over the page, connection state, notices. */

import { Part, announce, html, icon, notice, nothing, problemBox } from './parts.js';
import { call, duties, get, keeps, mends, loadMe, loggedInBefore, loginAgain, logout, may, session } from './api.js';
import { LANGUAGES, language, number, rememberedLanguage, t, useLanguage } from './i18n.js';
import { QUEUES, bindKeys, go, here, queuePath } from './navigation.js';
import { coalesced, connect, onLive, reconnect } from './live.js';
import './screens/desk.js';

/** @type {Record<string, {load: () => Promise<any>, view: (route: import('./navigation.js').Route) => unknown}>} */
const SCREENS = {
  new: { load: () => import('./screens/new-ticket.js'), view: () => html`<md-new-ticket></md-new-ticket>` },
  citizen: { load: () => import('./screens/citizen.js'), view: (route) => html`<md-citizen .key=${route.ref} .query=${route.query}></md-citizen>` },
  citizens: { load: () => import('./screens/citizens.js'), view: (route) => html`<md-citizens .query=${route.query}></md-citizens>` },
  channels: { load: () => import('./screens/channels.js'), view: () => html`<md-channels></md-channels>` },
  calendar: { load: () => import('./screens/calendar.js'), view: (route) => html`<md-calendar .query=${route.query}></md-calendar>` },
  account: { load: () => import('./screens/account.js'), view: () => html`<md-account></md-account>` },
  staff: { load: () => import('./screens/staff.js'), view: (route) => html`<md-staff .query=${route.query}></md-staff>` },
  'staff-changes': { load: () => import('./screens/staff-changes.js'), view: (route) => html`<md-staff-changes .query=${route.query}></md-staff-changes>` },
  notices: { load: () => import('./screens/notices.js'), view: (route) => html`<md-notices .query=${route.query}></md-notices>` },
  problems: { load: () => import('./screens/problems.js'), view: (route) => html`<md-problems .ref=${route.ref} .query=${route.query}></md-problems>` },
  kb: { load: () => import('./screens/kb.js'), view: (route) => html`<md-kb .path=${route.ref} .query=${route.query}></md-kb>` },
  templates: { load: () => import('./screens/templates.js'), view: (route) => html`<md-templates .query=${route.query}></md-templates>` },
  directory: { load: () => import('./screens/directory.js'), view: (route) => html`<md-directory .query=${route.query}></md-directory>` },
  categories: { load: () => import('./screens/categories.js'), view: (route) => html`<md-categories .query=${route.query}></md-categories>` },
  synonyms: { load: () => import('./screens/synonyms.js'), view: (route) => html`<md-synonyms .query=${route.query}></md-synonyms>` },
  pinned: { load: () => import('./screens/pinned.js'), view: (route) => html`<md-pinned .query=${route.query}></md-pinned>` },
  improve: { load: () => import('./screens/improve.js'), view: (route) => html`<md-improve .query=${route.query}></md-improve>` },
  imports: { load: () => import('./screens/imports.js'), view: (route) => html`<md-imports .query=${route.query}></md-imports>` },
  search: { load: () => import('./screens/search.js'), view: (route) => html`<md-search .query=${route.query}></md-search>` },
  plugins: { load: () => import('./screens/plugins.js'), view: () => html`<md-plugins></md-plugins>` },
};


/** Where somebody begins who asked for nothing else. */
const firstScreen = () => (may('ticket-read') || !may('channel-read') ? queuePath('mine') : '/console/channels');

class App extends Part {
  static properties = {
    route: { state: true }, phase: { state: true }, counts: { state: true }, online: { state: true },
    lost: { state: true }, overlay: { state: true }, note: { state: true }, failure: { state: true },
    menuOpen: { state: true }, bulletin: { state: true }, bulletinOpen: { state: true }, place: { state: true }, formWaiting: { state: true },
  };

  constructor() {
    super();
    this.route = here();
    this.phase = 'starting';
    this.counts = /** @type {any} */ ({});
    this.online = false;
    this.lost = false;
    this.overlay = false;
    this.note = '';
    this.failure = /** @type {any} */ (null);
    this.menuOpen = false;
    this.formWaiting = false;
    this.place = localStorage.getItem('madoguchi.municipality') ?? '';
    /** @type {any} what is shown now, as the server tells it */ this.bulletin = null;
    this.bulletinOpen = false;
    this.refreshBulletin = coalesced(() => this.loadBulletin(), 400);
    /** @type {any} */ this.bulletinTimer = undefined;
    this.refreshPinned = coalesced(async () => this.takePinned(await get('/pinned-answers', { municipality: this.place })));
    /** @type {any} */ this.pinnedTimer = undefined;
    this.refreshCounts = coalesced(() => this.loadCounts(), 400);
    this.refreshPlugins = coalesced(() => this.loadPlugins());
    this.refreshViews = coalesced(() => this.loadViews());
    this.hasViews = false;
    this.unseen = { count: 0, capped: false };
    this.refreshUnseen = coalesced(() => this.loadUnseen(), 500);
    this.cut = false;
    /** @type {any} */ this.offlineTimer = undefined;
    /** @type {any} */ this.searchTimer = undefined;
    /** @type {any} */ this.noteTimer = undefined;
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('md-route', () => this.arrive());
    addEventListener('md-notice', (e) => this.show(/** @type {CustomEvent} */ (e).detail));
    addEventListener('md-views', () => this.refreshViews());
    addEventListener('md-alerts-seen', () => this.refreshUnseen());
    addEventListener('md-form-waiting', (e) => (this.formWaiting = /** @type {CustomEvent} */ (e).detail));
    addEventListener('unhandledrejection', (e) => {
      if (e.reason?.title && e.reason.name !== 'AbortError') this.failure = e.reason;
    });
    loginAgain.ask = () => this.askLogin();
    duties.show = (open) => this.oblige(open);
    bindKeys({
      search: () => this.find('#search')?.select(),
      help: () => this.dialog('shortcuts'),
      commands: () => this.commands(),
    });
    onLive((name, data) => this.hear(name, data));
    setInterval(() => dispatchEvent(new Event('md-minute')), 30000);
    this.start();
  }

  async start() {
    const texts = useLanguage(rememberedLanguage());
    if (!loggedInBefore()) {
      await texts;
      return this.toLogin();
    }
    try {
      const [me] = await Promise.all([loadMe(), texts]);
      await this.welcome(me);
    } catch (problem) {
      await texts;
      if (/** @type {any} */ (problem).status === 401) this.toLogin();
      else this.stop(problem);
    }
  }

  /** @param {any} problem */
  stop(problem) {
    this.failure = problem;
    this.phase = 'failed';
  }

  /** What has to be done before anything else takes the whole page. @param {string[]} open */
  async oblige(open) {
    session.duties = open;
    await import('./screens/duties.js');
    this.overlay = false;
    this.phase = 'duties';
  }

  /** @param {any} me */
  async welcome(me) {
    if (LANGUAGES.includes(me.language) && me.language !== language()) await useLanguage(me.language);
    if (session.duties.length) return this.oblige(session.duties);
    if (!me.municipalities.some((/** @type {any} */ m) => m.slug === this.place)) this.place = '';
    this.phase = 'ready';
    connect();
    this.arrive();
    this.openDesk();
    this.refreshBulletin();
    this.refreshPlugins();
  }

  /** One answer instead of three. */
  async openDesk() {
    const place = this.place;
    const desk = may('ticket-read') ? await get('/desk', { municipality: place }) : null;
    if (!desk) this.refreshPinned();
    if (!desk || place !== this.place) return;
    this.takePinned(desk.pinned);
    this.counts = desk.queues;
    this.unseen = desk.unseen;
    session.search = desk.search;
    session.assistant = desk.assistant;
    dispatchEvent(new Event('md-search'));
    return this.takeViews(desk.views);
  }

  /** One that ends by time is gone then, whatever the clock here says. @param {{items: any[], now: string}} told */
  async takePinned({ items, now }) {
    session.pinned = items;
    clearTimeout(this.pinnedTimer);
    const wait = Math.min(...items.filter((p) => p.until).map((p) => Date.parse(p.until) - Date.parse(now)));
    if (wait < 864e5) this.pinnedTimer = setTimeout(() => this.refreshPinned(), wait + 500);
    if (items.length) await import('./components/pinned-strip.js');
    this.requestUpdate();
    dispatchEvent(new Event('md-pinned'));
  }

  toLogin() {
    this.phase = 'login';
    import('./screens/login.js');
    const wanted = location.pathname + location.search;
    if (this.route.screen !== 'login') go(`/console/login?to=${encodeURIComponent(wanted)}`, { replace: true });
  }

  arrive() {
    this.route = here();
    this.menuOpen = false;
    if (this.phase !== 'ready') return;
    const { screen, query } = this.route;
    if (screen === 'home' || screen === 'login') {
      const to = query.get('to') ?? '';
      const inside = to.startsWith('/console/') && !to.startsWith('/console/login');
      go(inside && to !== '/console/' ? to : firstScreen(), { replace: true });
      return;
    }
    SCREENS[screen]?.load().catch(() => (this.failure = { title: t('problem.screen'), detail: t('problem.screen.detail') }));
  }

  async loadPlugins() {
    // without an answer the panels stay as they are
    const extensions = await get('/ui/extensions').catch(() => null);
    if (!extensions || (!extensions.length && !customElements.get('md-slot'))) return;
    const sdk = await import('@madoguchi/ui');
    await sdk.take(extensions);
  }

  async loadCounts() {
    if (!may('ticket-read')) return;
    this.counts = (await get('/tickets/counts', { municipality: this.place })).queues ?? {};
  }

  /** What cannot be read now stays as it is. */
  async loadViews() {
    const found = may('ticket-read') ? await get('/views').catch(() => null) : null;
    if (found) await this.takeViews(found.items);
  }

  /** @param {any[]} views */
  async takeViews(views) {
    session.views = views;
    this.hasViews ||= views.length > 0;
    if (this.hasViews) await import('./components/views.js');
    this.requestUpdate();
    dispatchEvent(new Event('md-views-known'));
  }

  /** What cannot be read now stays as it is. */
  async loadUnseen() {
    if (!may('ticket-read')) return;
    this.unseen = (await get('/alerts/unseen').catch(() => null)) ?? this.unseen;
    this.requestUpdate();
  }

  async openAlerts() {
    (await import('./components/alerts.js')).openAlerts();
  }

  async loadBulletin() {
    if (!may('ticket-read')) return;
    const place = this.place;
    // without an answer the line stays as it is
    const today = await get('/notices/today', { municipality: place }).catch(() => null);
    if (!today || place !== this.place) return;
    const isNew = (/** @type {any} */ n) => n.read < n.edition;
    const known = this.bulletin?.items.filter(isNew).map((/** @type {any} */ n) => `${n.id} ${n.edition}`);
    const arrived = today.items.filter((/** @type {any} */ n) => isNew(n) && !known?.includes(`${n.id} ${n.edition}`));
    if (known && arrived.length) announce(t('bulletin.arrived', { title: arrived[0].title }));
    this.bulletin = today;
    clearTimeout(this.bulletinTimer);
    // one begins or ends then; whose clock is wrong waits as long as the server says
    const wait = today.nextTurn ? Date.parse(today.nextTurn) - Date.parse(today.now) : Infinity;
    if (wait < 864e5) this.bulletinTimer = setTimeout(() => this.refreshBulletin(), wait + 1000);
  }

  /** @param {string} name @param {any} data */
  hear(name, data) {
    if (name === 'online' || name === 'hello') {
      clearTimeout(this.offlineTimer);
      if (this.lost) this.recovered();
      if (this.cut) this.refreshPlugins(); // 'ui' is not told again
      this.cut = false;
      this.online = true;
      this.lost = false;
      this.offlineTimer = undefined;
    } else if (name === 'offline') {
      this.online = false;
      this.cut = true;
      // a server that restarts or a laptop that wakes up is back within seconds
      this.offlineTimer ??= setTimeout(() => (this.lost = true), 3000);
    } else if (name === 'ui') this.refreshPlugins();
    else if (name === 'event' && data.stream === 'views') this.refreshViews();
    else if (name === 'event' && data.stream === 'alerts') {
      this.refreshUnseen();
      announce(t('alerts.arrived'));
    }
    else if (name === 'event' && data.stream === 'notices') this.refreshBulletin();
    else if (name === 'event' && data.stream === 'knowledge' && data.aggregate.startsWith('pinned-')) this.refreshPinned();
    else if (name === 'reset' || (name === 'event' && data.stream === 'tickets')) this.refreshCounts();
    if (name !== 'reset') return;
    this.refreshBulletin();
    this.refreshPinned();
  }

  recovered() {
    dispatchEvent(new Event('md-recovered'));
    this.refreshCounts();
    this.refreshUnseen();
    this.refreshBulletin();
    this.refreshPinned();
    this.show(t('live.recovered'));
  }

  /** @type {Promise<void> | undefined} */
  #login;

  /** Shows the login over the page. Another person gets a fresh page: what was typed is not theirs to see. */
  askLogin() {
    if (this.phase === 'login') return Promise.reject(new Error('nobody is logged in'));
    const before = session.me?.id;
    this.#login ??= import('./screens/login.js').then(
      () =>
        new Promise((done) => {
          this.overlay = true;
          this.updateComplete.then(() => this.find('dialog.login-over')?.showModal());
          this.addEventListener('md-logged-in', (e) => {
            const me = /** @type {CustomEvent} */ (e).detail;
            if (before && me.id !== before) location.assign('/console/');
            this.find('dialog.login-over')?.close();
            this.overlay = false;
            this.#login = undefined;
            reconnect();
            done();
          }, { once: true });
        }),
    );
    return this.#login;
  }

  /** @param {string} text */
  show(text) {
    this.note = text;
    announce(text);
    clearTimeout(this.noteTimer);
    this.noteTimer = setTimeout(() => (this.note = ''), 6000);
  }

  /** @param {'shortcuts' | 'password' | 'everywhere'} kind */
  async dialog(kind) {
    (await import('./components/dialogs.js')).open(kind);
  }

  async commands() {
    (await import('./components/commands.js')).openCommands(this);
  }

  async lastBulk() {
    await (await import('./components/bulk.js')).showLast();
  }

  async openNext() {
    const next = await get('/tickets/next');
    if (next?.ref) go(`/console/tickets/${next.ref}?queue=mine`);
    else notice(t('next.none'));
  }

  /** @param {string} code */
  async speak(code) {
    await useLanguage(code);
    dispatchEvent(new Event('md-language'));
    await call('/directory/me/language', { method: 'PUT', body: { language: code } });
    session.me.language = code;
  }

  async leave() {
    await logout();
    location.assign('/console/login');
  }

  /** @param {string} slug */
  choosePlace(slug) {
    this.place = slug;
    localStorage.setItem('madoguchi.municipality', slug);
    this.counts = {};
    this.bulletin = null;
    this.refreshCounts();
    this.refreshBulletin();
    this.refreshPinned();
    if (this.route.ref) go(queuePath(this.route.query.get('queue') ?? 'mine'));
  }

  /** Looking everywhere is loaded when somebody is about to. */
  async beginSearch() {
    if (session.search) (await import('./components/search-field.js')).attach(this.find('.search'));
  }

  /** @param {InputEvent} e */
  typedSearch(e) {
    clearTimeout(this.searchTimer);
    if (!e.isComposing && !session.search) this.searchTimer = setTimeout(() => this.search(), 300);
  }

  /** @param {Event} [e] */
  search(e) {
    e?.preventDefault();
    clearTimeout(this.searchTimer);
    const q = this.find('#search').value.trim();
    const before = this.route.query.get('q') ?? '';
    if (q === before && !e) return;
    if (session.search && q) return go(`/console/search?${new URLSearchParams({ q })}`);
    const path = q ? `/console/tickets?${new URLSearchParams({ q })}` : queuePath('mine');
    go(path, { replace: !!before && !this.route.ref });
  }

  render() {
    if (this.phase === 'starting') return html`<main class="starting" aria-busy="true"></main>`;
    if (this.phase === 'failed') return html`<main class="alone">${problemBox(this.failure, () => location.reload())}</main>`;
    if (this.phase === 'login') {
      return html`<main class="alone"><md-login @md-logged-in=${(/** @type {CustomEvent} */ e) => this.welcome(e.detail)}></md-login></main>`;
    }
    if (this.phase === 'duties') {
      return html`<main class="alone"><md-duties .duties=${session.duties} @md-done=${() => location.assign('/console/')}></md-duties></main>${this.messages()}`;
    }
    const deep = this.route.screen === 'desk' && this.route.ref ? 'has-ticket' : '';
    return html`<a class="skip" href="#main" @click=${this.skip}>${t('skip')}</a>
      ${this.header()}
      <div class="strips">${this.lost ? html`<div class="banner" role="alert"><b>⚠ ${t('live.lost')}</b> ${t('live.lost.detail')}</div>` : nothing}
        ${session.pinned.length ? html`<md-pinned-strip .items=${session.pinned}></md-pinned-strip>` : nothing}</div>
      <div class="frame ${deep} ${this.menuOpen ? 'menu-open' : ''}">
        ${this.navigation()}
        <main id="main" tabindex="-1">${this.screen()}</main>
      </div>
      <div class="messages"><md-undo-sending></md-undo-sending>${this.messages()}</div>
      ${this.overlay ? html`<dialog class="dialog login-over" aria-labelledby="login-title" @cancel=${(/** @type {Event} */ e) => e.preventDefault()}>
            <md-login again></md-login></dialog>` : nothing}`;
  }

  /** @param {Event} e */
  skip(e) {
    e.preventDefault();
    /** @type {any} */ (document.querySelector('#ticket-title') ?? document.querySelector('#main'))?.focus();
  }

  header() {
    return html`<header class="top">
      <button type="button" class="burger" aria-expanded=${String(this.menuOpen)} aria-controls="nav" @click=${() => (this.menuOpen = !this.menuOpen)}>
        ${icon('menu')}<span class="hidden-visually">${t('menu')}</span></button>
      <a class="brand" href="/console/"><svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><path d="M7 26V12a9 9 0 0 1 18 0v14M7 19h18M16 4v15"/></svg><span>${t('product')}</span></a>
      ${may('ticket-read') ? html`<form class="search" role="search" @submit=${this.search}>
        ${icon('search')}<label class="hidden-visually" for="search">${t(session.search ? 'search.everywhere' : 'search.label')}</label>
        <input id="search" type="search" autocomplete="off" placeholder=${t(session.search ? 'search.everywhere' : 'search.placeholder')} .value=${this.route.query.get('q') ?? ''}
          @focus=${this.beginSearch} @input=${this.typedSearch} @compositionend=${this.typedSearch}>
      </form>` : nothing}
      <span class="spring"></span>
      ${may('ticket-write') ? html`<a class="button on-dark" href="/console/tickets/new">${icon('plus')}<span>${t('new.title')}</span>${this.formWaiting ? html`<span class="waiting">${t('new.waiting')}</span>` : nothing}</a>` : nothing}
      ${may('ticket-read') ? html`<button type="button" class="bell" aria-haspopup="dialog" @click=${this.openAlerts}>${icon('bell')}<span class="hidden-visually">${t(this.unseen.count ? 'alerts.unseen' : 'alerts.title', { n: this.unseen.count })}</span>${this.unseen.count ? html`<span class="badge" aria-hidden="true">${number(this.unseen.count)}${this.unseen.capped ? '+' : ''}</span>` : nothing}</button>` : nothing}
      <span class="connection ${this.online ? 'online' : ''}" role="status"><span class="dot"></span><span>${t(this.online ? 'live.online' : 'live.connecting')}</span></span>
      ${this.userMenu()}
    </header>`;
  }

  userMenu() {
    const me = session.me;
    return html`<details class="menu user"><summary><span class="who">${me.name}</span>${icon('down')}</summary>
      <div class="menu-box">
        <p class="quiet">${me.kana ? html`${me.kana}<br>` : nothing}${me.mail ?? ''}</p>
        <fieldset class="choice"><legend>${t('language')}</legend>${LANGUAGES.map(
          (code) => html`<label><input type="radio" name="language" value=${code} .checked=${code === language()} @change=${() => this.speak(code)}> ${t(`language.${code}`)}</label>`)}</fieldset>
        <button type="button" data-closes @click=${() => go('/console/account')}>${t('account.title')}</button>
        <button type="button" data-closes @click=${() => this.dialog('shortcuts')}>${t('shortcuts.title')}</button>
        <button type="button" data-closes @click=${() => this.dialog('password')}>${t('password.title')}</button>
        <button type="button" data-closes @click=${this.leave}>${t('logout')}</button>
        <button type="button" data-closes @click=${() => this.dialog('everywhere')}>${t('everywhere.title')}</button>
      </div></details>`;
  }

  navigation() {
    const places = session.me.municipalities;
    const view = this.route.screen === 'desk' ? (this.route.query.get('view') ?? '') : '';
    const current = this.route.screen === 'desk' && !view ? (this.route.query.get('queue') ?? (this.route.query.get('q') ? '' : 'mine')) : '';
    return html`<nav id="nav" aria-label=${t('nav')}>
      ${places.length > 1 ? html`<div class="place"><label for="place">${t('municipality')}</label>
          <select id="place" @change=${(/** @type {any} */ e) => this.choosePlace(e.target.value)}>
            <option value="" ?selected=${!this.place}>${t('municipality.all', { n: places.length })}</option>
            ${places.map((/** @type {any} */ m) => html`<option value=${m.slug} ?selected=${m.slug === this.place}>${m.name}</option>`)}
          </select></div>` : html`<p class="place-name">${places[0]?.name ?? ''}</p>`}
      ${may('ticket-read') ? html`<h2>${t('nav.desk')}</h2><ul>${QUEUES.map((q) => this.queueLink(q, q === current))}${may('citizen-read') ? html`<li><a href="/console/citizens" aria-current=${this.route.screen === 'citizens' ? 'page' : nothing}>${t('citizen')}</a></li>` : nothing}</ul>
          ${this.hasViews ? html`<md-views .items=${session.views} .current=${view}></md-views>` : nothing}` : nothing}
      ${may('channel-read') || may('directory-read') || may('template-manage') || may('ticket-read') ? html`<h2>${t('nav.manage')}</h2><ul>
          ${may('channel-read') ? html`<li><a href="/console/channels" aria-current=${this.route.screen === 'channels' ? 'page' : nothing}>${t('channels.title')}</a></li>` : nothing}
          ${may('directory-read') ? html`<li><a href="/console/admin/calendar" aria-current=${this.route.screen === 'calendar' ? 'page' : nothing}>${t('calendar.title')}</a></li>` : nothing}
          ${may('ticket-read') || may('notice-publish') ? html`<li><a href="/console/notices" aria-current=${this.route.screen === 'notices' ? 'page' : nothing}>${t('bulletin.list')}</a></li>` : nothing}
          ${may('ticket-read') ? html`<li><a href="/console/problems" aria-current=${this.route.screen === 'problems' ? 'page' : nothing}>${t('problems.all')}</a></li>` : nothing}
          ${may('knowledge-read') ? html`<li><a href="/console/kb" aria-current=${this.route.screen === 'kb' ? 'page' : nothing}>${t('kb.title')}</a></li>` : nothing}
          ${may('template-manage') ? html`<li><a href="/console/admin/templates" aria-current=${this.route.screen === 'templates' ? 'page' : nothing}>${t('modules.title')}</a></li>` : nothing}
          ${may('answer-pin') ? html`<li><a href="/console/admin/pinned" aria-current=${this.route.screen === 'pinned' ? 'page' : nothing}>${t('pinned.title')}</a></li>` : nothing}
          ${mends() ? html`<li><a href="/console/kb/improve" aria-current=${this.route.screen === 'improve' ? 'page' : nothing}>${t('improve.title')}</a></li>` : nothing}
          ${keeps() ? html`<li><a href="/console/admin/synonyms" aria-current=${this.route.screen === 'synonyms' ? 'page' : nothing}>${t('synonyms.title')}</a></li>` : nothing}
          ${may('directory-manage') ? html`<li><a href="/console/admin/directory" aria-current=${this.route.screen === 'directory' ? 'page' : nothing}>${t('directory.title')}</a></li>` : nothing}
          ${may('directory-manage') ? html`<li><a href="/console/admin/staff" aria-current=${this.route.screen === 'staff' ? 'page' : nothing}>${t('staff.title')}</a></li>` : nothing}
          ${may('ticket-import') ? html`<li><a href="/console/admin/imports" aria-current=${this.route.screen === 'imports' ? 'page' : nothing}>${t('oldTickets.title')}</a></li>` : nothing}
          ${may('directory-manage') ? html`<li><a href="/console/plugins" aria-current=${this.route.screen === 'plugins' ? 'page' : nothing}>${t('plugins.title')}</a></li>` : nothing}</ul>` : nothing}
      <md-slot name="queue.tile"></md-slot>
    </nav>`;
  }

  /** @param {string} queue @param {boolean} current */
  queueLink(queue, current) {
    const c = this.counts[queue];
    const open = queue !== 'answered' && queue !== 'closed';
    const alarm = open && (c?.overdue > 0 || (queue === 'attention' && c?.count > 0));
    return html`<li><a href=${queuePath(queue)} aria-current=${current ? 'page' : nothing} class=${queue === 'attention' && alarm ? 'alarm' : ''}>
      <span>${t(`queue.${queue}`)}</span>
      ${c ? html`<span class="count">${alarm ? html`<span class="over" title=${t('queue.overdue', { n: c.overdue })}>⚠<span class="hidden-visually">${t('queue.overdue', { n: c.overdue })}</span></span>` : nothing}
            ${number(c.count)}${c.capped ? '+' : ''}</span>` : nothing}</a></li>`;
  }

  screen() {
    if (this.route.screen === 'desk') return html`<div class="with-bulletin">${this.bulletinLine()}<md-desk .route=${this.route} .place=${this.place}></md-desk></div>`;
    if (SCREENS[this.route.screen]) return SCREENS[this.route.screen].view(this.route);
    if (this.route.screen !== 'unknown') return nothing;
    document.title = t('unknown.title');
    return html`<div class="page"><h1>${t('unknown.title')}</h1><p>${t('unknown.text')}</p><p><a href="/console/">${t('unknown.home')}</a></p></div>`;
  }

  /** 本日のお知らせ: one line; what it says is loaded when it is opened. */
  bulletinLine() {
    const { items = [], unread, changes = [] } = this.bulletin ?? {};
    if (!items.length && !changes.length) return nothing;
    const open = this.bulletinOpen;
    const urgent = items.some((/** @type {any} */ n) => n.importance === 'urgent' && n.read < n.edition);
    const first = items.find((/** @type {any} */ n) => n.read < n.edition) ?? items[0] ?? changes[0];
    return html`<section class="bulletin ${unread ? 'unread' : ''} ${urgent ? 'urgent' : ''}" aria-label=${t('bulletin.title')}>
      <button type="button" class="bulletin-line" aria-expanded=${String(open)} aria-controls="bulletin" @click=${this.turnBulletin}>
        <b>${urgent ? html`⚠ ${t('bulletin.urgent')} ` : nothing}${t('bulletin.title')}</b> <span>${unread ? t('bulletin.new', { n: number(unread) }) : t('bulletin.count', { n: number(items.length + changes.length) })}</span>
        <span class="bulletin-first">${first.title}</span>${icon(open ? 'up' : 'down')}</button>
      <div id="bulletin" ?hidden=${!open}>${open ? html`<md-bulletin .today=${this.bulletin} @md-changed=${() => this.refreshBulletin()}></md-bulletin>` : nothing}</div></section>`;
  }

  async turnBulletin() {
    if (!this.bulletinOpen) await import('./components/bulletin.js');
    this.bulletinOpen = !this.bulletinOpen;
  }

  messages() {
    if (!this.failure && !this.note) return nothing;
    return html`<section aria-label=${t('messages')}>
      ${this.failure ? html`<div class="banner-problem">${problemBox(this.failure)}<button type="button" class="icon-button" @click=${() => (this.failure = null)}>${icon('close')}<span class="hidden-visually">${t('close')}</span></button></div>` : nothing}
      ${this.note ? html`<div class="note-bar">${this.note}</div>` : nothing}
    </section>`;
  }
}
customElements.define('md-app', App);
