// @ts-check
/** Words that mean the same, one in each line. Fires `md-left`, its detail the group that was stored, if any. */

import { Part, html, notice, nothing, problemBox } from '../parts.js';
import { call } from '../api.js';
import { catalogue, t } from '../i18n.js';
import { bindKeys } from '../navigation.js';

await catalogue('tickets', 'searches');

class SynonymsForm extends Part {
  static properties = { place: {}, group: { attribute: false }, text: { state: true }, problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    this.place = '';
    /** @type {any} {words: []} for a new one */ this.group = { words: [] };
    this.text = '';
    /** @type {any} */ this.problem = null;
    this.busy = false;
    this.version = '';
    /** the same for each try to store it */ this.requestId = crypto.randomUUID();
  }

  connectedCallback() {
    super.connectedCallback();
    this.unbind = bindKeys({ send: () => this.save() });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unbind?.();
  }

  async firstUpdated() {
    this.text = this.group.words.map((/** @type {string} */ w) => `${w}\n`).join('');
    this.version = String(this.group.version ?? '');
    await this.updateComplete;
    const field = this.find('textarea');
    field.focus();
    field.setSelectionRange(this.text.length, this.text.length);
  }

  /** @param {any} [saved] */
  leave(saved) {
    this.dispatchEvent(new CustomEvent('md-left', { detail: saved }));
  }

  get words() {
    return this.text.split(/[\n、，,|｜]/).map((w) => w.trim()).filter(Boolean);
  }

  /** @param {Event} [e] */
  async save(e) {
    e?.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    const address = `/search-synonyms/${this.place}`;
    const { words } = this;
    try {
      const { body } = this.group.id
        ? await call(`${address}/${this.group.id}`, { method: 'PATCH', version: this.version, body: { words } })
        : await call(address, { method: 'POST', body: { requestId: this.requestId, words } });
      notice(t('synonyms.saved', { words: body.words.join('、') }));
      this.leave(body);
    } catch (problem) {
      this.refused(/** @type {any} */ (problem));
    } finally {
      this.busy = false;
    }
  }

  /** What others made of it meanwhile goes in too. @param {any} problem */
  async refused(problem) {
    if (problem.type === 'stale-version') {
      const { words, version } = problem.document;
      this.text = [...new Set([...this.words, ...words])].join('\n');
      this.version = String(version);
    }
    this.problem = problem;
    await this.updateComplete;
    this.find('textarea').focus();
  }

  render() {
    const wrong = this.problem?.at?.('words') ?? '';
    return html`<form class="special-form card" novalidate aria-labelledby="synonyms-form" @submit=${this.save}>
      <h2 id="synonyms-form">${this.group.id ? t('synonyms.edit.of', { words: this.group.words.join('、') }) : t('synonyms.new')}</h2>
      ${this.problem && !wrong ? problemBox(this.problem) : nothing}
      ${this.problem?.type === 'stale-version' ? html`<p>${t('synonyms.merged')}</p>` : nothing}
      <div class="labelled"><label for="synonyms-words">${t('synonyms.words')} <span class="required">${t('field.needed')}</span></label>
        <textarea id="synonyms-words" rows="6" .value=${this.text} aria-invalid=${wrong ? 'true' : nothing} aria-describedby="synonyms-words-hint synonyms-words-error" @input=${(/** @type {any} */ e) => (this.text = e.target.value)}></textarea>
        <p id="synonyms-words-hint" class="quiet">${t('synonyms.words.hint')}</p>
        <p id="synonyms-words-error" class="field-error">${wrong ? `⚠ ${wrong}` : nothing}</p></div>
      <div class="buttons"><button type="submit" class="button solid" ?disabled=${this.busy}>${t('synonyms.save')}</button>
        <button type="button" class="button" @click=${() => this.leave()}>${t('cancel')}</button></div></form>`;
  }
}
customElements.define('md-synonyms-form', SynonymsForm);
