import { Parser } from 'htmlparser2';
import type { LinkPreview } from '../core/link-previews.js';

const maxTitleLength = 300;
const maxDescriptionLength = 500;
const maxSiteNameLength = 100;
/** A title is read in pieces; no page's is as long as that. */
const maxRawLength = 10_000;

/** What the head of a page says of it: Open Graph first, which is written for this, then the title and description. */
export function readPreview(html: string): LinkPreview {
  const found = new Map<string, string>();
  let title = '';
  let isInTitle = false;
  let isOver = false;
  const parser = new Parser({
    onopentag(name, attributes) {
      // Pictures in the page have titles too, and a comment below an article may hold anything.
      if (name === 'body') isOver = true;
      if (isOver) return;
      if (name === 'title') isInTitle = title === '';
      if (name === 'meta') note(found, attributes);
    },
    ontext(text) {
      if (isInTitle && title.length < maxRawLength) title += text;
    },
    onclosetag(name) {
      if (name === 'title') isInTitle = false;
      if (name === 'head') isOver = true;
    },
  });
  parser.end(html);
  return {
    title: line(found.get('og:title') ?? found.get('twitter:title') ?? title, maxTitleLength),
    description: line(
      found.get('og:description') ?? found.get('description') ?? found.get('twitter:description'),
      maxDescriptionLength,
    ),
    siteName: line(found.get('og:site_name') ?? found.get('application-name'), maxSiteNameLength),
  };
}

function note(found: Map<string, string>, attributes: Readonly<Record<string, string>>): void {
  const name = (attributes['property'] ?? attributes['name'] ?? '').trim().toLowerCase();
  const { content } = attributes;
  if (content === undefined || content.trim() === '' || found.has(name)) return;
  if (
    /^(?:og:(?:title|description|site_name)|twitter:(?:title|description)|description|application-name)$/.test(name)
  ) {
    found.set(name, content);
  }
}

/** One line of plain text, without what is invisible or turns the direction of text. */
function line(text: string | undefined, maxLength: number): string | null {
  const clean = (text ?? '')
    .slice(0, maxRawLength)
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\s]+/gu, ' ')
    .trim();
  if (clean === '') return null;
  const characters = [...clean];
  return characters.length <= maxLength ? clean : `${characters.slice(0, maxLength - 1).join('')}…`;
}
