import { renderToHTMLString } from '@tiptap/static-renderer/pm/html-string';
import { documentExtensions } from '../extensions/document-extensions.js';
import type { DocumentContent, JsonNode } from './json-content.js';
import { knownContent } from './known-content.js';

/**
 * The body as an HTML fragment. Text and attributes are escaped and links that could run code are gone; what a server
 * sends should be fenced by a content security policy all the same.
 */
export function bodyToHtml(body: JsonNode): string {
  return renderToHTMLString({ content: knownContent(body), extensions: documentExtensions() });
}

/** A whole HTML page with the title as its first heading. */
export function contentToHtml({ title, body }: DocumentContent): string {
  const escaped = escapeHtml(title);
  const heading = title === '' ? '' : `<h1>${escaped}</h1>`;
  return (
    '<!doctype html>\n<html><head><meta charset="utf-8">' +
    '<meta name="viewport" content="width=device-width, initial-scale=1">' +
    `<title>${escaped}</title></head>\n<body>${heading}${bodyToHtml(body)}</body></html>\n`
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
