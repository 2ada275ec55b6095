import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import type { Revocation, RevocationStore } from '../core/store.js';
import type { Operation } from './database.js';
import { seal, UnreadableRecordError, unseal } from './envelope.js';
import { decodeRevocationKey, rangeOf, revocationKey } from './keys.js';
import type { StoreContext } from './store-context.js';

const revocationVersion = 1;

/** Revocations beside the documents, in the same durable writes. */
export class LevelRevocations implements RevocationStore {
  readonly #store: StoreContext;

  constructor(store: StoreContext) {
    this.#store = store;
  }

  /** @throws {StoreUnavailableError} {RangeError} for times that are not whole milliseconds since the epoch. */
  async add(revocation: Revocation): Promise<void> {
    const { subject, revokedAt, expiresAt } = revocation;
    if (![revokedAt, expiresAt].every((time) => Number.isSafeInteger(time) && time >= 0)) {
      throw new RangeError('a revocation needs its times in whole milliseconds');
    }
    const id = subject.kind === 'token' ? subject.tokenId : subject.userId;
    const key = revocationKey(subject.kind, id, revokedAt, expiresAt);
    await this.#store.commit.submit({ operations: [{ type: 'put', key, value: encodeRevocation(revocation) }] });
  }

  async list(now: number): Promise<Revocation[]> {
    const { database, commit, quarantine } = this.#store;
    const valid: Revocation[] = [];
    const cleaning: Operation[] = [];
    await database.read(async (view) => {
      for await (const entries of view.scan(rangeOf('revocation'))) {
        for (const [key, value] of entries) {
          let revocation: Revocation;
          try {
            revocation = decodeRevocation(value);
          } catch (error) {
            if (!(error instanceof UnreadableRecordError)) throw error;
            // A damaged value must not let anybody back in: the key says the same.
            revocation = fromKey(key);
            cleaning.push(quarantine.copy({ what: 'revocation', document: null, key, value, reason: error.reason }));
            cleaning.push({ type: 'put', key, value: encodeRevocation(revocation) });
          }
          if (revocation.expiresAt > now) valid.push(revocation);
          else cleaning.push({ type: 'del', key });
        }
      }
    });
    // Not awaited: the list is right whether or not the disk can be written now, and the next call tries again.
    if (cleaning.length > 0) commit.submit({ operations: cleaning }).catch(() => undefined);
    return valid;
  }
}

function fromKey(key: Uint8Array): Revocation {
  const { kind, id, revokedAt, expiresAt } = decodeRevocationKey(key);
  return { subject: subjectOf(kind, id), revokedAt, expiresAt };
}

function subjectOf(kind: 'token' | 'user', id: string): Revocation['subject'] {
  return kind === 'token' ? { kind, tokenId: id } : { kind, userId: id };
}

function encodeRevocation({ subject, revokedAt, expiresAt }: Revocation): Uint8Array {
  return seal(revocationVersion, (encoder) => {
    encoding.writeUint8(encoder, subject.kind === 'token' ? 0 : 1);
    encoding.writeVarString(encoder, subject.kind === 'token' ? subject.tokenId : subject.userId);
    encoding.writeVarUint(encoder, revokedAt);
    encoding.writeVarUint(encoder, expiresAt);
  });
}

function decodeRevocation(bytes: Uint8Array): Revocation {
  return unseal(revocationVersion, bytes, (decoder) => {
    const kind = decoding.readUint8(decoder) === 0 ? 'token' : 'user';
    return {
      subject: subjectOf(kind, decoding.readVarString(decoder)),
      revokedAt: decoding.readVarUint(decoder),
      expiresAt: decoding.readVarUint(decoder),
    };
  });
}
