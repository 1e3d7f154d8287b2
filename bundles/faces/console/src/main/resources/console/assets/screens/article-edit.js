// @ts-check
/** The editor of articles: languages and how it stands at the left, the text in the middle, whose it is and for whom at the right. */

import { Part, empty, html, icon, momentLabel, nothing, notice, problemBox } from '../parts.js';
import { call, get, municipality, requestId } from '../api.js';
import { catalogue, list, t } from '../i18n.js';
import { go } from '../navigation.js';
import { coalesced, onLive } from '../live.js';
import { ask } from '../components/ask.js';
import { begun, changesOf, formOf, keep, kept, upon } from '../components/article-form.js';
import { placesWith, stateChips } from '../components/article-state.js';
import { takeStep } from '../components/article-steps.js';
import { languageName } from '../components/side.js';
import '../components/article-html.js';
import '../components/article-settings.js';
import '../components/body-editor.js';

await catalogue('tickets', 'kb');

const PAUSE = 400;
const TEXTS = ['question', 'conclusion', 'body'];
const LANGUAGES = ['en', 'zh-Hans', 'ko', 'vi', 'tl', 'pt', 'es', 'ne', 'ja-easy'];

class ArticleEdit extends Part {
  static properties = {
    article: {}, query: { attribute: false }, one: { state: true }, form: { state: true }, spoken: { state: true }, problem: { state: true }, found: { state: true }, conflict: { state: true },
    behind: { state: true }, busy: { state: true }, preview: { state: true },
  };

  constructor() {
    super();
    /** Its id; '' for a new one. */ this.article = '';
    this.query = new URLSearchParams();
    this.place = '';
    /** @type {any} the article as it was loaded */ this.one = null;
    /** @type {any} */ this.form = null;
    /** @type {any} the form as it was loaded */ this.base = null;
    /** the translation that is written; '' = the original */ this.spoken = '';
    /** @type {any} */ this.problem = null;
    /** @type {any} what was written before and not saved */ this.found = null;
    /** @type {{both: string[], taken: string[], theirs: any, who: string[]} | null} */ this.conflict = null;
    /** somebody else changed it meanwhile */ this.behind = false;
    this.busy = false;
    /** '', 'wide' or 'phone' */ this.preview = '';
    this.request = requestId();
    /** @type {string | null} what is loaded */ this.opening = null;
    /** @type {Map<string, string>} */ this.names = new Map();
    /** @type {any} */ this.timer = undefined;
    this.look = coalesced(() => this.lookAgain(), 1000);
    this.leaving = (/** @type {Event} */ e) => {
      this.keepNow();
      if (this.dirty) e.preventDefault();
    };
  }

  connectedCallback() {
    super.connectedCallback();
    addEventListener('beforeunload', this.leaving);
    this.unlisten = onLive((name, data) => (name === 'reset' || (name === 'event' && data.stream === 'knowledge')) && this.look());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    removeEventListener('beforeunload', this.leaving);
    this.unlisten?.();
    this.keepNow();
    if (this.dirty) notice(t('kb.kept'));
  }

  get changes() {
    return this.form ? changesOf(this.form, this.base) : {};
  }

  get dirty() {
    return Object.keys(this.changes).length > 0;
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    document.title = `${this.form?.question || t('kb.new')} – ${t('product')}`;
    if (changed.has('article') && this.article !== (this.one?.head.id ?? '')) this.begin();
    else if (this.opening === null) this.begin();
  }

