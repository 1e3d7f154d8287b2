// @ts-check
/** 災害時の固定表示: the switch. Written, looked at, pinned after one confirmation; what stands is edited, moved up and ended; what stood is kept. */

import { Part, empty, html, icon, moreStyle, nothing, notice, problemBox } from '../parts.js';
import { call, get, may, municipality, session, timeZone } from '../api.js';
import { catalogue, day, t, time } from '../i18n.js';
import { coalesced, onLive } from '../live.js';
import '../components/pinned-form.js';

await catalogue('pinned');

/** @param {string} at @param {string} slug */
const whenever = (at, slug) => `${day(at, timeZone(slug))} ${time(at, timeZone(slug))}`;

class Pinned extends Part {
  static properties = { query: { attribute: false }, place: { state: true }, items: { state: true }, over: { state: true }, next: { state: true }, problem: { state: true }, editing: { state: true } };

  constructor() {
    super();
    this.query = new URLSearchParams();
    this.place = '';
    /** @type {any[] | null} */ this.items = null;
    /** @type {any[]} */ this.over = [];
    this.next = '';
    /** @type {any} */ this.problem = null;
    /** @type {any} in the form, {} or a former one for a new one */ this.editing = null;
    this.refresh = coalesced(() => this.load());
  }

  connectedCallback() {
    super.connectedCallback();
    moreStyle().then(() => this.classList.add('styled'));
    this.onPinned = () => this.refresh();
    addEventListener('md-pinned', this.onPinned);
    this.unlisten = onLive((name) => name === 'reset' && this.refresh());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('md-pinned', /** @type {any} */ (this.onPinned));
    this.unlisten?.();
  }

  /** Where one may switch. @returns {any[]} */
  get places() {
    return session.me.municipalities.filter((/** @type {any} */ m) => may('answer-pin', m.slug));
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    document.title = `${t('pinned.title')} – ${t('product')}`;
    if (!changed.has('query')) return;
    const wanted = this.query.get('municipality') ?? localStorage.getItem('madoguchi.municipality') ?? '';
    this.place = this.places.some((m) => m.slug === wanted) ? wanted : (this.places[0]?.slug ?? '');
    this.load();
  }

  async load() {
    const { place } = this;
    if (!place) return;
    try {
      const [standing, over] = await Promise.all([get('/pinned-answers', { municipality: place }), get('/pinned-answers/history', { municipality: place })]);
      if (place !== this.place) return;
      this.items = standing.items;
      this.over = over.items;
      this.next = over.next ?? '';
      this.problem = null;
    } catch (problem) {
      this.problem = problem;
    }
  }

  async more() {
    const page = await get('/pinned-answers/history', { municipality: this.place, after: this.next });
    this.over = [...this.over, ...page.items];
    this.next = page.next ?? '';
  }

  /** @param {any} e */
  move(e) {
    this.place = e.target.value;
    this.items = this.editing = null;
    this.load();
  }

  /** @param {any} pin */
  async write(pin) {
    this.editing = pin;
    await this.updateComplete;
    this.find('md-pinned-form').begin();
  }

  /** @param {CustomEvent} e */
  async left({ detail }) {
    this.editing = null;
    if (detail) await this.load();
    await this.updateComplete;
    (this.find('#new-pin') ?? this.find('h1'))?.focus();
  }

  /** @param {any} pin @param {any} options @param {string} told */
  async change(pin, options, told) {
    try {
      await call(`/pinned-answers/${pin.id}`, { version: String(pin.version), ...options });
      notice(t(told, { heading: pin.heading }));
      await this.load();
    } catch (problem) {
      await this.load();
      this.problem = problem;
    }
    await this.updateComplete;
    this.find('#new-pin')?.focus();
  }

