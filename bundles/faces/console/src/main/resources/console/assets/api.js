// @ts-check
/** The one way to the REST API: session, CSRF token, versions (ETag), problem documents, file upload with progress. */

import { language, t } from './i18n.js';

/** @typedef {{field: string, code: string, message: string}} FieldProblem */
/**
 * @typedef {object} Call
 * @property {string} [method] GET unless told
 * @property {Record<string, any>} [query] empty values are left out
 * @property {any} [body] sent as JSON
 * @property {{content: Blob, type: string}} [file] sent as it is, instead of a body
 * @property {string} [version] If-Match
 * @property {AbortSignal} [signal]
 * @property {boolean} [keepalive] outlives the page
 * @property {boolean} [anonymous] 401 is an answer, not a lost session
 */

/** What went wrong, as the server tells it (RFC 9457), or as told here when there was no answer. */
export class Problem extends Error {
  /** @param {number} status @param {any} document @param {number} [retryAfter] seconds */
  constructor(status, document, retryAfter) {
    super(document.detail || document.title);
    this.status = status;
    this.type = String(document.type ?? '').replace('urn:madoguchi:problem:', '');
    this.title = String(document.title ?? '');
    this.detail = String(document.detail ?? '');
    this.reference = String(document.reference ?? '');
    /** @type {FieldProblem[]} */
    this.errors = document.errors ?? [];
    this.document = document;
    this.retryAfter = retryAfter;
  }

  /** The message for a field, or ''. @param {string} field */
  at(field) {
    return this.errors.find((e) => e.field === field || e.field.startsWith(`${field}[`))?.message ?? '';
  }

  get unreachable() {
    return this.status === 0;
  }
}

/**
 * Lives as long as the cookie of the session, which scripts cannot read: without it nobody is logged in, and the server
 * need not be asked.
 */
const MARK = 'madoguchi_here';
const FAREWELL = 'madoguchi.farewell';
/** @param {string} more attributes */
const mark = (more = '') => (document.cookie = `${MARK}=1; Path=/console; SameSite=Strict${more}`);
export const loggedInBefore = () => document.cookie.split('; ').includes(`${MARK}=1`);

/** Who is logged in. `me` is null before that. */
export const session = {
  /** @type {any} */ me: null,
  csrfToken: '',
  /** Saved views, as the navigation shows them. @type {any[]} */ views: [],
  /** What has to be done before anything else, as the login told. @type {string[]} */ duties: [],
  /** Whether the search is there; undefined until it is known. @type {boolean | undefined} */ search: undefined,
  /** The same of what summarises. */ assistant: false,
  /** What is pinned on every face just now. @type {any[]} */ pinned: [],
};

/** Set by the app: shows the login over the page and resolves when the same person is back. */
export const loginAgain = { /** @type {() => Promise<void>} */ ask: /** @type {() => Promise<void>} */ (() => Promise.reject(new Error('no app'))) };

/** Set by the app: shows what the person has to do before anything else; the page begins anew behind it. */
export const duties = { /** @type {(open: string[]) => void} */ show: /** @type {(open: string[]) => void} */ (() => {}) };

/** @param {string} permission @param {string} [municipality] any municipality when left out */
export function may(permission, municipality) {
  const me = session.me;
  if (!me) return false;
  return (
    (me.everywhere ?? []).includes(permission) ||
    me.municipalities.some((/** @type {any} */ m) => (!municipality || m.slug === municipality) && m.permissions.includes(permission))
  );
}

/** Whether one runs the knowledge of a municipality, where there is a search. */
export const keeps = () => session.search && may('knowledge-approve');

/** Whether one works with articles. */
export const mends = () => may('knowledge-write') || may('knowledge-approve');

/** @param {string} slug */
export function municipality(slug) {
  return session.me?.municipalities.find((/** @type {any} */ m) => m.slug === slug);
}

/** @param {string} slug */
export function timeZone(slug) {
  return municipality(slug)?.timeZone ?? 'Asia/Tokyo';
}

/** @param {string} path @param {Record<string, any>} [query] */
function address(path, query) {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') parameters.set(name, String(value));
  }
  return `/api${path}${parameters.size ? `?${parameters}` : ''}`;
}

/** @param {string} method */
async function headersFor(method) {
  /** @type {Record<string, string>} */
  const headers = { Accept: 'application/json, application/problem+json', 'Accept-Language': language() };
  if (method === 'GET') return headers;
  if (!session.csrfToken) session.csrfToken = (await call('/session')).body.csrfToken;
  headers['X-CSRF-Token'] = session.csrfToken;
  return headers;
}

/** @param {Response} response */
async function problemOf(response) {
  let document = {};
  try {
    if ((response.headers.get('Content-Type') ?? '').includes('json')) document = await response.json();
  } catch {
    // a broken body tells nothing more than the status does
  }
  const retryAfter = Number(response.headers.get('Retry-After')) || undefined;
  return new Problem(response.status, { title: t('problem.status', { status: response.status }), ...document }, retryAfter);
}

const unreachable = () =>
  new Problem(0, { type: 'unreachable', title: t('problem.unreachable'), detail: t('problem.unreachable.detail') });

