export type ConversionErrorCode =
  /** Not a Yjs update. */
  | 'bad-update'
  /** Not ProseMirror JSON, or JSON that the schema does not allow. */
  | 'bad-content'
  /** Nested deeper than `ConversionLimits.depth`. */
  | 'too-deep'
  /** More nodes or characters than `ConversionLimits` allow. */
  | 'too-large';

/** A document that cannot be converted. The message is fit for the person who asked; it quotes no content. */
export class ConversionError extends Error {
  override readonly name = 'ConversionError';

  constructor(
    readonly code: ConversionErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
