/** File systems take 255 bytes; some room for the `(1)` that browsers add. */
const maxBytes = 200;
/** Of an ending such as `.tar.gz`. */
const maxExtensionLength = 20;

/** Controls, separators of lines, and marks that turn the direction of text so that `gpj.exe` reads as `exe.jpg`. */
const invisible = /[\p{Cc}\p{Zl}\p{Zp}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;
/** What a path or a file system gives a meaning. */
const special = /[/\\:*?"<>|%]/g;

/**
 * A name under which a file may be offered anywhere: one segment of a path, without anything invisible, at most 200
 * bytes of UTF-8, its ending kept. Never fails: what is left of a name that is nothing but tricks is `file`.
 */
export function safeFileName(name: string): string {
  const last = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const clean = last
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .normalize('NFC')
    .replace(invisible, '')
    .replace(special, '_')
    // Windows cuts dots and spaces at the end; a dot in front hides a file.
    .replace(/^[.\s]+|[.\s]+$/g, '');
  if (clean === '') return 'file';
  if (Buffer.byteLength(clean) <= maxBytes) return clean;
  const extension = /\.[^.\s]+$/.exec(clean)?.[0] ?? '';
  const end = extension.length <= maxExtensionLength ? extension : '';
  return cut(clean.slice(0, clean.length - end.length), maxBytes - Buffer.byteLength(end)) + end;
}

/** By code points: half of one could not be encoded. */
function cut(text: string, bytes: number): string {
  let left = bytes;
  let end = 0;
  for (const character of text) {
    left -= Buffer.byteLength(character);
    if (left < 0) break;
    end += character.length;
  }
  return text.slice(0, end);
}
