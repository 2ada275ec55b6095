export interface FrontMatter {
  /** The lines between the dashes; empty without any. */
  readonly source: string;
  /** Its `title`, or `undefined`. */
  readonly title: string | undefined;
  /** The Markdown after it. */
  readonly rest: string;
}

/** Longer is no front matter but a rule, and another one far below. */
const maxLength = 20_000;

/** Metadata in front of a text, as site generators and note takers write it. Only a line `title:` is understood. */
export function readFrontMatter(markdown: string): FrontMatter {
  const text = markdown.startsWith('\ufeff') ? markdown.slice(1) : markdown;
  const none = { source: '', title: undefined, rest: text };
  if (!/^---[ \t]*\r?\n/.test(text)) return none;
  const head = text.slice(0, maxLength).replace(/\r\n?/g, '\n');
  const match = /^---[ \t]*\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(head);
  const source = match?.[1];
  // The first line must be a key: a text may as well begin with a rule.
  if (match === null || source === undefined || !/^[\w-]+:(?:\s|$)/.test(source)) return none;
  const lines = match[0].replace(/\n$/, '').split('\n').length;
  let end = 0;
  for (let line = 0; line < lines && end !== -1; line++) end = nextLine(text, end);
  return { source, title: titleIn(source), rest: end === -1 ? '' : text.slice(end) };
}

function nextLine(text: string, from: number): number {
  const found = /\r\n?|\n/g;
  found.lastIndex = from;
  return found.test(text) ? found.lastIndex : -1;
}

function titleIn(source: string): string | undefined {
  const written = /^title:[ \t]+(.+?)[ \t]*$/im.exec(source)?.[1];
  if (written === undefined || /^[>|&*[{]/.test(written)) return undefined;
  const quoted = /^(["'])(.*)\1$/.exec(written);
  return quoted === null ? written : quoted[2]?.replace(quoted[1] === '"' ? /\\(["\\])/g : /'(')/g, '$1');
}
