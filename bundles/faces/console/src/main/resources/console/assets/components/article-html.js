// @ts-check
/**
 * The text of articles: what the knowledge room keeps, and nothing else, as nodes of a page. What comes from elsewhere, a
 * clipboard say, is read in a document of its own, where nothing runs and nothing is loaded.
 */

/** Elements with the attributes they may have. @type {Record<string, string[]>} */
const KEPT = { a: ['href'], img: ['src', 'alt', 'width', 'height'], td: ['colspan', 'rowspan'], th: ['colspan', 'rowspan', 'scope'], ol: ['start'] };
for (const name of 'p br hr h2 h3 h4 ul li dl dt dd table caption thead tbody tfoot tr strong em b i u s sub sup mark blockquote pre code ruby rb rt rp div'.split(' ')) KEPT[name] = [];
/** Nothing of them is text. */
const SILENT = /^(script|style|template|head|title|object|iframe|svg|math|select|textarea)$/;
/** What a clipboard calls otherwise. @type {Record<string, string>} */
const AS = { h1: 'h2', h5: 'h4', h6: 'h4', del: 's', strike: 's', ins: 'u', section: 'div', article: 'div' };
const LINK = /^(?:(?:https?:\/\/|mailto:|tel:)[^\s<>"]{1,1990}|(?:article|attachment):\d{1,18})$/i;
const PICTURE = /^attachment:(\d{1,18})$/;

const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy('madoguchi-article', { createHTML: (/** @type {string} */ html) => html });

/** The page's policy reaches there and would tell of what it refuses: styles and handlers are no part of a text anyway. @param {string} html */
const plain = (html) => html.replace(/<style\b[\s\S]*?(?:<\/style>|$)/gi, '').replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/([\s"'/])(style|on[a-z]+)(\s*=)/gi, '$1data-left-$2$3'));

/** Read where nothing of it runs. @param {string} html */
export function inert(html) {
  const sound = plain(html);
  return new DOMParser().parseFromString(policy ? policy.createHTML(sound) : sound, 'text/html').body;
}

/** What leads somewhere else than to where articles may lead does not. @param {string} href */
export const isLink = (href) => LINK.test(href);

/** Where a picture's content is. @param {string} article @param {string} src */
export function pictureAddress(article, src) {
  const [, id] = PICTURE.exec(src) ?? [];
  return id && article ? `/api/article-attachments/${article}/${id}` : '';
}

/** @param {string} article @param {string} href */
function linkAddress(article, href) {
  const [, kind, id] = /^(article|attachment):(\d+)$/i.exec(href) ?? [];
  if (!kind) return href;
  return kind.toLowerCase() === 'article' ? `/console/kb/${id}` : `/api/article-attachments/${article}/${id}`;
}

/**
 * Copies what is kept. A picture without an address of this room is left out.
 *
 * @param {Node} from @param {Node} to @param {(element: Element, name: string, value: string) => void} set an attribute
 */
function copy(from, to, set) {
  const page = /** @type {Document} */ (to.ownerDocument);
  for (const node of from.childNodes) {
    if (node instanceof Text) to.appendChild(page.createTextNode(node.data));
    if (node.nodeType !== Node.ELEMENT_NODE) continue;
    const element = /** @type {Element} */ (node);
    const written = element.localName;
    const name = AS[written] ?? written;
    if (SILENT.test(written)) continue;
    const lost = !KEPT[name] || (name === 'img' && !PICTURE.test(element.getAttribute('src') ?? '')) || (name === 'a' && !isLink(element.getAttribute('href') ?? ''));
    if (lost) {
      if (name !== 'img') copy(element, to, set);
      continue;
    }
    const made = page.createElement(name);
    for (const attribute of [...KEPT[name], 'lang']) {
      const value = element.getAttribute(attribute);
      if (value !== null) set(made, attribute, value);
    }
    to.appendChild(made);
    copy(element, made, set);
  }
}

/** What the room would keep of it, still apart from the page. @param {string} html */
export function cleaned(html) {
  const from = inert(html);
  const to = from.ownerDocument.implementation.createHTMLDocument('').body;
  copy(from, to, (element, name, value) => element.setAttribute(name, value));
  return to;
}

/** For a page. @param {string} article whose pictures are shown @param {string} html as the room keeps it */
export function shown(article, html) {
  const box = document.createElement('div');
  copy(inert(html), box, (element, name, value) => {
    if (name === 'src') element.setAttribute(name, pictureAddress(article, value));
    else if (name !== 'href') element.setAttribute(name, value);
    else {
      const href = linkAddress(article, value);
      element.setAttribute(name, href);
      if (/^attachment:/i.test(value)) element.setAttribute('download', '');
      else if (/^https?:/i.test(href)) {
        element.setAttribute('target', '_blank');
        element.setAttribute('rel', 'noopener noreferrer');
      }
    }
  });
  for (const table of box.querySelectorAll('table')) {
    const scroll = Object.assign(document.createElement('div'), { className: 'table-scroll', tabIndex: 0 });
    scroll.setAttribute('role', 'group');
    scroll.setAttribute('aria-label', table.querySelector('caption, th')?.textContent?.trim() || '▦');
    table.before(scroll);
    scroll.append(table);
  }
  return box;
}

/** `<md-article-text>`: `.article` its id, `.html` as the room keeps it. */
class ArticleText extends HTMLElement {
  #key = '';
  article = '';

  /** @param {string} value */
  set html(value) {
    const key = `${this.article} ${value}`;
    if (key === this.#key) return;
    this.#key = key;
    this.replaceChildren(...shown(this.article, value).childNodes);
  }
}
customElements.define('md-article-text', ArticleText);
