import type * as Y from 'yjs';
import type { StoredElement } from '../stored-content.js';
import type { OwnDeletions } from './own-deletions.js';
import type { Trail } from './stored-before.js';

/** Letters of one person, written one after the other. */
export interface LostRun {
  /** How many letters of the line that the other person knew stand before it. */
  readonly at: number;
  readonly text: string;
  /** Of its first letter; the others follow it. */
  readonly id: Y.ID;
}

/** Where the block was that somebody took away. */
export interface Spot {
  readonly parent: Y.XmlFragment;
  /** The block before it, if there is one. */
  readonly left: Y.XmlElement | null;
}

/** A line that somebody took away. */
export interface KnownLine {
  /** What they had seen of it: the same words stand somewhere else if they only changed or moved the block. */
  readonly words: string;
  /** What had been written in it meanwhile. */
  readonly runs: readonly LostRun[];
  /** The words with what this person had deleted of them meanwhile, and where that stands in them. */
  readonly before: { readonly words: string; readonly deleted: readonly number[] };
  /** Whether this person had deleted all of it meanwhile. */
  readonly isDeleted: boolean;
  /** Whether what they deleted was written somewhere else. */
  readonly isMoved: boolean;
  readonly spot: Spot;
  /** The line's element and what was around it, innermost first. */
  readonly chain: readonly Y.XmlElement[];
}

/** A block that was made, unseen, inside another one that somebody took away. */
export interface LostBlock {
  readonly stored: StoredElement;
  readonly trail: Trail;
  /** How many known lines stand before it. */
  readonly index: number;
  readonly spot: Spot;
  /** What was around it, innermost first. */
  readonly chain: readonly Y.XmlElement[];
}

export interface LostContent {
  /** In the order of the page. */
  readonly lines: readonly KnownLine[];
  readonly blocks: readonly LostBlock[];
}

export interface LostOptions {
  /** Whether text stands directly in an element of this name. */
  readonly isLine: (name: string) => boolean;
  /** Whose content is looked for. */
  readonly isAuthor: (client: number) => boolean;
  /** What they deleted, if that is known. */
  readonly deleted?: OwnDeletions;
}
