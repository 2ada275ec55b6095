/** What is known of a stored file, whatever names it goes by. */
export interface FileInfo {
  /** SHA-256 of its bytes in lower-case hex: its identity. */
  readonly hash: string;
  /** Bytes. */
  readonly size: number;
  /** As found in its bytes, never as a client said. */
  readonly mime: string;
  /** Pixels, of images whose header tells. */
  readonly dimensions: Dimensions | null;
  /** Milliseconds since the epoch. */
  readonly storedAt: number;
}

export interface Dimensions {
  readonly width: number;
  readonly height: number;
}

/** What the bytes of a file say about it. */
export interface FileKind {
  readonly mime: string;
  readonly dimensions: Dimensions | null;
}

/** What the server knows of its files and which documents use them. Durable; passes `test/contract/file-index.ts`. */
export interface FileIndex {
  get(hash: string): Promise<FileInfo | null>;
  /** Notes a file, and that a document uses it, in one atomic write. Resolves when it is on disk. */
  add(info: FileInfo, document: string, time: number): Promise<void>;
  /** A document uses a file no longer. */
  unlink(hash: string, document: string): Promise<void>;
  /** Forgets a file. */
  remove(hash: string): Promise<void>;
  documentsOf(hash: string): Promise<string[]>;
  /** With the time at which the document began to use each. */
  filesOf(document: string): Promise<{ readonly hash: string; readonly time: number }[]>;
  /** Every file; `info` is `null` where it cannot be read: the bytes may still be needed. */
  files(): AsyncIterable<{ readonly hash: string; readonly info: FileInfo | null }>;
  /** Every document that uses files. */
  documents(): AsyncIterable<string>;
}

/** Where the bytes are. */
export interface FileBytes {
  /** Begins to take bytes; nobody can read them before `publish`. @throws {StorageFullError} */
  begin(): Promise<IncomingFile>;
  /** `null` if it is not there. */
  open(hash: string): Promise<OpenFile | null>;
  has(hash: string): Promise<boolean>;
  /** Whether or not it was there. */
  remove(hash: string): Promise<void>;
  /** The hashes of all files. */
  all(): AsyncIterable<string>;
}

/** Bytes on their way in. End it with `publish` or `discard`. */
export interface IncomingFile {
  /** @throws {StorageFullError} */
  write(chunk: Uint8Array): Promise<void>;
  /** No more bytes: they are on the disk now. @throws {StorageFullError} */
  seal(): Promise<{ readonly hash: string; readonly size: number }>;
  /** Looks at the bytes; after `seal`. */
  inspect(): Promise<FileKind>;
  /** Makes it a file under its hash, durably; after `seal`. @throws {StorageFullError} */
  publish(): Promise<void>;
  /** Leaves nothing behind. Idempotent, and without effect after `publish`. */
  discard(): Promise<void>;
}

/** A file being read. It stays readable when it is removed meanwhile. */
export interface OpenFile {
  readonly size: number;
  /** From `start` to `end`, both inclusive; closes the file when it is through, or left. */
  read(start: number, end: number): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

export interface UploadRequest {
  readonly document: string;
  readonly body: AsyncIterable<Uint8Array>;
  /** What the client says that it will send; `null` if it says nothing. */
  readonly declaredBytes: number | null;
  /** Asked again when all bytes are there, which may be long after the first time. @throws {SyncError} */
  readonly authorize: () => void | Promise<void>;
}

/** Files as the HTTP API needs them. */
export interface Files {
  /**
   * Takes a file for a document. Resolves when it is on the disk; else nothing of it is left.
   *
   * @throws {DocumentDeletedError | TooLargeError | StorageFullError | UnsupportedTypeError | RestartingError}
   * @throws what `body` and `authorize` throw
   */
  store(request: UploadRequest): Promise<FileInfo>;
  /** A file and its bytes. @throws {FileNotFoundError} */
  open(hash: string): Promise<{ readonly info: FileInfo; readonly bytes: OpenFile }>;
  /** The documents that use a file; none if there is no such file. */
  documentsOf(hash: string): Promise<string[]>;
}

const hashPattern = /^[0-9a-f]{64}$/;

/** Whether a text is a file's hash, and so safe in a path. */
export function isFileHash(text: string): boolean {
  return hashPattern.test(text);
}
