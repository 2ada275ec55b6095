import type { ImageAttributes } from '@manyhands/schema';
import type { MediaContext } from '../media/media-context.js';
import type { PictureFrame } from './picture-frame.js';

/** A picture on the page, as its toolbar and its description see it. */
export interface ShownImage {
  readonly attrs: ImageAttributes;
  readonly context: MediaContext;
  readonly frame: PictureFrame;
  openFullSize(): void;
  openDescription(): void;
}
