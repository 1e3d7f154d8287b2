// @ts-check
/** チャネル: instances and how they are, what could not be read (quarantine), what is to go out. */

import { Part, channelIcon, empty, html, icon, momentLabel, moreStyle, nothing, notice, problemBox } from '../parts.js';
import { get, may, municipality, post } from '../api.js';
import { catalogue, fileSize, number, t } from '../i18n.js';
import { coalesced, onLive } from '../live.js';
import '../components/list-export.js';

await catalogue('tickets', 'manage');

const OUTBOX = ['in-doubt', 'failed', 'queued'];
const PAGE = 50;

class Channels extends Part {
  static properties = {
    instances: { state: true }, inbox: { state: true }, outbox: { state: true }, state: { state: true }, problem: { state: true },
    followers: { state: true }, failures: { state: true }, discarding: { state: true }, reasonMissing: { state: true },
  };

  constructor() {
    super();
    /** @type {any[] | null} */ this.instances = null;
    /** @type {{items: any[], next?: string}} */ this.inbox = { items: [] };
    /** @type {{items: any[], next?: string}} */ this.outbox = { items: [] };
    /** @type {any[] | null} null: not for this person, or not to be had */ this.followers = null;
    this.state = 'in-doubt';
    /** @type {any} */ this.problem = null;
    /** @type {Map<string, any>} problem by row */ this.failures = new Map();
    this.discarding = '';
    this.reasonMissing = false;
    this.refresh = coalesced(() => this.load(), 500);
  }

  connectedCallback() {
    super.connectedCallback();
    moreStyle().then(() => this.classList.add('styled'));
    this.unlisten = onLive((name, data) => isNews(name, data) && this.refresh());
    this.onBack = () => this.refresh();
    addEventListener('md-recovered', this.onBack);
    // only what nobody tells of: a follower of events that stands still, the live stream's own included
    this.timer = setInterval(() => document.visibilityState === 'visible' && this.refresh(), 60000);
    this.load(true);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unlisten?.();
    clearInterval(this.timer);
    if (this.onBack) removeEventListener('md-recovered', this.onBack);
  }

  willUpdate() {
    document.title = `${t('channels.title')} – ${t('product')}`;
  }

  /** @param {boolean} [first] shows what needs a decision */
  async load(first = false) {
    try {
      const keep = (/** @type {{items: any[]}} */ list) => Math.min(200, Math.max(PAGE, list.items.length));
      const [instances, inbox, followers] = await Promise.all([
        get('/channels'), get('/channels/inbox', { state: 'quarantined', limit: keep(this.inbox) }), may('channel-manage') ? get('/followers').catch(() => null) : null]);
      if (first) this.state = OUTBOX.find((s) => sum(instances, s) > 0) ?? 'in-doubt';
      this.outbox = await get('/channels/outbox', { state: this.state, limit: keep(this.outbox) });
      this.instances = instances;
      this.inbox = inbox;
      this.followers = followers;
      this.problem = null;
    } catch (problem) {
      if (!this.instances || !(/** @type {any} */ (problem).unreachable)) this.problem = problem;
    }
  }

  /** @param {string} state */
  async show(state) {
    this.state = state;
    this.outbox = { items: [] };
    this.refresh();
  }

  /** @param {'inbox' | 'outbox'} which */
  async more(which) {
    const list = this[which];
    const page = await get(`/channels/${which}`, { state: which === 'inbox' ? 'quarantined' : this.state, after: list.next, limit: PAGE });
    this[which] = { items: [...list.items, ...page.items], next: page.next };
  }

  /** @param {string} id @param {string} path @param {any} body @param {string} done */
  async act(id, path, body, done) {
    try {
      await post(path, body);
      this.failures.delete(id);
      this.discarding = '';
      notice(t(done));
    } catch (problem) {
      this.failures.set(id, problem);
    }
    this.failures = new Map(this.failures);
    this.refresh();
  }

  /** @param {Event} e @param {any} row */
  discard(e, row) {
    e.preventDefault();
    const reason = this.find('#discard-reason').value.trim();
    this.reasonMissing = !reason;
    if (reason) this.act(row.id, `/channels/inbox/${row.id}/discard`, { reason }, 'inbox.discarded');
    else this.find('#discard-reason').focus();
  }

  /** @param {string} box @param {string} state */
  export(box, state) {
    return may('list-export') && may('channel-read') ? html`<md-list-export .path=${`/exports/channels/${box}`} .query=${{ state }}></md-list-export>` : nothing;
  }

  render() {
    return html`<div class="page channels"><h1 tabindex="-1">${t('channels.title')}</h1>
      ${problemBox(this.problem, () => this.load())}
      ${this.instances ? html`${this.instanceTable()}${this.quarantine()}${this.outgoing()}${this.following()}` : nothing}
      <md-slot name="admin.channels"></md-slot></div>`;
  }

