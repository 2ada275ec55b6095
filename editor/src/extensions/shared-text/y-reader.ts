import { Fragment, Mark, type Node, type NodeType, type Schema } from '@tiptap/pm/model';
import * as Y from 'yjs';
import { looseTextName, type StoredElement, storedElement, storedText } from '../../client/stored-content.js';
import { keptBlock, keptInline } from './kept-content.js';
import { markNameOf } from './mark-names.js';
import type { Mapping, Parent } from './units.js';

/**
 * Makes a ProseMirror document of a shared one. It never changes the shared one: what the schema does not know, or does
 * not allow where it stands, is shown by a stand-in, and what has nothing to show is left out. Whole nodes that did not
 * change are taken from the mapping, so that a key costs as much as its paragraph and not as its document.
 */
export class YReader {
  readonly #schema: Schema;
  readonly #mapping: Mapping;

  constructor(schema: Schema, mapping: Mapping) {
    this.#schema = schema;
    this.#mapping = mapping;
  }

  /**
   * An empty document is shown with an empty block in it that is not there: reading never writes.
   *
   * @param limit how many of the shared children are read
   */
  read(fragment: Y.XmlFragment, limit = Number.POSITIVE_INFINITY): Node {
    const { topNodeType } = this.#schema;
    const children = this.#fit(topNodeType, this.#children(fragment, topNodeType, limit), true) ?? [];
    const filled = children.length === 0 ? topNodeType.createAndFill() : topNodeType.create(null, children.map(nodeOf));
    const doc = filled ?? topNodeType.create();
    this.#mapping.set(fragment, doc);
    return doc;
  }

  #element(element: Y.XmlElement, parent: NodeType): Node | null {
    const known = this.#mapping.get(element);
    const isNode = known !== undefined && !Array.isArray(known);
    // A stand-in is made anew: what is around it may have changed so that it is not needed any more.
    if (isNode && isStorable(known.type)) return known;
    const node = this.#create(element) ?? this.#standIn(parent, storedElement(element));
    if (node === null) {
      this.#mapping.delete(element);
      return null;
    }
    if (isNode && known.eq(node)) return known;
    this.#mapping.set(element, node);
    return node;
  }

  /** @returns `null` if the schema has no such node, or not with this content */
  #create(element: Y.XmlElement): Node | null {
    const type = this.#schema.nodes[element.nodeName];
    if (type === undefined || !isStorable(type)) return null;
    const children = this.#fit(type, this.#children(element, type), false);
    if (children === null) return null;
    try {
      return type.createChecked(knownAttrs(type, element), Fragment.from(children.map(nodeOf)));
    } catch {
      // An attribute is missing or makes no sense.
      return null;
    }
  }

  #children(parent: Parent, type: NodeType, limit = Number.POSITIVE_INFINITY): Child[] {
    const children: Child[] = [];
    for (const child of (parent.toArray() as unknown[]).slice(0, limit)) {
      if (child instanceof Y.XmlElement) {
        const node = this.#element(child, type);
        if (node !== null) children.push({ node, source: child });
      } else if (child instanceof Y.XmlText) {
        children.push(...this.#text(child, type));
      }
      // Shared types of other kinds have no form in a text; nobody shows them and nobody touches them.
    }
    return children;
  }

  #text(text: Y.XmlText, parent: NodeType): Child[] {
    const delta = text.toDelta() as { insert: unknown; attributes?: Record<string, unknown> }[];
    const isText = parent.inlineContent && delta.every(({ insert }) => typeof insert === 'string');
    if (!isText) {
      if (delta.length === 0) return [];
      const node = this.#standIn(parent, looseText(text));
      if (node === null) return [];
      this.#mapping.set(text, node);
      return [{ node, source: text }];
    }
    const nodes = delta
      .filter(({ insert }) => insert !== '')
      .map(({ insert, attributes = {} }) => this.#schema.text(insert as string, this.#marks(attributes, parent)));
    this.#mapping.set(text, nodes);
    return nodes.map((node) => ({ node, source: text }));
  }

  #marks(attributes: Readonly<Record<string, unknown>>, parent: NodeType): readonly Mark[] {
    let marks: readonly Mark[] = Mark.none;
    for (const [name, value] of Object.entries(attributes)) {
      const type = this.#schema.marks[markNameOf(name)];
      if (type === undefined || value === null || !parent.allowsMarkType(type)) continue;
      try {
        marks = type.create(typeof value === 'object' ? value : null).addToSet(marks);
      } catch {
        // An attribute that it cannot be without is missing: kept, and not shown.
      }
    }
    return marks;
  }

  /**
   * Checks the children against what the parent may contain, one after the other. One that does not fit is shown by a
   * stand-in.
   *
   * @param isWhole of the document itself: what cannot even have a stand-in is left out
   * @returns `null` if the parent cannot be shown with them
   */
  #fit(type: NodeType, children: readonly Child[], isWhole: boolean): Child[] | null {
    const fitting: Child[] = [];
    let match = type.contentMatch;
    for (const child of children) {
      const next = match.matchType(child.node.type);
      if (next !== null) {
        match = next;
        fitting.push(child);
        continue;
      }
      const { source } = child;
      if (source instanceof Y.XmlText && fitting.at(-1)?.source === source) continue;
      const node = this.#standIn(type, storedOf(source));
      const nextForIt = node === null ? null : match.matchType(node.type);
      if (node !== null && nextForIt !== null) {
        match = nextForIt;
        this.#mapping.set(source, node);
        fitting.push({ node, source });
      } else if (isWhole) {
        this.#mapping.delete(source);
      } else {
        return null;
      }
    }
    return match.validEnd || isWhole ? fitting : null;
  }

  /** @returns `null` where nothing can stand, or for what has nothing to show: it stays where it is, unseen */
  #standIn(parent: NodeType, stored: StoredElement): Node | null {
    const type = this.#schema.nodes[parent.inlineContent ? keptInline : keptBlock];
    return type === undefined || this.#isEmpty(stored) ? null : type.create({ stored });
  }

  /** A list without items, a row without cells: what is left when two people take away the last parts at once. */
  #isEmpty({ name, attrs, content }: StoredElement): boolean {
    const type = this.#schema.nodes[name];
    if (type === undefined || type.isLeaf || Object.values(attrs).some((value) => typeof value === 'string'))
      return false;
    return content.every((child) => ('delta' in child ? child.delta.length === 0 : this.#isEmpty(child)));
  }
}

interface Child {
  readonly node: Node;
  readonly source: Y.XmlElement | Y.XmlText;
}

function nodeOf({ node }: Child): Node {
  return node;
}

function storedOf(source: Y.XmlElement | Y.XmlText): StoredElement {
  return source instanceof Y.XmlText ? looseText(source) : storedElement(source);
}

function looseText(text: Y.XmlText): StoredElement {
  return { name: looseTextName, attrs: {}, content: [storedText(text)] };
}

/** Somebody else's document may name an element after one of ours that is never stored. */
function isStorable(type: NodeType): boolean {
  return type !== type.schema.topNodeType && !type.isText && type.name !== keptBlock && type.name !== keptInline;
}

function knownAttrs(type: NodeType, element: Y.XmlElement): Record<string, unknown> {
  const attrs: Record<string, unknown> = {};
  for (const name of Object.keys(type.spec.attrs ?? {})) {
    const value: unknown = element.getAttribute(name);
    if (value !== undefined) attrs[name] = value;
  }
  return attrs;
}
