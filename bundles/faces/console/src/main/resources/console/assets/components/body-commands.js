// @ts-check
/** What the editor of articles can do with its text: marks, headings, lists, tables. Each is a command of ProseMirror's. */

import { lift, setBlockType, toggleMark, wrapIn } from 'prosemirror-commands';
import { liftListItem, sinkListItem, wrapInList } from 'prosemirror-schema-list';
import { TextSelection } from 'prosemirror-state';
import { schema } from './body-schema.js';

const { nodes, marks } = schema;

/** How deep the nearest node of these kinds is; -1 for none. @param {any} place @param {string[]} names */
export function depthOf(place, names) {
  for (let depth = place.depth; depth > 0; depth--) if (names.includes(place.node(depth).type.name)) return depth;
  return -1;
}

/** A heading, or a paragraph again. @param {string} name */
const heading = (name) => (/** @type {any} */ state, /** @type {any} */ dispatch) => setBlockType(state.selection.$from.parent.type.name === name ? nodes.p : nodes[name])(state, dispatch);

/** A list of this kind; the other one becomes it; the same one ends. @param {string} name */
const list = (name) => (/** @type {any} */ state, /** @type {any} */ dispatch) => {
  const { $from } = state.selection;
  const depth = depthOf($from, ['ul', 'ol']);
  if (depth < 0) return wrapInList(nodes[name])(state, dispatch);
  if ($from.node(depth).type.name === name) return liftListItem(nodes.li)(state, dispatch);
  dispatch?.(state.tr.setNodeMarkup($from.before(depth), nodes[name]));
  return true;
};

const quote = (/** @type {any} */ state, /** @type {any} */ dispatch) => (depthOf(state.selection.$from, ['blockquote']) > 0 ? lift(state, dispatch) : wrapIn(nodes.blockquote)(state, dispatch));

/** @param {string} [kind] */
const cell = (kind = 'td') => nodes[kind].createAndFill(kind === 'th' ? { scope: 'col' } : null);

/** Two columns and two rows below a heading. */
function table(/** @type {any} */ state, /** @type {any} */ dispatch) {
  if (depthOf(state.selection.$from, ['table']) > 0) return false;
  const row = (/** @type {string} */ kind) => nodes.tr.create(null, [cell(kind), cell(kind)]);
  const made = nodes.table.create(null, [nodes.thead.create(null, row('th')), nodes.tbody.create(null, [row('td'), row('td')])]);
  if (!dispatch) return true;
  const at = state.selection.from;
  const tr = state.tr.replaceSelectionWith(made);
  dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1))).scrollIntoView());
  return true;
}

/** Where one is in a table: its rows from the top down, and the cell. @param {any} state */
function inTable(state) {
  const { $from } = state.selection;
  const [deep, row, at] = [depthOf($from, ['td', 'th']), depthOf($from, ['tr']), depthOf($from, ['table'])];
  if (deep < 0 || row < 0 || at < 0) return null;
  /** @type {{node: any, pos: number}[]} */
  const rows = [];
  $from.node(at).descendants((/** @type {any} */ node, /** @type {number} */ pos) => {
    if (node.type === nodes.tr) rows.push({ node, pos: $from.start(at) + pos });
    return node.type !== nodes.tr;
  });
  return { rows, row: rows.findIndex((r) => r.pos === $from.before(row)), column: $from.index(row), table: at, $from };
}

/** Columns can be counted only where no cell is wider than one. @param {{node: any}[]} rows */
const even = (rows) => rows.every((r) => r.node.childCount === rows[0].node.childCount && r.node.content.content.every((/** @type {any} */ c) => Number(c.attrs.colspan ?? 1) === 1 && Number(c.attrs.rowspan ?? 1) === 1));

const addRow = (/** @type {any} */ state, /** @type {any} */ dispatch) => {
  const here = inTable(state);
  if (!here) return false;
  const { node, pos } = here.rows[here.row];
  const fresh = nodes.tr.create(null, node.content.content.map((/** @type {any} */ c) => cell(c.type === nodes.th && c.attrs.scope === 'row' ? 'th' : 'td')));
  const inHead = here.$from.node(here.table + 1).type === nodes.thead;
  // below the heading the body begins
  const body = here.rows[here.row + 1];
  dispatch?.(state.tr.insert(inHead && body ? body.pos : pos + node.nodeSize, fresh));
  return true;
};

const removeRow = (/** @type {any} */ state, /** @type {any} */ dispatch) => {
  const here = inTable(state);
  if (!here) return false;
  const { $from, table: at } = here;
  if (here.rows.length === 1) return removeTable(state, dispatch);
  const row = depthOf($from, ['tr']);
  // a part without rows goes with its last one
  const depth = row - 1 > at && $from.node(row - 1).childCount === 1 ? row - 1 : row;
  dispatch?.(state.tr.delete($from.before(depth), $from.after(depth)).scrollIntoView());
  return true;
};

