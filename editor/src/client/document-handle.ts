import type { Role } from '@manyhands/protocol';
import type { Awareness } from 'y-protocols/awareness';
import type { WebsocketProvider } from 'y-websocket';
import type * as Y from 'yjs';
import type { FlushOptions } from './document-options.js';
import type { DeviceState, DocumentStatus, Unacknowledged } from './document-status.js';
import type { Glimpse } from './glimpse.js';
import type { Person } from './people.js';
import type { Readable } from './snapshot-store.js';
import type { DocumentUploads } from './uploads/upload.js';

/** Everything that can be shown about an open document. Immutable. */
export interface DocumentSnapshot {
  readonly status: DocumentStatus;
  readonly device: DeviceState;
  readonly unacknowledged: Unacknowledged;
  /** The server's word, or what it last said on this device; `null` if it never said. */
  readonly role: Role | null;
  /** Whether the content is here: from this device, from the server, or because the document is new. */
  readonly isReady: boolean;
  /** How it looked when it was last open here, to be shown until the content is; `null` where nothing is kept. */
  readonly glimpse: Glimpse | null;
  /** Whether changes make sense: the content is here and nothing known speaks against keeping them. */
  readonly isEditable: boolean;
  /** Who this is, as others see it. */
  readonly self: Person;
}

/** An open document: its text, its people, and the truth about where its changes are. Owns all that it is made of. */
export interface DocumentHandle extends Readable<DocumentSnapshot> {
  readonly id: string;
  readonly doc: Y.Doc;
  readonly awareness: Awareness;
  /** For extensions that want one; its connection belongs to the handle. */
  readonly provider: WebsocketProvider;
  /** Everybody here, this person first. Remote states have been checked. */
  readonly people: Readable<readonly PresentPerson[]>;
  /** The files put into this document, on their way to the server. */
  readonly uploads: DocumentUploads;
  /**
   * Resolves once every change made here before the call is on the server's disk.
   *
   * @throws {FlushError} it cannot be, or not in time; the changes stay in the document
   * @throws the signal's reason, if it is aborted first
   */
  flush(options?: FlushOptions): Promise<void>;
  setName(name: string): void;
  /** Keeps how the document looks now, to be shown at the beginning of the next visit. */
  keepGlimpse(glimpse: Glimpse): void;
  /** Tries to connect now, also after the server had ended the session for good. */
  reconnect(): void;
  /** Leaves the document. What is not acknowledged stays on this device, if it is kept there. Idempotent. */
  close(): void;
}

/** Somebody who has the document open now; one entry for all of a person's windows. */
export interface PresentPerson extends Person {
  readonly isSelf: boolean;
  /** Yjs client ids of their windows. */
  readonly clientIds: readonly number[];
}
