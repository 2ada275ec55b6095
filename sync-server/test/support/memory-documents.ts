import * as Y from 'yjs';
import type { Documents } from '../../src/core/documents.js';
import { DocumentDeletedError, DocumentExistsError, DocumentNotFoundError } from '../../src/core/errors.js';
import type { DocumentInfo, ListOptions } from '../../src/core/store.js';

/** `Documents` for tests of the HTTP layer alone. */
export class MemoryDocuments implements Documents {
  readonly #states = new Map<string, Uint8Array>();
  readonly #deleted = new Set<string>();

  async list({ after, limit }: ListOptions): Promise<DocumentInfo[]> {
    const names = [...this.#states.keys()].sort().filter((name) => after === undefined || name > after);
    return names
      .slice(0, limit)
      .map((name) => ({ name, createdAt: 0, updatedAt: 1000, bytes: this.#state(name).length }));
  }

  async create(name: string, initial: Uint8Array = Y.encodeStateAsUpdate(new Y.Doc())): Promise<void> {
    if (this.#states.has(name) || this.#deleted.has(name))
      throw new DocumentExistsError('there is a document of that name');
    this.#states.set(name, initial);
  }

  async read(name: string): Promise<Uint8Array> {
    return this.#state(name);
  }

  async delete(name: string): Promise<void> {
    this.#state(name);
    this.#states.delete(name);
    this.#deleted.add(name);
  }

  #state(name: string): Uint8Array {
    const state = this.#states.get(name);
    if (state !== undefined) return state;
    if (this.#deleted.has(name)) throw new DocumentDeletedError('this document was deleted');
    throw new DocumentNotFoundError('there is no such document');
  }
}
