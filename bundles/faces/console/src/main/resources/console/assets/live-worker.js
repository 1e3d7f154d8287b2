// @ts-check
/** Holds the one event stream of this browser: several EventSource tabs would use up the connections of HTTP/1.1. */

const NAMES = ['hello', 'event', 'state', 'ui', 'reset', 'bye', 'presence'];
/** @type {Set<MessagePort>} */
const tabs = new Set();
/** @type {EventSource | undefined} */
let source;
let position = '';
let state = 'connecting';
let wait = 1000;
/** @type {any} */
let retry;

/** @param {string} name @param {any} data */
function tell(name, data) {
  for (const tab of tabs) tab.postMessage({ name, data });
}

function open() {
  clearTimeout(retry);
  source?.close();
  source = new EventSource(`/api/live${position ? `?after=${encodeURIComponent(position)}` : ''}`);
  source.onopen = () => {
    wait = 1000;
    state = 'online';
    tell('online', {});
  };
  source.onerror = () => {
    state = 'offline';
    tell('offline', {});
    // While CONNECTING it repeats with Last-Event-ID by itself; after 401, 404 or 503 it stays closed.
    if (source?.readyState !== EventSource.CLOSED) return;
    clearTimeout(retry);
    retry = setTimeout(open, wait);
    wait = Math.min(wait * 2, 30000);
  };
  for (const name of NAMES) {
    source.addEventListener(name, (e) => {
      const data = JSON.parse(e.data || '{}');
      if (data.position !== undefined) position = String(data.position);
      tell(name, data);
    });
  }
}

/** @param {MessagePort} tab @param {string} message */
function heard(tab, message) {
  if (message === 'leave') {
    tabs.delete(tab);
    if (tabs.size) return;
    clearTimeout(retry);
    source?.close();
    source = undefined;
    position = '';
    return;
  }
  tabs.add(tab);
  if (!source || (message === 'retry' && state !== 'online')) open();
  else if (state !== 'connecting') tab.postMessage({ name: state, data: {} });
}

/** @type {any} */ (globalThis).onconnect = (/** @type {MessageEvent} */ e) => {
  const tab = e.ports[0];
  tab.onmessage = (m) => heard(tab, m.data);
  tab.start();
};
