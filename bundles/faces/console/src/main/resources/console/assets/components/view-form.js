// @ts-check
/** Saving what the list shows as a view; renaming, sharing, narrowing anew, ordering and deleting one. */

import { html, nothing, notice, problemBox } from '../parts.js';
import { call, may, municipality, requestId, session } from '../api.js';
import { catalogue, t } from '../i18n.js';
import { go, queuePath, selectionOf, viewPath } from '../navigation.js';
import { Dialog } from './dialogs.js';
import { pickSection, sections } from './pickers.js';

await catalogue('tickets');

/** @typedef {{query: URLSearchParams, place: string, title: string, view: any}} Shown what the list shows, and the view it was opened from */

/** @param {Shown} shown */
export function openViewForm(shown) {
  const form = /** @type {ViewForm} */ (document.createElement('md-view-form'));
  form.shown = shown;
  form.view = shown.view;
  form.audience = shown.view?.audience ?? 'personal';
  form.section = shown.view?.section ?? null;
  document.querySelector('md-app')?.append(form);
}

class ViewForm extends Dialog {
  static properties = { view: { state: true }, audience: { state: true }, section: { state: true }, problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    /** @type {Shown} */ this.shown = /** @type {any} */ (null);
    /** @type {any} */ this.view = null;
    this.audience = 'personal';
    /** @type {any} */ this.section = null;
    /** @type {any} */ this.problem = null;
    this.busy = false;
    this.requestId = requestId();
  }

  async firstUpdated() {
    await super.firstUpdated();
    this.find('#view-name')?.select();
  }

  headline() {
    return t(this.view ? 'views.settings' : 'views.new');
  }

  get place() {
    return this.view ? (this.view.municipality ?? '') : this.shown.place;
  }

  get mine() {
    return !this.view || this.view.changeable;
  }

  get changed() {
    const { selection, order } = selectionOf(this.shown.query);
    const kept = selectionOf(new URL(viewPath(this.view), location.origin).searchParams);
    return order !== kept.order || JSON.stringify(selection) !== JSON.stringify(kept.selection);
  }

  async chooseSection() {
    const chosen = await pickSection(this.place, this.section?.code ?? '-');
    if (chosen) this.section = { code: chosen.value, name: chosen.text };
    this.find('.pick')?.focus();
  }

  /** One section only: nothing to choose. @param {string} audience */
  async turn(audience) {
    this.audience = audience;
    if (audience !== 'section' || this.section) return;
    const all = (await sections(this.place)).filter((s) => s.kind === 'section');
    if (all.length === 1) this.section = all[0];
  }

  /** @param {boolean} anew */
  async save(anew) {
    const { selection, order } = selectionOf(this.shown.query);
    const name = this.find('#view-name').value.trim();
    const whom = { audience: this.audience, section: this.audience === 'section' ? (this.section?.code ?? '') : '' };
    const narrowed = anew || (this.changed && this.find('#view-narrow')?.checked) ? { selection, order } : {};
    const body = anew ? { requestId: this.requestId, municipality: this.shown.place, name, ...whom, ...narrowed } : { name, ...whom, ...narrowed };
    const saved = await this.ask(() =>
      anew ? call('/views', { method: 'POST', body }) : call(`/views/${this.view.id}`, { method: 'PATCH', body, version: String(this.view.version) }));
    if (!saved) return;
    notice(t('views.saved', { name: saved.body.name }));
    this.over();
    go(viewPath(saved.body), { replace: true });
  }

  async discard() {
    const { view } = this;
    if (!(await this.ask(() => call(`/views/${view.id}`, { method: 'DELETE' })))) return;
    this.over();
    go(queuePath(view.selection.queue || 'mine'), { replace: true });
    dispatchEvent(new CustomEvent('md-view-deleted', { detail: view }));
  }

