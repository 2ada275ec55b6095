import type { UploadRefusalCode } from './upload.js';

/** An upload as the device keeps it, beside its bytes. */
export interface UploadRecord {
  readonly id: string;
  /** Which document, on which server: see `deviceName`. */
  readonly document: string;
  readonly name: string;
  readonly size: number;
  readonly mime: string;
  /** Milliseconds since the epoch. */
  readonly addedAt: number;
  /** Where its bytes are, for one that is on the server for another document: this device need not keep them. */
  readonly from?: string;
  /** Set when the server has the file; the bytes are then no longer kept. */
  readonly finished?: FinishedFile;
  /** Set when the server refused it for good; it is not tried again by itself, not even after a reload. */
  readonly refused?: UploadRefusalCode;
}

/** What the server said about a file. */
export interface FinishedFile {
  /** Relative to the server. */
  readonly url: string;
  readonly mime: string;
  readonly width?: number;
  readonly height?: number;
  /** Milliseconds since the epoch. */
  readonly at: number;
}
