import { describe, expect, it } from 'vitest';
import { judgeBounds } from './bounds.mjs';

const typing = (p95) => ({ work: { work: { p95 } } });
const opening = (usual, shown, typed, inDocument) => ({
  cachedUsual: { shown: { p50: usual } },
  cached: { shown: { p50: shown } },
  cold: { typed: { p50: typed }, inDocument: { p50: inDocument } },
});

describe('judgeBounds of the editor benchmark', () => {
  it('says of each whether it is met', () => {
    const bounds = judgeBounds({ typing: typing(16.1), opening: opening(299, 301, 900, 1_600) }, { quick: false });
    expect(bounds.map(({ valueMs, verdict }) => [valueMs, verdict])).toEqual([
      [16.1, 'NOT met'],
      [299, 'met'],
      [301, 'NOT met'],
      [1_600, 'NOT met'],
    ]);
  });

  it('judges neither a quick run nor what was not measured', () => {
    const bounds = judgeBounds({ typing: typing(5), opening: undefined }, { quick: true });
    expect(bounds.map(({ verdict }) => verdict)).toEqual([
      'not judged',
      'not measured',
      'not measured',
      'not measured',
    ]);
  });
});
