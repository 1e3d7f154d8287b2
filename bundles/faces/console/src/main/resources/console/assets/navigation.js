// @ts-check
/** How a person moves: addresses (History API) and keys. */

export const QUEUES = ['mine', 'attention', 'unassigned', 'waiting-department', 'all-open', 'answered', 'closed'];

/** @typedef {{screen: string, ref: string, query: URLSearchParams, path: string}} Route */

/** @returns {Route} */
export function here() {
  const query = new URLSearchParams(location.search);
  const parts = location.pathname.replace(/^\/console\/?/, '').split('/').filter(Boolean);
  const route = (/** @type {string} */ screen, ref = '') => ({ screen, ref, query, path: location.pathname });
  if (parts.length === 0) return route('home');
  if (parts[0] === 'tickets' && parts.length === 1) return route('desk');
  if (parts[0] === 'tickets' && parts[1] === 'new' && parts.length === 2) return route('new');
  if (parts[0] === 'tickets' && parts.length === 2) return route('desk', decodeURIComponent(parts[1]));
  if (parts[0] === 'citizens' && parts.length === 3) return route('citizen', `${parts[1]}/${parts[2]}`);
  if (parts[0] === 'admin' && parts[1] === 'calendar' && parts.length === 2) return route('calendar');
  if (parts[0] === 'admin' && /^(directory|categories|templates|staff|staff-changes|imports)$/.test(parts[1]) && parts.length === 2) return route(parts[1]);
  if (parts[0] === 'admin' && /^(synonyms|pinned)$/.test(parts[1]) && parts.length === 2) return route(parts[1]);
  if (parts[0] === 'kb' && parts[1] === 'improve' && parts.length === 2) return route('improve');
  if (parts[0] === 'kb' && parts.length < 4) return route('kb', parts.slice(1).join('/'));
  if (parts[0] === 'problems' && parts.length === 3) return route('problems', `${parts[1]}/${parts[2]}`);
  if (parts.length === 1 && (/^(account|channels|citizens|notices|problems|plugins|search|login)$/.test(parts[0]))) return route(parts[0]);
  return route('unknown');
}

/** @param {string} path @param {{replace?: boolean}} [how] */
export function go(path, how) {
  if (how?.replace) history.replaceState(null, '', path);
  else if (path !== location.pathname + location.search) history.pushState(null, '', path);
  dispatchEvent(new Event('md-route'));
}

/** @param {string} queue @param {Record<string, string>} [more] */
export function queuePath(queue, more = {}) {
  const query = new URLSearchParams({ queue });
  for (const [name, value] of Object.entries(more)) if (value) query.set(name, value);
  return `/console/tickets?${query}`;
}

const SELECTING = ['queue', 'status', 'section', 'owner', 'kind', 'channel', 'category', 'tag', 'problem', 'q'];

/** What of a list's address is its filter, and its order. @param {URLSearchParams} query */
export function selectionOf(query) {
  /** @type {Record<string, string>} */
  const selection = {};
  for (const name of SELECTING) if (query.get(name)) selection[name] = query.get(name) ?? '';
  return { selection, order: query.get('order') ?? '' };
}

/** A saved view's list. @param {any} view */
export function viewPath(view) {
  const { queue = '', ...narrowed } = view.selection;
  const natural = !queue || queue === 'answered' || queue === 'closed' ? 'updated' : 'due';
  const query = new URLSearchParams({ queue, ...narrowed, view: view.id });
  if (view.order !== natural) query.set('order', view.order);
  if (view.municipality) query.set('municipality', view.municipality);
  return `/console/tickets?${query}`;
}

/** The ticket within the list it was opened from. @param {string} ref @param {URLSearchParams} [list] */
export function ticketPath(ref, list) {
  const query = new URLSearchParams(list);
  query.delete('tab');
  return `/console/tickets/${encodeURIComponent(ref)}${query.size ? `?${query}` : ''}`;
}

/** @param {string} municipality @param {string} id @param {string} [from] the ticket to go back to @param {URLSearchParams} [list] */
export function citizenPath(municipality, id, from = '', list) {
  const query = new URLSearchParams(list);
  query.delete('tab');
  if (from) query.set('from', from);
  return `/console/citizens/${municipality}/${id}${query.size ? `?${query}` : ''}`;
}

addEventListener('popstate', () => dispatchEvent(new Event('md-route')));

