// @ts-check
/** What is being changed of a citizen. It survives a look elsewhere; only saving or throwing it away ends it. */

/** @typedef {{kind: string, value: string, note: string}} Contact */

export const FIELDS = ['name', 'kana', 'language', 'notes', 'contacts'];

export class CitizenDraft {
  /** @param {string} key municipality/id @param {any} citizen */
  constructor(key, citizen) {
    this.version = String(citizen.version);
    this.base = contents(citizen);
    this.form = contents(citizen);
    drafts.set(key, this);
  }

  /** The fields that differ from what was read, as they are sent. */
  command() {
    /** @type {Record<string, any>} */
    const command = {};
    for (const field of FIELDS) {
      const wanted = field === 'contacts' ? this.contacts : this.form[field].trim();
      if (JSON.stringify(wanted) !== JSON.stringify(this.base[field])) command[field] = wanted;
    }
    return command;
  }

  /** Without lines left empty. @returns {Contact[]} */
  get contacts() {
    return filled(this.form.contacts).map((c) => ({ kind: c.kind, value: c.value.trim(), note: c.note.trim() }));
  }

  get changed() {
    return Object.keys(this.command()).length > 0;
  }

  /** Takes over what others saved, but for what is changed here. @param {any} citizen as it is now */
  follow(citizen) {
    const mine = this.command();
    const now = contents(citizen);
    for (const field of FIELDS) if (!(field in mine)) this.form[field] = structuredClone(now[field]);
    this.base = now;
    this.version = String(citizen.version);
  }

  /** @param {string} field */
  reset(field) {
    this.form[field] = structuredClone(this.base[field]);
  }
}

/** @param {Contact[]} contacts */
export const filled = (contacts) => contacts.filter((c) => c.value.trim());

/** @param {any} citizen @returns {any} */
const contents = ({ name = '', kana = '', language = '', notes = '', contacts = [] }) => ({ name, kana, language, notes, contacts: contacts.map((/** @type {any} */ c) => ({ kind: c.kind, value: c.value, note: c.note ?? '' })) });

/** @type {Map<string, CitizenDraft>} by municipality/id */
const drafts = new Map();

/** @param {string} key */
export const draftOf = (key) => drafts.get(key);
/** @param {string} key */
export const drop = (key) => drafts.delete(key);

addEventListener('beforeunload', (e) => [...drafts.values()].some((d) => d.changed) && e.preventDefault());
