// @ts-check
/** Writing an answer that is pinned, with what it will look like. Fires `md-left`, its detail the answer that was stored, if any. */

import { Part, html, nothing, notice, problemBox } from '../parts.js';
import { call, municipality, requestId, timeZone } from '../api.js';
import { bothCalendars, catalogue, t } from '../i18n.js';
import { bindKeys } from '../navigation.js';
import { readDate, writeDate } from './due.js';

await catalogue('tickets', 'pinned');

const FIELDS = ['heading', 'text', 'englishHeading', 'englishText', 'article', 'until'];
const PLACES = ['portal', 'console', 'mail'];

class PinnedForm extends Part {
  static properties = { pin: { attribute: false }, place: {}, form: { state: true }, article: { state: true }, problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    /** @type {any} without an id for a new one */ this.pin = {};
    this.place = '';
    /** @type {Record<string, string>} */ this.form = {};
    /** @type {any} */ this.article = null;
    /** @type {any} */ this.problem = null;
    this.busy = false;
    this.request = '';
    this.version = '';
  }

  connectedCallback() {
    super.connectedCallback();
    this.unbind = bindKeys({ send: () => this.submit() });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unbind?.();
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (!changed.has('pin')) return;
    const p = this.pin;
    this.form = { heading: p.heading ?? '', text: p.text ?? '', englishHeading: p.englishHeading ?? '', englishText: p.englishText ?? '', until: p.until ? writeDate(p.until, this.zone) : '' };
    this.article = p.article?.question ? p.article : null;
    this.version = String(p.version ?? '');
    this.request = requestId();
    this.problem = null;
  }

  get zone() {
    return timeZone(this.place);
  }

  async begin() {
    await this.updateComplete;
    this.find('#pin-heading').focus();
  }

  /** @param {string} field @param {string} value */
  write(field, value) {
    this.form = { ...this.form, [field]: value };
  }

  async choose() {
    const { pickArticle } = await import('./article-pick.js');
    const chosen = await pickArticle(this.place, [], 'public');
    if (chosen) this.article = { id: chosen.value, question: chosen.text };
    this.find('#pin-article')?.focus();
  }

  /** What is no date is told by the server, beside everything else. */
  get until() {
    const typed = this.form.until.trim();
    if (this.pin.until && typed === writeDate(this.pin.until, this.zone)) return this.pin.until;
    return typed ? (readDate(typed, this.zone)?.toISOString() ?? typed) : '';
  }

  /** @param {Event} [e] */
  submit(e) {
    e?.preventDefault();
    if (this.pin.id) this.save();
    else if (!this.find('dialog').open) this.find('dialog').showModal();
  }

  async save() {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    const { until: _, ...form } = this.form;
    const body = { ...form, article: this.article?.id ?? '', until: this.until };
    try {
      const stored = this.pin.id
        ? await call(`/pinned-answers/${this.pin.id}`, { method: 'PATCH', version: this.version, body })
        : await call('/pinned-answers', { method: 'POST', body: { ...body, municipality: this.place, requestId: this.request } });
      notice(t(this.pin.id ? 'pinned.saved' : 'pinned.done', { heading: stored.body.heading }));
      this.leave(stored.body);
    } catch (problem) {
      await this.refused(/** @type {any} */ (problem));
    } finally {
      this.busy = false;
    }
  }

  /** @param {any} problem */
  async refused(problem) {
    this.problem = problem;
    // what somebody else wrote stands in the list below; saving again takes this
    if (problem.type === 'stale-version') this.version = String(problem.document.current.version);
    await this.updateComplete;
    (this.find('[aria-invalid=true]') ?? this.find('.problem'))?.focus();
  }

  /** @param {any} [stored] */
  leave(stored) {
    this.dispatchEvent(new CustomEvent('md-left', { detail: stored ?? null }));
  }

  /** @param {string} field */
  error(field) {
    return this.problem?.at?.(field) ?? '';
  }

