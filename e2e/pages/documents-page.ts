import type { Locator, Page } from '@playwright/test';
import { DocumentPage } from './document-page.js';

/** The list of documents, as somebody sees it. */
export class DocumentsPage {
  readonly page: Page;
  readonly heading: Locator;
  readonly newDocument: Locator;

  constructor(page: Page) {
    this.page = page;
    this.heading = page.getByRole('heading', { name: 'Documents' });
    this.newDocument = page.getByRole('button', { name: 'New document' });
  }

  document(title: string): Locator {
    return this.page.getByRole('link', { name: title });
  }

  async create(): Promise<DocumentPage> {
    await this.newDocument.click();
    await this.page.waitForURL('**/d/*');
    return new DocumentPage(this.page);
  }
}
