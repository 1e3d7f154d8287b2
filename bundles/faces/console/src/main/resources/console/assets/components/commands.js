// @ts-check
/** Ctrl+K: everything one may do, by its name. */

import { keeps, mends, may, session } from '../api.js';
import { LANGUAGES, language, t } from '../i18n.js';
import { QUEUES, go, queuePath, viewPath } from '../navigation.js';
import { matching, pick } from './picker.js';

/** @param {any} app the whole console */
export async function openCommands(app) {
  let all = listed(app);
  const more = app.find('md-ticket')?.commands?.().then((/** @type {any[]} */ own) => (all = [...all, ...own]));
  const search = more && (async (/** @type {string} */ q) => matching(await more, q));
  const chosen = await pick({ title: t('commands'), label: t('commands.search'), options: all, search });
  if (chosen) all.find((c) => c.value === chosen.value)?.run();
}

/** @param {any} app @returns {{value: string, text: string, hint?: string, run: () => any}[]} */
function listed(app) {
  const commands = [];
  if (may('ticket-write')) commands.push({ value: 'new', text: t('new.title'), run: () => go('/console/tickets/new') });
  if (may('ticket-read')) {
    commands.push({ value: 'next', text: t('command.next'), run: () => app.openNext() });
    if (may('ticket-write')) commands.push({ value: 'bulk', text: t('bulk.last'), run: () => app.lastBulk() });
    commands.push({ value: 'alerts', text: t('alerts.title'), run: () => app.openAlerts() });
    for (const q of QUEUES) commands.push({ value: q, text: t('command.queue', { queue: t(`queue.${q}`) }), run: () => go(queuePath(q)) });
    for (const v of session.views) commands.push({ value: `view-${v.id}`, text: t('command.queue', { queue: v.name }), run: () => go(viewPath(v)) });
  }
  if (may('citizen-read')) commands.push({ value: 'citizens', text: t('citizen'), run: () => go('/console/citizens') });
  if (may('channel-read')) commands.push({ value: 'channels', text: t('channels.title'), run: () => go('/console/channels') });
  if (may('directory-read')) commands.push({ value: 'calendar', text: t('calendar.title'), run: () => go('/console/admin/calendar') });
  if (may('ticket-read') || may('notice-publish')) commands.push({ value: 'notices', text: t('bulletin.list'), run: () => go('/console/notices') });
  if (may('ticket-read')) commands.push({ value: 'problems', text: t('problems.all'), run: () => go('/console/problems') });
  if (may('knowledge-read')) commands.push({ value: 'kb', text: t('kb.title'), run: () => go('/console/kb') });
  if (may('template-manage')) commands.push({ value: 'templates', text: t('modules.title'), run: () => go('/console/admin/templates') });
  if (may('answer-pin')) commands.push({ value: 'pinned', text: t('pinned.title'), run: () => go('/console/admin/pinned') });
  if (mends()) commands.push({ value: 'improve', text: t('improve.title'), run: () => go('/console/kb/improve') });
  if (keeps()) commands.push({ value: 'synonyms', text: t('synonyms.title'), run: () => go('/console/admin/synonyms') });
  if (may('directory-manage')) commands.push({ value: 'directory', text: t('directory.title'), run: () => go('/console/admin/directory') });
  if (may('directory-manage')) commands.push({ value: 'staff', text: t('staff.title'), run: () => go('/console/admin/staff') });
  if (may('ticket-import')) commands.push({ value: 'imports', text: t('oldTickets.title'), run: () => go('/console/admin/imports') });
  if (may('directory-manage')) commands.push({ value: 'plugins', text: t('plugins.title'), run: () => go('/console/plugins') });
  for (const code of LANGUAGES) {
    if (code !== language()) commands.push({ value: `language-${code}`, text: t('command.language', { language: t(`language.${code}`) }), run: () => app.speak(code) });
  }
  commands.push(
    { value: 'shortcuts', text: t('shortcuts.title'), hint: '?', run: () => app.dialog('shortcuts') },
    { value: 'account', text: t('account.title'), run: () => go('/console/account') },
    { value: 'password', text: t('password.title'), run: () => app.dialog('password') },
    { value: 'logout', text: t('logout'), run: () => app.leave() },
    { value: 'logout-everywhere', text: t('everywhere.title'), run: () => app.dialog('everywhere') },
  );
  return commands;
}