  render() {
    const elsewhere = this.problem && !FIELDS.some((f) => this.error(f));
    const at = readDate(this.form.until, this.zone);
    return html`<section aria-labelledby="pin-form"><h2 id="pin-form">${t(this.pin.id ? 'pinned.edit' : 'pinned.write')}</h2>
      <form class="notice-form" novalidate @submit=${this.submit}>
        ${this.input('heading', 60, true)}
        ${this.area('text', 1000, true)}
        ${this.labelled('until', false, this.control('until', 60, false))}
        <p class="quiet">${this.form.until ? (at ? bothCalendars(at.toISOString(), this.zone) : t('due.wrong')) : t('pinned.until.hint')}</p>
        <div class="labelled"><span id="pin-article-label">${t('pinned.article')}</span>
          <div class="buttons"><button type="button" id="pin-article" class="button small" aria-haspopup="dialog" aria-describedby="pin-article-error" @click=${this.choose}>${this.article?.question ?? t('pinned.article.choose')}</button>
            ${this.article ? html`<button type="button" class="button small plain" @click=${() => (this.article = null)}>${t('pinned.article.none')}</button>` : nothing}</div>
          <p id="pin-article-error" class="field-error">${this.error('article') ? `⚠ ${this.error('article')}` : nothing}</p></div>
        <details ?open=${!!(this.form.englishText || this.error('englishHeading') || this.error('englishText'))}><summary>${t('pinned.english')}</summary>
          ${this.input('englishHeading', 120, false)}${this.area('englishText', 2000, false)}</details>
        ${elsewhere ? problemBox(this.problem) : nothing}
        ${this.preview()}
        <div class="buttons"><button class="button solid" ?disabled=${this.busy}>${t(this.pin.id ? 'save' : 'pinned.pin')}</button>
          <button type="button" class="button" @click=${() => this.leave()}>${t('cancel')}</button></div></form>
      <dialog class="dialog" aria-labelledby="pin-confirm"><h2 id="pin-confirm">${t('pinned.confirm', { name: municipality(this.place)?.name ?? '' })}</h2>
        <p><b>${this.form.heading}</b></p><ul>${PLACES.map((p) => html`<li>${t(`pinned.where.${p}`)}</li>`)}</ul>
        <form method="dialog" class="buttons"><button id="pin-confirmed" class="button solid" @click=${() => this.save()}>${t('pinned.pin')}</button><button class="button">${t('cancel')}</button></form></dialog></section>`;
  }

  preview() {
    const { heading, text } = this.form;
    return html`<section class="pinned-preview" aria-label=${t('pinned.preview')}><h3>${t('pinned.preview')}</h3>
      <div class="pinned-one"><p><b>${heading || t('pinned.heading')}</b></p><p class="pinned-text">${text}</p>${this.article ? html`<p class="quiet">${this.article.question}</p>` : nothing}</div></section>`;
  }

  /** @param {string} field @param {boolean} needed @param {unknown} control */
  labelled(field, needed, control) {
    return html`<div class="labelled"><label for="pin-${field}">${t(`pinned.${field}`)} ${needed ? html`<span class="required">${t('field.needed')}</span>` : nothing}</label>${control}
      <p id="pin-${field}-error" class="field-error">${this.error(field) ? `⚠ ${this.error(field)}` : nothing}</p></div>`;
  }

  /** @param {string} field @param {number} most @param {boolean} needed */
  control(field, most, needed) {
    return html`<input id="pin-${field}" maxlength=${most} autocomplete="off" aria-required=${needed ? 'true' : nothing} aria-invalid=${this.error(field) ? 'true' : nothing} aria-describedby="pin-${field}-error"
      .value=${this.form[field]} @input=${(/** @type {any} */ e) => this.write(field, e.target.value)}>`;
  }

  /** @param {string} field @param {number} most @param {boolean} needed */
  input(field, most, needed) {
    return this.labelled(field, needed, this.control(field, most, needed));
  }

  /** @param {string} field @param {number} most @param {boolean} needed */
  area(field, most, needed) {
    return this.labelled(field, needed, html`<textarea id="pin-${field}" rows="5" maxlength=${most} aria-required=${needed ? 'true' : nothing} aria-invalid=${this.error(field) ? 'true' : nothing} aria-describedby="pin-${field}-error"
      .value=${this.form[field]} @input=${(/** @type {any} */ e) => this.write(field, e.target.value)}></textarea>`);
  }
}
customElements.define('md-pinned-form', PinnedForm);
