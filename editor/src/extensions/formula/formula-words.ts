/** What to say about a formula that KaTeX refuses. */
export function formulaWords(error: unknown): string {
  const message = error instanceof Error ? error.message.replace(/^KaTeX parse error: /, '') : '';
  const unknown = /^Undefined control sequence: (\\\S+)/.exec(message)?.[1];
  if (unknown !== undefined) return `${unknown} is not a command that is known here.`;
  const missing = /^Expected '(.+?)', got 'EOF'/.exec(message)?.[1];
  if (missing !== undefined) return `Something is not closed: ${missing} is missing at the end.`;
  if (/^Unexpected end of input/.test(message)) return 'Something is not closed: } is missing at the end.';
  const extra = /^Expected '(.+?)', got '(.+?)'/.exec(message);
  if (extra?.[1] === 'EOF') return `There is a ${extra[2]} too many.`;
  if (extra !== null) return `There is a ${extra[2]} where a ${extra[1]} is needed.`;
  if (/^Expected group/.test(message)) return 'Something is missing after the last command.';
  if (/^Too many expansions/.test(message)) return 'This formula grows without end when it is read.';
  if (/^Double (super|sub)script/.test(message)) return 'There are two of ^ or _ in a row; put braces around one.';
  return 'This formula has a mistake in it and cannot be shown.';
}
