// @ts-check
/** Proposing an article that is missing, or saying that one is wrong: from a ticket in two clicks, or from the article. */

import { notice } from '../parts.js';
import { call, requestId } from '../api.js';
import { catalogue, t } from '../i18n.js';
import { ask } from './ask.js';
import { pickArticle } from './article-pick.js';
import { sections } from './pickers.js';

await catalogue('tickets', 'kb');

const TEXT = () => /** @type {import('./ask.js').AskedField} */ ({ name: 'text', label: t('propose.text'), type: 'area', most: 4000, hint: t('propose.text.hint') });

/** @param {Record<string, any>} body */
async function send(body) {
  await call('/article-proposals', { method: 'POST', body });
}

/** What citizens asked and no article answers. @param {any} ticket its view */
export async function proposeMissing(ticket) {
  const all = (await sections(ticket.municipality)).filter((s) => s.kind === 'section');
  const request = requestId();
  const guessed = ticket.section?.code ?? ticket.category?.section ?? '';
  const answer = await ask({
    title: t('propose.missing'), text: t('propose.missing.hint'), ok: t('propose.do'),
    fields: [
      { name: 'question', label: t('kb.question'), value: ticket.subject ?? '', needed: true, most: 200, hint: t('propose.question.hint') },
      { name: 'section', label: t('propose.section'), type: 'select', value: guessed, options: [['', t('propose.section.none')], ...all.map((s) => /** @type {[string, string]} */ ([s.code, s.name]))] },
      TEXT(),
    ],
    run: (values) => send({ requestId: request, municipality: ticket.municipality, wanted: 'new', ticket: ticket.ref, ...values }),
  });
  if (answer) notice(t('propose.done'));
}

/** @param {any} head of the article that is wrong @param {any} [ticket] where it was noticed */
export async function proposeCorrection(head, ticket) {
  const request = requestId();
  const answer = await ask({
    title: t('propose.correction'), text: head.question, ok: t('propose.do'), fields: [{ ...TEXT(), label: t('propose.wrong'), needed: true, hint: t('propose.wrong.hint') }],
    run: (values) => send({ requestId: request, municipality: head.municipality, wanted: 'correction', article: head.id, question: head.question, ticket: ticket?.ref, ...values }),
  });
  if (answer) notice(t('propose.done'));
}

/** @param {any} ticket */
export async function proposeFor(ticket) {
  const chosen = await pickArticle(ticket.municipality);
  if (chosen) await proposeCorrection({ id: chosen.value, question: chosen.text, municipality: ticket.municipality }, ticket);
}
