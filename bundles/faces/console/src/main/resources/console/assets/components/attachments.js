// @ts-check
/** Files of a message: what they are, whether they may be opened, and a look at those that can be shown. */

import { html, icon, nothing, notice } from '../parts.js';
import { may } from '../api.js';
import { fileSize, t, word } from '../i18n.js';

/** Whether the reader may open it; those held back are for supervisors. @param {any} a @param {any} view */
export const opens = (a, view) => a.opening === 'open' || (['held', 'unscannable'].includes(a.opening) && may('channel-manage', view.municipality));

/** @param {any} a @param {any} view */
const address = (a, view) => `/api/tickets/${view.ref}/attachments/${a.id}`;

/** @param {any} a @param {any} view */
export function attachmentItem(a, view) {
  const open = opens(a, view);
  const name = html`${icon('clip')}<span>${a.fileName}</span>`;
  return html`<li class=${a.opening === 'open' ? '' : `kept ${a.opening}`}>
    ${open ? html`<a href=${address(a, view)} download=${a.fileName}>${name}</a>` : html`<span class="closed">${name}</span>`}
    <span class="quiet">${fileSize(a.size)}</span>
    ${open ? look(a, view) : nothing}
    ${marks(a).map((text) => html`<span class="caution">⚠ ${text}</span>`)}
    ${a.opening === 'open' && a.scan === 'waiting' ? html`<span class="quiet">${t('file.waiting')}</span>` : nothing}</li>`;
}

/** What people should know before they open it. @param {any} a @returns {string[]} */
function marks(a) {
  const marks = [];
  if (a.opening === 'infected') marks.push(t('file.infected', { threat: a.threat ?? '' }));
  if (a.opening === 'waiting') marks.push(t('file.heldForScan'));
  if (a.held && a.opening !== 'infected') marks.push(word('file.held', a.held));
  if (a.scan === 'unscannable') marks.push(t('file.unscannable'));
  if (a.disguised) marks.push(t('file.disguised', { kind: word('file.kind', a.kind) }));
  else if ((a.kind === 'program' || a.kind === 'script' || a.kind === 'macro') && !a.held) marks.push(t('file.runs', { kind: word('file.kind', a.kind) }));
  return marks;
}

/** A tab of its own; what may run something is not shown, and the reader is told so here. @param {any} e */
async function openPdf(e) {
  e.preventDefault();
  const address = e.currentTarget.href;
  const answer = await fetch(address, { method: 'HEAD' }).catch(() => null);
  if (answer?.ok) window.open(address, '_blank', 'noopener,noreferrer');
  else notice(t(answer?.status === 404 ? 'file.noPdf' : 'file.notNow'));
}

/** @param {any} a @param {any} view */
function look(a, view) {
  const label = html`${t('file.look')}<span class="hidden-visually">${a.fileName}</span>`;
  if (a.preview === 'pdf') return html`<a class="look" href="/api/files/${view.ref}/${a.id}/preview" target="_blank" rel="noopener noreferrer" @click=${openPdf}>${label}</a>`;
  if (!a.preview) return nothing;
  const show = async () => (await import('./file-view.js')).showFile(a, view, address(a, view));
  return html`<button type="button" class="link look" aria-haspopup="dialog" @click=${show}>${label}</button>`;
}
