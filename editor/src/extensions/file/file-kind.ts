import type { IconName } from '../surface/icon.js';

const byExtension: readonly [IconName, RegExp][] = [
  ['fileSheet', /\.(xlsx?|ods|csv|tsv|numbers)$/i],
  ['fileSlides', /\.(pptx?|odp|key)$/i],
  ['fileText', /\.(pdf|docx?|odt|rtf|txt|md|pages|epub)$/i],
  ['archive', /\.(zip|gz|tgz|tar|7z|rar|bz2|xz|zst)$/i],
  ['fileCode', /\.(js|ts|jsx|tsx|json|html?|css|xml|ya?ml|py|rb|go|rs|java|c|h|cpp|sh|sql|svg)$/i],
];

const byType: readonly [IconName, RegExp][] = [
  ['picture', /^image\/(?!svg)/],
  ['fileAudio', /^audio\//],
  ['fileVideo', /^video\//],
  ['fileSheet', /spreadsheet|excel|csv/],
  ['fileSlides', /presentation|powerpoint/],
  ['fileText', /^application\/pdf|wordprocessing|msword|opendocument\.text|^text\/(plain|markdown|rtf)/],
  ['archive', /zip|tar|compressed|rar/],
  ['fileCode', /^text\/(html|css|javascript|xml)|json|javascript|xml/],
];

/** The icon for a kind of file; its name decides where the browser knew no type. */
export function fileIcon({ name, mime }: { name: string; mime: string | null }): IconName {
  const isKnown = mime !== null && mime !== '' && mime !== 'application/octet-stream';
  const found = isKnown ? byType.find(([, type]) => type.test(mime)) : undefined;
  return (found ?? byExtension.find(([, extension]) => extension.test(name)))?.[0] ?? 'file';
}

/** What browsers show in a tab of its own, safely; everything else is saved. */
export function opensInTab({ name, mime }: { name: string; mime: string | null }): boolean {
  return mime === 'application/pdf' || (mime === null && /\.pdf$/i.test(name));
}

/** What it is in a word or two: `PDF`, `ZIP`; empty where the name does not tell. */
export function fileKindWords(name: string): string {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1];
  return extension === undefined ? '' : extension.toUpperCase();
}
