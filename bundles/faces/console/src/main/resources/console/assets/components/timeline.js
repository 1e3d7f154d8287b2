// @ts-check
/** The conversation: citizen's messages, replies with what became of them, acknowledgements, yellow notes. */

import { Part, channelIcon, html, nothing } from '../parts.js';
import './mail-frame.js';
import { attachmentItem, opens } from './attachments.js';
import { forwardedBar, remoteImages, words } from './message.js';
import { splitMark } from './split.js';
import { may, timeZone } from '../api.js';
import { bothCalendars, day, t, time, word } from '../i18n.js';

class Timeline extends Part {
  static properties = { view: { attribute: false }, told: {}, older: { attribute: false }, cursor: {}, formatted: { state: true } };

  constructor() {
    super();
    /** @type {any} */ this.view = null;
    /** @type {any[]} */ this.older = [];
    this.cursor = '';
    /** @type {Set<string>} entries shown as HTML */ this.formatted = new Set();
    this.told = '';
    this.jumped = '';
    this.asked = '';
    this.shownRef = '';
    this.atEnd = true;
    this.lastTop = 0;
    this.firstId = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.addEventListener('scroll', this.#scrolled);
    this.#sizes.observe(this);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.removeEventListener('scroll', this.#scrolled);
    this.#sizes.disconnect();
  }

  /** Only a person scrolls up; growing content does not. */
  #scrolled = () => {
    if (this.scrollHeight - this.scrollTop - this.clientHeight < 40) this.atEnd = true;
    else if (this.scrollTop < this.lastTop) this.atEnd = false;
    this.lastTop = this.scrollTop;
  };

  /** Whoever reads the newest message keeps it in sight while the composer or a message grows. */
  #sizes = new ResizeObserver(() => this.atEnd && this.toEnd());

  toEnd() {
    this.scrollTop = this.scrollHeight;
    this.lastTop = this.scrollTop;
  }

  willUpdate() {
    this.heightBefore = this.scrollHeight;
  }

  updated() {
    const first = this.older[0]?.id ?? this.view.entries[0]?.id ?? '';
    const another = this.shownRef !== this.view.ref;
    if (another) this.atEnd = true;
    if (this.atEnd) this.toEnd();
    else if (first !== this.firstId) this.scrollTop += this.scrollHeight - (this.heightBefore ?? 0); // older ones came above
    this.shownRef = this.view.ref;
    this.firstId = first;
    if (another) this.#sizes.observe(this.find('.timeline'));
    this.jump();
  }

  /** Once to the entry somebody was told of, however far back it is. */
  jump() {
    const wanted = `${this.view.ref} ${this.told}`;
    if (!this.told || wanted === this.jumped) return;
    const target = this.find(`[data-entry="${CSS.escape(this.told)}"]`);
    if (!target) {
      this.lookBack(wanted);
      return;
    }
    this.jumped = wanted;
    this.atEnd = false;
    target.scrollIntoView({ block: 'center' });
    target.focus({ preventScroll: true });
  }

  /** One page at a time, each asked for once. @param {string} wanted */
  lookBack(wanted) {
    const page = `${wanted} ${this.cursor}`;
    if (!this.cursor || page === this.asked) return;
    this.asked = page;
    this.dispatchEvent(new Event('md-older'));
  }

  /** @param {string} id */
  toggle(id) {
    const next = new Set(this.formatted);
    if (!next.delete(id)) next.add(id);
    this.formatted = next;
  }

  render() {
    const zone = timeZone(this.view.municipality);
    let before = '';
    const entries = [...this.older, ...this.view.entries];
    return html`<div class="timeline">
      ${this.cursor ? html`<button type="button" class="button small older" @click=${() => this.dispatchEvent(new Event('md-older'))}>${t('timeline.older')}</button>` : nothing}
      ${this.inOrder(entries).map((entry) => {
        const date = day(entry.at, zone);
        const separator = date === before ? nothing : html`<h2 class="day"><span>${date}</span></h2>`;
        before = date;
        return html`${separator}${entry.relation ? splitMark(entry, this.view) : this.entry(entry, zone)}`;
      })}
      ${entries.length ? nothing : html`<p class="quiet">${t('timeline.empty')}</p>`}
    </div>`;
  }

