export { type AwarenessEntry, decodeAwareness, encodeAwareness, parseAwarenessState } from './awareness.js';
export {
  type CloseReason,
  closeCodes,
  closeReasonOf,
  isRetryableCloseCode,
} from './close-codes.js';
export { colourOf, isHexColour, palette } from './colour.js';
export { type ByteRange, type ScannedObject, scanObject } from './compact-json.js';
export { FrameError, type FrameErrorCode } from './frame-error.js';
export { decodeFrame, encodeFrame, type Frame, frameType, keepAliveForStockClients, syncType } from './frames.js';
export { decodeHello, encodeHello, type Hello, type HelloLimits, type Role } from './hello.js';
export { bearerPrefix, maxRoomNameBytes, subprotocol } from './names.js';
