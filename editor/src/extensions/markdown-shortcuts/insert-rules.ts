import { isSafeHref } from '@manyhands/schema';
import { Fragment, type Node, type NodeType, type Schema } from '@tiptap/pm/model';
import { NodeSelection, Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { InputRule, TypedText } from '../input-rules/input-rule.js';

const maxColumns = 50;

/** Fences, dividers, tables, toggles, formulas, pictures and tables of contents: lines that become a block of their own. */
export function insertRules(schema: Schema): InputRule[] {
  const { codeBlock, horizontalRule, table, details, blockMath, inlineMath, image, tableOfContents } = schema.nodes;
  return [
    ...(codeBlock === undefined ? [] : codeRules(codeBlock)),
    ...(horizontalRule === undefined ? [] : dividerRules(horizontalRule)),
    ...(table === undefined ? [] : [tableRule()]),
    ...(details === undefined ? [] : detailsRules()),
    ...(blockMath === undefined ? [] : blockMathRules(blockMath)),
    ...(inlineMath === undefined ? [] : inlineMathRules(inlineMath)),
    ...(image === undefined ? [] : [imageRule(image)]),
    ...(tableOfContents === undefined ? [] : contentsRules(tableOfContents)),
  ];
}

function codeRules(codeBlock: NodeType): InputRule[] {
  const apply = (typed: TypedText) => {
    const language = typed.match[1]?.toLowerCase() || null;
    return canReplaceLine(typed, codeBlock)
      ? typed.state.tr.delete(typed.from, typed.to).setBlockType(typed.from, typed.from, codeBlock, { language })
      : null;
  };
  return [
    { pattern: /^(?:```|~~~)([\w+#.-]{0,40})\s$/, apply },
    { pattern: /^(?:```|~~~)\s?([\w+#.-]{0,40})$/, onEnter: true, apply },
  ];
}

function dividerRules(horizontalRule: NodeType): InputRule[] {
  const apply = (typed: TypedText) => replaceLine(typed, [horizontalRule.create()]);
  return [
    // A dash more may make it an em dash meanwhile. Asterisks and underscores wait: bold text starts with them too.
    { pattern: /^(?:---|—-|(?:\*\*\*|___)\s)$/, apply },
    { pattern: /^(?:\*\*\*|___)$/, onEnter: true, apply },
  ];
}

function tableRule(): InputRule {
  return {
    pattern: /^\|(.+)\|\s?$/,
    onEnter: true,
    apply(typed) {
      const { table, tableRow, tableHeader, tableCell, paragraph } = typed.state.schema.nodes;
      const names = (typed.match[1] ?? '').split(/(?<!\\)\|/).map((name) => name.trim().replaceAll('\\|', '|'));
      const isTable = names.length > 1 && names.length <= maxColumns && !names.every((name) => /^:?-+:?$/.test(name));
      if (!isTable || !table || !tableRow || !tableHeader || !tableCell || !paragraph) return null;
      if (!canReplaceLine(typed, table)) return null;
      const text = (name: string) => (name === '' ? null : typed.state.schema.text(name));
      const head = names.map((name) => tableHeader.create(null, paragraph.create(null, text(name))));
      const cells = names.map(() => tableCell.create(null, paragraph.create()));
      const tr = replaceLine(typed, [table.create(null, [tableRow.create(null, head), tableRow.create(null, cells)])]);
      if (tr === null) return null;
      // The first cell to write in is under the head.
      const headSize = head.reduce((size, cell) => size + cell.nodeSize, 2);
      const tableStart = tr.doc.resolve(typed.from).before(1);
      return typed.state.doc.resolve(typed.from).depth === 1
        ? tr.setSelection(TextSelection.near(tr.doc.resolve(tableStart + 1 + headSize + 3)))
        : tr;
    },
  };
}

function detailsRules(): InputRule[] {
  const apply = (typed: TypedText) => {
    const { details, detailsSummary, detailsContent, paragraph } = typed.state.schema.nodes;
    if (!details || !detailsSummary || !detailsContent || !paragraph) return null;
    if (!canReplaceLine(typed, details)) return null;
    const $start = typed.state.doc.resolve(typed.from);
    // What stood behind the caret is the summary.
    const rest = $start.parent.content.cut(typed.to - $start.start());
    const node = details.create(null, [
      detailsSummary.create(null, detailsSummary.validContent(rest) ? rest : null),
      detailsContent.create(null, paragraph.create()),
    ]);
    const at = $start.before();
    const tr = typed.state.tr.replaceWith(at, $start.after(), node);
    return tr.setSelection(TextSelection.create(tr.doc, at + 2));
  };
  return [
    { pattern: /^>>>\s$/, apply },
    { pattern: /^<details>$/i, apply },
  ];
}

function blockMathRules(blockMath: NodeType): InputRule[] {
  const apply = (typed: TypedText) => {
    const latex = typed.match[1]?.trim() ?? '';
    const at = typed.state.doc.resolve(typed.from).before();
    const tr = replaceLine(typed, [blockMath.create({ latex })]);
    // An empty formula is selected, to be written; after a written one the text goes on.
    return tr === null || latex !== '' ? tr : tr.setSelection(NodeSelection.create(tr.doc, at));
  };
  return [
    { pattern: /^\$\$\s$/, apply },
    { pattern: /^\$\$$/, onEnter: true, apply },
    { pattern: /^\$\$([^$]+)\$\$$/, apply },
  ];
}

function inlineMathRules(inlineMath: NodeType): InputRule[] {
  const apply = (typed: TypedText) => {
    const latex = typed.match[1] ?? '';
    const { from, to, state } = typed;
    const after = typed.match[2] ?? '';
    const { parent } = state.doc.resolve(from);
    if (!looksLikeFormula(latex) || latex.includes('\ufffc')) return null;
    if (parent.contentMatchAt(0).matchType(inlineMath) === null) return null;
    return state.tr.replaceWith(from, to - after.length, inlineMath.create({ latex }));
  };
  return [
    { pattern: /(?<![\w$\\])\$([^\s$\d](?:[^$]*[^\s$\\])?)\$$/u, apply },
    // "$5 and $6": after a digit it is a formula only if no digit follows the second dollar either.
    { pattern: /(?<![\w$\\])\$(\d[^$]*[^\s$\\])\$([\s.,;:!?)])$/u, apply },
  ];
}

/** Prices and shell variables stand between dollars too. */
function looksLikeFormula(latex: string): boolean {
  if (/[/:=,(-]$/.test(latex)) return false;
  const hasWords = /(?<!\\)\b[A-Za-z]{2,}\s+[A-Za-z]{2,}\b/.test(latex.replace(/\\[a-zA-Z]+(\{[^}]*\})?/g, ''));
  if (hasWords) return false;
  return !/^\d/.test(latex) || /[A-Za-z\\^_=+*]/.test(latex);
}

function imageRule(image: NodeType): InputRule {
  return {
    pattern: /!\[([^[\]\ufffc]*)\]\(([^\s()]+)(?:\s"([^"]*)")?\)$/,
    apply(typed) {
      const [, alt = '', src = '', caption = ''] = typed.match;
      if (!isSafeHref(src) || !/^(?:https?:\/\/|\/)/i.test(src)) return null;
      const content = caption !== '' && image.inlineContent ? typed.state.schema.text(caption) : null;
      const node = image.create({ src, alt }, content);
      if (image.isInline) return typed.state.tr.replaceWith(typed.from, typed.to, node);
      return replaceLine(typed, [node]);
    },
  };
}

function contentsRules(tableOfContents: NodeType): InputRule[] {
  const apply = (typed: TypedText) => replaceLine(typed, [tableOfContents.create()]);
  return [
    { pattern: /^\[TOC\]\s$/i, apply },
    { pattern: /^\[TOC\]$/i, onEnter: true, apply },
  ];
}

/** Puts blocks where the typed text stood: instead of the line if that was all of it, else between its two halves. */
function replaceLine(typed: TypedText, blocks: readonly Node[]): Transaction | null {
  const { state, from, to } = typed;
  const $from = state.doc.resolve(from);
  const [first] = blocks;
  const paragraph = state.schema.nodes['paragraph'];
  if (first === undefined || paragraph === undefined || !canReplaceLine(typed, first.type)) return null;
  const before = $from.parent.content.cut(0, $from.parentOffset);
  const after = $from.parent.content.cut($from.parentOffset + (to - from));
  const at = $from.before();
  const isLast = $from.index(-1) === $from.node(-1).childCount - 1;
  const content: Node[] = [
    ...(before.size > 0 ? [$from.parent.copy(before)] : []),
    ...blocks,
    // There is always a line to go on in.
    ...(after.size > 0 || isLast
      ? [paragraph.create($from.parent.type === paragraph ? $from.parent.attrs : null, after)]
      : []),
  ];
  const tr = state.tr.replaceWith(at, $from.after(), Fragment.from(content));
  const head = before.size > 0 ? before.size + 2 : 0;
  const end = at + head + blocks.reduce((size, block) => size + block.nodeSize, 0);
  return tr.setSelection(Selection.near(tr.doc.resolve(Math.min(end, tr.doc.content.size)), 1));
}

function canReplaceLine({ state, from }: TypedText, type: NodeType): boolean {
  const $from = state.doc.resolve(from);
  if ($from.parent.type.name !== 'paragraph') return false;
  return $from.node(-1).canReplaceWith($from.index(-1), $from.indexAfter(-1), type);
}
