import type { Locator } from '@playwright/test';
import type { TestFile } from '../fixtures/test-files.js';

export interface Copied {
  readonly text?: string;
  readonly html?: string;
  readonly files?: readonly TestFile[];
  /** What programs put there for their own kind, by MIME type. */
  readonly other?: Readonly<Record<string, string>>;
}

/** Pastes into the element that has the focus, as if it had been copied in another program. */
export async function paste(target: Locator, { text, html, files = [], other = {} }: Copied): Promise<void> {
  await target.evaluate(
    (element, copied) => {
      const data = new DataTransfer();
      if (copied.text !== undefined) data.setData('text/plain', copied.text);
      if (copied.html !== undefined) data.setData('text/html', copied.html);
      for (const [type, value] of Object.entries(copied.other)) data.setData(type, value);
      for (const { name, mimeType, base64 } of copied.files) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        data.items.add(new File([bytes], name, { type: mimeType }));
      }
      const focused = document.activeElement;
      const target = focused !== null && element.contains(focused) ? focused : element;
      target.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    },
    { text, html, files: encode(files), other },
  );
}

/** What a program would get that reads the clipboard after Ctrl+C. */
export async function copy(target: Locator): Promise<{ text: string; html: string }> {
  return target.evaluate((element) => {
    const data = new DataTransfer();
    element.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
    return { text: data.getData('text/plain'), html: data.getData('text/html') };
  });
}

/** Drags files from the desktop over a point of an element and lets them go there. */
export async function dropFiles(
  target: Locator,
  files: readonly TestFile[],
  { x, y }: { x: number; y: number } = { x: 5, y: 5 },
): Promise<{ isPrevented: boolean }> {
  return target.evaluate(
    (element, { encoded, point }) => {
      const data = new DataTransfer();
      for (const { name, mimeType, base64 } of encoded) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        data.items.add(new File([bytes], name, { type: mimeType }));
      }
      const { left, top } = element.getBoundingClientRect();
      const at = {
        clientX: left + point.x,
        clientY: top + point.y,
        dataTransfer: data,
        bubbles: true,
        cancelable: true,
      };
      const reached = document.elementFromPoint(at.clientX, at.clientY) ?? element;
      reached.dispatchEvent(new DragEvent('dragover', at));
      const drop = new DragEvent('drop', at);
      reached.dispatchEvent(drop);
      return { isPrevented: drop.defaultPrevented };
    },
    { encoded: encode(files), point: { x, y } },
  );
}

function encode(files: readonly TestFile[]) {
  return files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: buffer.toString('base64') }));
}
