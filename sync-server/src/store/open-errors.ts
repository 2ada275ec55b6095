/** The database could not be opened. For operators at start-up; the message names the folder and what to do. */
export abstract class StoreOpenError extends Error {
  abstract readonly code: string;

  constructor(
    message: string,
    readonly location: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Another process, or another store of this one, has the folder open. */
export class StoreLockedError extends StoreOpenError {
  override readonly name = 'StoreLockedError';
  readonly code = 'store-locked';

  constructor(location: string, options?: ErrorOptions) {
    super(
      `The data folder ${location} is in use by another process. ` +
        'Stop that process, or give this one a folder of its own (DATA_DIR).',
      location,
      options,
    );
  }
}

/** The database's files are damaged. Nothing in the folder was changed. */
export class StoreCorruptError extends StoreOpenError {
  override readonly name = 'StoreCorruptError';
  readonly code = 'store-corrupt';

  constructor(location: string, detail: string, options?: ErrorOptions) {
    super(
      `The database in ${location} is damaged: ${detail}. Nothing in it was changed. Copy the folder before you do ` +
        'anything else; then restore a backup, or try ClassicLevel.repair() of the npm package classic-level on the copy.',
      location,
      options,
    );
  }
}

/** The folder holds a database of a newer release, or one that is not ours. */
export class StoreFormatError extends StoreOpenError {
  override readonly name = 'StoreFormatError';
  readonly code = 'store-format';

  constructor(location: string, detail: string, options?: ErrorOptions) {
    super(`The database in ${location} cannot be used: ${detail}. Nothing in it was changed.`, location, options);
  }
}

/** The folder cannot be used for another reason, such as missing rights or a full disk. */
export class StoreInaccessibleError extends StoreOpenError {
  override readonly name = 'StoreInaccessibleError';
  readonly code = 'store-inaccessible';

  constructor(location: string, detail: string, options?: ErrorOptions) {
    super(
      `The data folder ${location} cannot be opened: ${detail}. Check that it exists, that this user may write to it ` +
        'and that its disk has room.',
      location,
      options,
    );
  }
}
