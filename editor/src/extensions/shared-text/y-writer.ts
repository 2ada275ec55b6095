import type { Fragment, Node } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { createStored, type StoredElement } from '../../client/stored-content.js';
import { alignChildren, type PagePart } from './align-children.js';
import { keptBlock, keptInline } from './kept-content.js';
import { attributesOf, writeRun } from './run-writer.js';
import { wellFormed } from './text-change.js';
import type { Mapping, Parent, Unit, UnitCache } from './units.js';

/**
 * Writes what a person changed on the page into the shared document, and nothing else: children that are not on the page,
 * attributes and marks that the schema does not know stay as they are. A change of one paragraph touches one shared text.
 */
export class YWriter {
  readonly #mapping: Mapping;
  readonly #units: UnitCache;

  constructor(mapping: Mapping, units: UnitCache) {
    this.#mapping = mapping;
    this.#units = units;
  }

  /**
   * To be called inside a transaction.
   *
   * @param caret position of the caret in `doc`, or `null`; it tells equal letters apart
   */
  write(fragment: Y.XmlFragment, doc: Node, caret: number | null): void {
    this.#children(fragment, doc, caret);
    this.#mapping.set(fragment, doc);
  }

  #children(parent: Parent, node: Node, caret: number | null): void {
    const parts = partsOf(node.content);
    const operations = alignChildren(this.#units.of(parent), parts, this.#mapping);
    // From the end, so that the indices of what is before stay true.
    for (const operation of operations.reverse()) {
      switch (operation.kind) {
        case 'update':
          this.#update(operation.unit, operation.part, caret);
          break;
        case 'remove':
          this.#remove(parent, operation.unit);
          break;
        case 'insert':
          parent.insert(
            operation.index,
            operation.parts.map((part) => this.#create(part)),
          );
          break;
      }
    }
    const updated = operations.flatMap((operation) => (operation.kind === 'update' ? [operation.unit] : []));
    if (updated.length === operations.length) this.#units.renew(parent, updated);
    else this.#units.forget();
  }

  #update(unit: Unit, part: PagePart, caret: number | null): void {
    if (unit.kind === 'run') {
      const inside =
        caret !== null && caret >= part.start && caret <= part.start + part.size ? caret - part.start : null;
      writeRun(unit.texts, this.#nodesOf(unit.texts), part.nodes, inside);
      const [first, ...rest] = unit.texts;
      if (first !== undefined) this.#mapping.set(first, [...part.nodes]);
      for (const text of rest) this.#mapping.set(text, []);
      return;
    }
    const [node] = part.nodes;
    if (node === undefined || !(unit.element instanceof Y.XmlElement)) return;
    this.#attributes(unit.element, unit.node, node);
    this.#children(unit.element, node, caret === null ? null : caret - part.start - 1);
    this.#mapping.set(unit.element, node);
  }

  #nodesOf(texts: readonly Y.XmlText[]): Node[] {
    return texts.flatMap((text) => {
      const nodes = this.#mapping.get(text);
      return Array.isArray(nodes) ? nodes : [];
    });
  }

  /** A text is emptied and stays: what somebody else writes into it meanwhile must not go with it. */
  #remove(parent: Parent, unit: Unit): void {
    if (unit.kind === 'element') {
      parent.delete(unit.index, 1);
      this.#mapping.delete(unit.element);
      return;
    }
    for (const text of unit.texts) {
      text.delete(0, text.length);
      this.#mapping.set(text, []);
    }
  }

  /** Only what differs from what the page showed before: a default that is not stored stays unstored. */
  #attributes(element: Y.XmlElement, before: Node, after: Node): void {
    for (const [name, value] of Object.entries(after.attrs)) {
      if (isSameValue(before.attrs[name], value)) continue;
      if (value === null || value === undefined) element.removeAttribute(name);
      else element.setAttribute(name, storable(value));
    }
  }

  #create(part: PagePart): Y.XmlElement | Y.XmlText {
    const [node] = part.nodes;
    if (node === undefined || node.isText) return this.#createText(part.nodes);
    if (node.type.name === keptBlock || node.type.name === keptInline) {
      const kept = createStored(node.attrs['stored'] as StoredElement);
      this.#mapping.set(kept, node);
      return kept;
    }
    const element = new Y.XmlElement(node.type.name);
    for (const [name, value] of Object.entries(node.attrs)) {
      if (value !== null && value !== undefined) element.setAttribute(name, storable(value));
    }
    element.insert(
      0,
      partsOf(node.content).map((child) => this.#create(child)),
    );
    this.#mapping.set(element, node);
    return element;
  }

  #createText(nodes: readonly Node[]): Y.XmlText {
    const text = new Y.XmlText();
    const whole = wellFormed(nodes.map((node) => node.text ?? '').join(''));
    let at = 0;
    text.applyDelta(
      nodes.map((node) => {
        const insert = whole.slice(at, at + node.nodeSize);
        at += node.nodeSize;
        return { insert, attributes: attributesOf(node.marks) };
      }),
      { sanitize: false },
    );
    this.#mapping.set(text, [...nodes]);
    return text;
  }
}

/** Children as the shared document has them: neighbouring pieces of text are one. */
function partsOf(content: Fragment): PagePart[] {
  const parts: { nodes: Node[]; start: number; size: number }[] = [];
  content.forEach((node, start) => {
    const last = parts.at(-1);
    if (node.isText && last?.nodes[0]?.isText) {
      last.nodes.push(node);
      last.size += node.nodeSize;
    } else {
      parts.push({ nodes: [node], start, size: node.nodeSize });
    }
  });
  return parts;
}

function isSameValue(a: unknown, b: unknown): boolean {
  return a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));
}

/** Typed as text by Yjs, which stores any plain value. */
function storable(value: unknown): string {
  return (typeof value === 'string' ? wellFormed(value) : value) as string;
}
