import { expect, type Locator, type Page } from '@playwright/test';
import type { DocumentPage } from './document-page.js';

/** Blocks that are more than text, as somebody sees them in a document. */
export class RichBlocks {
  readonly page: Page;
  readonly text: Locator;

  constructor({ page, text }: DocumentPage) {
    this.page = page;
    this.text = text;
  }

  get code(): Locator {
    return this.text.locator('pre code');
  }

  get language(): Locator {
    return this.text.getByRole('button', { name: /^Language:/ });
  }

  get diagram(): Locator {
    return this.text.getByRole('img', { name: /^Diagram/ });
  }

  get formulas(): Locator {
    return this.text.locator('.mh-formula');
  }

  get formulaSource(): Locator {
    return this.page.getByRole('textbox', { name: 'Formula in LaTeX' });
  }

  get contents(): Locator {
    return this.text.getByRole('navigation', { name: 'Table of contents' });
  }

  callout(kind: string): Locator {
    return this.text.getByRole('note', { name: kind });
  }

  toggleButton(summary: string): Locator {
    return this.text.getByRole('button', { name: new RegExp(`^(Open|Close) ${summary}`) });
  }

  /** The text in which the caret is. */
  async lineWithCaret(): Promise<string> {
    return this.page.evaluate(() => {
      const node = getSelection()?.focusNode;
      const element = node instanceof Element ? node : node?.parentElement;
      const line = element?.closest('p, summary, code, h1, h2, h3, h4')?.cloneNode(true);
      if (!(line instanceof Element)) return '';
      for (const caret of line.querySelectorAll('[aria-hidden="true"]')) caret.remove();
      return line.textContent ?? '';
    });
  }

  async expectCaretIn(text: string | RegExp): Promise<void> {
    const caret = expect.poll(() => this.lineWithCaret());
    await (typeof text === 'string' ? caret.toBe(text) : caret.toMatch(text));
  }

  /** What the document holds, as its server knows it. */
  async stored(url: string, id: string): Promise<string> {
    const response = await fetch(`${url}/api/v1/documents/${id}?format=json`);
    return response.text();
  }
}
