import { parseInert } from '../inert-html.js';
import { flattenBlocks, readContainers, readHeadings } from './blocks.js';
import { boundDepth } from './bound-depth.js';
import { clipboardSource } from './clipboard-source.js';
import { readCodeBlocks } from './code-blocks.js';
import { readContents } from './contents.js';
import { elementsIn, isBlank, renamed } from './dom.js';
import { dropUnseen } from './drop-unseen.js';
import { type MathReader, readFormulas } from './formulas.js';
import { readInlineStyles } from './inline-styles.js';
import { keepKnown } from './keep-known.js';
import { readKeptLines } from './kept-lines.js';
import { liftPictures, readLinksAndPictures } from './links-and-pictures.js';
import { paragraphsInItems, readLists } from './lists.js';
import { readNotion } from './notion.js';
import { StyleReader } from './styles.js';
import { readTables } from './tables.js';
import { tidyText } from './whitespace.js';
import { readWordLists } from './word-lists.js';

/** HTML that another program put on the clipboard, as the few elements that a document has. */
export interface CleanHtml {
  readonly body: HTMLElement;
  /** Whether there is anything to see in it. */
  readonly isEmpty: boolean;
}

/**
 * Makes clean HTML of what Google Docs, Word, Notion, LibreOffice, Apple's programs, chats and web pages copy: what was
 * meant is kept, how each program says it is not. Nothing in it runs or loads: the document it is parsed into is inert.
 *
 * The order matters: first what is not text goes, then programs' own ways become HTML's, then what only arranges goes.
 */
export function cleanHtml(html: string, readMath: MathReader | null): CleanHtml {
  const document = parseInert(html);
  const source = clipboardSource(html);
  const styles = new StyleReader(document);
  const base = baseOf(document);
  const { body } = document;
  boundDepth(body);
  readFormulas(body, source, readMath);
  dropUnseen(body, styles, source);
  readCodeBlocks(body, styles);
  readKeptLines(body, styles, source);
  readContents(body);
  readWordLists(body, styles);
  readHeadings(body, styles, source);
  readNotion(body);
  readContainers(body, source);
  readLists(body);
  readInlineStyles(body, styles, source);
  readTables(body, styles, source);
  readLinksAndPictures(body, base);
  tidyText(body);
  for (const control of elementsIn(body, 'input')) control.remove();
  for (const label of elementsIn(body, 'label')) renamed(label, 'span');
  flattenBlocks(body);
  liftPictures(body);
  paragraphsInItems(body);
  keepKnown(body);
  return { body, isEmpty: isBlank(body) };
}

/** It was renamed, see `unarmed`. */
function baseOf(document: Document): string | null {
  const href = document.querySelector('x-base')?.getAttribute('href') ?? '';
  return /^https?:\/\//i.test(href) && URL.canParse(href) ? href : null;
}
