import type { MarkedOptions } from 'marked';

/** Fresh each time and complete: marked fills gaps from defaults that any other code in the process may change. */
export function lexerOptions(): MarkedOptions {
  return { async: false, breaks: false, gfm: true, pedantic: false, silent: false, extensions: null, tokenizer: null };
}
