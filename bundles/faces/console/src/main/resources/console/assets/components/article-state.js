// @ts-check
/** How it stands with an article, in words and never by colour alone, and which steps that lets one take. */

import { html, nothing } from '../parts.js';
import { municipality, session } from '../api.js';
import { catalogue, date, t, word } from '../i18n.js';

await catalogue('tickets', 'kb');

export const STANDINGS = ['current', 'review-due', 'expired', 'withdrawn', 'none'];
export const PROGRESSES = ['draft', 'in-review', 'approved', 'done'];
export const VISIBILITIES = ['public', 'staff', 'sections'];
export const SCOPES = ['open', 'answer', 'in-part', 'hand-over'];
const READ = ['current', 'review-due', 'expired'];

/** When each step is possible; who may take it the server tells. @type {Record<string, (head: any) => boolean>} */
const POSSIBLE = {
  approve: (h) => h.progress === 'in-review',
  return: (h) => h.progress === 'in-review',
  submit: (h) => h.progress === 'draft',
  publish: (h) => h.progress === 'draft',
  'take-back': (h) => h.progress === 'in-review' || h.progress === 'approved',
  confirm: (h) => READ.includes(h.standing) && !!h.reviewOn,
  withdraw: (h) => READ.includes(h.standing),
  'put-back': (h) => h.standing === 'withdrawn',
};

/** @param {any} article @returns {string[]} the steps one may take now */
export const stepsOf = (article) => Object.keys(POSSIBLE).filter((step) => article.lets?.includes(step) && POSSIBLE[step](article.head));

/** @param {any} head */
export const isLate = (head) => head.standing === 'review-due' || head.standing === 'expired';

/** What of it needs the person, in words; '' for nothing. @param {any} head */
export function needs(head) {
  if (isLate(head)) return t(`kb.needs.${head.standing}`);
  return head.progress === 'in-review' && head.editor?.id !== session.me.id ? t('kb.needs.in-review') : '';
}

/** @param {any} head */
export function stateChips(head) {
  const standing = head.standing === 'none' ? nothing : html`<span class="chip kb-${head.standing}">${isLate(head) ? '⚠ ' : ''}${word('kb.standing', head.standing)}</span>`;
  const open = head.progress && head.progress !== 'done';
  return html`${standing} ${open ? html`<span class="chip kb-${head.progress}">${word('kb.progress', head.progress)}</span>` : nothing}`;
}

/** What operators may answer themselves. @param {any} head @param {string} [note] */
export const scopeBox = (head, note = '') => html`<section class="kb-scope kb-scope-${head.scope}" aria-label=${t('kb.scope')}><p><b>${word('kb.scope', head.scope)}</b> ${t(`kb.scope.text.${head.scope}`)}</p>
  ${head.section && (head.scope === 'hand-over' || head.scope === 'in-part') ? html`<p>${t('kb.scope.to', { section: head.section.name })}</p>` : nothing}
  ${note ? html`<p class="notice-text">${note}</p>` : nothing}</section>`;

/** @param {any} head */
export const ownerName = (head) => head.section?.name ?? t('kb.whole', { name: municipality(head.municipality)?.name ?? head.municipality });

/** @param {string | undefined} written 2026-11-20 */
export const dayText = (written) => (written ? html`<time datetime=${written}>${date(written)}</time>` : t('none'));

/** The municipalities where the person may do one of these. @param {string[]} permissions @returns {any[]} */
export const placesWith = (...permissions) => session.me.municipalities.filter((/** @type {any} */ m) => permissions.some((p) => m.permissions.includes(p)));

export const WORK = ['knowledge-write', 'knowledge-approve'];
export const ALL = ['knowledge-read', ...WORK];

/** Whether the person works for the whole municipality. @param {any} place */
export const isWhole = (place) => !place.sections.length;

/** The links above every screen of articles. @param {string} current */
export function kbTabs(current) {
  const writes = placesWith(...WORK).length > 0;
  const files = placesWith('knowledge-write').some(isWhole);
  const tabs = ['list', ...(writes ? ['reviews'] : []), 'proposals', ...(files ? ['files'] : [])];
  return html`<nav class="kb-tabs" aria-label=${t('kb.tabs')}>${tabs.map((tab) => html`<a href="/console/kb${tab === 'list' ? '' : `/${tab}`}" aria-current=${tab === current ? 'page' : nothing}>${t(`kb.tab.${tab}`)}</a>`)}</nav>`;
}
