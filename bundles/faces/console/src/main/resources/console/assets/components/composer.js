// @ts-check
/** Writing a reply or a note: draft as typed, attachments, sending, and what is asked before a ticket is done. */

import { Part, html, icon, nothing, notice, problemBox } from '../parts.js';
import { call, get, post, requestId, timeZone, upload } from '../api.js';
import { day, fileSize, t, time } from '../i18n.js';
import { asks, chosenIn, closingFields, closingOf, closingPlace, missingOf } from './closing.js';
import { begunKind, draftOf } from './drafts.js';
import { Insertions } from './insertions.js';
import { mentionsIn } from './mentions.js';
import { begins, besideBox, besideReply, writes, wrote } from './presence.js';
import { leftBox, leftIn } from './placeholders.js';

const LARGEST = 25 * 1048576;

class Composer extends Part {
  static properties = { view: { attribute: false }, problem: { state: true }, sending: { state: true }, closes: { state: true }, signature: { state: true }, missing: { state: true }, left: { state: true }, beside: { state: true } };

  constructor() {
    super();
    /** @type {any} */ this.view = null;
    /** @type {any} */ this.problem = null;
    this.sending = false;
    this.missing = '';
    /** @type {string[]} placeholders that were told before sending */ this.left = [];
    this.closes = localStorage.getItem('madoguchi.send') !== 'reply';
    this.ref = '';
    this.insertions = new Insertions(this);
    /** @type {string[]} what others do or did, told before sending */ this.beside = [];
    this.leftCloses = false;
    /** the text whose placeholders may stay */ this.accepted = '';
    /** the text to be sent though others reply too */ this.knowing = '';
    this.draft = draftOf('', 'reply');
    /** whether the person has said what they write */ this.decided = false;
    /** what the server will put under a reply */ this.signature = '';
    this.signed = '';
    this.onChange = () => this.requestUpdate();
    this.onTakenBack = (/** @type {any} */ e) => e.detail === this.ref && this.begin('reply');
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('md-taken-back', this.onTakenBack);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('md-taken-back', this.onTakenBack);
    this.leave();
  }

  leave() {
    this.draft.removeEventListener('change', this.onChange);
    if (this.draft.ref) this.draft.save();
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (changed.has('view')) this.askSignature();
    if (!changed.has('view') || this.view.ref === this.ref) return;
    this.ref = this.view.ref;
    this.decided = false;
    this.write(this.can('reply') ? 'reply' : 'note');
    this.resume(this.ref);
  }

  /** Asked anew only when the ticket is another section's. */
  async askSignature() {
    const { ref, section } = this.view;
    const signed = `${ref} ${section?.code ?? ''}`;
    if (signed === this.signed || !this.can('reply')) return;
    this.signed = signed;
    const { text } = await get(`/replies/${encodeURIComponent(ref)}/signature`).catch(() => ({ text: '' }));
    if (signed === this.signed) this.signature = text;
  }

  /** Goes on with what was begun; without an answer of the server one writes anew. @param {string} ref */
  async resume(ref) {
    /** @type {'reply' | 'note' | ''} */
    const kind = await begunKind(ref).catch(() => '');
    if (ref !== this.ref) return;
    if (kind && this.can(kind) && !this.draft.text && !this.decided) this.turn(kind);
    else this.draft.load().catch(() => undefined);
  }

  /** @param {'reply' | 'note'} kind */
  write(kind) {
    this.leave();
    if (kind === 'note') import('./summary.js');
    this.draft = draftOf(this.ref, kind);
    this.draft.addEventListener('change', this.onChange);
    this.problem = null;
    this.missing = '';
    this.left = this.beside = [];
  }

  updated() {
    const area = this.find('textarea');
    if (area && this.draft.wanted) {
      this.draft.wanted = false;
      area.focus();
    }
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
    this.choose(kind);
    await this.updateComplete;
    this.find('textarea')?.focus();
  }

  /** Whatever lay there, the person has said what they write. @param {'reply' | 'note'} kind */
  choose(kind) {
    this.decided = true;
    this.turn(kind);
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
    this.left = d.text === this.accepted ? [] : leftIn(d.text);
    if (this.left.length) return this.tellLeft(close);
    this.beside = this.isNote || d.text === this.knowing ? [] : besideReply(d, this.view);
    if (this.beside.length) return this.tellBeside(close);
    if (d.files.some((f) => !f.problem && f.share < 1)) return this.lack('files', 'textarea');
    if (close && !d.closing.open && asks(this.view)) return this.askFirst();
    const lacking = close ? missingOf(d.closing, this.view) : '';
    if (lacking) return this.lack(lacking, closingPlace(lacking));
    await this.deliver(close);
  }

  /** Category and result, or whatever the municipality wants to know. */
  async askFirst() {
    const { closing } = this.draft;
    const { category, section } = closingOf(this.view);
    closing.open = true;
    closing.category ??= category;
    closing.section ??= section;
    this.requestUpdate();
    await this.updateComplete;
    this.find(closingPlace(missingOf(closing, this.view) || 'result'))?.focus();
  }

  /** Never sent without a word: the first of them is selected, to be written over. @param {boolean} close */
  async tellLeft(close) {
    this.leftCloses = close;
    await this.updateComplete;
    const area = this.find('textarea');
    const at = area.value.indexOf(this.left[0]);
    area.focus();
    area.setSelectionRange(at, at + this.left[0].length);
  }

