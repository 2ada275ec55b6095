import type { FinishedUpload } from './upload.js';

type Listener = (upload: FinishedUpload) => void;

/** Who wants to hear of uploads that are done. One that throws does not keep the others from hearing. */
export class UploadListeners {
  readonly #listeners = new Set<Listener>();

  /**
   * @param known those done already, asked for in a microtask
   * @returns a function that ends it
   */
  attach(listener: Listener, known: () => Iterable<FinishedUpload>): () => void {
    // Wrapped, so that attaching the same function twice is two attachments.
    const entry: Listener = (upload) => listener(upload);
    this.#listeners.add(entry);
    queueMicrotask(() => {
      if (this.#listeners.has(entry)) for (const upload of known()) tell(entry, upload);
    });
    return () => this.#listeners.delete(entry);
  }

  announce(upload: FinishedUpload): void {
    for (const listener of [...this.#listeners]) tell(listener, upload);
  }

  clear(): void {
    this.#listeners.clear();
  }
}

function tell(listener: Listener, upload: FinishedUpload): void {
  try {
    listener(upload);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
