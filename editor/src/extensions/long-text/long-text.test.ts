// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { EditorHarness } from '../../testing/editor-harness.js';
import { longFrom, longText } from './long-text.js';

let harness: EditorHarness;
let waiting: (() => void)[];

function open(): void {
  harness = new EditorHarness();
  harness.editor.registerPlugin(longText());
}

/** Runs what waits for the browser, until nothing does. */
function untilCalm(onEach: () => void = () => undefined): void {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    next();
    onEach();
  }
}

function addBlocks(count: number): void {
  harness.remotely((doc) => {
    const blocks = Array.from({ length: count }, (_, index) => {
      const paragraph = new Y.XmlElement('paragraph');
      paragraph.insert(0, [new Y.XmlText(`Block ${index}`)]);
      return paragraph;
    });
    doc.getXmlFragment('default').insert(0, blocks);
  });
}

const isLong = () => harness.editor.view.dom.classList.contains('mh-body--long');
const rules = () => document.adoptedStyleSheets.flatMap(({ cssRules }) => [...cssRules].map(({ cssText }) => cssText));

beforeEach(() => {
  waiting = [];
  const wait = (callback: () => void) => waiting.push(callback);
  vi.stubGlobal('requestIdleCallback', wait);
  vi.stubGlobal('cancelIdleCallback', (request: number) => waiting.splice(request - 1, 1));
  vi.stubGlobal('requestAnimationFrame', wait);
  vi.stubGlobal('cancelAnimationFrame', () => undefined);
});

afterEach(() => {
  harness.close();
  vi.unstubAllGlobals();
});

describe('longText', () => {
  it('touches long texts only', () => {
    open();
    addBlocks(longFrom - 1);
    expect(isLong()).toBe(false);
    addBlocks(1);
    expect(isLong()).toBe(true);
  });

  it('has every block drawn once, a few at a time, and leaves no rule behind', () => {
    open();
    addBlocks(longFrom);
    const drawn = new Set<string>();
    untilCalm(() => {
      expect(rules().length).toBeLessThanOrEqual(1);
      for (const rule of rules()) drawn.add(rule);
    });
    expect(drawn.size).toBe(longFrom / 40);
    expect(rules()).toEqual([]);
  });

  it('leaves what was there before as it is, until the browser knows it', () => {
    open();
    addBlocks(150);
    addBlocks(100);
    expect(rules()).toEqual([expect.stringContaining(':nth-child(-n + 150)')]);
  });

  it('stops when the editor goes', () => {
    open();
    addBlocks(longFrom);
    for (const next of waiting.splice(0)) next();
    expect(rules()).toHaveLength(1);
    harness.editor.destroy();
    expect(rules()).toEqual([]);
  });
});
