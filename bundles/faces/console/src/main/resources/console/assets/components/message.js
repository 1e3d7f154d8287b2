// @ts-check
/** The words of a message, quotes and signatures folded behind a button; who wrote what was forwarded; images from outside. */

import { announce, html, nothing, notice } from '../parts.js';
import { call } from '../api.js';
import { t } from '../i18n.js';

/** Folded parts are there for searching in the page, and are copied along. @param {any} e an entry */
export const words = (e) => html`<div class="text" @copy=${copyWhole}>${pieces(e.text ?? '', e.folds ?? []).map(
  (p) => (p.kind ? html`<details class="fold"><summary>${t(`fold.${p.kind}`, { n: p.lines })}</summary>${linked(p.text)}</details>` : named(p.text, e.mentions)))}</div>`;

/**
 * @param {string} text @param {{kind: string, from: number, to: number}[]} folds in order, without overlaps
 * @returns {{kind: string, lines: number, text: string}[]} all of the text, in its order
 */
function pieces(text, folds) {
  if (!folds.length) return [{ kind: '', lines: 0, text }];
  const lines = text.match(/.*(?:\r\n|\r|\n)|.+$/g) ?? [];
  const found = [];
  let at = 0;
  const take = (/** @type {string} */ kind, /** @type {number} */ to) => {
    const part = lines.slice(at, to);
    if (part.length) found.push({ kind, lines: part.length, text: part.join('') });
    at = Math.max(at, to);
  };
  for (const fold of folds) {
    take('', fold.from);
    take(fold.kind, fold.to);
  }
  take('', lines.length);
  return found;
}

/** Whoever copies over a folded part has it too. @param {ClipboardEvent} e */
function copyWhole(e) {
  const chosen = getSelection();
  const words = /** @type {HTMLElement} */ (e.currentTarget);
  if (!chosen?.rangeCount || chosen.isCollapsed || !e.clipboardData) return;
  const range = chosen.getRangeAt(0);
  const folded = [...words.querySelectorAll('details:not([open])')].some((d) => range.intersectsNode(d));
  if (!folded || !words.contains(range.commonAncestorContainer)) return;
  const copy = range.cloneContents();
  for (const button of copy.querySelectorAll('summary')) button.remove();
  e.clipboardData.setData('text/plain', copy.textContent ?? '');
  e.preventDefault();
}

/** Addresses of web pages become links, the rest stays text. @param {string} text */
function linked(text) {
  return text.split(/(https?:\/\/[^\s<>"'。、)）」]+)/).map((part, i) =>
    i % 2 ? html`<a href=${part} target="_blank" rel="noopener noreferrer nofollow">${part}</a>` : part);
}

/** Whoever is named in a note and was told stands out. @param {string} text @param {{name: string}[]} [mentions] */
function named(text, mentions) {
  if (!mentions?.length) return linked(text);
  const names = mentions.map((m) => m.name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).sort((a, b) => b.length - a.length);
  return text.split(new RegExp(`([@＠](?:${names.join('|')}))`)).map((part, i) => (i % 2 ? html`<mark class="mention">${part}</mark>` : linked(part)));
}

/** Nothing of a mail is loaded from outside here; a tab of its own may, where the municipality lets it. @param {any} e an entry @param {string} ref of its ticket */
export function remoteImages(e, ref) {
  if (!e.remoteImages) return nothing;
  const show = e.remoteImages === 'on-request'
    ? html` <a href="/api/messages/${ref}/${e.id}/images" target="_blank" rel="noopener noreferrer">${t('images.show')}</a>` : nothing;
  return html`<p class="message-bar images">${t('images.blocked')}${show}</p>`;
}

/** @param {any} e an entry @param {any} view of the ticket */
export function forwardedBar(e, view) {
  const f = e.forwarded;
  if (!f) return nothing;
  const who = f.name ? t('forwarded.named', f) : f.address;
  const button = view.actions.includes('edit') && !e.ticket
    ? html` <button type="button" class="button small" @click=${(/** @type {any} */ event) => putDown(event, e, view)}>${t(f.requester ? 'undo' : 'forwarded.do')}</button>` : nothing;
  return html`<p class="message-bar forwarded"><span>${t(f.requester ? 'forwarded.done' : 'forwarded.from', { who })}</span>${button}</p>`;
}

/** @param {any} event @param {any} e an entry @param {any} view of the ticket */
async function putDown(event, e, view) {
  const button = event.currentTarget;
  const undo = e.forwarded.requester;
  button.disabled = true;
  try {
    await call(`/messages/${encodeURIComponent(view.ref)}/${e.id}/requester`, { method: undo ? 'DELETE' : 'PUT' });
    announce(t(undo ? 'forwarded.undone' : 'forwarded.told'));
    button.dispatchEvent(new Event('md-reload', { bubbles: true }));
  } catch (problem) {
    notice(/** @type {any} */ (problem).title ?? t('problem.unexpected'));
  } finally {
    button.disabled = false;
  }
}
