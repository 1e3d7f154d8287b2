// @ts-check
/** Texts from the catalogues, dates in both calendars. No other module holds a text for people. */

/** @type {Record<string, string>} */
let texts = {};
let current = 'ja';
let wanted = 'ja';
// what every screen needs; what is loaded on demand names the others it needs
const parts = [''];

export const LANGUAGES = ['ja', 'en'];
export const language = () => current;

/** The language of this browser's last user, known before anybody is logged in. */
export function rememberedLanguage() {
  const stored = localStorage.getItem('madoguchi.language') ?? navigator.language.slice(0, 2);
  return LANGUAGES.includes(stored) ? stored : 'ja';
}

/** @param {string} name falls back to Japanese */
export async function useLanguage(name) {
  wanted = LANGUAGES.includes(name) ? name : 'ja';
  await load();
  localStorage.setItem('madoguchi.language', current);
  document.documentElement.lang = current;
}

/** Further texts, for modules that are not part of the first view: `await catalogue('tickets')`. @param {string[]} names */
export async function catalogue(...names) {
  parts.push(...names.filter((name) => !parts.includes(name)));
  await load();
}

/** @returns {Promise<void>} */
async function load() {
  const [next, count] = [wanted, parts.length];
  const read = await Promise.all(parts.map((part) => import(`./i18n/${part ? `${next}-${part}` : next}.js`)));
  // somebody asked for more meanwhile
  if (next !== wanted || count !== parts.length) return load();
  texts = Object.assign({}, ...read.map((module) => module.default));
  current = next;
}

/**
 * The text for a key, `{name}` replaced. An unknown key shows itself, so that it is noticed.
 *
 * @param {string} key @param {Record<string, any>} [values]
 */
export function t(key, values) {
  const text = texts[key] ?? key;
  return values ? text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? '')) : text;
}

/** The text for `prefix.code`, or the code itself where a plug-in brought one that is not known here. @param {string} prefix @param {string} code */
export const word = (prefix, code) => texts[`${prefix}.${code}`] ?? code;

/** @param {number} n */
export const number = (n) => n.toLocaleString(current);

/** 市民課、税務課 @param {string[]} items */
export const list = (items) => new Intl.ListFormat(current, { style: 'narrow' }).format(items);

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** @param {string} style @param {string} zone */
function format(style, zone) {
  const key = `${current} ${style} ${zone}`;
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(LOCALES[style][current], { ...STYLES[style], timeZone: zone });
    formats.set(key, made);
  }
  return made;
}

const ERA = { ja: 'ja-JP-u-ca-japanese', en: 'en-GB' };
const WEST = { ja: 'ja-JP-u-ca-gregory', en: 'en-GB' };
/** @type {Record<string, Record<string, string>>} */
const LOCALES = { day: ERA, short: ERA, time: WEST, western: WEST, month: WEST, monthEra: { ja: 'ja-JP-u-ca-japanese', en: 'en-u-ca-japanese' }, weekday: WEST, era: { ja: 'ja-JP-u-ca-japanese', en: 'en-u-ca-japanese' } };
/** @type {Record<string, Intl.DateTimeFormatOptions>} */
const STYLES = {
  day: { era: 'long', year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' },
  short: { era: 'narrow', year: 'numeric', month: 'numeric', day: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  western: { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  era: { era: 'long', year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' },
  month: { year: 'numeric', month: 'long' },
  monthEra: { era: 'long', year: 'numeric', month: 'long' },
  weekday: { weekday: 'short' },
};
// in English the western calendar leads, so an era is left out of its formats
const english = (/** @type {Intl.DateTimeFormatOptions} */ o) => ({ ...o, era: undefined, month: o.month === 'long' ? /** @type {const} */ ('short') : o.month });

/** @param {string} style @param {string | Date} at @param {string} zone */
function written(style, at, zone) {
  if (current === 'en' && (style === 'day' || style === 'short')) {
    return new Intl.DateTimeFormat('en-GB', { ...english(STYLES[style]), month: 'short', timeZone: zone }).format(new Date(at));
  }
  return format(style, zone).format(new Date(at));
}

/** 令和8年11月21日(土) @param {string | Date} at @param {string} zone */
export const day = (at, zone) => written('day', at, zone);
/** R8/11/21 @param {string | Date} at @param {string} zone */
export const shortDay = (at, zone) => written('short', at, zone);
/** 09:12 @param {string | Date} at @param {string} zone */
export const time = (at, zone) => written('time', at, zone);
/** Both calendars, for title attributes. @param {string} at @param {string} zone */
export const bothCalendars = (at, zone) => `${written('era', at, zone)} ${time(at, zone)} (${written('western', at, zone)})`;

/** A date without a time, as a moment that is on that day. @param {string} date 2026-11-20 */
const noon = (date) => new Date(`${date}T12:00:00Z`);
/** 2026年11月（令和8年11月） @param {string} date any day of the month */
export const month = (date) => t('calendar.month', { western: written('month', noon(date), 'UTC'), era: written('monthEra', noon(date), 'UTC') });
/** 金 @param {string} date */
export const weekday = (date) => written('weekday', noon(date), 'UTC');
/** 令和8年11月20日(金) @param {string} date */
export const date = (date) => written('day', noon(date), 'UTC');

/** Today only the time, else the short day with the time. @param {string} at @param {string} zone */
export function moment(at, zone) {
  const when = new Date(at);
  const today = shortDay(new Date(), zone) === shortDay(when, zone);
  return today ? time(when, zone) : `${shortDay(when, zone)} ${time(when, zone)}`;
}

/** 2時間10分, 45分, 3日: the two largest units that say something. @param {number} milliseconds */
export function span(milliseconds) {
  const minutes = Math.floor(Math.abs(milliseconds) / 60000);
  const hours = Math.floor(minutes / 60);
  if (minutes < 60) return t('span.minutes', { n: minutes });
  if (hours < 24) return minutes % 60 ? t('span.hoursMinutes', { h: hours, m: minutes % 60 }) : t('span.hours', { n: hours });
  return t('span.days', { n: Math.floor(hours / 24) });
}

/** How a due date stands: text, and whether it has passed or is near. @param {string | undefined} dueAt @param {boolean} done */
export function due(dueAt, done) {
  if (!dueAt) return { text: '', overdue: false, soon: false };
  const left = Date.parse(dueAt) - Date.now();
  if (done) return { text: '', overdue: false, soon: false };
  return left < 0
    ? { text: t('due.over', { span: span(left) }), overdue: true, soon: false }
    : { text: t('due.left', { span: span(left) }), overdue: false, soon: left < 3600e3 };
}

/** 1.2 MB @param {number} bytes */
export function fileSize(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1048576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;
}
