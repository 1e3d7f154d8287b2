// @ts-check
/** A notice as it is read: its text, whose it is, which edition, and that one has read it. Fires `md-changed`. */

import { Part, html, momentLabel, nothing, problemBox } from '../parts.js';
import { call } from '../api.js';
import { catalogue, t, word } from '../i18n.js';

await catalogue('notices');

/** What a notice or a planned change is about. @param {any} named */
export const problemLink = (named) => (named.problem ? html`<p><a href="/console/problems/${named.municipality}/${named.problem.id}">${t('notices.about', { title: named.problem.title })}</a></p>` : nothing);

class Notice extends Part {
  static properties = { notice: { attribute: false }, problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    /** @type {any} */ this.notice = null;
    /** @type {any} */ this.problem = null;
    this.busy = false;
  }

  get isNew() {
    return this.notice.state === 'current' && this.notice.read < this.notice.edition;
  }

  async read() {
    const { id, edition } = this.notice;
    this.busy = true;
    try {
      await call(`/notices/${id}/read`, { method: 'PUT', body: { edition } });
      this.problem = null;
      this.dispatchEvent(new CustomEvent('md-changed', { bubbles: true, detail: { read: id } }));
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.busy = false;
    }
  }

  render() {
    const n = this.notice;
    const zone = n.municipality;
    return html`<article class="notice ${n.importance} ${this.isNew ? 'unread' : ''}" aria-labelledby="notice-${n.id}">
      <h3 id="notice-${n.id}" tabindex="-1">${this.mark(n)}${n.title}</h3>
      <p class="notice-text">${n.text}</p>${problemLink(n)}
      <p class="quiet notice-about">${n.section ? html`<span>${n.section.name}</span>` : nothing}
        <span>${momentLabel(n.from, zone)} – ${momentLabel(n.to, zone)}</span>
        <span>${n.author.name}</span>
        ${n.edition > 1 ? html`<span>${t('notices.edition', { n: n.edition })} ${n.editor.name} ${momentLabel(n.editedAt, zone)}</span>` : nothing}</p>
      ${problemBox(this.problem)}
      <div class="buttons">${this.isNew ? html`<button type="button" class="button small solid" ?disabled=${this.busy} aria-label=${t('notices.read.of', { title: n.title })} @click=${this.read}>${t('notices.read')}</button>` : nothing}
        ${n.state === 'current' && !this.isNew ? html`<span class="quiet">✓ ${t('notices.isRead')}</span>` : nothing}</div></article>`;
  }

  /** @param {any} n */
  mark(n) {
    const words = [];
    if (this.isNew) words.push(html`<span class="notice-new">${t(n.read ? 'notices.changed' : 'notices.new')}</span>`);
    if (n.pinned) words.push(html`<span class="chip">${t('notices.pinned')}</span>`);
    if (n.importance !== 'normal') words.push(html`<span class="chip notice-${n.importance}">${n.importance === 'urgent' ? '⚠ ' : ''}${word('notices.importance', n.importance)}</span>`);
    return words.map((w) => html`${w} `);
  }
}
customElements.define('md-notice', Notice);