  instanceTable() {
    const all = this.instances ?? [];
    return html`<section aria-labelledby="instances"><h2 id="instances">${t('channels.instances')} <span class="quiet">${all.length}</span></h2>
      ${all.length ? html`<div class="table-scroll" tabindex="0" role="group" aria-labelledby="instances"><table><thead><tr>
        ${['name', 'state', 'address', 'municipality', 'waiting', 'quarantined', 'queued', 'failed', 'inDoubt'].map((c) => html`<th scope="col" class=${/waiting|quarantined|queued|failed|inDoubt/.test(c) ? 'n' : ''}>${t(`channels.${c}`)}</th>`)}
        </tr></thead><tbody>${all.map((c) => this.instance(c))}</tbody></table></div>` : empty(t('channels.none'))}</section>`;
  }

  /** @param {any} c */
  instance(c) {
    const bad = c.status.state !== 'online' && c.status.state !== 'starting';
    const count = (/** @type {number} */ n, alarm = false) => html`<td class="n ${alarm && n ? 'over' : ''}">${alarm && n ? '⚠ ' : ''}${number(n)}</td>`;
    return html`<tr><th scope="row">${channelIcon(c.kind)} ${c.name}${c.sends ? nothing : html`<br><span class="quiet">${t('channels.receiveOnly')}</span>`}</th>
      <td><span class="state ${c.status.state}">${bad ? '⚠ ' : ''}${t(`state.${c.status.state}`)}</span>
        ${c.status.reason ? html`<p class="reason">${c.status.reason}</p>` : nothing}${c.status.since ? html`<p class="quiet">${since(momentLabel(c.status.since, c.municipality))}</p>` : nothing}</td>
      <td class="wrap">${c.address}</td><td>${municipality(c.municipality)?.name ?? c.municipality}</td>
      ${count(c.inbox.waiting)}${count(c.inbox.quarantined, true)}${count(c.outbox.queued)}${count(c.outbox.failed, true)}${count(c.outbox.inDoubt, true)}</tr>`;
  }

  quarantine() {
    const { items, next } = this.inbox;
    return html`<section aria-labelledby="quarantine"><h2 id="quarantine">${t('inbox.title')} <span class=${items.length ? 'over' : 'quiet'}>${items.length ? '⚠ ' : ''}${number(items.length)}${next ? '+' : ''}</span></h2>
      <p class="quiet">${t('inbox.text')}</p>${this.export('inbox', 'quarantined')}
      ${items.length ? html`<ul class="cases">${items.map((r) => this.quarantined(r))}</ul>` : empty(t('inbox.none'))}
      ${next ? html`<button type="button" class="button" @click=${() => this.more('inbox')}>${t('list.more')}</button>` : nothing}</section>`;
  }

  /** @param {any} r */
  quarantined(r) {
    const manages = may('channel-manage', r.municipality);
    return html`<li class="case"><div class="case-text"><p><b>${r.channel}</b> <span class="quiet">${municipality(r.municipality)?.name ?? r.municipality} · ${momentLabel(r.receivedAt, r.municipality)} · ${fileSize(r.size)} · ${t('inbox.attempts', { n: r.attempts })}</span></p>
        <p class="reason">⚠ ${r.reason}</p></div>
      ${manages ? html`<div class="buttons">
        <a class="button small" href="/api/channels/inbox/${r.id}/raw" download>${icon('download')}${t('inbox.raw')}</a>
        <button type="button" class="button small" @click=${() => this.act(r.id, `/channels/inbox/${r.id}/retry`, {}, 'inbox.retried')}>${t('inbox.retry')}</button>
        <button type="button" class="button small plain" aria-expanded=${String(this.discarding === r.id)} @click=${() => this.askDiscard(r.id)}>${t('inbox.discard')}</button></div>` : nothing}
      ${this.discarding === r.id ? html`<form class="discard" novalidate @submit=${(/** @type {Event} */ e) => this.discard(e, r)}>
        <label for="discard-reason">${t('inbox.reason')} <span class="required">${t('field.needed')}</span></label><input id="discard-reason" maxlength="500" aria-required="true"
          aria-invalid=${this.reasonMissing ? 'true' : nothing} aria-describedby="discard-error">
        <p id="discard-error" class="field-error">${this.reasonMissing ? `⚠ ${t('field.required')}` : nothing}</p>
        <div class="buttons"><button type="button" class="button small" @click=${() => (this.discarding = '')}>${t('cancel')}</button><button class="button small danger">${t('inbox.discard.do')}</button></div></form>` : nothing}
      ${problemBox(this.failures.get(r.id))}</li>`;
  }

  /** @param {string} id */
  async askDiscard(id) {
    this.discarding = this.discarding === id ? '' : id;
    this.reasonMissing = false;
    await this.updateComplete;
    this.find('#discard-reason')?.focus();
  }

