import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { htmlToBody } from '../../test/html-to-body.js';
import { jsonToUpdate, parseBody } from '../conversions/create-update.js';
import { bodyToHtml } from '../conversions/html.js';
import type { JsonMark, JsonNode } from '../conversions/json-content.js';
import { bodyToMarkdown } from '../conversions/markdown/to-markdown.js';
import { bodyToText } from '../conversions/plain-text.js';
import { readUpdate } from '../conversions/read-update.js';
import { documentSchema } from '../document-schema.js';
import { paletteColors } from './palette.js';
import { isSafeHref } from './safe-href.js';
import { isOwnFile, isSafeSource } from './safe-source.js';

/** What somebody else's client may store in an attribute. */
const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'data:image/svg+xml;base64,PHN2Zz4=',
    'blob:https://a.b/c',
    '/api/v1/files/../documents/x',
    '/api/v1/files/%2e%2e/%2e%2e/logout',
    '//evil.example/x.png',
    '"><script>alert(1)</script>',
    '" onerror="alert(1)',
    "' style='position:fixed",
    'red; background: url(https://evil.example/)',
    'left; position: fixed',
    '\u0000\u0001\u001b',
    '\ud800',
    '__proto__',
    1e308,
    -1,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    2 ** 53,
    0.1,
    true,
    [],
    [1e9, 'x'],
    {},
    { toString: 1 },
    { length: 3 },
  ),
  fc.string({ maxLength: 20 }),
  fc.constant('x'.repeat(200_000)),
  fc.constant(Array.from({ length: 10_000 }, () => 100)),
);

function attrsOf(spec: Readonly<Record<string, unknown>> | undefined): fc.Arbitrary<Record<string, unknown>> {
  const names = [...Object.keys(spec ?? {}), 'style', 'onclick', 'class', 'href', 'src'];
  return fc.dictionary(fc.constantFrom(...names), hostileValue);
}

const text: JsonNode = { type: 'text', text: 'x' };

const hostileMark: fc.Arbitrary<JsonMark> = fc
  .constantFrom(...Object.keys(documentSchema.marks))
  .chain((type) => attrsOf(documentSchema.marks[type]?.spec.attrs).map((attrs) => ({ type, attrs })));

/** Every node with hostile attributes, holding what it minimally must. */
const hostileNode: fc.Arbitrary<JsonNode> = fc
  .constantFrom(...Object.keys(documentSchema.nodes).filter((name) => name !== 'doc' && name !== 'text'))
  .chain((name) => {
    const type = documentSchema.nodes[name];
    return attrsOf(type?.spec.attrs).map((attrs): JsonNode => {
      const content = type?.isTextblock ? [text] : (type?.createAndFill()?.content.toJSON() as JsonNode[] | null);
      return { type: name, attrs, ...(content && { content }) };
    });
  });

const hostileBody: fc.Arbitrary<JsonNode> = fc
  .tuple(fc.array(hostileNode, { maxLength: 3 }), fc.array(hostileMark, { maxLength: 2 }))
  .map(([nodes, marks]) => ({
    type: 'doc',
    content: [...nodes, { type: 'paragraph', content: [{ ...text, marks }] }],
  }));

const attributesPerUse = /^(?:href|src)$/;

function expectHarmless(html: string): void {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  expect(html.length).toBeLessThan(250_000);
  for (const element of document.querySelectorAll('body *')) {
    expect(['SCRIPT', 'STYLE', 'IFRAME', 'OBJECT', 'EMBED', 'SVG', 'LINK', 'META', 'BASE']).not.toContain(
      element.nodeName,
    );
    for (const { name, value } of element.attributes) {
      expect(name).not.toMatch(/^on|^name$/);
      if (name === 'id') expect(value).toMatch(/^heading-\d+$/);
      if (name === 'style') {
        expect(value).toMatch(/^(?:(?:text|vertical|min|max|background|border|margin)?-?[a-z]+: [\w #.-]+(?:; |$))+$/);
        expect(value).not.toMatch(/position|url|evil/);
      }
      if (name === 'class') expect(value).toMatch(/^(?:mh-[a-z-]+|language-\S{1,64})$/);
      if (name === 'target') expect(value).toBe('_blank');
      if (attributesPerUse.test(name))
        expect(value).not.toMatch(/^\s*(?:javascript|vbscript|blob|file|data:(?!image\/png))/i);
      if (name === 'src') expect(value).toMatch(/^(?:https?:\/\/|\/api\/v1\/files\/[^.%])/);
      if (/^(?:colspan|rowspan|width|start|data-(?:height|size|width))$/.test(name)) {
        expect(value).toMatch(/^(?:\d{1,16}|0\.\d+)$/);
      }
    }
  }
}

/** What a stored attribute may be, whatever it is an attribute of. A title may say "javascript:": it is text. */
function expectClean({ attrs = {}, marks = [], content = [] }: JsonNode): void {
  for (const values of [attrs, ...marks.map((mark) => mark.attrs ?? {})]) {
    for (const [name, value] of Object.entries(values)) {
      expect(['style', 'onclick']).not.toContain(name);
      if (value === null) continue;
      if (name === 'href') expect(value).toSatisfy(isSafeHref);
      else if (name === 'src') expect(value).toSatisfy(isSafeSource);
      else if (name === 'image') expect(value).toSatisfy(isOwnFile);
      else if (/color$/i.test(name)) expect(paletteColors).toContain(value);
      else if (name === 'colwidth') expect(value).toSatisfy((widths: unknown[]) => widths.length <= 100);
      else if (typeof value === 'number') expect(value).toSatisfy((number) => number >= 0 && number <= 2 ** 53);
      else if (typeof value !== 'boolean') expect(String(value).length).toBeLessThanOrEqual(10_000);
      if (name !== 'colwidth') expect(value).not.toBeTypeOf('object');
    }
  }
  for (const child of content) expectClean(child);
}

describe('attributes that other people’s clients wrote', () => {
  it('never reach HTML, and nothing fails on them', () => {
    fc.assert(
      fc.property(hostileBody, (body) => {
        expectHarmless(bodyToHtml(body));
        bodyToMarkdown(body);
        bodyToText(body);
      }),
      { numRuns: 150 },
    );
  });

  it('are not taken from JSON', () => {
    fc.assert(
      fc.property(hostileBody, (body) => {
        let update: Uint8Array;
        try {
          update = jsonToUpdate(body);
        } catch (error) {
          expect(error).toMatchObject({ name: 'ConversionError' });
          return;
        }
        const stored = readUpdate(update).body;
        parseBody(stored);
        expectClean(stored);
      }),
      { numRuns: 150 },
    );
  });

  it('are not taken from pasted HTML', () => {
    const attributes = [
      'data-kind',
      'data-color',
      'data-width',
      'data-latex',
      'data-id',
      'colspan',
      'colwidth',
      'start',
    ];
    const tags = ['aside', 'mark', 'td', 'ol', 'img', 'a', 'div data-type="column"', 'span data-type="mention"'];
    fc.assert(
      fc.property(
        fc.constantFrom(...tags),
        fc.dictionary(fc.constantFrom(...attributes, 'src', 'href', 'style', 'class'), fc.string({ unit: 'grapheme' })),
        (tag, attrs) => {
          const written = Object.entries(attrs).map(([name, value]) => `${name}="${value.replace(/[&"<>]/g, '')}"`);
          expectHarmless(bodyToHtml(htmlToBody(`<${tag} ${written.join(' ')}>x</${tag.split(' ')[0]}>`)));
        },
      ),
      { numRuns: 150 },
    );
  });
});
