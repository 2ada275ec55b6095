// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { finishedDrawing, isKnownToHang, startDrawing } from './hanging-diagrams.js';

describe('diagrams that hang a page', () => {
  beforeEach(() => localStorage.clear());

  it('are known when they never came to their end', () => {
    startDrawing('slow', 1_000);
    expect(isKnownToHang('slow', 2_000)).toBe(false);
    expect(isKnownToHang('slow', 60_000)).toBe(true);
    expect(isKnownToHang('other', 60_000)).toBe(false);
  });

  it('are not those that were drawn', () => {
    startDrawing('fine', 1_000);
    finishedDrawing('fine');
    expect(isKnownToHang('fine', 60_000)).toBe(false);
    expect(localStorage).toHaveLength(0);
  });

  it('are forgotten after a month, and never more than twenty', () => {
    startDrawing('slow', 1_000);
    expect(isKnownToHang('slow', 40 * 24 * 3_600_000)).toBe(false);
    for (let index = 0; index < 40; index++) startDrawing(`slow ${index}`, 2_000);
    expect(Object.keys(JSON.parse(localStorage.getItem('manyhands.drawing') ?? '{}'))).toHaveLength(20);
  });

  it('do not matter to a storage that holds something else', () => {
    localStorage.setItem('manyhands.drawing', '[1');
    expect(isKnownToHang('slow')).toBe(false);
    startDrawing('slow', 1_000);
    expect(isKnownToHang('slow', 60_000)).toBe(true);
  });
});
