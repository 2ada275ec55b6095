import { DocumentBytes } from './document-bytes.js';
import type { Documents } from './documents.js';
import { DocumentDeletedError, DocumentExistsError, DocumentNotFoundError } from './errors.js';
import type { RoomRegistry } from './room-registry.js';
import type { DocumentInfo, DocumentStore, ListOptions } from './store.js';

/** Documents as the HTTP API sees them: the same content that the rooms serve, durable or not yet. */
export class DocumentService implements Documents {
  readonly #registry: RoomRegistry;
  readonly #store: DocumentStore;
  readonly #onDeleted: (name: string) => Promise<void>;
  /** Names being made now: creating looks first and writes later, and two must not both find nothing. */
  readonly #creating = new Set<string>();

  /** @param onDeleted lets go of what belongs to a document besides its content; it handles its own failures */
  constructor(registry: RoomRegistry, store: DocumentStore, onDeleted: (name: string) => Promise<void>) {
    this.#registry = registry;
    this.#store = store;
    this.#onDeleted = onDeleted;
  }

  list(options: ListOptions): Promise<DocumentInfo[]> {
    return this.#store.list(options);
  }

  async create(name: string, initial?: Uint8Array): Promise<void> {
    if (this.#creating.has(name)) throw new DocumentExistsError('a document of that name is just being made');
    this.#creating.add(name);
    try {
      await this.#expectAbsent(name);
      if (initial === undefined) await this.#store.create(name);
      else await this.#write(name, initial);
    } finally {
      this.#creating.delete(name);
    }
  }

  async read(name: string): Promise<Uint8Array> {
    const room = this.#registry.loaded(name);
    if (room !== undefined && !room.isBlank) return room.read();
    const status = await this.#store.status(name);
    if (status === 'deleted') throw new DocumentDeletedError('this document was deleted');
    if (status === 'absent') throw new DocumentNotFoundError('there is no such document');
    return new DocumentBytes(await this.#store.load(name)).whole();
  }

  async delete(name: string): Promise<void> {
    const status = await this.#store.status(name);
    if (status === 'deleted') throw new DocumentDeletedError('this document was deleted');
    const room = this.#registry.loaded(name);
    if (status === 'absent' && (room === undefined || room.isBlank)) {
      throw new DocumentNotFoundError('there is no such document');
    }
    await this.#registry.delete(name);
    await this.#onDeleted(name);
  }

  async #expectAbsent(name: string): Promise<void> {
    const status = await this.#store.status(name);
    if (status === 'deleted') throw new DocumentExistsError('a document of that name was deleted; choose another name');
    const room = this.#registry.loaded(name);
    if (status === 'present' || (room !== undefined && !room.isBlank)) {
      throw new DocumentExistsError('there is a document of that name');
    }
  }

  /** Through the room, so that whoever is in it already sees the content. Resolves when it is on disk. */
  async #write(name: string, update: Uint8Array): Promise<void> {
    const room = await this.#registry.open(name);
    await new Promise<void>((resolve) => {
      const target = { markDurable: () => {}, flushAck: resolve };
      room.receiveUpdate(update, { userId: null, target, sequence: 1 }, false);
    });
  }
}
