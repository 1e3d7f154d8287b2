// @ts-check
/** Live events of the server: one SharedWorker for all tabs, a plain EventSource where there is none. */

const WORKER = new URL('./live-worker.js', import.meta.url).pathname;
const NAMES = ['hello', 'event', 'state', 'ui', 'reset', 'bye', 'presence'];

/** @type {Set<(name: string, data: any) => void>} */
const listeners = new Set();
/** @type {SharedWorker | undefined} */
let worker;

/** @param {(name: string, data: any) => void} listener names: online, offline and those of the stream */
export function onLive(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** @param {string} name @param {any} data */
function tell(name, data) {
  for (const listener of listeners) listener(name, data);
}

/** @returns {any} the worker's address; Trusted Types ask for a policy that knows exactly this one */
function workerAddress() {
  const types = /** @type {any} */ (globalThis).trustedTypes;
  if (!types) return WORKER;
  const policy = types.createPolicy('madoguchi-worker', {
    createScriptURL(/** @type {string} */ url) {
      if (url !== WORKER) throw new TypeError(url);
      return url;
    },
  });
  return policy.createScriptURL(WORKER);
}

/** Connects; called once, when somebody is logged in. */
export function connect() {
  if (!('SharedWorker' in globalThis)) return connectAlone();
  worker = new SharedWorker(workerAddress(), { name: 'madoguchi-live' });
  worker.port.onmessage = (e) => tell(e.data.name, e.data.data);
  worker.port.start();
  worker.port.postMessage('join');
  addEventListener('pagehide', () => worker?.port.postMessage('leave'));
  addEventListener('pageshow', (e) => {
    if (!e.persisted) return;
    worker?.port.postMessage('join');
    tell('reset', {});
  });
}

/** After a new login: do not wait for the next attempt. */
export function reconnect() {
  worker?.port.postMessage('retry');
}

function connectAlone() {
  let position = '';
  let wait = 1000;
  const open = () => {
    const source = new EventSource(`/api/live${position ? `?after=${position}` : ''}`);
    source.onopen = () => {
      wait = 1000;
      tell('online', {});
    };
    source.onerror = () => {
      tell('offline', {});
      if (source.readyState !== EventSource.CLOSED) return; // it reconnects by itself
      setTimeout(open, wait);
      wait = Math.min(wait * 2, 30000);
    };
    for (const name of NAMES) {
      source.addEventListener(name, (e) => {
        const data = JSON.parse(e.data || '{}');
        if (data.position !== undefined) position = String(data.position);
        tell(name, data);
      });
    }
  };
  open();
}

/**
 * Runs at once, then at most once per `pause` and never twice at the same time; the last call is never lost.
 *
 * @param {() => Promise<any> | void} run @param {number} [pause] milliseconds
 */
export function coalesced(run, pause = 200) {
  let busy = false;
  let again = false;
  return async function ask() {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    const paused = new Promise((done) => setTimeout(done, pause));
    try {
      await run();
    } finally {
      await paused;
      busy = false;
      if (again) {
        again = false;
        ask();
      }
    }
  };
}

/**
 * Loads that overtake each other, as when news comes while one's own change is read again: each is over when the newest one is, and so what it asked for is there.
 *
 * @template {any[]} A
 * @param {(...given: A) => Promise<any>} run @returns {(...given: A) => Promise<void>}
 */
export function newest(run) {
  /** @type {Promise<any> | undefined} */ let last;
  return async (...given) => {
    last = run(...given);
    let waited;
    do {
      waited = last;
      await waited;
    } while (waited !== last);
  };
}
