import type { MarkedOptions, TokenizerAndRendererExtension } from 'marked';
import { highlightSyntax } from './highlight-syntax.js';
import { mathSyntax } from './math-syntax.js';

/** Fresh each time and complete: marked fills gaps from defaults that any other code in the process may change. */
export function lexerOptions(): MarkedOptions {
  return {
    async: false,
    breaks: false,
    gfm: true,
    pedantic: false,
    silent: false,
    extensions: extensionsOf([...mathSyntax, highlightSyntax]),
    hooks: null,
    tokenizer: null,
  };
}

/** As `Marked.use` would sort them. */
function extensionsOf(syntaxes: readonly TokenizerAndRendererExtension[]): NonNullable<MarkedOptions['extensions']> {
  const tokenizers = (level: 'block' | 'inline') =>
    syntaxes.flatMap((syntax) =>
      'tokenizer' in syntax && syntax.level === level && syntax.tokenizer ? [syntax.tokenizer] : [],
    );
  const starts = (level: 'block' | 'inline') =>
    syntaxes.flatMap((syntax) => ('start' in syntax && syntax.level === level && syntax.start ? [syntax.start] : []));
  return {
    renderers: {},
    childTokens: {},
    block: tokenizers('block'),
    inline: tokenizers('inline'),
    startBlock: starts('block'),
    startInline: starts('inline'),
  };
}
