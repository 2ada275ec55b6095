import { renderToHTMLString } from '@tiptap/static-renderer/pm/html-string';
import { documentExtensions } from '../extensions/document-extensions.js';
import { PortableStyles } from '../extensions/portable-styles.js';
import { headingLinks } from './heading-links.js';
import type { DocumentContent, JsonNode } from './json-content.js';
import { knownContent } from './known-content.js';

/**
 * The body as an HTML fragment, with the styles it needs where our style sheets are not. Text and attributes are escaped
 * and links that could run code are gone; what a server sends should be fenced by a content security policy all the same.
 */
export function bodyToHtml(body: JsonNode): string {
  const content = knownContent(body);
  return renderToHTMLString({
    content,
    extensions: [...documentExtensions(), PortableStyles],
    options: { nodeMapping: headingLinks(content) },
  });
}

/** Enough to read a file by itself, and to print it. */
const pageStyle = [
  'body{font:16px/1.65 system-ui,sans-serif;max-width:720px;margin:40px auto;padding:0 16px;overflow-wrap:break-word}',
  'h1,h2,h3,h4{line-height:1.25}',
  'img{max-width:100%;height:auto}',
  'figcaption{color:#5c6776;font-size:14px}',
  'pre{background:#f4f6f8;padding:12px 16px;overflow-x:auto}',
  'blockquote{border-left:3px solid #c8ced6;margin-left:0;padding-left:16px}',
  'ul[data-type=taskList],nav ul{list-style:none;padding-left:0}',
  'li[data-type=taskItem]{display:flex;gap:8px}li[data-type=taskItem]>div{flex:1}li[data-type=taskItem] p{margin:0}',
  '.mh-file,.mh-link-card{border:1px solid #c8ced6;border-radius:6px;padding:10px 14px;margin:16px 0}',
].join('');

/** A whole HTML page with the title as its first heading. */
export function contentToHtml({ title, body }: DocumentContent): string {
  const escaped = escapeHtml(title);
  const heading = title === '' ? '' : `<h1>${escaped}</h1>`;
  return (
    '<!doctype html>\n<html><head><meta charset="utf-8">' +
    '<meta name="viewport" content="width=device-width, initial-scale=1">' +
    `<title>${escaped}</title><style>${pageStyle}</style></head>\n<body>${heading}${bodyToHtml(body)}</body></html>\n`
  );
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}
