// @ts-check
/**
 * プラグイン: what is installed, how it is and why. An administrator of the container sees what is wrong with the
 * installation, and goes back to the version before.
 */

import { Part, empty, html, momentLabel, moreStyle, nothing, notice, problemBox } from '../parts.js';
import { get, may, post, session } from '../api.js';
import { catalogue, number, t } from '../i18n.js';
import { coalesced, onLive } from '../live.js';

await catalogue('tickets', 'manage');

class Plugins extends Part {
  static properties = { plugins: { state: true }, findings: { state: true }, problem: { state: true }, failures: { state: true }, asking: { state: true } };

  constructor() {
    super();
    /** @type {any[] | null} */ this.plugins = null;
    /** @type {any[] | null} what is wrong now */ this.findings = null;
    /** @type {any} */ this.problem = null;
    /** @type {Map<string, any>} problem by name */ this.failures = new Map();
    this.asking = '';
    this.refresh = coalesced(() => this.load(), 300);
  }

  connectedCallback() {
    super.connectedCallback();
    moreStyle().then(() => this.classList.add('styled'));
    this.unlisten = onLive((name, data) => (/^(hello|reset|ui)$/.test(name) || (name === 'state' && data.topic === 'plugins')) && this.refresh());
    // only administrators of the container are told; those of a municipality look again now and then
    this.timer = setInterval(() => document.visibilityState === 'visible' && this.refresh(), 60000);
    this.load();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.unlisten?.();
    clearInterval(this.timer);
  }

  willUpdate() {
    document.title = `${t('plugins.title')} – ${t('product')}`;
  }

  async load() {
    if (!may('directory-manage')) return;
    /** @type {any} */ let refused = null;
    // one of them is shown without the other; what is shown stays while the server is away
    const ask = (/** @type {string} */ path, /** @type {any[] | null} */ shown) => get(path).catch((problem) => {
      if (!shown || !problem.unreachable) refused = problem;
      return shown;
    });
    [this.plugins, this.findings] = await Promise.all([ask('/plugins', this.plugins), everywhere() ? ask('/health', this.findings) : null]);
    this.problem = refused;
  }

  /** @param {string} name */
  async ask(name) {
    this.asking = this.asking === name ? '' : name;
    await this.updateComplete;
    this.find('.danger')?.focus();
  }

  /** @param {any} plugin */
  async rollBack(plugin) {
    try {
      const now = await post(`/plugins/${encodeURIComponent(plugin.name)}/rollback`);
      this.failures.delete(plugin.name);
      notice(t('plugins.rolledBack', { name: now.title, version: now.version }));
    } catch (problem) {
      this.failures.set(plugin.name, problem);
    }
    this.asking = '';
    this.failures = new Map(this.failures);
    this.load();
  }

  render() {
    if (!may('directory-manage')) return html`<div class="page plugins"><h1 tabindex="-1">${t('plugins.title')}</h1>${empty(t('plugins.notAllowed'))}</div>`;
    return html`<div class="page plugins"><h1 tabindex="-1">${t('plugins.title')}</h1><p class="quiet">${t('plugins.text')}</p>
      ${problemBox(this.problem, () => this.load())}
      ${this.findings ? this.health(this.findings) : nothing}
      ${this.plugins ? this.table(this.plugins) : nothing}</div>`;
  }

  /** @param {any[]} findings */
  health(findings) {
    return html`<section aria-labelledby="health"><h2 id="health">${t('plugins.health')}</h2>
      ${findings.length ? html`<ul class="findings">${findings.map((f) => html`<li><span class="state offline">⚠ ${t(f.blocks ? 'plugins.health.blocks' : 'plugins.health.notice')}</span> ${f.text}</li>`)}</ul>` : html`<p><span class="state online">${t('plugins.health.well')}</span></p>`}</section>`;
  }

  /** @param {any[]} all */
  table(all) {
    return html`<section aria-labelledby="plugins"><h2 id="plugins">${t('plugins.installed')} <span class="quiet">${number(all.length)}</span></h2>
      ${all.length ? html`<div class="table-scroll" tabindex="0" role="group" aria-labelledby="plugins"><table><thead><tr>
        ${['name', 'version', 'state', 'change', 'previous'].map((c) => html`<th scope="col">${t(`plugins.${c}`)}</th>`)}
        </tr></thead><tbody>${all.map((p) => this.row(p))}</tbody></table></div>` : empty(t('plugins.none'))}</section>`;
  }

  /** @param {any} p */
  row(p) {
    const bad = p.state !== 'running';
    const mayRollBack = p.previousVersion && everywhere();
    return html`<tr><th scope="row">${p.title}<br><span class="quiet">${p.name}</span></th><td>${p.version}</td>
      <td class="wrap"><span class="state ${bad ? 'offline' : 'online'}">${bad ? '⚠ ' : ''}${t(`plugins.${p.state}`)}</span>
        ${p.reason ? html`<p class="reason">${p.reason}</p>` : nothing}<p class="quiet">${since(momentLabel(p.since, ''))}</p></td>
      <td class="wrap">${t(`plugins.change.${p.change.kind}`, { version: p.change.version })}<p class="quiet">${momentLabel(p.change.at, '')}</p>
        ${p.change.reason ? html`<p class="reason">⚠ ${p.change.reason}</p>` : nothing}</td>
      <td class="wrap">${p.previousVersion ?? '–'}
        ${mayRollBack ? html`<p><button type="button" class="button small" aria-expanded=${String(this.asking === p.name)} @click=${() => this.ask(p.name)}>${t('plugins.rollBack')}</button></p>` : nothing}
        ${this.asking === p.name ? html`<p>${t('plugins.rollBack.ask', { name: p.title, version: p.previousVersion })}</p>
          <div class="buttons"><button type="button" class="button small" @click=${() => (this.asking = '')}>${t('cancel')}</button>
          <button type="button" class="button small danger" @click=${() => this.rollBack(p)}>${t('plugins.rollBack.do', { version: p.previousVersion })}</button></div>` : nothing}
        ${problemBox(this.failures.get(p.name))}</td></tr>`;
  }
}
customElements.define('md-plugins', Plugins);

function everywhere() {
  return session.me.everywhere.includes('directory-manage');
}

/** The moment within its words. @param {unknown} moment */
function since(moment) {
  const [before, after] = t('channels.since').split('{at}');
  return html`${before}${moment}${after}`;
}
