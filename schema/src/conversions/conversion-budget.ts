import { ConversionError } from './conversion-error.js';

/** Bounds on what a conversion may produce, so that a hostile document ends in an error and not in a crash. */
export interface ConversionLimits {
  /** Levels of nesting. Every walk over a document recurses this deep. */
  readonly depth: number;
  /** Nodes and marks. */
  readonly nodes: number;
  /** UTF-16 units of text and attributes, counted as often as they occur. */
  readonly characters: number;
}

export const defaultConversionLimits: ConversionLimits = {
  depth: 200,
  nodes: 1_000_000,
  characters: 64 * 1024 * 1024,
};

/**
 * Counts what a conversion has taken. Characters are counted per use because Yjs stores a mark's attributes once however
 * many stretches of text carry it: a small update can otherwise grow into gigabytes.
 */
export class ConversionBudget {
  #nodes = 0;
  #characters = 0;

  constructor(readonly limits: ConversionLimits) {}

  /** @throws {ConversionError} `too-deep` */
  checkDepth(depth: number): void {
    if (depth > this.limits.depth) {
      throw new ConversionError('too-deep', `the document is nested more than ${this.limits.depth} levels deep`);
    }
  }

  /** @throws {ConversionError} `too-large` */
  takeNode(): void {
    this.#nodes += 1;
    if (this.#nodes > this.limits.nodes) {
      throw new ConversionError('too-large', `the document has more than ${this.limits.nodes} parts`);
    }
  }

  /** @throws {ConversionError} `too-large` */
  takeCharacters(count: number): void {
    this.#characters += count;
    if (this.#characters > this.limits.characters) {
      throw new ConversionError('too-large', `the document has more than ${this.limits.characters} characters`);
    }
  }

  /** Takes an attribute value of any shape. @throws {ConversionError} */
  takeValue(value: unknown, depth = 0): void {
    this.checkDepth(depth);
    if (typeof value === 'string') return this.takeCharacters(value.length);
    if (typeof value !== 'object' || value === null) return this.takeCharacters(8);
    if (value instanceof Uint8Array) return this.takeCharacters(value.length * 4);
    for (const [key, inner] of Object.entries(value)) {
      this.takeCharacters(key.length + 4);
      this.takeValue(inner, depth + 1);
    }
  }
}
