import type { Node, ResolvedPos } from '@tiptap/pm/model';

export interface FoundTable {
  readonly node: Node;
  /** Position before the table. */
  readonly pos: number;
}

/** The innermost table around a position. */
export function tableAround($pos: ResolvedPos): FoundTable | null {
  for (let depth = $pos.depth; depth > 0; depth--) {
    const node = $pos.node(depth);
    if (node.type.spec['tableRole'] === 'table') return { node, pos: $pos.before(depth) };
  }
  return null;
}
