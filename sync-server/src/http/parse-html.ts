import type { HtmlParser } from '@manyhands/schema/conversions';
import { parseHTML } from 'linkedom';

/** A tree of elements that runs and loads nothing. Only what is in the body: a page's head is not its text. */
export const parseHtml: HtmlParser = (html) => {
  const { document } = parseHTML('<!doctype html><html><head></head><body></body></html>');
  // Without a parser that knows where a body begins, a whole page is unwrapped here.
  const body = /<body\b[^>]*>([\s\S]*?)(?:<\/body\s*>|$)/i.exec(html);
  document.body.innerHTML = body?.[1] ?? html;
  return document.body;
};
