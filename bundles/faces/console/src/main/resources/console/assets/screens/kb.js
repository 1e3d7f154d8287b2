// @ts-check
/** FAQ: the list of articles; the other screens about them are loaded when somebody goes there. */

import { Part, html, moreStyle } from '../parts.js';
import { catalogue, t } from '../i18n.js';
import '../components/article-list.js';

await catalogue('tickets', 'kb');

/** @type {[RegExp, () => Promise<any>, (path: string, query: URLSearchParams) => unknown][]} */
const SCREENS = [
  [/^$/, () => Promise.resolve(), (_, query) => html`<md-article-list .query=${query}></md-article-list>`],
  // one and the same element before and after it is saved first
  [/^(new|\d+\/edit)$/, () => import('./article-edit.js'), (path, query) => html`<md-article-edit .article=${path === 'new' ? '' : path.split('/')[0]} .query=${query}></md-article-edit>`],
  [/^reviews$/, () => import('./kb-reviews.js'), (_, query) => html`<md-kb-reviews .query=${query}></md-kb-reviews>`],
  [/^proposals$/, () => import('./kb-proposals.js'), (_, query) => html`<md-kb-proposals .query=${query}></md-kb-proposals>`],
  [/^files$/, () => import('./kb-files.js'), (_, query) => html`<md-kb-files .query=${query}></md-kb-files>`],
  [/^\d+$/, () => import('./article.js'), (path, query) => html`<md-article .article=${path} .query=${query}></md-article>`],
];

class Kb extends Part {
  static properties = { path: {}, query: { attribute: false }, failed: { state: true } };

  constructor() {
    super();
    this.path = '';
    this.query = new URLSearchParams();
    this.failed = false;
  }

  connectedCallback() {
    super.connectedCallback();
    moreStyle().then(() => moreStyle('kb')).then(() => this.classList.add('styled'));
  }

  /** @param {Map<string, any>} changed */
  willUpdate(changed) {
    if (!changed.has('path')) return;
    this.failed = false;
    this.screen?.[1]().catch(() => (this.failed = true));
  }

  get screen() {
    return SCREENS.find(([path]) => path.test(this.path));
  }

  render() {
    if (this.failed) return html`<div class="page" role="alert"><h1>${t('problem.screen')}</h1><p>${t('problem.screen.detail')}</p></div>`;
    const { screen } = this;
    return screen ? screen[2](this.path, this.query) : html`<div class="page"><h1>${t('unknown.title')}</h1><p><a href="/console/kb">${t('kb.back')}</a></p></div>`;
  }
}
customElements.define('md-kb', Kb);
