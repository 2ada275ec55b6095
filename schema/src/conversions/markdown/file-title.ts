import { fileAttributes } from '../../extensions/file.js';

/**
 * A file is written as a link whose title says so, with what a link cannot say: `[plan.pdf](… "file, application/pdf,
 * 1024 bytes")`. Any other link is a link.
 */
export function writeFileTitle(mime: string | null, size: number | null): string {
  return ['file', mime, size === null ? null : `${size} bytes`].filter((part) => part !== null).join(', ');
}

export function readFileTitle(title: unknown): { mime?: string; size?: number } | undefined {
  if (typeof title !== 'string' || title.length > 300) return undefined;
  const match = /^file(?:, ([^\s,]+\/[^\s,]+))?(?:, (\d{1,16}) bytes)?$/.exec(title);
  if (match === null) return undefined;
  const mime = fileAttributes.mime(match[1]);
  const size = fileAttributes.size(match[2]);
  return { ...(mime !== null && { mime }), ...(size !== null && { size }) };
}
