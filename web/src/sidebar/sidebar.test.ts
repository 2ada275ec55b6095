import { describe, expect, it } from 'vitest';
import { withCurrent } from './sidebar';

const entry = { id: 'a', title: 'Old name', time: 1, isOnlyHere: false };

describe('withCurrent', () => {
  it('shows the open document under its present title', () => {
    expect(withCurrent([entry], 'a', 'New name')).toEqual([{ ...entry, title: 'New name' }]);
  });

  it('has a document that the server does not list yet, first', () => {
    expect(withCurrent([entry], 'b', '')).toEqual([{ id: 'b', title: '', time: null, isOnlyHere: true }, entry]);
  });
});
