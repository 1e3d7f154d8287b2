// @ts-check
/** A ticket that was several matters: splitting entries off, where they went, taking it back. */

import { announce, html, momentLabel, nothing } from '../parts.js';
import { t } from '../i18n.js';
import { ticketPath } from '../navigation.js';
import { brief } from './brief.js';
import { Merging } from './merge.js';

/** In the conversation, at its time: what went where. @param {any} s a ticket that entries went to or came from @param {any} view */
export function splitMark(s, view) {
  const who = s.by?.name ?? '';
  const what = s.relation === 'split-into' ? t('split.mark.into', { who, n: s.entries }) : t('split.mark.from', { who, n: s.entries });
  return html`<p class="split-mark"><span>${what}</span> <a href=${ticketPath(s.ref)}>${s.number} ${s.subject || t('row.noSubject')}</a> <span class="quiet">${momentLabel(s.at, view.municipality)}</span></p>`;
}

/** Beside a ticket. */
class Splits extends Merging {
  constructor() {
    super();
    this.place = 'splits';
    this.ref = '';
  }

  willUpdate() {
    if (this.view.ref === this.ref) return;
    this.ref = this.view.ref;
    this.problem = null;
  }

  async begin() {
    const { view } = this;
    this.problem = null;
    (await import('./split-form.js')).splitOff(view);
  }

  /** @param {any} part */
  async undo(part) {
    const { ref } = this.view;
    if (!(await this.change('DELETE', ref, part.ref))) return;
    announce(t('split.undone', { number: part.number }));
    this.dispatchEvent(new Event('md-reload', { bubbles: true }));
    await this.updateComplete;
    this.find('.card-link')?.focus();
  }

  render() {
    const { splits = [], actions, entries, entriesBefore } = this.view;
    const edits = actions.includes('edit');
    const several = edits && (entries.length > 1 || entriesBefore);
    if (!several && !splits.length) return nothing;
    return html`<section class="card splits" aria-labelledby="split-title"><h2 id="split-title">${t('split')}
        ${several ? html`<button type="button" class="link card-link" aria-haspopup="dialog" @click=${this.begin}>${t('split.begin')}</button>` : nothing}</h2>
      ${this.error()}
      ${splits.length ? html`<ol class="brief" aria-label=${t('split')}>${splits.map((/** @type {any} */ s) => this.row(s, edits && s.relation === 'split-into'))}</ol>` : nothing}</section>`;
  }

  /** @param {any} s @param {boolean} revocable */
  row(s, revocable) {
    const mark = html`<b class="relation">${t(`relation.${s.relation}`)}</b>`;
    return html`<li class=${revocable ? 'tied' : ''}>${brief(s, this.view.municipality, this.list, mark)}
      ${revocable ? html`<button type="button" class="link" ?disabled=${this.busy} @click=${() => this.undo(s)}>${t('undo')}<span class="hidden-visually">${t('split.undo', { number: s.number })}</span></button>` : nothing}</li>`;
  }
}
customElements.define('md-splits', Splits);
