import type { Node } from '@tiptap/pm/model';
import * as Y from 'yjs';

/** Any shared type: Yjs' own class takes the type of its events, which does not matter here. */
export type SharedType = Y.ContentType['type'];

export type Parent = Y.XmlFragment | Y.XmlElement;

/** Neighbouring texts: two people who begin in the same empty paragraph make one each, and on the page they are one. */
export interface RunUnit {
  readonly kind: 'run';
  readonly texts: readonly Y.XmlText[];
  readonly size: number;
  /** Index of the first text among the parent's children. */
  readonly index: number;
}

export interface ElementUnit {
  readonly kind: 'element';
  readonly element: Y.XmlElement | Y.XmlText;
  readonly node: Node;
  readonly size: number;
  readonly index: number;
}

/** Whether nothing is in a parent but texts without a letter. */
export function isEmptyParent(parent: Parent): boolean {
  return (parent.toArray() as unknown[]).every((child) => child instanceof Y.XmlText && child.length === 0);
}

/** What a parent's children are on the page, in order. Children without a place there are no units. */
export type Unit = RunUnit | ElementUnit;

/** Which node shows which part of the shared document. Of its own shape, because Tiptap's extensions read it. */
export type Mapping = Map<SharedType, Node | Node[]>;

/** A type and what is around it are to be read anew. */
export function forgetWithAncestors(mapping: Mapping, type: SharedType | null): void {
  for (let at: unknown = type; at instanceof Y.AbstractType; at = at._item?.parent) mapping.delete(at);
}

/** The units of the parents that were asked for, until they change: the text itself has one for each block. */
export class UnitCache {
  readonly #mapping: Mapping;
  #known = new Map<Parent, Unit[]>();

  constructor(mapping: Mapping) {
    this.#mapping = mapping;
  }

  of(parent: Parent): readonly Unit[] {
    const known = this.#known.get(parent);
    if (known !== undefined) return known;
    const units = unitsOf(parent, this.#mapping);
    this.#known.set(parent, units);
    return units;
  }

  /** To be called whenever the mapping, or the shared document, changed. */
  forget(): void {
    this.#known = new Map();
  }

  /** To be called instead when only what is in these units changed. */
  renew(parent: Parent, changed: readonly Unit[]): void {
    const units = this.#known.get(parent);
    if (units === undefined) return;
    for (const unit of changed) {
      const at = units.indexOf(unit);
      const renewed = this.#renewed(unit);
      if (at === -1 || renewed === null) return this.forget();
      units[at] = renewed;
    }
  }

  #renewed(unit: Unit): Unit | null {
    if (unit.kind === 'run') return { ...unit, size: lengthOf(unit.texts) };
    const node = this.#mapping.get(unit.element);
    return node === undefined || Array.isArray(node) ? null : { ...unit, node, size: node.nodeSize };
  }
}

function unitsOf(parent: Parent, mapping: Mapping): Unit[] {
  const units: Unit[] = [];
  let run: Y.XmlText[] = [];
  let runIndex = 0;
  const endRun = () => {
    if (run.length > 0) units.push({ kind: 'run', texts: run, size: lengthOf(run), index: runIndex });
    run = [];
  };
  (parent.toArray() as unknown[]).forEach((child, index) => {
    const shown = child instanceof Y.AbstractType ? mapping.get(child) : undefined;
    if (child instanceof Y.XmlText && (shown === undefined || Array.isArray(shown))) {
      if (run.length === 0) runIndex = index;
      run.push(child);
    } else if (
      (child instanceof Y.XmlElement || child instanceof Y.XmlText) &&
      shown !== undefined &&
      !Array.isArray(shown)
    ) {
      endRun();
      units.push({ kind: 'element', element: child, node: shown, size: shown.nodeSize, index });
    }
  });
  endRun();
  return units;
}

function lengthOf(texts: readonly Y.XmlText[]): number {
  return texts.reduce((sum, { length }) => sum + length, 0);
}
