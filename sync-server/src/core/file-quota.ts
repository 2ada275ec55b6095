import { StorageFullError, TooLargeError } from './errors.js';
import { exceeds, type Limits } from './limits.js';
import type { Telemetry } from './telemetry.js';

/** Room that an upload takes while it comes in. `keep` or `release` it in the end; `release` is idempotent. */
export interface Reservation {
  /** More bytes have come. @throws {TooLargeError | StorageFullError} */
  grow(bytes: number): void;
  /** They are a new file from now on. */
  keep(): void;
  release(): void;
}

/** Counts the bytes of all files, also of those on their way in: fifty uploads at once cannot all take the last room. */
export class FileQuota {
  readonly #limits: Pick<Limits, 'uploadBytes' | 'storageBytes'>;
  readonly #telemetry: Telemetry;
  #stored = 0;
  #reserved = 0;

  constructor(limits: Pick<Limits, 'uploadBytes' | 'storageBytes'>, telemetry: Telemetry) {
    this.#limits = limits;
    this.#telemetry = telemetry;
  }

  /** Files that were there at the start, or went away. */
  adjust(bytes: number): void {
    this.#stored += bytes;
    this.#telemetry.gauge('file-bytes', this.#stored);
  }

  /** @param declaredBytes what the client says that it will send @throws {TooLargeError | StorageFullError} */
  reserve(declaredBytes: number | null): Reservation {
    this.#check(declaredBytes ?? 0, declaredBytes ?? 0);
    let taken = 0;
    let isOpen = true;
    const release = () => {
      if (!isOpen) return;
      isOpen = false;
      this.#reserved -= taken;
    };
    return {
      grow: (bytes) => {
        this.#check(taken + bytes, bytes);
        taken += bytes;
        this.#reserved += bytes;
      },
      keep: () => {
        release();
        this.adjust(taken);
      },
      release,
    };
  }

  #check(size: number, more: number): void {
    const { uploadBytes, storageBytes } = this.#limits;
    if (exceeds(size, uploadBytes)) {
      this.#telemetry.count('limit-upload-bytes');
      throw new TooLargeError(`a file may have ${uploadBytes} bytes at most`);
    }
    if (exceeds(this.#stored + this.#reserved + more, storageBytes)) {
      this.#telemetry.count('limit-storage-bytes');
      throw new StorageFullError('the server has no room for another file');
    }
  }
}
