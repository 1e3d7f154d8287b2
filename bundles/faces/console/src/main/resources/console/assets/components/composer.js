// @ts-check
/** Writing a reply or a note: draft as typed, attachments, sending, and what is asked before a ticket is done. */

import { Part, html, icon, nothing, notice, problemBox } from '../parts.js';
import { call, post, requestId, timeZone, upload } from '../api.js';
import { fileSize, t, time } from '../i18n.js';
import { closingFields, missingOf } from './closing.js';
import { begunKind, draftOf } from './drafts.js';

const LARGEST = 25 * 1048576;

class Composer extends Part {
  static properties = { view: { attribute: false }, problem: { state: true }, sending: { state: true }, closes: { state: true }, missing: { state: true } };

  constructor() {
    super();
    /** @type {any} */ this.view = null;
    /** @type {any} */ this.problem = null;
    this.sending = false;
    this.missing = '';
    this.closes = localStorage.getItem('madoguchi.send') !== 'reply';
    this.ref = '';
    this.draft = draftOf('', 'reply');
    this.onChange = () => this.requestUpdate();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.leave();
  }

  leave() {
    this.draft.removeEventListener('change', this.onChange);
    if (this.draft.ref) this.draft.save();
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (!changed.has('view') || this.view.ref === this.ref) return;
    this.ref = this.view.ref;
    this.write(this.can('reply') ? 'reply' : 'note');
    this.resume(this.ref);
  }

  /** Goes on with what was begun; without an answer of the server one writes anew. @param {string} ref */
  async resume(ref) {
    /** @type {'reply' | 'note' | ''} */
    const kind = await begunKind(ref).catch(() => '');
    if (ref !== this.ref) return;
    if (kind && this.can(kind) && !this.draft.text) this.turn(kind);
    else this.draft.load().catch(() => undefined);
  }

  /** @param {'reply' | 'note'} kind */
  write(kind) {
    this.leave();
    this.draft = draftOf(this.ref, kind);
    this.draft.addEventListener('change', this.onChange);
    this.problem = null;
    this.missing = '';
  }

  updated() {
    const area = this.find('textarea');
    if (!area || area.value === this.measured) return;
    this.measured = area.value;
    area.rows = Math.max(3, Math.min(10, area.value.split('\n').reduce((/** @type {number} */ n, /** @type {string} */ line) => n + 1 + Math.floor(line.length / 44), 0)));
  }

  /** @param {string} action */
  can(action) {
    return this.view.actions.includes(action);
  }

  get isNote() {
    return this.draft.kind === 'note';
  }

  /** @param {'reply' | 'note'} kind */
  async begin(kind) {
    if (!this.can(kind)) return;
    this.turn(kind);
    await this.updateComplete;
    this.find('textarea')?.focus();
  }

  /** @param {'reply' | 'note'} kind */
  turn(kind) {
    if (kind === this.draft.kind) return;
    this.write(kind);
    this.draft.load().catch(() => undefined);
    this.requestUpdate();
  }

  /** Ctrl+Enter; asks for category and result first when the ticket is to be done. @param {boolean} next */
  async send(next) {
    if (this.sending || !(this.contains(document.activeElement) || next)) return;
    this.next = next;
    await this.submit(this.closes && !this.isNote);
  }

  /** @param {boolean} close */
  async submit(close) {
    const d = this.draft;
    this.problem = null;
    this.missing = '';
    if (!d.text.trim()) return this.lack('text', 'textarea');
    if (d.files.some((f) => !f.problem && f.share < 1)) return this.lack('files', 'textarea');
    if (close && !d.closing.open) {
      d.closing.open = true;
      d.closing.category ??= this.view.category ?? null;
      this.requestUpdate();
      await this.updateComplete;
      this.find(d.closing.category ? '.closing input' : '.closing .pick')?.focus();
      return;
    }
    const lacking = close ? missingOf(d.closing) : '';
    if (lacking) return this.lack(lacking, lacking === 'category' ? '.closing .pick' : '.closing input');
    await this.deliver(close);
  }

