import type { Context } from 'hono';
import type { FileInfo, OpenFile } from '../core/files.js';
import { type ByteRange, byteRange } from './byte-range.js';
import { contentDisposition } from './content-disposition.js';
import { presentationOf } from './file-presentation.js';

export interface ServedFile {
  readonly info: FileInfo;
  readonly bytes: OpenFile;
  readonly name: string;
}

/** Answers GET and HEAD for a file, whole or in part. Takes care of closing it. */
export async function fileResponse(c: Context, { info, bytes, name }: ServedFile): Promise<Response> {
  const { hash, size } = info;
  const { contentType, disposition, policy } = presentationOf(info.mime);
  const etag = `"${hash}"`;
  const headers: Record<string, string> = {
    ETag: etag,
    // The address names the content: it never changes. Private, because it is not for everybody.
    'Cache-Control': 'private, max-age=31536000, immutable',
    'Content-Disposition': contentDisposition(disposition, name),
    'Content-Security-Policy': policy,
    'Cross-Origin-Resource-Policy': 'same-origin',
    'X-Content-Type-Options': 'nosniff',
    'Accept-Ranges': 'bytes',
  };
  if (matches(c.req.header('if-none-match'), etag)) {
    await bytes.close();
    return c.body(null, 304, headers);
  }
  const range = isRangeCurrent(c, etag) ? byteRange(c.req.header('range'), size) : null;
  if (range === 'unsatisfiable') {
    await bytes.close();
    // No file follows: what is said about it would be wrong of this answer.
    return c.body(null, 416, {
      'Content-Range': `bytes */${size}`,
      'Accept-Ranges': 'bytes',
      'Cache-Control': 'no-store',
    });
  }
  headers['Content-Type'] = contentType;
  const { start, end }: ByteRange = range ?? { start: 0, end: size - 1 };
  headers['Content-Length'] = String(end - start + 1);
  if (range !== null) headers['Content-Range'] = `bytes ${start}-${end}/${size}`;
  const status = range === null ? 200 : 206;
  if (c.req.method === 'HEAD') {
    await bytes.close();
    return c.body(null, status, headers);
  }
  return c.body(streamOf(bytes, start, end), status, headers);
}

/** A part of another version is of no use; with If-Range the client says which version it has. */
function isRangeCurrent(c: Context, etag: string): boolean {
  const ifRange = c.req.header('if-range');
  return ifRange === undefined || ifRange.trim() === etag;
}

function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}

/** Pulled by the network: nothing is read ahead for a client that does not take it. */
function streamOf(bytes: OpenFile, start: number, end: number): ReadableStream<Uint8Array> {
  const chunks = bytes.read(start, end)[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await chunks.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
      // Left before its first chunk, a generator's own clean-up would not run.
      cancel: () => bytes.close(),
    },
    { highWaterMark: 0 },
  );
}