addEventListener('click', (e) => {
  if (e.defaultPrevented || e.button !== 0 || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return;
  const link = /** @type {HTMLAnchorElement | undefined} */ (
    e.composedPath().find((n) => n instanceof HTMLAnchorElement)
  );
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
  if (!link.pathname.startsWith('/console')) return;
  if (link.hash && link.pathname === location.pathname && link.search === location.search) return;
  e.preventDefault();
  go(link.pathname + link.search);
});

/**
 * Every key of the console. `typing`: also while a field has the focus. Which of them do something now depends on the
 * screen: it binds what it can do.
 *
 * @type {{id: string, key: string, ctrl?: boolean, shift?: boolean, typing?: boolean, fixed?: boolean, shown: string[]}[]}
 */
export const KEYS = [
  { id: 'commands', key: 'k', ctrl: true, typing: true, shown: ['Ctrl', 'K'] },
  { id: 'search', key: '/', shown: ['/'] },
  { id: 'next', key: 'j', shown: ['j'] },
  { id: 'previous', key: 'k', shown: ['k'] },
  { id: 'open', key: 'Enter', fixed: true, shown: ['Enter'] },
  { id: 'export', key: 'e', shown: ['e'] },
  { id: 'select', key: 'x', shown: ['x'] },
  { id: 'selectMore', key: 'ArrowDown', shift: true, fixed: true, shown: ['Shift', '↑', '↓'] },
  { id: 'bulk', key: 'b', shown: ['b'] },
  { id: 'reply', key: 'r', shown: ['r'] },
  { id: 'note', key: 'n', shown: ['n'] },
  { id: 'macro', key: 'm', shown: ['m'] },
  { id: 'faq', key: 'f', shown: ['f'] },
  { id: 'quoteFaq', key: 'Alt+1', typing: true, shown: ['Alt', '1–5'] },
  { id: 'insertFaq', key: '??', typing: true, shown: ['?', '?'] },
  { id: 'textModule', key: '::', typing: true, shown: [':', ':'] },
  { id: 'mention', key: '@', typing: true, shown: ['@'] },
  { id: 'send', key: 'Enter', ctrl: true, typing: true, shown: ['Ctrl', 'Enter'] },
  { id: 'sendNext', key: 'Enter', ctrl: true, shift: true, typing: true, shown: ['Ctrl', 'Shift', 'Enter'] },
  { id: 'takeBack', key: 'z', ctrl: true, shift: true, typing: true, shown: ['Ctrl', 'Shift', 'Z'] },
  { id: 'help', key: '?', shown: ['?'] },
  { id: 'close', key: 'Escape', fixed: true, shown: ['Esc'] },
];

const STORE = 'madoguchi.keys.off';
/** @type {Set<string>} */
let off = new Set(JSON.parse(localStorage.getItem(STORE) ?? '[]'));
/** @type {Map<string, () => void>} */
const bound = new Map();

/** @param {string} id 'all' for every key */
export const keyOn = (id) => !off.has('all') && !off.has(id);
export const allKeysOn = () => !off.has('all');

/** @param {string} id @param {boolean} on */
export function switchKey(id, on) {
  if (on) off.delete(id);
  else off.add(id);
  localStorage.setItem(STORE, JSON.stringify([...off]));
}

/**
 * @param {Record<string, () => void>} actions by key id
 * @returns {() => void} takes them back
 */
export function bindKeys(actions) {
  for (const [id, run] of Object.entries(actions)) bound.set(id, run);
  return () => {
    for (const [id, run] of Object.entries(actions)) if (bound.get(id) === run) bound.delete(id);
  };
}

/** Whether an input method is composing: its keys are never ours. @param {KeyboardEvent} e */
export const composing = (e) => e.isComposing || e.keyCode === 229;

/** @param {KeyboardEvent} e */
function typingIn(e) {
  const target = e.composedPath()[0];
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName)) return true;
  return target instanceof HTMLInputElement && !/^(checkbox|radio|button|submit|file)$/.test(target.type);
}

addEventListener('keydown', (e) => {
  if (e.defaultPrevented || composing(e) || e.altKey) return;
  const ctrl = e.ctrlKey || e.metaKey;
  const typing = typingIn(e);
  const inDialog = !!document.querySelector('dialog[open]');
  const key = KEYS.find(
    (k) =>
      k.key.toLowerCase() === e.key.toLowerCase() &&
      !!k.ctrl === ctrl &&
      (!!k.shift === e.shiftKey || k.key === '?' || k.key === '/'),
  );
  if (!key || key.fixed || !keyOn(key.id) || (typing && !key.typing) || inDialog) return;
  const run = bound.get(key.id);
  if (!run) return;
  e.preventDefault();
  run();
});