  /** @param {string} what @param {string} where */
  lack(what, where) {
    this.missing = what;
    this.find(where)?.focus();
  }

  /** @param {boolean} close */
  async deliver(close) {
    const d = this.draft;
    const ref = this.ref;
    const note = this.isNote;
    d.requestId ||= requestId();
    const attachments = d.files.filter((f) => f.id).map((f) => f.id);
    const more = close ? { close, category: d.closing.category.code, result: d.closing.result } : {};
    this.sending = true;
    try {
      await post(`/tickets/${encodeURIComponent(ref)}/${note ? 'notes' : 'replies'}`, { requestId: d.requestId, text: d.text, attachments, ...more });
      d.sent();
      notice(t(note ? 'composer.noted' : close ? 'composer.sentClosed' : 'composer.sent'));
      this.dispatchEvent(new CustomEvent('md-sent', { detail: { next: this.next } }));
      if (!this.next) this.find('textarea')?.focus();
    } catch (problem) {
      this.problem = problem;
    } finally {
      this.sending = false;
      this.next = false;
    }
  }

  /** @param {Iterable<File>} files */
  attach(files) {
    for (const file of files) {
      const item = { fileName: file.name, size: file.size, share: 0, id: '', problem: '' };
      this.draft.files.push(item);
      if (file.size > LARGEST) {
        item.problem = t('composer.tooLarge', { limit: fileSize(LARGEST) });
        continue;
      }
      upload(`/tickets/${encodeURIComponent(this.ref)}/attachments`, file, (share) => {
        item.share = Math.min(share, 0.99);
        this.requestUpdate();
      })
        .then((done) => Object.assign(item, { id: done.id, share: 1 }))
        .catch((problem) => (item.problem = problem.title))
        .finally(() => this.requestUpdate());
    }
    this.requestUpdate();
  }

  /** @param {any} file */
  detach(file) {
    this.draft.files = this.draft.files.filter((f) => f !== file);
    if (file.id) call(`/tickets/${encodeURIComponent(this.ref)}/attachments/${file.id}`, { method: 'DELETE' }).catch(() => undefined);
    this.requestUpdate();
    this.find('.attach')?.focus();
  }

  /** @param {ClipboardEvent | DragEvent} e */
  dropped(e) {
    const files = ('clipboardData' in e ? e.clipboardData : e.dataTransfer)?.files;
    if (!files?.length) return;
    e.preventDefault();
    this.attach(files);
  }

  /** @param {boolean} closes */
  prefer(closes) {
    this.closes = closes;
    localStorage.setItem('madoguchi.send', closes ? 'close' : 'reply');
    this.draft.closing.open = false;
  }

  render() {
    if (!this.can('reply') && !this.can('note')) return nothing;
    const d = this.draft;
    const kinds = /** @type {('reply' | 'note')[]} */ (['reply', 'note']).filter((k) => this.can(k));
    const label = t(this.isNote ? 'composer.note' : 'composer.reply');
    return html`<section class="composer ${d.kind}" aria-label=${t('composer')}>
      <div class="composer-head"><div class="segments" role="group" aria-label=${t('composer.kind')}>${kinds.map(
        (k) => html`<button type="button" aria-pressed=${String(k === d.kind)} @click=${() => this.turn(k)}>${t(`composer.${k}`)}</button>`)}</div>
        ${this.isNote ? html`<span class="inside">${icon('lock')}${t('composer.inside')}</span>` : html`<span class="quiet to">${t('composer.to', { name: this.view.citizen?.name || t('citizen.unknown') })}</span>`}
      </div>
      <label class="hidden-visually" for="text">${label}</label>
      <textarea id="text" rows="3" placeholder=${t(this.isNote ? 'composer.notePlaceholder' : 'composer.replyPlaceholder')} .value=${d.text}
        aria-invalid=${this.missing === 'text' || this.problem?.at?.('text') ? 'true' : nothing} aria-describedby="text-error"
        @input=${(/** @type {any} */ e) => d.write(e.target.value)} @blur=${() => d.save()} @paste=${this.dropped} @drop=${this.dropped}></textarea>
      <p id="text-error" class="field-error" role="alert">${this.missing ? `⚠ ${t(`composer.missing.${this.missing}`)}` : this.problem?.at?.('text') ? `⚠ ${this.problem.at('text')}` : nothing}</p>
      ${d.files.length ? html`<ul class="attachments">${d.files.map((f) => this.file(f))}</ul>` : nothing}
      ${problemBox(this.problem)}
      ${d.closing.open && !this.isNote ? this.closing() : nothing}
      <div class="composer-bar">
        <label class="button small plain attach" tabindex="-1">${icon('clip')}${t('composer.attach')}
          <input type="file" multiple class="hidden-visually" @change=${(/** @type {any} */ e) => { this.attach(e.target.files); e.target.value = ''; }}></label>
        <span class="draft-state ${d.state}" role="status">${this.draftState()}</span><span class="spring"></span>
        ${this.sendButtons()}
      </div></section>`;
  }

