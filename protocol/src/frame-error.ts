/** Why a frame was refused. Stable: metrics and tests use these words. */
export type FrameErrorCode =
  | 'empty'
  | 'truncated'
  | 'trailing-bytes'
  | 'unknown-type'
  | 'bad-text'
  | 'bad-json'
  | 'bad-value';

/** The only error that decoding a frame throws, whatever the bytes. */
export class FrameError extends Error {
  override readonly name = 'FrameError';
  readonly code: FrameErrorCode;

  constructor(code: FrameErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
