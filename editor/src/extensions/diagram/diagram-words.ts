/** What to say about a diagram that Mermaid refuses; its own messages are those of a parser. */
export function wordsFor(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (/no diagram type detected/i.test(message)) {
    return 'The first line does not say which kind of diagram this is. Begin with a word such as flowchart, sequenceDiagram or pie.';
  }
  if (/maximum text size|too many edges|edge limit/i.test(message)) {
    return 'This diagram is too large to be drawn. Its source is kept; a part of it may work.';
  }
  const line = /\bline[: ]+(\d+)/i.exec(message)?.[1];
  const near = line === undefined ? undefined : /\n\s*(?:\.\.\.)?([^\n]+)\n-*\^/.exec(message)?.[1]?.trim();
  if (line === undefined) return 'This diagram has a mistake in it and could not be drawn.';
  return near === undefined || near === ''
    ? `There is a mistake in line ${line} of this diagram.`
    : `There is a mistake in line ${line} of this diagram, near “${near}”.`;
}
