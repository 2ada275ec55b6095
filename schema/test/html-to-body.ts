import { DOMParser } from '@tiptap/pm/model';
import { parseHTML } from 'linkedom';
import type { JsonNode } from '../src/conversions/json-content.js';
import { storedJson } from '../src/conversions/stored-json.js';
import { documentSchema } from '../src/document-schema.js';

export interface HtmlToBodyOptions {
  /** As a web page does it; without, white space stays as it is in our own HTML. */
  readonly collapseSpace?: boolean;
}

/** Reads HTML as the editor reads what is pasted, in a DOM without a browser. */
export function htmlToBody(html: string, { collapseSpace = false }: HtmlToBodyOptions = {}): JsonNode {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  const parser = DOMParser.fromSchema(documentSchema);
  return storedJson(parser.parse(document.body, { preserveWhitespace: collapseSpace ? false : 'full' }));
}
