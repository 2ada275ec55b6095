import { contentToUpdate } from '@manyhands/schema/conversions';
import { describe, expect, it } from 'vitest';
import { DocumentDeletedError } from '../core/errors.js';
import type { DocumentInfo } from '../core/store.js';
import { createConverter } from './converter.js';
import { TitleIndex } from './title-index.js';

function info(name: string, updatedAt: number): DocumentInfo {
  return { name, createdAt: 0, updatedAt, bytes: 0 };
}

describe('titles for lists', () => {
  it('are read once for each change of a document', async () => {
    const converter = createConverter();
    const read: string[] = [];
    let title = 'Minutes';
    const documents = {
      read: async (name: string) => {
        read.push(name);
        if (name === 'gone') throw new DocumentDeletedError('deleted');
        return name === 'broken' ? Uint8Array.of(9, 9, 9) : contentToUpdate({ title });
      },
    };
    const index = new TitleIndex(documents, converter);
    const infos = [info('a', 1), info('gone', 1), info('broken', 1)];
    expect(await index.titles(infos)).toEqual(['Minutes', null, '']);
    title = 'Minutes of May';
    expect(await index.titles([info('a', 1)])).toEqual(['Minutes']);
    expect(await index.titles([info('a', 2)])).toEqual(['Minutes of May']);
    expect(read).toEqual(['a', 'gone', 'broken', 'a']);
    await converter.close();
  });
});