  render() {
    const title = html`<h1 tabindex="-1">${t('pinned.title')}</h1>`;
    if (!this.place) return html`<div class="page">${title}${empty(t('pinned.notAllowed'))}</div>`;
    const places = this.places;
    return html`<div class="page pinned-page">${title}<p class="quiet">${t('pinned.hint')}</p>
      ${problemBox(this.problem, () => this.load())}
      ${this.editing ? html`<md-pinned-form .place=${this.place} .pin=${this.editing} @md-left=${this.left}></md-pinned-form>` : html`
        <div class="module-bar">${places.length > 1 ? html`<div class="labelled"><label for="pin-place">${t('municipality')}</label><select id="pin-place" @change=${this.move}>
            ${places.map((m) => html`<option value=${m.slug} ?selected=${m.slug === this.place}>${m.name}</option>`)}</select></div>` : nothing}
          <button type="button" id="new-pin" class="button solid" @click=${() => this.write({})}>${icon('plus')}${t('pinned.write')}</button></div>`}
      <section aria-labelledby="pinned-now"><h2 id="pinned-now">${t('pinned.now', { name: municipality(this.place)?.name ?? '' })}</h2>
        ${this.items?.length ? html`<ol class="notice-list">${this.items.map((p, i) => html`<li>${this.standing(p, i)}</li>`)}</ol>` : this.items ? empty(t('pinned.none')) : nothing}</section>
      <section aria-labelledby="pinned-over"><h2 id="pinned-over">${t('pinned.history')}</h2>
        ${this.over.length ? html`<ol class="notice-list">${this.over.map((p) => html`<li>${this.former(p)}</li>`)}</ol>` : html`<p class="quiet">${t('pinned.history.none')}</p>`}
        ${this.next ? html`<button type="button" class="button" @click=${this.more}>${t('list.more')}</button>` : nothing}</section></div>`;
  }

  /** @param {any} p */
  words(p) {
    return html`<p><b>${p.heading}</b></p><p class="pinned-text">${p.text}</p>
      ${p.englishText ? html`<p lang="en"><b>${p.englishHeading}</b></p><p class="pinned-text" lang="en">${p.englishText}</p>` : nothing}
      ${p.article ? html`<p><a href="/console/kb/${p.article.id}">${p.article.question ?? t('pinned.article.gone')}</a></p>` : nothing}`;
  }

  /** @param {any} p @param {number} place */
  standing(p, place) {
    const named = (/** @type {string} */ what) => t(`${what}.of`, { heading: p.heading });
    return html`<article class="pinned-one">${this.words(p)}
      <p class="quiet">${t('pinned.by', { who: p.author.name, at: whenever(p.since, p.municipality) })} ${p.until ? t('pinned.ends', { at: whenever(p.until, p.municipality) }) : t('pinned.ends.never')}</p>
      <div class="buttons"><button type="button" class="button small" aria-label=${named('pinned.edit')} @click=${() => this.write(p)}>${t('pinned.edit')}</button>
        ${place ? html`<button type="button" class="button small" aria-label=${named('pinned.first')} @click=${() => this.change(p, { method: 'PATCH', body: { first: true } }, 'pinned.moved')}>${t('pinned.first')}</button>` : nothing}
        <button type="button" class="button small" aria-label=${named('pinned.end')} @click=${() => this.change(p, { method: 'DELETE' }, 'pinned.ended')}>${t('pinned.end')}</button></div></article>`;
  }

  /** @param {any} p */
  former(p) {
    const { id, version, until, ...again } = p;
    return html`<article class="pinned-one">${this.words(p)}
      <p class="quiet">${t('pinned.by', { who: p.author.name, at: whenever(p.since, p.municipality) })} ${p.takenDown ? t('pinned.over.by', { who: p.editor.name, at: whenever(until, p.municipality) }) : t('pinned.over.time', { at: whenever(until, p.municipality) })}</p>
      <div class="buttons"><button type="button" class="button small plain" aria-label=${t('pinned.again.of', { heading: p.heading })} @click=${() => this.write(again)}>${t('pinned.again')}</button></div></article>`;
  }
}
customElements.define('md-pinned', Pinned);
