import type { Readable } from '../snapshot-store.js';

/** Why a file will not go up, however often it is tried. Stable: what programs look at. */
export type UploadRefusalCode =
  /** Past the server's limit for one file. */
  | 'too-large'
  /** The server takes no files of this kind. */
  | 'type'
  /** This person may not edit the document (any more). */
  | 'forbidden'
  /** The server has no room left. */
  | 'storage-full'
  /** The document was deleted. */
  | 'deleted'
  /** Too many files, or bytes, are waiting on this device. */
  | 'too-many'
  /** The bytes cannot be read any more, e.g. the file was moved before they could be copied. */
  | 'unreadable'
  /** The server does not understand the request. */
  | 'refused';

export interface UploadRefusal {
  readonly code: UploadRefusalCode;
  /** For people: what happened and what to do next. */
  readonly sentence: string;
}

/**
 * - `waiting`: for its turn, for the network, or for another window that sends it
 * - `uploading`: its bytes are on the way
 * - `done`: the server has it on its disk; `url` is set
 * - `refused`: it will not be tried again unless somebody asks; `reason` is set
 */
export type UploadState = 'waiting' | 'uploading' | 'done' | 'refused';

/** One file on its way to the server. Immutable. */
export interface Upload {
  readonly id: string;
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** As the browser guesses it, and as the server found it once it is done. May be empty. */
  readonly mime: string;
  readonly state: UploadState;
  /** Part of the bytes that were sent, 0–1. */
  readonly progress: number;
  /** When done: the file's address on its server, to be stored in the document. See `DocumentUploads.resolve`. */
  readonly url?: string;
  /** For images: an object URL to show meanwhile. It ends a moment after the file is done, or is removed. */
  readonly previewUrl?: string;
  /** Pixels, once the server has measured an image. */
  readonly width?: number;
  readonly height?: number;
  /** When refused. */
  readonly reason?: UploadRefusal;
  /** Whether the bytes survive a reload. False in private windows without IndexedDB, and until they are written. */
  readonly isKept: boolean;
}

/** A file that has arrived. */
export type FinishedUpload = Upload & { readonly state: 'done'; readonly url: string };

/** Everything that is known about a document's uploads on this device. Immutable. */
export interface UploadsSnapshot {
  /** Oldest first. Finished ones stay for a while: see `DocumentUploads.attach`. */
  readonly uploads: readonly Upload[];
  /** How many wait or are on the way. */
  readonly waiting: number;
  /** How many of those a reload would lose. */
  readonly unkept: number;
  /** How many are refused, whether or not the document still has a place for them. */
  readonly refused: number;
  /** Whether what earlier visits left on this device is among them. */
  readonly isLoaded: boolean;
}

/** The files that people put into one document, on their way to the server. */
export interface DocumentUploads extends Readable<UploadsSnapshot> {
  /**
   * Takes a file and sends it as soon as possible, over reloads and outages. Never throws: a file that cannot be taken
   * is an upload that is `refused`.
   *
   * @returns the id to store in the document until the file is done
   */
  add(file: File): string;
  /**
   * Sends a file that is on this server already, for another document, for this one too: deleting the other one would
   * take it away. Its address stays the same, because equal bytes are one file.
   *
   * @param src the file's address, as it stands in a document
   */
  adopt(src: string): void;
  /** One upload for its view; `null` while, or if, this device does not know it: somebody else is sending it. */
  upload(id: string): Readable<Upload | null>;
  /** Tries a refused upload again, or one that waits for its next attempt at once. */
  retry(id: string): void;
  /** Stops and forgets an upload, with its bytes. */
  remove(id: string): void;
  /**
   * Calls back for every upload that is done: at once (in a microtask) for those known already, also from earlier
   * visits, and later for others. The listener puts the address where the document has the upload's id, if it (still,
   * or again) has it: finished uploads are remembered for a month, so that an undo finds them.
   *
   * @returns a function that ends it
   */
  attach(listener: (upload: FinishedUpload) => void): () => void;
  /**
   * An address from the document as this page can load it: what is stored is relative to the server, which need not be
   * the page's own. Others are returned as they are.
   */
  resolve(src: string): string;
}
