// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DocumentHandle, DocumentSnapshot } from '../client/document-handle.js';
import type { DocumentStatus } from '../client/document-status.js';
import { SnapshotStore } from '../client/snapshot-store.js';
import { StateChip } from './state-chip.js';

const none = { changes: 0, files: 0, keptOnDevice: true };
let root: Root;
let store: SnapshotStore<DocumentSnapshot>;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  document.body.innerHTML = '<div></div>';
  root = createRoot(document.body.firstElementChild!);
});

afterEach(() => {
  act(() => root.unmount());
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function show(status: DocumentStatus): void {
  store = new SnapshotStore({ status } as DocumentSnapshot);
  const handle = { subscribe: store.subscribe, getSnapshot: store.getSnapshot } as DocumentHandle;
  act(() => root.render(<StateChip handle={handle} />));
}

function become(status: DocumentStatus): void {
  act(() => store.set({ status } as DocumentSnapshot));
}

/** In small steps: React works off what a timer asked for before the next one may come. */
function pass(ms: number): void {
  for (let passed = 0; passed < ms; passed += 50) act(() => vi.advanceTimersByTime(50));
}

const words = () => document.querySelector('[role="group"]')?.textContent;
const announced = () => document.querySelector('[role="status"]')?.textContent;

describe('StateChip', () => {
  it.each<[DocumentStatus, string]>([
    [{ kind: 'saved' }, 'Saved'],
    [{ kind: 'sent' }, 'Sent'],
    [{ kind: 'saving', ...none }, 'Saving…'],
    [{ kind: 'reconnecting', reason: null, ...none }, 'Reconnecting…'],
    [{ kind: 'offline', ...none }, 'Offline'],
    [{ kind: 'offline', changes: 1, files: 0, keptOnDevice: true }, 'Offline, 1 change kept on this device'],
    [{ kind: 'offline', changes: 12, files: 0, keptOnDevice: true }, 'Offline, 12 changes kept on this device'],
    [{ kind: 'offline', changes: 12, files: 0, keptOnDevice: false }, 'Offline, 12 changes only in this window'],
    [{ kind: 'offline', changes: 0, files: 1, keptOnDevice: true }, 'Offline, 1 file kept on this device'],
    [
      { kind: 'offline', changes: 12, files: 1, keptOnDevice: true },
      'Offline, 12 changes and 1 file kept on this device',
    ],
    [
      { kind: 'offline', changes: 1, files: 2, keptOnDevice: false },
      'Offline, 1 change and 2 files only in this window',
    ],
    [{ kind: 'saving', changes: 0, files: 1, keptOnDevice: true }, 'Saving…'],
    [{ kind: 'files-refused', files: 1 }, '1 file not uploaded'],
    [{ kind: 'files-refused', files: 2 }, '2 files not uploaded'],
    [{ kind: 'read-only', role: 'view', ...none }, 'Read only, you may view'],
    [{ kind: 'read-only', role: 'comment', ...none }, 'Read only, you may comment'],
    [{ kind: 'update-needed', ...none }, 'Update needed'],
    [{ kind: 'stopped', reason: 'deleted', ...none }, 'Deleted'],
  ])('says %j as %j', (status, expected) => {
    show(status);
    expect(words()).toBe(expected);
  });

  it('says Saving at once and Saved only after a pause in writing', () => {
    show({ kind: 'saved' });
    become({ kind: 'saving', changes: 1, files: 0, keptOnDevice: false });
    expect(words()).toBe('Saving…');
    become({ kind: 'saved' });
    pass(300);
    become({ kind: 'saving', changes: 1, files: 0, keptOnDevice: false });
    become({ kind: 'saved' });
    pass(300);
    expect(words()).toBe('Saving…');
    pass(200);
    expect(words()).toBe('Saved');
  });

  it('never delays what is worse than Saving', () => {
    show({ kind: 'saving', changes: 1, files: 0, keptOnDevice: false });
    become({ kind: 'offline', changes: 1, files: 0, keptOnDevice: true });
    expect(words()).toBe('Offline, 1 change kept on this device');
    become({ kind: 'saved' });
    expect(words()).toBe('Saved');
  });

  it('announces a lasting change, and the way back', () => {
    show({ kind: 'saved' });
    pass(2_000);
    expect(announced()).toBe('');
    become({ kind: 'reconnecting', reason: null, ...none });
    become({ kind: 'saved' });
    pass(2_000);
    expect(announced()).toBe('');
    become({ kind: 'offline', ...none });
    pass(2_000);
    expect(announced()).toBe('Offline');
    become({ kind: 'saving', ...none });
    become({ kind: 'saved' });
    pass(2_000);
    expect(announced()).toBe('Saved');
  });
});