  /** With the splits between, but for those before what is shown. @param {any[]} entries */
  inOrder(entries) {
    const first = this.cursor && entries.length ? Date.parse(entries[0].at) : 0;
    const splits = (this.view.splits ?? []).filter((/** @type {any} */ s) => Date.parse(s.at) >= first);
    return splits.length ? [...entries, ...splits].sort((a, b) => Date.parse(a.at) - Date.parse(b.at)) : entries;
  }

  /** @param {any} e @param {string} zone */
  entry(e, zone) {
    const asHtml = e.html && (this.formatted.has(e.id) || !e.text);
    const home = e.ticket ? { ...this.view, ref: e.ticket } : this.view; // an entry of a merged ticket lies there
    return html`<article class="entry ${e.type}" data-entry=${e.id} tabindex="-1" aria-label="${word('entry', e.type)} ${time(e.at, zone)}">
      <header><span class="kind">${word('entry', e.type)}</span>
        ${e.type === 'acknowledgement' ? nothing : html`<b>${e.author?.name || e.authorName || (e.type === 'citizen' ? t('citizen.unknown') : '')}</b>`}
        ${e.type === 'note' ? nothing : channelIcon(e.channel ?? this.view.channel)}
        <time datetime=${e.at} title=${bothCalendars(e.at, zone)}>${time(e.at, zone)}</time>
        ${e.ticket ? html`<span class="chip">${t('merge.source', { number: e.ticket.slice(this.view.municipality.length + 1) })}</span>` : nothing}
        <span class="spring"></span>
        ${e.html && e.text ? html`<button type="button" class="link" aria-pressed=${String(!!asHtml)} @click=${() => this.toggle(e.id)}>${t(asHtml ? 'entry.asText' : 'entry.asHtml')}</button>` : nothing}
        ${e.original && (e.attachments ?? []).every((/** @type {any} */ a) => opens(a, this.view)) ? html`<a class="link" href="/api/tickets/${home.ref}/entries/${e.id}/original" download>${t('entry.original')}</a>` : nothing}
      </header>
      ${forwardedBar(e, this.view)}
      ${asHtml ? html`${remoteImages(e, home.ref)}<md-mail-frame .html=${e.html}></md-mail-frame>` : words(e)}
      ${e.attachments?.length ? html`<ul class="attachments" aria-label=${t('attachments')}>${e.attachments.map((/** @type {any} */ a) => attachmentItem(a, home))}</ul>` : nothing}
      ${e.delivery ? this.delivery(e, zone) : nothing}
    </article>`;
  }

  /** @param {any} e @param {string} zone */
  delivery(e, zone) {
    const d = e.delivery;
    const held = this.view.waiting.some((/** @type {any} */ w) => w.entry === e.id);
    if (held) return html`<p class="delivery held"><span>${t('delivery.held')}</span></p>`;
    const bad = d.state === 'failed' || d.state === 'in-doubt';
    return html`<p class="delivery ${d.state}"><span>${bad ? '⚠ ' : ''}${t(`delivery.${d.state}`)}</span>
      ${d.reason ? html`<span>${d.reason}</span>` : nothing}
      ${d.at ? html`<time class="quiet" datetime=${d.at} title=${bothCalendars(d.at, zone)}>${time(d.at, zone)}</time>` : nothing}
      ${bad && may('channel-manage', this.view.municipality) ? html`<a href="/console/channels">${t('delivery.decide')}</a>` : nothing}</p>`;
  }
}
customElements.define('md-timeline', Timeline);