/** Once somebody logs out, nothing is asked any more: the session may end before the page does. */
let leaving = false;
/** @type {Set<Promise<Response>>} */
const underWay = new Set();

/**
 * Calls the API. A lost session asks for the login over the page and then repeats the call.
 *
 * @param {string} path below /api
 * @param {Call} [options]
 * @returns {Promise<{status: number, body: any, version: string}>}
 */
export async function call(path, options = {}) {
  const method = options.method ?? 'GET';
  if (leaving && !path.startsWith('/session')) return new Promise(() => {});
  const headers = options.anonymous ? { 'Accept-Language': language() } : await headersFor(method);
  if (options.body !== undefined) headers['Content-Type'] = 'application/json';
  if (options.file) headers['Content-Type'] = options.file.type;
  if (options.version) headers['If-Match'] = `"${options.version}"`;
  let response;
  try {
    const request = fetch(address(path, options.query), {
      method,
      headers,
      body: options.file?.content ?? (options.body === undefined ? undefined : JSON.stringify(options.body)),
      signal: options.signal,
      keepalive: options.keepalive,
      cache: 'no-store',
    });
    underWay.add(request);
    response = await request.finally(() => underWay.delete(request));
  } catch (failure) {
    if (options.signal?.aborted) throw failure;
    throw unreachable();
  }
  if (response.ok) {
    const text = response.status === 204 ? '' : await response.text();
    return {
      status: response.status,
      body: text ? JSON.parse(text) : null,
      version: (response.headers.get('ETag') ?? '').replace(/^W\/|"/g, ''),
    };
  }
  const problem = await problemOf(response);
  return recover(problem, options.anonymous, () => call(path, { ...options, signal: undefined }));
}

/**
 * @template T
 * @param {Problem} problem @param {boolean | undefined} anonymous @param {() => Promise<T>} again
 * @returns {Promise<T>}
 */
async function recover(problem, anonymous, again) {
  if (anonymous) throw problem;
  if (problem.status === 401) {
    session.csrfToken = '';
    await loginAgain.ask();
    return again();
  }
  if (problem.type === 'duties-open') {
    duties.show(problem.document.duties);
    return new Promise(() => {});
  }
  if (problem.type === 'csrf-token-wrong' && session.csrfToken) {
    session.csrfToken = '';
    return again();
  }
  throw problem;
}

/** @param {string} path @param {Record<string, any>} [query] @param {AbortSignal} [signal] */
export const get = async (path, query, signal) => (await call(path, { query, signal })).body;

/** @param {string} path @param {any} body */
export const post = async (path, body = {}) => (await call(path, { method: 'POST', body })).body;

/** @param {string} user @param {string} password @param {string} [code] of the second factor, when it was asked for */
export async function login(user, password, code) {
  const { body } = await call('/session', { method: 'POST', body: { user, password, code }, anonymous: true });
  session.csrfToken = body.csrfToken;
  session.duties = body.duties;
  mark();
  return loadMe();
}

/** The page is left next; until then it shows whose it was. */
export const logout = () => end('/session');

/** On every device. The login page tells what was ended. */
export async function logoutEverywhere() {
  const { body } = await end('/sessions');
  sessionStorage.setItem(FAREWELL, JSON.stringify(body));
}

/** What {@link logoutEverywhere} ended; told once. @returns {{sessions: number, tokens: number} | null} */
export function farewell() {
  const told = sessionStorage.getItem(FAREWELL);
  sessionStorage.removeItem(FAREWELL);
  return told && JSON.parse(told);
}

/** @param {string} path */
async function end(path) {
  leaving = true;
  let ended;
  try {
    await Promise.allSettled(underWay);
    ended = await call(path, { method: 'DELETE' });
  } catch (failure) {
    leaving = false;
    throw failure;
  }
  mark('; Max-Age=0');
  session.csrfToken = '';
  return ended;
}

/** Loads who is logged in; a 401 is thrown, not asked about. */
export async function loadMe() {
  session.me = (await call('/directory/me', { anonymous: true })).body;
  return session.me;
}

/**
 * Uploads a file with progress. fetch cannot tell the progress of an upload.
 *
 * @param {string} path @param {File} file @param {(share: number) => void} progress 0…1 @param {Record<string, any>} [query]
 * @returns {Promise<any>}
 */
export async function upload(path, file, progress, query = {}) {
  const headers = await headersFor('POST');
  const problem = await new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address(path, { ...query, fileName: file.name }));
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    request.upload.onprogress = (e) => e.lengthComputable && progress(e.loaded / e.total);
    request.onerror = () => reject(unreachable());
    request.onload = () => {
      let body = {};
      try {
        body = JSON.parse(request.responseText);
      } catch {
        // told by the status below
      }
      const failed = request.status >= 300;
      resolve(failed ? new Problem(request.status, { title: t('problem.status', { status: request.status }), ...body }) : body);
    };
    request.send(file);
  });
  return problem instanceof Problem ? recover(problem, false, () => upload(path, file, progress, query)) : problem;
}

/** For idempotent commands. crypto.randomUUID is missing on plain http inside city halls. */
export function requestId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}
