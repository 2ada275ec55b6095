import { expect, type Locator, type Page } from '@playwright/test';

/** Long enough for the longest pause between two attempts to connect. */
const reconnectTimeoutMs = 20_000;

/** A document, as somebody sees it. */
export class DocumentPage {
  readonly page: Page;
  readonly title: Locator;
  readonly text: Locator;
  readonly state: Locator;
  readonly people: Locator;
  readonly notice: Locator;

  constructor(page: Page) {
    this.page = page;
    this.title = page.getByRole('textbox', { name: 'Title' });
    this.text = page.getByRole('textbox', { name: 'Document text' });
    this.state = page.getByRole('group', { name: 'Document state' });
    this.people = page.getByRole('list', { name: 'People here' });
    // Next has an alert of its own, for its router.
    this.notice = page.getByRole('main').getByRole('alert');
  }

  async giveName(name: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Your name' }).fill(name);
    await this.page.getByRole('button', { name: 'Save', exact: true }).click();
  }

  /** Writes at the end of the text. */
  async write(text: string): Promise<void> {
    await this.text.click();
    await this.page.keyboard.press('ControlOrMeta+End');
    await this.page.keyboard.type(text);
  }

  /** Takes everything out of the text and leaves the caret in an empty line. */
  async empty(): Promise<void> {
    await this.text.focus();
    // In code the first press takes the code alone.
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.press('ControlOrMeta+a');
    await this.page.keyboard.press('Backspace');
    await this.page.keyboard.press('ControlOrMeta+Alt+0');
    await this.expectText('');
  }

  /** Writes on from where the caret is, at a person's speed. */
  async writeOn(text: string, msPerKey = 15): Promise<void> {
    await this.text.pressSequentially(text, { delay: msPerKey });
  }

  async undo(): Promise<void> {
    await this.text.press('ControlOrMeta+z');
  }

  /** What is typed slowly is several steps: as many as it takes. */
  async undoUntil(check: (timeout: { timeout: number }) => Promise<void>): Promise<void> {
    await expect(async () => {
      await this.undo();
      await check({ timeout: 500 });
    }).toPass();
  }

  async redo(): Promise<void> {
    await this.text.press('ControlOrMeta+Shift+z');
  }

  /** The paragraph that holds a text. */
  paragraph(text: string): Locator {
    return this.text.locator('p', { hasText: text });
  }

  /** Other people's carets. They are hidden from the accessibility tree, because they stand in the middle of words. */
  caretOf(name: string): Locator {
    return this.text.locator(`.mh-caret[data-name*="${name}"]`);
  }

  /** The name beside a caret; a small tab while its person is still. */
  labelOf(name: string): Locator {
    return this.page.locator('.mh-caret-label > span', { hasText: name });
  }

  /** Somebody else's face; a click follows them. */
  avatarOf(name: string): Locator {
    return this.people.getByRole('button', { name, exact: true });
  }

  /** Puts the caret directly behind a text. */
  async placeCaret(after: string): Promise<void> {
    const isFocused = await this.text.evaluate((element) => element === document.activeElement);
    await this.text.evaluate((element, words) => {
      // Across text nodes: somebody's caret may stand between two of them.
      for (const block of element.querySelectorAll('p, h1, h2, h3, h4, pre')) {
        let end = (block.textContent ?? '').indexOf(words) + words.length;
        if (end < words.length) continue;
        const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          const length = node.textContent?.length ?? 0;
          if (end > length) {
            end -= length;
            continue;
          }
          (element as HTMLElement).focus({ preventScroll: true });
          getSelection()?.collapse(node, end);
          return;
        }
      }
      throw new Error(`no block has ${words}`);
    }, after);
    // ProseMirror hears of it by an event of the browser, and for 200 ms after a focus it believes no caret at the start.
    await this.page.evaluate(
      (pauseMs) => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, pauseMs))),
      isFocused ? 0 : 200,
    );
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
    // A browser tells the editor of a moved selection a moment later; nobody's next key is as fast as a test's.
    await this.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)))),
    );
  }

  async expectSaved(): Promise<void> {
    await expect(this.state).toHaveText('Saved', { timeout: reconnectTimeoutMs });
  }

  async expectState(words: string | RegExp): Promise<void> {
    await expect(this.state).toHaveText(words, { timeout: reconnectTimeoutMs });
  }

  /** The text as it is read, one line for a block, without carets and their labels. */
  async readText(): Promise<string> {
    return (await readBlocks(this.text)).join('\n');
  }

  /** One line; more where several people named the document at the same time. */
  async readTitle(): Promise<string[]> {
    return readBlocks(this.title);
  }

  async expectText(text: string): Promise<void> {
    await expect.poll(() => this.readText(), { timeout: reconnectTimeoutMs }).toBe(text);
  }

  /** Waits until the app itself is kept on the device. */
  async untilKept(): Promise<void> {
    await this.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
  }
}

function readBlocks(editor: Locator): Promise<string[]> {
  return editor.evaluate((element) => {
    const copy = element.cloneNode(true) as HTMLElement;
    for (const caret of copy.querySelectorAll('[aria-hidden="true"]')) caret.remove();
    // Nor buttons and what else blocks have beside their text.
    for (const chrome of copy.querySelectorAll('.mh-chrome')) chrome.remove();
    return [...copy.children].map((block) => block.textContent ?? '');
  });
}
