import { markdownToUpdate, readUpdate } from '@manyhands/schema/conversions';
import { afterEach, describe, expect, it } from 'vitest';
import { type Converter, type ConverterOptions, createConverter } from './converter.js';

const open: Converter[] = [];

function converter(options?: ConverterOptions): Converter {
  const made = createConverter(options);
  open.push(made);
  return made;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((made) => made.close()));
});

function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

function body(value: unknown): Uint8Array<ArrayBuffer> {
  return own(new TextEncoder().encode(JSON.stringify(value)));
}

/** Markdown whose emphasis takes the parser a very long time. */
const slowMarkdown = '**a_'.repeat(2_000_000);

describe('createConverter', () => {
  it('renders in its worker', async () => {
    const update = own(markdownToUpdate('# T\n\n*a*'));
    expect(await converter().render({ id: 'x', update, format: 'markdown' })).toBe('# T\n\n_a_\n');
  });

  it('drafts documents, small ones without a worker', async () => {
    const made = converter();
    expect(await made.draft(own(new Uint8Array()))).toEqual({ id: null, update: null });
    expect(await made.draft(body({ id: 'a', title: 'T' }))).toEqual({ id: 'a', update: expect.any(Uint8Array) });
    const { update } = await made.draft(body({ json: { type: 'doc', content: [{ type: 'paragraph' }] } }));
    expect(readUpdate(update ?? new Uint8Array()).body).toEqual({ type: 'doc', content: [{ type: 'paragraph' }] });
  });

  it('tells what is wrong as the worker found it', async () => {
    const made = converter();
    const update = own(new Uint8Array([255, 255]));
    await expect(made.render({ id: 'x', update, format: 'html' })).rejects.toMatchObject({
      status: 422,
      code: 'bad-update',
    });
    await expect(made.draft(body({ json: { type: 'x' } }))).rejects.toMatchObject({ status: 422, code: 'bad-content' });
    await expect(made.draft(body({ markdown: 7 }))).rejects.toMatchObject({ status: 400, code: 'bad-request' });
  });

  it('stops a conversion that takes too long, and goes on with the next', async () => {
    const made = converter({ timeoutMs: 1_000 });
    await expect(made.draft(body({ markdown: slowMarkdown }))).rejects.toMatchObject({
      status: 503,
      code: 'conversion-timeout',
    });
    const other = converter();
    expect((await other.draft(body({ markdown: 'a' }))).update).not.toBeNull();
  });

  it.each<[string, ConverterOptions]>([
    ['than may wait', { maxPending: 2 }],
    ['bytes than may wait', { maxPendingBytes: 20_000_000 }],
  ])('refuses more %s', async (_, options) => {
    const made = converter({ ...options, timeoutMs: 1_000 });
    const draft = () => made.draft(body({ markdown: slowMarkdown }));
    const results = await Promise.allSettled([draft(), draft(), draft()]);
    expect(results).toMatchObject([
      { reason: { code: 'conversion-timeout' } },
      { reason: { code: 'conversion-timeout' } },
      { reason: { status: 503, code: 'conversion-busy' } },
    ]);
  });

  it('refuses a conversion that takes too much memory', async () => {
    const made = converter({ maxHeapMib: 24 });
    const many = Array.from({ length: 200_000 }, () => ({
      type: 'paragraph',
      content: [{ type: 'text', text: 'word' }],
    }));
    await expect(made.draft(body({ json: { type: 'doc', content: many } }))).rejects.toMatchObject({
      status: 413,
      code: 'too-large',
    });
  });

  it('ends what is under way when it is closed, and takes nothing more', async () => {
    const made = converter();
    const slow = made.draft(body({ markdown: slowMarkdown }));
    const ended = expect(slow).rejects.toMatchObject({ status: 503, code: 'restarting' });
    await made.close();
    await ended;
    await expect(made.draft(body({ markdown: 'a' }))).rejects.toMatchObject({ code: 'restarting' });
  });
});