/** @param {(tr: any, row: {node: any, pos: number}, column: number) => void} change */
const eachRow = (change) => (/** @type {any} */ state, /** @type {any} */ dispatch) => {
  const here = inTable(state);
  if (!here || !even(here.rows)) return false;
  const { tr } = state;
  // from below, so that what is above stays where it is
  for (const row of [...here.rows].reverse()) change(tr, row, here.column);
  dispatch?.(tr);
  return true;
};

/** @param {{node: any, pos: number}} row @param {number} column where its cell begins */
function begin(row, column) {
  let pos = row.pos + 1;
  for (let i = 0; i < column; i++) pos += row.node.child(i).nodeSize;
  return pos;
}

const addColumn = eachRow((tr, row, column) => tr.insert(begin(row, column + 1), cell(row.node.child(column).type.name)));

const removeColumn = (/** @type {any} */ state, /** @type {any} */ dispatch) => {
  const here = inTable(state);
  if (here?.rows[here.row].node.childCount === 1) return removeTable(state, dispatch);
  return eachRow((tr, row, column) => tr.delete(begin(row, column), begin(row, column) + row.node.child(column).nodeSize))(state, dispatch);
};

function removeTable(/** @type {any} */ state, /** @type {any} */ dispatch) {
  const { $from } = state.selection;
  const depth = depthOf($from, ['table']);
  if (depth < 0) return false;
  dispatch?.(state.tr.replaceWith($from.before(depth), $from.after(depth), nodes.p.create()).scrollIntoView());
  return true;
}

/** The next cell, or the one before; behind the last one the key does what it does elsewhere. @param {number} way */
export const nextCell = (way) => (/** @type {any} */ state, /** @type {any} */ dispatch) => {
  const here = inTable(state);
  if (!here) return false;
  /** @type {number[]} */
  const cells = [];
  for (const { node, pos } of here.rows) node.forEach((/** @type {any} */ _, /** @type {number} */ offset) => cells.push(pos + 1 + offset));
  const now = cells.indexOf(here.$from.before(depthOf(here.$from, ['td', 'th'])));
  const to = cells[now + way];
  if (to === undefined) return false;
  dispatch?.(state.tr.setSelection(TextSelection.near(state.doc.resolve(to + 1))).scrollIntoView());
  return true;
};

const rule = (/** @type {any} */ state, /** @type {any} */ dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hr.create()).scrollIntoView());
  return true;
};

/**
 * What is in the toolbar, in its order. `key` as ProseMirror writes it, `on` whether it holds where one is.
 *
 * @type {{name: string, key?: string, run: any, on?: (state: any) => boolean, inTable?: boolean}[]}
 */
export const TOOLS = [
  { name: 'strong', key: 'Mod-b', run: toggleMark(marks.strong), on: (s) => marked(s, 'strong') },
  { name: 'em', key: 'Mod-i', run: toggleMark(marks.em), on: (s) => marked(s, 'em') },
  ...['h2', 'h3', 'h4'].map((name) => ({ name, key: `Mod-Alt-${name[1]}`, run: heading(name), on: (/** @type {any} */ s) => depthOf(s.selection.$from, [name]) > 0 })),
  { name: 'ul', key: 'Mod-Shift-8', run: list('ul'), on: (s) => listAt(s) === 'ul' },
  { name: 'ol', key: 'Mod-Shift-7', run: list('ol'), on: (s) => listAt(s) === 'ol' },
  { name: 'indent', key: 'Mod-]', run: sinkListItem(nodes.li) },
  { name: 'outdent', key: 'Mod-[', run: liftListItem(nodes.li) },
  { name: 'quote', key: 'Mod-Shift-9', run: quote, on: (s) => depthOf(s.selection.$from, ['blockquote']) > 0 },
  { name: 'rule', run: rule },
  { name: 'table', run: table },
  { name: 'addRow', run: addRow, inTable: true },
  { name: 'addColumn', run: addColumn, inTable: true },
  { name: 'removeRow', run: removeRow, inTable: true },
  { name: 'removeColumn', run: removeColumn, inTable: true },
  { name: 'removeTable', run: removeTable, inTable: true },
];

/** @param {any} state */
function listAt(state) {
  const depth = depthOf(state.selection.$from, ['ul', 'ol']);
  return depth < 0 ? '' : state.selection.$from.node(depth).type.name;
}

/** @param {any} state @param {string} name */
export function marked(state, name) {
  const { from, to, empty, $from } = state.selection;
  return empty ? !!marks[name].isInSet(state.storedMarks ?? $from.marks()) : state.doc.rangeHasMark(from, to, marks[name]);
}
