// @ts-check
/** What the text of an article consists of: exactly the HTML that the knowledge room keeps. */

import { DOMParser, DOMSerializer, Schema } from 'prosemirror-model';
import { cleaned, inert, isLink } from './article-html.js';

/** @param {Element} element @param {string[]} names */
const read = (element, names) => Object.fromEntries(names.map((name) => [name, element.getAttribute(name)]));

/** @param {Record<string, string | null>} attrs */
const written = (attrs) => Object.fromEntries(Object.entries(attrs).filter(([, value]) => value !== null));

/**
 * An element with the attributes it may have, its language among them.
 *
 * @param {string} tag @param {Record<string, any>} spec @param {string[]} [names] @param {string[]} [also] other tags that mean the same
 */
function element(tag, spec, names = [], also = []) {
  const all = [...names, 'lang'];
  return {
    ...spec,
    attrs: Object.fromEntries(all.map((name) => [name, { default: null }])),
    parseDOM: [tag, ...also].map((name) => ({ tag: name, preserveWhitespace: spec.whitespace === 'pre' ? /** @type {const} */ ('full') : undefined, getAttrs: (/** @type {Element} */ e) => read(e, all) })),
    toDOM: (/** @type {any} */ node) => (spec.leaf ? [tag, written(node.attrs)] : [tag, written(node.attrs), 0]),
  };
}

const block = (/** @type {string} */ tag, /** @type {string} */ content, more = {}) => element(tag, { content, group: 'block', defining: true, ...more });
const CELL = { content: 'block+', isolating: true };

/** What `md-body-editor` edits. */
export const schema = new Schema({
  nodes: {
    doc: { content: 'block+' },
    p: block('p', 'inline*', { defining: false }),
    h2: block('h2', 'inline*'),
    h3: block('h3', 'inline*'),
    h4: block('h4', 'inline*'),
    ul: block('ul', 'li+'),
    ol: element('ol', { content: 'li+', group: 'block' }, ['start']),
    li: element('li', { content: 'block+', defining: true }),
    dl: block('dl', '(dt | dd)+'),
    dt: element('dt', { content: 'inline*', defining: true }),
    dd: element('dd', { content: 'block+', defining: true }),
    blockquote: block('blockquote', 'block+'),
    pre: block('pre', 'inline*', { whitespace: 'pre' }),
    div: block('div', 'block+', { defining: false }),
    hr: element('hr', { group: 'block', leaf: true }),
    table: block('table', 'caption? (thead | tbody | tfoot | tr)+', { isolating: true }),
    caption: element('caption', { content: 'inline*', isolating: true }),
    thead: element('thead', { content: 'tr+' }),
    tbody: element('tbody', { content: 'tr+' }),
    tfoot: element('tfoot', { content: 'tr+' }),
    tr: element('tr', { content: '(td | th)+' }),
    td: element('td', CELL, ['colspan', 'rowspan']),
    th: element('th', CELL, ['colspan', 'rowspan', 'scope']),
    text: { group: 'inline' },
    br: element('br', { group: 'inline', inline: true, selectable: false, leaf: true }),
    img: element('img', { group: 'inline', inline: true, draggable: true, leaf: true }, ['src', 'alt', 'width', 'height']),
    ruby: element('ruby', { group: 'inline', inline: true, content: '(text | rb | rt | rp)*' }),
    rb: element('rb', { inline: true, content: 'text*' }),
    rt: element('rt', { inline: true, content: 'text*' }),
    rp: element('rp', { inline: true, content: 'text*' }),
  },
  marks: {
    a: {
      attrs: { href: {}, lang: { default: null } },
      inclusive: false,
      parseDOM: [{ tag: 'a[href]', getAttrs: (/** @type {Element} */ e) => isLink(e.getAttribute('href') ?? '') && read(e, ['href', 'lang']) }],
      toDOM: (/** @type {any} */ mark) => ['a', written(mark.attrs), 0],
    },
    strong: element('strong', {}, [], ['b']),
    em: element('em', {}, [], ['i']),
    u: element('u', {}),
    s: element('s', {}),
    sub: element('sub', { excludes: 'sub sup' }),
    sup: element('sup', { excludes: 'sub sup' }),
    mark: element('mark', {}),
    code: element('code', {}),
  },
});

const parser = DOMParser.fromSchema(schema);
const serializer = DOMSerializer.fromSchema(schema);

/** @param {string} html as the room keeps it */
export const documentOf = (html) => parser.parse(cleaned(html));

/** What was copied somewhere else, as far as it can be kept. @param {string} html @param {any} place where it goes */
export const sliceOf = (html, place) => parser.parseSlice(cleaned(html), { context: place });

/** A cell or an item that is one plain paragraph is written without it. @param {Element} root */
function unwrap(root) {
  for (const box of root.querySelectorAll('li, dd, td, th')) {
    const first = box.firstElementChild;
    if (first?.localName !== 'p' || first.attributes.length) continue;
    const next = first.nextElementSibling;
    if (next && !(box.localName === 'li' && /^[uo]l$/.test(next.localName))) continue;
    first.replaceWith(...first.childNodes);
  }
}

/** As it is sent to the server; '' for nothing. @param {any} doc */
export function htmlOf(doc) {
  const page = inert('').ownerDocument;
  const root = page.createElement('div');
  root.append(serializer.serializeFragment(doc.content, { document: page }));
  unwrap(root);
  // what nobody wrote into
  if (!root.textContent?.trim() && !root.querySelector('img, hr, table')) return '';
  return root.innerHTML;
}