  /** @param {number} way */
  async move(way) {
    const all = [...(session.views ?? [])];
    const at = all.findIndex((v) => v.id === this.view.id);
    const [moved] = all.splice(at, 1);
    all.splice(Math.max(0, at + way), 0, moved);
    if (!(await this.ask(() => call('/views/order', { method: 'PUT', body: { ids: all.map((v) => v.id) } })))) return;
    session.views = all;
    dispatchEvent(new Event('md-views'));
    notice(t('views.moved', { n: all.indexOf(moved) + 1 }));
  }

  over() {
    dispatchEvent(new Event('md-views'));
    this.leave();
  }

  /** @param {() => Promise<any>} command */
  async ask(command) {
    this.busy = true;
    this.problem = null;
    try {
      return await command();
    } catch (problem) {
      this.problem = problem;
      if (/** @type {any} */ (problem).status === 412) this.view = /** @type {any} */ (problem).document.current;
      return null;
    } finally {
      this.busy = false;
    }
  }

  body() {
    const { view } = this;
    return html`<form @submit=${(/** @type {Event} */ e) => { e.preventDefault(); this.save(!view || !this.mine); }}>
      ${view && !this.mine ? html`<p class="quiet">${t('views.others', { name: view.author?.name ?? '' })}</p>` : nothing}
      <div class="labelled"><label for="view-name">${t('views.name')}</label>
        <input id="view-name" maxlength="40" required autocomplete="off" .value=${view?.name ?? this.shown.title} aria-invalid=${this.problem?.at?.('name') ? 'true' : nothing} aria-describedby="view-error">
        <p id="view-error" class="field-error" role="alert">${this.problem?.at?.('name') || this.problem?.at?.('section') || nothing}</p></div>
      ${this.mine ? this.whom() : nothing}
      ${view && this.mine && this.changed ? html`<label class="all-keys"><input type="checkbox" id="view-narrow" checked> ${t('views.narrow')}</label>` : nothing}
      ${problemBox(this.problem)}
      <div class="buttons end">
        ${view && this.mine ? html`<button type="button" class="button plain remove" ?disabled=${this.busy} @click=${this.discard}>${t('views.delete')}</button><span class="spring"></span>` : nothing}
        ${view && this.mine ? html`<button type="button" class="button anew" ?disabled=${this.busy} @click=${() => this.save(true)}>${t('views.anew')}</button>` : nothing}
        <button class="button solid" ?disabled=${this.busy}>${t(view && !this.mine ? 'views.anew' : 'save')}</button></div>
      ${view ? this.ordering() : nothing}</form>`;
  }

  /** Sharing is for those who may, in one municipality. */
  whom() {
    const { place } = this;
    if (!place || !(may('view-share', place) || this.audience !== 'personal')) return nothing;
    const choice = (/** @type {string} */ code) => html`<label><input type="radio" name="audience" value=${code} .checked=${this.audience === code} @change=${() => this.turn(code)}> ${t(`views.audience.${code}`, { name: municipality(place)?.name ?? place })}</label>`;
    return html`<fieldset class="choice"><legend>${t('views.audience')}</legend>${choice('personal')}${choice('section')}${choice('municipality')}</fieldset>
      ${this.audience === 'section' ? html`<div class="labelled"><span id="view-section">${t('field.section')}</span>
          <button type="button" class="pick" aria-describedby="view-section" @click=${this.chooseSection}>${this.section?.name ?? t('section.pick')}</button></div>` : nothing}`;
  }

  ordering() {
    return html`<div class="buttons" role="group" aria-label=${t('views.order')}><span class="quiet">${t('views.order')}</span>
      <button type="button" class="button small up" ?disabled=${this.busy} @click=${() => this.move(-1)}>${t('views.up')}</button>
      <button type="button" class="button small down" ?disabled=${this.busy} @click=${() => this.move(1)}>${t('views.down')}</button></div>`;
  }
}
customElements.define('md-view-form', ViewForm);
