import type { Node, Schema } from '@tiptap/pm/model';
import { Step, StepMap, StepResult } from '@tiptap/pm/transform';
import { type MapRanges, mapRanges } from './position-map.js';

/**
 * Puts one version of a whole document in the place of another and says exactly which positions went where. Remote
 * changes arrive as this one step: a replacement of everything, as y-prosemirror makes it, would throw every position
 * that a menu, a decoration or a plugin remembers to the end of the document.
 */
export class RenderStep extends Step {
  readonly #before: Node;
  readonly #after: Node;
  readonly #ranges: MapRanges;

  constructor(before: Node, after: Node, ranges: MapRanges = mapRanges(before, after)) {
    super();
    this.#before = before;
    this.#after = after;
    this.#ranges = ranges;
  }

  override apply(doc: Node): StepResult {
    return doc === this.#before
      ? StepResult.ok(this.#after)
      : StepResult.fail('made for another version of the document');
  }

  override getMap(): StepMap {
    return new StepMap(this.#ranges);
  }

  override invert(): Step {
    return new RenderStep(this.#after, this.#before);
  }

  /** It says what the shared document is, not how to get there: it cannot be moved to another version. */
  override map(): null {
    return null;
  }

  override toJSON(): unknown {
    return { stepType: 'manyhandsRender', after: this.#after.toJSON() };
  }

  static override fromJSON(_schema: Schema): Step {
    throw new RangeError('a rendering is not stored');
  }
}
