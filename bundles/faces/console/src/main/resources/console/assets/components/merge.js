// @ts-check
/** Tickets that are one: others of the citizen that may be the same, merging into one of them, taking it back. */

import { Part, announce, html, nothing } from '../parts.js';
import { call } from '../api.js';
import { t } from '../i18n.js';
import { go, ticketPath } from '../navigation.js';
import { brief } from './brief.js';
import { refOf } from './links.js';

const TWO_CITIZENS = 'urn:madoguchi:problem:merge-of-two-citizens';
const NEAR_DAYS = 14;
const SHOWN = 3;

/** Work that is open and came from the same citizen at about the same time, or under the same subject. @param {any} view */
function mayBeTheSame(view) {
  const plain = (/** @type {string} */ s) => (s ?? '').normalize('NFKC').toLowerCase().replace(/^(?:(?:re|fwd?|fw)\s*:\s*)+/, '').replace(/\s/g, '');
  const near = (/** @type {any} */ o) => Math.abs(Date.parse(o.createdAt) - Date.parse(view.createdAt)) < NEAR_DAYS * 86_400_000;
  return (view.citizen?.earlier ?? [])
    .filter((/** @type {any} */ o) => o.status !== 'closed' && (near(o) || (plain(o.subject) && plain(o.subject) === plain(view.subject))))
    .slice(0, SHOWN);
}

/** What merging, splitting and taking back have in common. */
export class Merging extends Part {
  static properties = { view: { attribute: false }, list: { attribute: false }, busy: { state: true }, problem: { state: true } };

  constructor() {
    super();
    /** @type {any} */ this.view = null;
    this.list = new URLSearchParams();
    this.busy = false;
    /** @type {any} */ this.problem = null;
    this.place = 'merges';
  }

  /** @param {'PUT' | 'DELETE'} method @param {string} ref @param {string} into @param {any} [body] @returns {Promise<boolean>} whether it was done */
  async change(method, ref, into, body) {
    this.busy = true;
    this.problem = null;
    try {
      await call(`/${this.place}/${encodeURIComponent(ref)}/${encodeURIComponent(into)}`, { method, body });
      return true;
    } catch (problem) {
      this.problem = problem;
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** @param {string} ref @param {string} into @param {string} number of the one that stands for itself again */
  async separate(ref, into, number) {
    if (!(await this.change('DELETE', ref, into))) return;
    announce(t('merge.separated', { number }));
    this.dispatchEvent(new Event('md-reload', { bubbles: true }));
  }

  error() {
    return this.problem ? html`<p class="field-error" role="alert">⚠ ${this.problem.detail || this.problem.title || t('problem.unexpected')}</p>` : nothing;
  }
}

/** Beside a ticket: what was merged into it, what may be the same, and merging it. */
class Merge extends Merging {
  static properties = { ...Merging.properties, open: { state: true } };

  constructor() {
    super();
    this.open = false;
    this.ref = '';
  }

  willUpdate() {
    if (this.view.ref === this.ref) return;
    this.ref = this.view.ref;
    this.open = false;
    this.problem = null;
  }

  /** @param {string} [number] to merge into */
  async begin(number = '') {
    this.open = true;
    this.problem = null;
    await this.updateComplete;
    const field = this.find('#merge-number');
    field.value = number;
    (number ? this.find('.merge-do') : field).focus();
  }

  async leave() {
    this.open = false;
    this.problem = null;
    await this.updateComplete;
    this.find('.card-link')?.focus();
  }

  /** @param {Event} e */
  async submit(e) {
    e.preventDefault();
    const sure = this.problem?.document?.type === TWO_CITIZENS;
    const into = refOf(this.find('#merge-number').value, this.view);
    if (!into) this.problem = { detail: t('links.wrong') };
    else if (await this.change('PUT', this.view.ref, into, { anyCitizen: sure })) {
      this.open = false;
      go(ticketPath(into, this.list));
      return announce(t('merge.done', { number: this.view.number }));
    }
    await this.updateComplete;
    (this.problem?.document?.type === TWO_CITIZENS ? this.find('.merge-do') : this.find('#merge-number')).focus();
  }

  render() {
    const { merged, mergedInto, actions } = this.view;
    const edits = actions.includes('edit');
    const same = edits ? mayBeTheSame(this.view) : [];
    if (mergedInto || (!edits && !merged.length)) return nothing;
    return html`<section class="card merge" aria-labelledby="merge-title"><h2 id="merge-title">${t('merge')}
        ${edits && !this.open ? html`<button type="button" class="link card-link" @click=${() => this.begin()}>${t('merge.begin')}</button>` : nothing}</h2>
      ${this.open ? this.form() : this.error()}
      ${merged.length ? html`<ol class="brief" aria-label=${t('merge.from')}>${merged.map((/** @type {any} */ m) => this.row(m, edits ? this.separateButton(m) : nothing))}</ol>` : nothing}
      ${same.length && !this.open ? html`<p class="quiet">${t('merge.same')}</p><ol class="brief" aria-label=${t('merge.same')}>${same.map((/** @type {any} */ o) => this.row(o, this.mergeButton(o)))}</ol>` : nothing}</section>`;
  }

  /** @param {any} ticket @param {any} button */
  row(ticket, button) {
    return html`<li class=${button === nothing ? '' : 'tied'}>${brief(ticket, this.view.municipality, this.list)}${button}</li>`;
  }

  /** @param {any} m a ticket that was merged into this one */
  separateButton(m) {
    return html`<button type="button" class="link" ?disabled=${this.busy} @click=${() => this.separate(m.ref, this.view.ref, m.number)}>${t('undo')}<span class="hidden-visually">${t('merge.undo', { number: m.number })}</span></button>`;
  }

  /** @param {any} o a ticket that may be the same */
  mergeButton(o) {
    return html`<button type="button" class="link" @click=${() => this.begin(o.number)}>${t('merge.into')}<span class="hidden-visually">${o.number}</span></button>`;
  }

  form() {
    const sure = this.problem?.document?.type === TWO_CITIZENS;
    return html`<form class="link-form" @submit=${this.submit} @keydown=${(/** @type {KeyboardEvent} */ e) => e.key === 'Escape' && !e.isComposing && this.leave()}>
      <div class="labelled wide"><label for="merge-number">${t('merge.number')}</label>
        <input id="merge-number" autocomplete="off" maxlength="60" placeholder="2026-004512" aria-describedby="merge-hint" @input=${() => (this.problem = null)}></div>
      <p id="merge-hint" class="quiet wide">${t('merge.hint')}</p>
      ${this.error()}
      <div class="buttons end"><button type="button" class="button small" @click=${this.leave}>${t('cancel')}</button>
        <button class="button small solid merge-do" ?disabled=${this.busy}>${t(sure ? 'merge.sure' : 'merge.do')}</button></div></form>`;
  }
}
customElements.define('md-merge', Merge);

/** On a ticket that goes on in another one: where, and back. */
class Merged extends Merging {
  render() {
    const { ref, number, mergedInto, municipality } = this.view;
    if (!mergedInto) return nothing;
    const back = () => this.separate(ref, mergedInto.ref, number);
    return html`<section class="merged" aria-label=${t('merge')}><p>${t('merge.away')}</p>
      <ol class="brief"><li>${brief(mergedInto, municipality, this.list)}</li></ol>${this.error()}
      <div class="buttons"><button type="button" class="button small" ?disabled=${this.busy} @click=${back}>${t('merge.back')}</button></div></section>`;
  }
}
customElements.define('md-merged', Merged);