  async begin() {
    clearTimeout(this.timer);
    const { article } = this;
    this.opening = article;
    this.one = this.form = this.conflict = this.problem = this.found = null;
    this.spoken = '';
    try {
      const one = article ? await get(`/articles/${article}`) : null;
      if (article !== this.article) return;
      const wanted = this.query.get('municipality') ?? localStorage.getItem('madoguchi.municipality') ?? '';
      const places = placesWith('knowledge-write');
      const place = places.find((m) => m.slug === (one?.head.municipality ?? wanted)) ?? (one ? null : places[0]);
      if (!place || (one && !one.lets)) throw { title: t('kb.notYours') };
      this.place = place.slug;
      this.take(one);
      // who works for one section writes for it
      if (!one && !this.form.section && place.sections.length) this.base.section = this.form.section = place.sections[0];
      this.found = kept(article);
      await this.updateComplete;
      this.find(this.found ? '.unsaved .button' : '#kb-question')?.focus();
    } catch (problem) {
      if (article === this.article) this.problem = problem;
    }
  }

  /** @param {any} one */
  take(one) {
    this.one = one;
    for (const r of one?.related ?? []) this.names.set(r.id, r.question);
    this.base = one ? formOf(one) : begun(new URLSearchParams());
    this.form = one ? formOf(one) : begun(this.query);
    this.behind = false;
  }

