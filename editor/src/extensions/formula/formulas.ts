import type { Node } from '@tiptap/pm/model';
import { NodeSelection, Plugin, PluginKey } from '@tiptap/pm/state';
import type { EditorView, NodeViewConstructor } from '@tiptap/pm/view';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { blockBesideCaret, isForward, isPlainKey, nodeBesideCaret, type PlacedNode } from '../blocks/beside-caret.js';
import { changedRange } from '../code-block/changed-range.js';
import { FormulaParts, FormulaView } from './formula-view.js';

const key = new PluginKey<number | null>('manyhandsFormulas');

export function formulaViews(): Record<'inlineMath' | 'blockMath', NodeViewConstructor> {
  const parts = new FormulaParts();
  const create: NodeViewConstructor = (node, view, getPos) => new FormulaView({ node, view, getPos, parts });
  return { inlineMath: create, blockMath: create };
}

/** The keys and clicks that open the source of a formula. */
export function formulaKeys(): Plugin<number | null> {
  return new Plugin<number | null>({
    key,
    state: {
      init: () => null,
      // Where this person has just put an empty formula: they mean to write it.
      apply: (tr) => {
        const range = tr.docChanged && tr.getMeta(ySyncPluginKey) === undefined ? changedRange(tr) : null;
        return range === null ? null : findEmptyFormula(tr.doc, range);
      },
    },
    props: {
      handleKeyDown: (view, event) => enterFormula(view, event),
    },
    view: () => ({
      update: (view, before) => {
        const pos = key.getState(view.state);
        if (pos !== null && pos !== undefined && key.getState(before) !== pos && view.hasFocus()) {
          // After this update: it dispatches.
          queueMicrotask(() => void FormulaView.of(view.isDestroyed ? null : view.nodeDOM(pos))?.open('end'));
        }
      },
    }),
  });
}

function isFormula({ type }: Node): boolean {
  return type.name === 'inlineMath' || type.name === 'blockMath';
}

function findEmptyFormula(doc: Node, { from, to }: { from: number; to: number }): number | null {
  let found: number | null = null;
  // A paste of many things is no wish to write this one.
  if (to - from > 8) return null;
  doc.nodesBetween(from, to, (node, pos) => {
    if (isFormula(node) && node.attrs['latex'] === '' && pos >= from) found = pos;
    return found === null;
  });
  return found;
}

function enterFormula(view: EditorView, event: KeyboardEvent): boolean {
  if (!view.editable || event.isComposing || !isPlainKey(event)) return false;
  const { selection } = view.state;
  if (event.key === 'Enter') {
    return selection instanceof NodeSelection && isFormula(selection.node) && open(view, selection.from, 'end');
  }
  const beside = besideCaret(view, event.key);
  return beside !== null && isFormula(beside.node) && open(view, beside.pos, isForward(event.key) ? 'start' : 'end');
}

function besideCaret(view: EditorView, pressed: string): PlacedNode | null {
  return nodeBesideCaret(view.state, pressed) ?? blockBesideCaret(view, pressed);
}

function open(view: EditorView, pos: number, caret: 'start' | 'end'): boolean {
  const formula = FormulaView.of(view.nodeDOM(pos));
  void formula?.open(caret);
  return formula !== null;
}
