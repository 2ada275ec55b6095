import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AckTracker } from './ack-tracker.js';

function connected(): AckTracker {
  const tracker = new AckTracker();
  tracker.connectionOpened({ acknowledges: true });
  return tracker;
}

describe('AckTracker', () => {
  it('has nothing pending when nothing was changed', () => {
    expect(connected().pending).toBe(0);
  });

  it('keeps a change pending until the message that carries it is acknowledged', () => {
    const tracker = connected();
    tracker.sent('state');
    tracker.localChange();
    tracker.sent('update');
    tracker.acknowledged(1);
    expect(tracker.pending).toBe(1);
    tracker.acknowledged(2);
    expect(tracker.pending).toBe(0);
  });

  it('does not take an acknowledged update as word about changes made before its connection', () => {
    const tracker = new AckTracker();
    tracker.localChange();
    tracker.connectionOpened({ acknowledges: true });
    tracker.localChange();
    tracker.sent('update');
    tracker.acknowledged(1);
    expect(tracker.pending).toBe(2);
    tracker.sent('state');
    tracker.acknowledged(2);
    expect(tracker.pending).toBe(0);
  });

  it('forgets what was in flight when the connection is a new one', () => {
    const tracker = connected();
    tracker.sent('state');
    tracker.localChange();
    tracker.sent('update');
    tracker.connectionOpened({ acknowledges: true });
    tracker.acknowledged(2);
    expect(tracker.pending).toBe(1);
  });

  it('counts inherited changes as pending until the first state is durable', () => {
    const tracker = new AckTracker();
    tracker.inherit(3);
    tracker.connectionOpened({ acknowledges: true });
    tracker.sent('state');
    expect(tracker.pending).toBe(3);
    tracker.acknowledged(1);
    expect(tracker.pending).toBe(0);
  });

  it('cuts claims beyond what was sent', () => {
    const tracker = connected();
    tracker.sent('state');
    tracker.localChange();
    tracker.acknowledged(1_000_000);
    expect(tracker.pending).toBe(1);
    tracker.sent('update');
    expect(tracker.pending).toBe(1);
    tracker.acknowledged(2);
    expect(tracker.pending).toBe(0);
  });

  it('ignores acknowledgements that go back', () => {
    const tracker = connected();
    tracker.sent('state');
    tracker.localChange();
    tracker.sent('update');
    tracker.acknowledged(2);
    tracker.acknowledged(1);
    expect(tracker.pending).toBe(0);
    expect(tracker.durableRevision).toBe(1);
  });

  it('never calls a change durable with a server that does not acknowledge', () => {
    const tracker = new AckTracker();
    tracker.connectionOpened({ acknowledges: false });
    tracker.localChange();
    expect(tracker.isHandedOver).toBe(false);
    tracker.sent('state');
    expect(tracker.isHandedOver).toBe(true);
    tracker.acknowledged(1);
    expect(tracker.pending).toBe(1);
  });

  it('agrees with a model for every order of changes, messages, acknowledgements and reconnects', () => {
    const step = fc.oneof(
      fc.constant('change' as const),
      fc.constant('send-state' as const),
      fc.constant('reconnect' as const),
      fc.nat({ max: 6 }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const tracker = connected();
        let revision = 0;
        let durable = 0;
        let sent: { revision: number; isState: boolean }[] = [];
        for (const action of steps) {
          if (action === 'change') {
            tracker.localChange();
            tracker.sent('update');
            sent.push({ revision: ++revision, isState: false });
          } else if (action === 'send-state') {
            tracker.sent('state');
            sent.push({ revision, isState: true });
          } else if (action === 'reconnect') {
            tracker.connectionOpened({ acknowledges: true });
            sent = [];
          } else {
            tracker.acknowledged(action);
            const acknowledged = sent.slice(0, action);
            if (acknowledged.some(({ isState }) => isState)) {
              durable = Math.max(durable, ...acknowledged.map((message) => message.revision));
            }
          }
          // The tracker only learns of a later state's durability with the next message: never more than the model says.
          expect(tracker.durableRevision).toBeLessThanOrEqual(durable);
          expect(tracker.pending).toBe(revision - tracker.durableRevision);
        }
      }),
    );
  });
});