  outgoing() {
    const { items, next } = this.outbox;
    return html`<section aria-labelledby="outbox"><h2 id="outbox">${t('outbox.title')}</h2>${this.export('outbox', this.state)}
      <div class="segments" role="group" aria-labelledby="outbox">${OUTBOX.map((s) => {
        const n = sum(this.instances ?? [], s);
        return html`<button type="button" aria-pressed=${String(s === this.state)} @click=${() => this.show(s)}>${t(`delivery.${s}`)} <span class=${n && s !== 'queued' ? 'over' : ''}>${n && s !== 'queued' ? '⚠ ' : ''}${number(n)}</span></button>`;
      })}</div>
      ${this.state === 'in-doubt' ? html`<p class="quiet">${t('outbox.inDoubt.text')}</p>` : nothing}
      ${items.length ? html`<ul class="cases">${items.map((r) => this.outgoingRow(r))}</ul>` : empty(t(`outbox.none.${this.state}`))}
      ${next ? html`<button type="button" class="button" @click=${() => this.more('outbox')}>${t('list.more')}</button>` : nothing}</section>`;
  }

  /** @param {any} r */
  outgoingRow(r) {
    const manages = may('channel-manage', r.municipality);
    return html`<li class="case"><div class="case-text"><p><b>${r.channel}</b> ${r.ticket ? html`<a href="/console/tickets/${r.ticket}">${r.ticket}</a>` : nothing}
        <span class="quiet">${municipality(r.municipality)?.name ?? r.municipality} · ${momentLabel(r.queuedAt, r.municipality)} · ${t('inbox.attempts', { n: r.attempts })}
        ${r.nextAttemptAt ? html` · ${t('outbox.next')} ${momentLabel(r.nextAttemptAt, r.municipality)}` : nothing}</span></p>
        ${r.reason ? html`<p class="reason">${r.state === 'queued' ? '' : '⚠ '}${r.reason}</p>` : nothing}</div>
      ${manages ? html`<div class="buttons">${r.state === 'in-doubt' ? html`
          <button type="button" class="button small" @click=${() => this.act(r.id, `/channels/outbox/${r.id}/settle`, { delivered: true }, 'outbox.settledSent')}>${t('outbox.wasSent')}</button>
          <button type="button" class="button small" @click=${() => this.act(r.id, `/channels/outbox/${r.id}/settle`, { delivered: false }, 'outbox.settledAgain')}>${t('outbox.wasNotSent')}</button>`
        : html`<button type="button" class="button small" @click=${() => this.act(r.id, `/channels/outbox/${r.id}/retry`, {}, 'outbox.retried')}>${t('outbox.retry')}</button>`}</div>` : nothing}
      ${problemBox(this.failures.get(r.id))}</li>`;
  }

  following() {
    const all = this.followers;
    if (!all) return nothing;
    const failing = all.filter((f) => f.doing === 'failing').length;
    return html`<section aria-labelledby="followers"><h2 id="followers">${t('followers.title')} ${failing ? html`<span class="over">⚠ ${number(failing)}</span>` : nothing}</h2>
      <p class="quiet">${t('followers.text')}</p>
      <div class="table-scroll" tabindex="0" role="group" aria-labelledby="followers"><table><thead><tr>
        ${['name', 'state', 'position', 'lag'].map((c) => html`<th scope="col" class=${c === 'position' || c === 'lag' ? 'n' : ''}>${t(`followers.${c}`)}</th>`)}
        </tr></thead><tbody>${all.map((f) => this.follower(f))}</tbody></table></div></section>`;
  }

  /** @param {any} f */
  follower(f) {
    const failing = f.doing === 'failing';
    const known = f.doing !== 'standing-by';
    return html`<tr><th scope="row">${f.follower}</th>
      <td><span class="state ${failing ? 'offline' : known ? 'online' : ''}">${failing ? '⚠ ' : ''}${t(`followers.${f.doing}`)}</span>
        ${failing ? html`<p class="reason over">${t('followers.failing.text', { reason: f.reason })}</p>` : nothing}
        <p class="quiet">${since(momentLabel(f.since, ''))}</p></td>
      <td class="n">${known ? number(f.position) : '–'}</td><td class="n ${failing ? 'over' : ''}">${known ? number(f.lag) : '–'}</td></tr>`;
  }
}
customElements.define('md-channels', Channels);

/** @param {string} name @param {any} data */
function isNews(name, data) {
  // hello: a state told while nobody was connected is not told again
  return name === 'hello' || name === 'reset' || name === 'ui' || (name === 'event' && data.stream === 'channels') || (name === 'state' && data.topic === 'channels');
}

/** The moment within its words. @param {unknown} moment */
function since(moment) {
  const [before, after] = t('channels.since').split('{at}');
  return html`${before}${moment}${after}`;
}

/** @param {any[]} instances @param {string} state */
const sum = (instances, state) => instances.reduce((n, c) => n + (c.outbox[state === 'in-doubt' ? 'inDoubt' : state] ?? 0), 0);
