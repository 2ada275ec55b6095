import type { TokenizerAndRendererExtension } from 'marked';

const highlight = /^==(?![\s=])((?:\\[^\n]|[^\\=]|=(?!=))+?)(?<!\s)==(?!=)/;

/** `==text==`: not of GFM, but of most editors that keep Markdown. */
export const highlightSyntax: TokenizerAndRendererExtension = {
  name: 'highlight',
  level: 'inline',
  start: (src) => {
    const at = src.indexOf('==');
    return at === -1 ? undefined : at;
  },
  tokenizer(src) {
    const match = highlight.exec(src);
    if (match?.[1] === undefined) return undefined;
    return { type: 'highlight', raw: match[0], tokens: this.lexer.inlineTokens(match[1], []) };
  },
};