  /** As it is, with what nobody filled. */
  sendAnyhow() {
    this.accepted = this.draft.text;
    return this.submit(this.leftCloses);
  }

  /** Nobody answers a citizen twice without knowing. @param {boolean} close */
  async tellBeside(close) {
    this.leftCloses = close;
    await this.updateComplete;
    this.find('.despite')?.focus();
  }

  sendDespite() {
    this.knowing = this.draft.text;
    return this.submit(this.leftCloses);
  }

  /** @param {any} e */
  typed(e) {
    begins(this.draft, this.view);
    this.draft.write(e.target.value);
    writes(this.ref, this.draft.kind);
    if (this.left.length || this.beside.length) this.left = this.beside = [];
    // what deleting leaves before the caret calls nothing
    if (!e.isComposing && !e.inputType?.startsWith('delete')) this.insertions.called(e.target);
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
    const more = close ? { close, ...chosenIn(d.closing) } : {};
    this.sending = true;
    try {
      const mentions = note ? await mentionsIn(d.text, d.mentions, ref) : undefined;
      await post(`/tickets/${encodeURIComponent(ref)}/${note ? 'notes' : 'replies'}`, { requestId: d.requestId, text: d.text, attachments, mentions, ...more });
      d.sent();
      wrote();
      notice(t(note ? 'composer.noted' : close ? 'composer.sentClosed' : 'composer.sent'));
      this.dispatchEvent(new CustomEvent('md-sent', { detail: { next: this.next } }));
      if (!this.next) this.find('textarea')?.focus();
    } catch (problem) {
      this.problem = problem;
      // the municipality has settled it since the ticket was shown
      const missing = /** @type {any} */ (problem).document?.missing;
      if (missing) {
        this.view.requiredToClose = missing;
        this.askFirst();
      }
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
      }, { kind: this.draft.kind })
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
        (k) => html`<button type="button" aria-pressed=${String(k === d.kind)} @click=${() => this.choose(k)}>${t(`composer.${k}`)}</button>`)}</div>
        ${this.isNote ? html`<span class="inside">${icon('lock')}${t('composer.inside')}</span>` : html`<span class="quiet to">${t('composer.to', { name: this.view.citizen?.name || t('citizen.unknown') })}</span>`}
      </div>
      ${this.isNote ? nothing : (this.view.citizen?.contacts ?? []).filter((/** @type {any} */ p) => p.undeliverable).map(
        (/** @type {any} */ p) => html`<p class="undeliverable">${t('undeliverable.to', { address: p.value, day: day(p.undeliverable.at, timeZone(this.view.municipality)) })}</p>`)}
      <label class="hidden-visually" for="text">${label}</label>
      <textarea id="text" rows="3" placeholder=${t(this.isNote ? 'composer.notePlaceholder' : 'composer.replyPlaceholder')} .value=${d.text}
        aria-invalid=${this.missing === 'text' || this.problem?.at?.('text') ? 'true' : nothing} aria-describedby="text-error"
        @input=${this.typed} @compositionend=${(/** @type {any} */ e) => this.insertions.called(e.target)} @blur=${() => d.save()} @paste=${this.dropped} @drop=${this.dropped}></textarea>
      <p id="text-error" class="field-error" role="alert">${this.missing ? `⚠ ${t(`composer.missing.${this.missing}`)}` : this.problem?.at?.('text') ? `⚠ ${this.problem.at('text')}` : nothing}</p>
      ${this.isNote ? nothing : this.signatureBelow()}
      ${d.files.length ? html`<ul class="attachments">${d.files.map((f) => this.file(f))}</ul>` : nothing}
      ${this.left.length ? leftBox(this.left, () => this.sendAnyhow()) : this.beside.length ? besideBox(this.beside, () => this.sendDespite()) : nothing}
      ${problemBox(this.problem)}
      ${d.closing.open && !this.isNote ? this.closing() : nothing}
      <div class="composer-bar">
        <label class="button small plain attach" tabindex="-1">${icon('clip')}${t('composer.attach')}
          <input type="file" multiple class="hidden-visually" @change=${(/** @type {any} */ e) => { this.attach(e.target.files); e.target.value = ''; }}></label>
        <button type="button" class="button small plain modules" aria-haspopup="dialog" @click=${() => this.insertions.module()}>${icon('form')}${t('modules.button')}</button>
        ${this.can('edit') ? html`<button type="button" class="button small plain macro" aria-haspopup="dialog" @click=${() => this.dispatchEvent(new Event('md-macro'))}>${t('macros.button')}</button>` : nothing}
        ${this.isNote ? html`<button type="button" class="button small plain mention" aria-haspopup="dialog" @click=${() => this.insertions.colleague()}>${t('mention.button')}</button>
          <md-summary .ref=${this.ref} @md-summary=${(/** @type {CustomEvent} */ e) => this.insertions.below(e.detail)}></md-summary>` : nothing}
        <span class="draft-state ${d.state}" role="status">${this.draftState()}</span><span class="spring"></span>
        ${this.sendButtons()}
      </div></section>`;
  }

  /** Whoever signed by hand does not sign twice. */
  signatureBelow() {
    if (!this.signature || this.draft.text.trimEnd().endsWith(this.signature)) return nothing;
    return html`<details class="signature"><summary>${t('composer.signature')} <span class="quiet">${this.signature.split('\n').join(' ')}</span></summary>
      <p class="text">${this.signature}</p></details>`;
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
    return closingFields(this.draft.closing, { view: this.view, id: 'sending', changed, leave: () => this.stay() });
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
