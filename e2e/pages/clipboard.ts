import type { Locator } from '@playwright/test';

/** What a program puts on the clipboard, by MIME type. */
export type ClipboardData = Readonly<Record<string, string>>;

/** A paste as the browser reports it: an event with data, which the page may take. */
export async function paste(into: Locator, data: ClipboardData): Promise<void> {
  await into.evaluate((element, entries) => {
    const clipboardData = new DataTransfer();
    for (const [type, value] of Object.entries(entries)) clipboardData.setData(type, value);
    const target =
      document.activeElement !== null && element.contains(document.activeElement) ? document.activeElement : element;
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, data);
}

/** What copying the selection puts on the clipboard. */
export async function copy(from: Locator): Promise<{ readonly html: string; readonly text: string }> {
  return await from.evaluate((element) => {
    const clipboardData = new DataTransfer();
    element.dispatchEvent(new ClipboardEvent('copy', { clipboardData, bubbles: true, cancelable: true }));
    return { html: clipboardData.getData('text/html'), text: clipboardData.getData('text/plain') };
  });
}