  draftState() {
    const d = this.draft;
    if (d.state === 'saved') return t('draft.saved', { time: time(d.savedAt, timeZone(this.view.municipality)) });
    if (d.state === 'failed') return `⚠ ${t('draft.failed')}`;
    return d.state === 'saving' || d.state === 'typing' ? t('draft.saving') : '';
  }

  sendButtons() {
    const busy = this.sending;
    if (this.isNote) return html`<button type="button" class="button solid" ?disabled=${busy} @click=${() => this.submit(false)}>${t(busy ? 'composer.sending' : 'composer.addNote')}</button>`;
    if (this.draft.closing.open) return html`<button type="button" class="button" @click=${this.stay}>${t('cancel')}</button>
      <button type="button" class="button solid" ?disabled=${busy} @click=${() => this.submit(true)}>${t(busy ? 'composer.sending' : 'closing.do')}</button>`;
    const text = t(busy ? 'composer.sending' : this.closes ? 'composer.sendClose' : 'composer.send');
    return html`<div class="split"><button type="button" class="button solid" ?disabled=${busy} @click=${() => this.submit(this.closes)}>${text}</button>
      <details class="menu up"><summary class="button solid" aria-label=${t('composer.sendHow')}>${icon('down')}</summary>
        <div class="menu-box">${[true, false].map((c) => html`<button type="button" data-closes aria-pressed=${String(c === this.closes)} @click=${() => this.prefer(c)}>
          <b>${t(c ? 'composer.sendClose' : 'composer.send')}</b><span class="quiet">${t(c ? 'composer.sendClose.hint' : 'composer.send.hint')}</span></button>`)}</div></details></div>`;
  }

  closing() {
    const changed = () => {
      this.missing = '';
      this.requestUpdate();
    };
    return closingFields(this.draft.closing, { municipality: this.view.municipality, id: 'sending', changed, leave: () => this.stay() });
  }

  /** Back from closing to writing. */
  async stay() {
    this.draft.closing.open = false;
    this.missing = '';
    this.requestUpdate();
    await this.updateComplete;
    this.find('textarea')?.focus();
  }

  /** @param {any} f */
  file(f) {
    return html`<li class=${f.problem ? 'field-error' : ''}>${icon('clip')}<span>${f.fileName}</span> <span class="quiet">${fileSize(f.size)}</span>
      ${f.problem ? html`<span>⚠ ${f.problem}</span>` : f.share < 1 ? html`<progress max="1" .value=${f.share} aria-label=${t('composer.uploading', { file: f.fileName })}></progress>` : nothing}
      <button type="button" class="icon-button" @click=${() => this.detach(f)}>${icon('close')}<span class="hidden-visually">${t('composer.detach', { file: f.fileName })}</span></button></li>`;
  }
}
customElements.define('md-composer', Composer);