  /** @param {Record<string, any>} fields */
  write(fields) {
    this.form = { ...this.form, ...fields };
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keepNow(), PAUSE);
  }

  /** In the language that is shown. @param {string} field @param {any} value */
  writeText(field, value) {
    if (!this.spoken) return this.write({ [field]: value });
    this.write({ translations: this.form.translations.map((/** @type {any} */ tr) => (tr.language === this.spoken ? { ...tr, [field]: value } : tr)) });
  }

  keepNow() {
    clearTimeout(this.timer);
    // what was found and is not decided on stays
    if (this.form && !this.found && !keep(this.article, this.one?.version ?? 0, this.changes)) notice(t('kb.keep.failed'));
  }

  /** Goes on with what was written before. */
  resume() {
    this.form = { ...this.form, ...this.found.changes };
    this.leaveFound();
  }

  discard() {
    keep(this.article, 0, {});
    this.leaveFound();
  }

  async leaveFound() {
    this.found = null;
    await this.updateComplete;
    this.find('#kb-question')?.focus();
  }

  /** Whether it is still the version one writes upon. */
  async lookAgain() {
    const { article } = this;
    if (!article || !this.one || this.busy) return;
    const now = await get(`/articles/${article}`).catch(() => null);
    if (!now || article !== this.article || this.busy || now.version === this.one.version) return;
    if (this.dirty) this.behind = true;
    else this.take(now);
  }

  /** @param {string} [step] to be taken with what was saved */
  async save(step) {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    const was = this.article;
    try {
      if (!this.one || this.dirty) {
        const { form } = this;
        const { body } = this.one
          ? await call(`/articles/${was}`, { method: 'PATCH', version: String(this.one.version), body: this.changes })
          : await call('/articles', { method: 'POST', body: { requestId: this.request, municipality: this.place, ...form } });
        keep(was, 0, {});
        if (was !== this.article) return;
        // what was typed while it was on its way stays
        const meanwhile = changesOf(this.form, form);
        this.take(body);
        this.form = { ...this.form, ...meanwhile };
        this.conflict = null;
        this.article = body.head.id;
        if (!step) notice(t('kb.saved'));
      } else if (!step) notice(t('kb.saved'));
    } catch (problem) {
      await this.refused(/** @type {any} */ (problem));
      step = undefined;
    } finally {
      this.busy = false;
    }
    if (this.problem) return;
    if (step && (await takeStep(this.one, step))) return go(`/console/kb/${this.one.head.id}`);
    if (was !== this.article) go(`/console/kb/${this.article}/edit`, { replace: true });
    else if (step) this.lookAgain();
  }

  /** @param {any} problem */
  async refused(problem) {
    this.problem = problem;
    if (problem.type === 'stale-version') await this.rebase(problem.document.changed ?? {});
    this.keepNow();
    await this.updateComplete;
    (this.find('[aria-invalid=true]') ?? this.find('.kb-conflict h2') ?? this.find('.problem'))?.focus();
  }

  /** What others saved is taken, but for what one has written oneself. @param {Record<string, any>} [changed] */
  async rebase(changed = {}) {
    const now = await get(`/articles/${this.article}`);
    const theirs = formOf(now);
    const { form, both, taken } = upon(this.form, this.base, theirs);
    const who = [...new Set(Object.values(changed).map((c) => c.by?.name).filter(Boolean))];
    this.take(now);
    this.form = form;
    this.problem = null;
    this.conflict = { both, taken, theirs, who: who.length ? who : [now.head.editor?.name ?? ''] };
  }

  /** @param {string} field */
  takeTheirs(field) {
    const { conflict } = this;
    if (!conflict) return;
    this.write({ [field]: conflict.theirs[field] });
    this.conflict = { ...conflict, both: conflict.both.filter((f) => f !== field), taken: [...conflict.taken, field] };
  }

  async addLanguage() {
    const open = LANGUAGES.filter((l) => l !== this.form.language && !this.form.translations.some((/** @type {any} */ tr) => tr.language === l));
    const answer = await ask({ title: t('kb.translate'), ok: t('kb.translate.do'), fields: [{ name: 'language', label: t('language'), type: 'select', options: open.map((l) => [l, languageName(l)]), value: open[0] }] });
    if (!answer) return;
    this.write({ translations: [...this.form.translations, { language: answer.language, checked: true, question: '', conclusion: '', body: '' }] });
    this.spoken = answer.language;
  }

  removeLanguage() {
    this.write({ translations: this.form.translations.filter((/** @type {any} */ tr) => tr.language !== this.spoken) });
    this.spoken = '';
  }

  /** @param {KeyboardEvent} e */
  key(e) {
    if (!(e.ctrlKey || e.metaKey) || e.isComposing || (e.key !== 's' && e.key !== 'Enter')) return;
    e.preventDefault();
    this.save();
  }

  render() {
    const back = html`<p><a class="back-to" href="/console/kb${this.article ? `/${this.article}` : ''}">${icon('back')}${t(this.article ? 'kb.toArticle' : 'kb.back')}</a></p>`;
    if (!this.form) return html`<div class="page kb">${back}<h1 tabindex="-1">${t('kb.edit')}</h1>${this.problem?.status === undefined && this.problem ? empty(this.problem.title) : problemBox(this.problem, () => this.begin())}</div>`;
    return html`<div class="page kb kb-editor" @keydown=${this.key}>${back}
      <div class="kb-head"><h1 tabindex="-1">${t(this.article ? 'kb.edit' : 'kb.new')}</h1><div class="buttons">${this.buttons()}</div></div>
      ${this.found ? this.foundBox() : nothing}
      ${this.behind ? html`<div class="unsaved" role="status"><p>⚠ ${t('kb.changedMeanwhile')}</p><button type="button" class="button small" id="kb-rebase" @click=${() => this.rebase()}>${t('kb.rebase')}</button></div>` : nothing}
      ${this.conflict ? this.conflictBox(this.conflict) : nothing}
      ${this.problem ? problemBox(this.problem) : nothing}
      <div class="kb-three"><div class="kb-left">${this.standing()}${this.languages()}</div>${this.texts()}
        <section class="kb-right" aria-label=${t('kb.settings')}><md-article-settings .place=${this.place} .article=${this.article} .form=${this.form} .names=${this.names} .problem=${this.problem} @md-set=${(/** @type {CustomEvent} */ e) => this.write(e.detail)}></md-article-settings></section></div></div>`;
  }

  buttons() {
    const lets = this.one?.lets ?? ['submit'];
    const step = lets.includes('publish') ? 'publish' : 'submit';
    return html`<span class="draft-state" role="status">${this.dirty ? t('kb.unsaved') : ''}</span>
      <button type="button" class="button" id="save-article" ?disabled=${this.busy} @click=${() => this.save()}>${t('save')}</button>
      <button type="button" class="button solid" id="save-step" aria-haspopup="dialog" ?disabled=${this.busy} @click=${() => this.save(step)}>${t(`kb.save.${step}`)}</button>`;
  }

  foundBox() {
    return html`<div class="unsaved" role="status"><p>${t('kb.found')} ${momentLabel(this.found.at, this.place)}</p><div class="buttons">
      <button type="button" class="button small solid" id="kb-resume" @click=${this.resume}>${t('kb.resume')}</button>
      <button type="button" class="button small" id="kb-discard" @click=${this.discard}>${t('kb.discard')}</button></div></div>`;
  }

  /** @param {{both: string[], taken: string[], theirs: any, who: string[]}} conflict */
  conflictBox({ both, taken, theirs, who }) {
    const names = (/** @type {string[]} */ fields) => list(fields.map((f) => t(`kb.${f}`)));
    return html`<section class="kb-conflict problem" aria-labelledby="kb-conflict"><h2 id="kb-conflict" tabindex="-1" class="problem-title">⚠ ${t('kb.conflict', { who: list(who) })}</h2>
      ${taken.length ? html`<p>${t('kb.conflict.taken', { fields: names(taken) })}</p>` : nothing}
      ${both.length ? html`<p>${t('kb.conflict.both')}</p>${both.map((f) => html`<div class="kb-theirs"><h3>${t(`kb.${f}`)}</h3>
        ${f === 'body' ? html`<md-article-text class="article-text" .article=${this.article} .html=${theirs[f]}></md-article-text>` : html`<p class="notice-text">${this.say(f, theirs[f])}</p>`}
        <button type="button" class="button small" aria-label=${t('kb.conflict.theirs.of', { field: t(`kb.${f}`) })} @click=${() => this.takeTheirs(f)}>${t('kb.conflict.theirs')}</button></div>`)}` : nothing}
      <p>${t('kb.conflict.next')}</p></section>`;
  }

  /** @param {string} field @param {any} value */
  say(field, value) {
    if (field === 'translations') return value.map((/** @type {any} */ tr) => `${languageName(tr.language)}: ${tr.question}`).join('\n');
    if (field === 'related') return value.map((/** @type {string} */ id) => this.names.get(id) ?? id).join('\n');
    if (field === 'visibility' || field === 'scope') return t(`kb.${field}.${value}`);
    return Array.isArray(value) ? list(value) : String(value || t('none'));
  }

  standing() {
    const { one } = this;
    return html`<section class="card" aria-labelledby="kb-standing"><h2 id="kb-standing">${t('kb.state')}</h2>
      ${one ? html`<p>${stateChips(one.head)}</p><p class="quiet">${t('kb.edition', { n: one.newest })} ${momentLabel(one.head.editedAt, this.place)} ${one.head.editor?.name ?? ''}</p>
        ${one.shown && one.shown !== one.newest ? html`<p class="quiet"><a href="/console/kb/${this.article}?edition=${one.shown}">${t('kb.published')}</a></p>` : nothing}` : html`<p class="quiet">${t('kb.new.hint', { name: municipality(this.place)?.name ?? '' })}</p>`}</section>`;
  }

  languages() {
    const { form } = this;
    const row = (/** @type {string} */ code, /** @type {string} */ name, /** @type {unknown} */ more) => html`<li><button type="button" class="kb-language" aria-pressed=${String(code === this.spoken)} @click=${() => (this.spoken = code)}>${name}</button>${more}</li>`;
    const told = (/** @type {any} */ tr) => this.one?.translations.find((/** @type {any} */ o) => o.language === tr.language);
    return html`<section class="card" aria-labelledby="kb-languages"><h2 id="kb-languages">${t('kb.languages')}</h2><ul>
      ${row('', t('kb.original', { language: languageName(form.language) }), nothing)}
      ${form.translations.map((/** @type {any} */ tr) => row(tr.language, languageName(tr.language), html`${told(tr)?.behind ? html` <span class="over">⚠ ${t('kb.behind.short')}</span>` : nothing}${tr.checked ? nothing : html` <span class="chip">${t('kb.unchecked.short')}</span>`}`))}</ul>
      <button type="button" class="button small" id="kb-translate" aria-haspopup="dialog" @click=${this.addLanguage}>${icon('plus')}${t('kb.translate')}</button></section>`;
  }

  texts() {
    const tr = this.form.translations.find((/** @type {any} */ x) => x.language === this.spoken);
    const text = tr ?? this.form;
    const language = tr?.language ?? this.form.language;
    const prefix = tr ? `translations[${this.form.translations.indexOf(tr)}].` : '';
    const error = (/** @type {string} */ f) => TEXTS.includes(f) ? this.problem?.errors?.find((/** @type {any} */ e) => e.field === `${prefix}${f}` || e.field.startsWith(`${prefix}${f}.`))?.message ?? '' : '';
    const about = (/** @type {string} */ f) => html`<p class="field-error" id="kb-${f}-error">${error(f) ? `⚠ ${error(f)}` : nothing}</p>`;
    return html`<section class="kb-centre" aria-label=${languageName(language)}>
      ${tr ? html`<div class="buttons"><label><input type="checkbox" .checked=${tr.checked} @change=${(/** @type {any} */ e) => this.writeText('checked', e.target.checked)}> ${t('kb.checked')}</label>
        <button type="button" class="button small plain" @click=${this.removeLanguage}>${t('kb.translate.remove', { language: languageName(language) })}</button></div>
        <p class="quiet">${t('kb.original.is')} ${this.form.question}</p>` : nothing}
      <div class="labelled"><label for="kb-question">${t('kb.question')} <span class="required">${t('field.needed')}</span></label>
        <input id="kb-question" maxlength="200" autocomplete="off" lang=${language} aria-invalid=${error('question') ? 'true' : nothing} aria-describedby="kb-question-error" .value=${text.question} @input=${(/** @type {any} */ e) => this.writeText('question', e.target.value)}>${about('question')}</div>
      <div class="labelled"><label for="kb-conclusion">${t('kb.conclusion')}</label>
        <textarea id="kb-conclusion" rows="3" maxlength="1000" lang=${language} aria-invalid=${error('conclusion') ? 'true' : nothing} aria-describedby="kb-conclusion-error kb-conclusion-hint" .value=${text.conclusion} @input=${(/** @type {any} */ e) => this.writeText('conclusion', e.target.value)}></textarea>
        <p id="kb-conclusion-hint" class="quiet">${t('kb.conclusion.hint')}</p>${about('conclusion')}</div>
      <div class="labelled"><span>${t('kb.body')}</span>
        <md-body-editor .place=${this.place} .article=${this.article} .label=${t('kb.body')} .language=${language} .error=${error('body')} .html=${text.body} @md-written=${(/** @type {CustomEvent} */ e) => this.writeText('body', e.detail)}></md-body-editor>${about('body')}</div>
      ${this.previewBox(text, language)}</section>`;
  }

  /** @param {any} text @param {string} language */
  previewBox(text, language) {
    return html`<div class="kb-preview"><div class="segments" role="group" aria-label=${t('kb.preview')}>${['', 'wide', 'phone'].map((p) => html`<button type="button" aria-pressed=${String(p === this.preview)} @click=${() => (this.preview = p)}>${t(`kb.preview.${p || 'none'}`)}</button>`)}</div>
      ${this.preview ? html`<div class="card ${this.preview}" lang=${language}><h2>${text.question}</h2><p class="notice-text kb-conclusion">${text.conclusion}</p><md-article-text class="article-text" .article=${this.article} .html=${text.body}></md-article-text></div>` : nothing}</div>`;
  }
}
customElements.define('md-article-edit', ArticleEdit);
