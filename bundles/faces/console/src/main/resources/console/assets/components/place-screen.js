// @ts-check
/** A screen about one of the municipalities where the person may do something. */

import { Part, moreStyle } from '../parts.js';
import { session } from '../api.js';
import { t } from '../i18n.js';

export class PlaceScreen extends Part {
  /** What one needs to see it. */
  permission = '';
  /** Its name in the catalogues. */
  heading = '';

  constructor() {
    super();
    this.query = new URLSearchParams();
    this.place = '';
  }

  connectedCallback() {
    super.connectedCallback();
    moreStyle().then(() => this.classList.add('styled'));
  }

  /** Once, when it is known what the address says: connected is a screen before, when its module comes later. */
  begin() {
    const wanted = this.query.get('municipality') ?? localStorage.getItem('madoguchi.municipality') ?? '';
    this.place = this.places.find((m) => m.slug === wanted)?.slug ?? this.places[0]?.slug ?? '';
    this.load();
  }

  async load() {}

  /** @returns {any[]} */
  get places() {
    return session.me.municipalities.filter((/** @type {any} */ m) => m.permissions.includes(this.permission));
  }

  willUpdate() {
    if (!this.hasUpdated) this.begin();
    document.title = `${t(this.heading)} – ${t('product')}`;
  }
}
