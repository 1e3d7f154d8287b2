// @ts-check
/** What a macro does to a ticket, chosen where macros are managed. Fires `md-steps`, its detail the steps as text. */

import { html, nothing } from '../parts.js';
import { catalogue, t } from '../i18n.js';
import { ChangeFields, ME, PRIORITIES, RESULTS, STATUSES, called, words } from './change-fields.js';

await catalogue('tickets', 'macros');

const FIELDS = ['status', 'section', 'owner', 'category', 'priority', 'result', 'addTags', 'removeTags', 'dueDays', 'note', 'follow', 'sends'];

/** The same steps are the same text, however they were told. @param {any} steps @returns {string} '' for what is no macro */
export function stepsText(steps) {
  if (!steps) return '';
  const chosen = FIELDS.map((f) => [f, steps[f]]).filter(([, v]) => v !== undefined && v !== null && v !== false && !(Array.isArray(v) && !v.length));
  return JSON.stringify(Object.fromEntries(chosen));
}

class MacroSteps extends ChangeFields {
  static properties = { place: {}, value: {}, names: { attribute: false } };

  constructor() {
    super();
    this.place = '';
    /** the steps as text */ this.value = '';
    /** @type {Record<string, string>} of what they name; '' for what is gone */ this.names = {};
    this.told = '';
  }

  get town() {
    return this.place;
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (!changed.has('value') || this.value === this.told) return;
    this.told = this.value;
    this.change = Object.fromEntries(Object.entries(JSON.parse(this.value || '{}')).map(([field, v]) => {
      const value = Array.isArray(v) ? v.join('、') : String(v);
      return [field, { value, text: called(field, value, this.names) }];
    }));
  }

  changed() {
    const steps = Object.fromEntries(Object.entries(this.change).map(([field, { value }]) => {
      if (field.endsWith('Tags')) return [field, words(value)];
      if (field === 'dueDays') return [field, /^\d{1,3}$/.test(value.trim()) ? Number(value) : -1];
      return [field, field === 'follow' || field === 'sends' ? value === 'true' : value];
    }));
    this.told = stepsText(steps);
    this.dispatchEvent(new CustomEvent('md-steps', { detail: this.told }));
  }

  /** @param {string} field @param {string} value '' leaves it as it is */
  write(field, value) {
    if (value) this.put(field, value);
    else this.leaveAsItIs(field);
  }

  render() {
    const value = (/** @type {string} */ f) => this.change[f]?.value ?? '';
    return html`<fieldset class="macro-steps"><legend>${t('macros.steps')}</legend><p class="quiet">${t('macros.steps.hint')}</p>
      <div class="bulk-fields">
        ${this.choice('status', STATUSES)}${this.picked('section')}${this.picked('owner')}
        ${this.change.owner?.value === ME ? nothing : html`<div class="labelled"><button type="button" class="button small plain me" @click=${() => this.put('owner', ME, t('macros.me'))}>${t('field.owner')}: ${t('macros.me')}</button></div>`}
        ${this.picked('category')}${this.choice('priority', PRIORITIES)}${this.choice('result', RESULTS)}
        ${this.words('addTags')}${this.words('removeTags')}
        <label class="labelled"><span>${t('macros.dueDays')}</span><input id="macro-dueDays" inputmode="numeric" maxlength="3" autocomplete="off" placeholder=${t('bulk.leave')} .value=${value('dueDays')} @input=${(/** @type {any} */ e) => this.write('dueDays', e.target.value.trim())}></label>
        <label class="labelled"><span>${t('macros.sends')}</span><select id="macro-sends" @change=${(/** @type {any} */ e) => this.write('sends', e.target.value)}>
          <option value="">${t('macros.sends.no')}</option><option value="true" ?selected=${value('sends') === 'true'}>${t('macros.sends.yes')}</option></select></label>
      </div>
      <div class="labelled"><label for="macro-note">${t('macros.note')}</label><textarea id="macro-note" rows="4" maxlength="2000" .value=${value('note')} @input=${(/** @type {any} */ e) => this.write('note', e.target.value.trim() ? e.target.value : '')}></textarea></div>
      <label><input type="checkbox" .checked=${value('follow') === 'true'} @change=${(/** @type {any} */ e) => this.write('follow', e.target.checked ? 'true' : '')}> ${t('macros.follow')}</label></fieldset>`;
  }
}
customElements.define('md-macro-steps', MacroSteps);
