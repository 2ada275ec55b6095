import type { Locator, Page } from '@playwright/test';
import type { TestFile } from '../fixtures/test-files.js';
import { paste } from './clipboard.js';
import type { DocumentPage } from './document-page.js';

/** A picture of a document, as somebody sees it. */
export class ImagePart {
  readonly page: Page;
  readonly figure: Locator;
  readonly picture: Locator;
  readonly caption: Locator;
  readonly toolbar: Locator;
  readonly grip: Locator;
  readonly status: Locator;

  constructor(document: DocumentPage, index = 0) {
    this.page = document.page;
    this.figure = document.text.locator('figure').nth(index);
    this.picture = this.figure.locator('img');
    this.caption = this.figure.locator('figcaption');
    this.toolbar = this.figure.getByRole('toolbar', { name: 'Picture' });
    this.grip = this.figure.getByRole('slider', { name: 'Width of the picture' }).last();
    this.status = this.figure.getByRole('status');
  }

  static async paste(document: DocumentPage, file: TestFile): Promise<ImagePart> {
    await document.text.click();
    await paste(document.text, { files: [file] });
    return new ImagePart(document);
  }

  async select(): Promise<void> {
    await this.picture.click();
  }

  /** The address that everybody gets the picture from; null while it is on its way. */
  address(): Promise<string | null> {
    return this.picture.evaluate((img: HTMLImageElement) => {
      const { pathname } = new URL(img.src, location.href);
      return pathname.startsWith('/api/v1/files/') && img.naturalWidth > 0 ? pathname : null;
    });
  }
}
