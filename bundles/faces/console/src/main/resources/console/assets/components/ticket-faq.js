// @ts-check
/** FAQ候補 beside a ticket: what its citizen asked, and what is being written to them or about them. */

import { Part, html } from '../parts.js';
import { draftOf } from './drafts.js';
import './faq-pane.js';
import './insert-faq.js';

const LONGEST = 300;

class TicketFaq extends Part {
  static properties = { view: { attribute: false }, typed: { state: true } };

  constructor() {
    super();
    /** @type {any} */ this.view = null;
    this.typed = '';
    /** @type {any} what the pane is told, the same while nothing of it changes */ this.about = null;
    /** @type {import('./drafts.js').Draft[]} */ this.drafts = [];
    this.onWritten = (/** @type {Event} */ e) => this.written(/** @type {import('./drafts.js').Draft} */ (e.target));
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.listen([]);
  }

  connectedCallback() {
    super.connectedCallback();
    if (this.about) this.begin(this.about.ref);
  }

  /** @param {import('./drafts.js').Draft[]} drafts */
  listen(drafts) {
    for (const draft of this.drafts) draft.removeEventListener('change', this.onWritten);
    for (const draft of drafts) draft.addEventListener('change', this.onWritten);
    this.drafts = drafts;
  }

  /** @param {string} ref */
  begin(ref) {
    this.typed = '';
    this.listen([draftOf(ref, 'reply'), draftOf(ref, 'note')]);
  }

  /** What was sent or put back is not being written. @param {import('./drafts.js').Draft} draft */
  written(draft) {
    if (draft.ref !== this.view.ref) return;
    if (draft.state === 'typing' || !draft.text) this.typed = draft.text;
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (!changed.has('view')) return;
    const { ref, municipality, subject, language, actions } = this.view;
    if (ref !== this.about?.ref) this.begin(ref);
    const message = asked(this.view);
    const next = { key: ref, ref, municipality, subject: subject ?? '', message, language, writes: actions.includes('reply') || actions.includes('note') };
    if (JSON.stringify(next) !== JSON.stringify(this.about)) this.about = next;
  }

  reach() {
    return this.find('md-faq')?.reach();
  }

  render() {
    return html`<md-faq .about=${this.about} .typed=${this.typed}></md-faq>`;
  }
}
customElements.define('md-ticket-faq', TicketFaq);

/** What the citizen wrote last, without what it answers. @param {any} view */
function asked(view) {
  const last = view.entries.filter((/** @type {any} */ e) => e.type === 'citizen' && e.text).at(-1);
  const lines = (last?.text ?? '').split('\n').filter((/** @type {string} */ line) => line.trim() && !/^\s*[>＞]/.test(line));
  return lines.join(' ').slice(0, LONGEST);
}
