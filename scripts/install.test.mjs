import { describe, expect, it } from 'vitest';
import { isInstalled } from './install.mjs';

const wanted = {
  '': { version: '0.1.0' },
  protocol: { version: '0.1.0' },
  'node_modules/@manyhands/protocol': {},
  'node_modules/yjs': { version: '13.6.33' },
  'node_modules/fsevents': { version: '2.3.3', optional: true },
};
const installed = { 'node_modules/@manyhands/protocol': {}, 'node_modules/yjs': { version: '13.6.33' } };

describe('isInstalled', () => {
  it('accepts an install that leaves out optional packages of other platforms', () => {
    expect(isInstalled(wanted, installed, () => true)).toBe(true);
  });

  it('refuses a fresh clone and an install that was cut short', () => {
    expect(isInstalled(wanted, undefined, () => true)).toBe(false);
  });

  it('refuses another version and a missing package', () => {
    const older = { ...installed, 'node_modules/yjs': { version: '13.6.32' } };
    const more = { ...wanted, 'node_modules/zod': { version: '4.6.7' } };
    expect(isInstalled(wanted, older, () => true)).toBe(false);
    expect(isInstalled(more, installed, () => true)).toBe(false);
  });

  it('refuses a package whose folder has been deleted', () => {
    expect(isInstalled(wanted, installed, (path) => path !== 'node_modules/yjs')).toBe(false);
  });
});
