import { expect, type Locator } from '@playwright/test';
import type { DocumentPage } from './document-page.js';

/** The menus of a document's text, as somebody sees them. */
export class EditorMenus {
  readonly slash: Locator;
  readonly bubble: Locator;
  readonly linkTools: Locator;
  readonly linkField: Locator;
  readonly grip: Locator;
  readonly add: Locator;
  readonly blockMenu: Locator;
  readonly palette: Locator;
  readonly shortcuts: Locator;
  readonly dropLine: Locator;
  readonly #document: DocumentPage;

  constructor(document: DocumentPage) {
    const { page } = document;
    this.#document = document;
    this.slash = page.getByRole('listbox', { name: 'Blocks' });
    this.bubble = page.getByRole('toolbar', { name: 'Formatting' });
    this.linkTools = page.getByRole('toolbar', { name: 'Link', exact: true });
    this.linkField = page.getByRole('textbox', { name: 'Address of the link' });
    this.grip = page.getByRole('button', { name: 'Block menu; drag to move' });
    this.add = page.getByRole('button', { name: 'Add a block below' });
    this.blockMenu = page.getByRole('menu', { name: 'Block', exact: true });
    this.palette = page.getByRole('dialog', { name: 'Find documents and commands' });
    this.shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    this.dropLine = page.locator('.mh-drop-line');
  }

  option(name: string): Locator {
    return this.slash.getByRole('option', { name, exact: true });
  }

  item(name: string): Locator {
    const { page } = this.#document;
    return page.getByRole('menuitem', { name, exact: true }).or(page.getByRole('menuitemradio', { name, exact: true }));
  }

  /** The option that Enter chooses, as assistive technology hears it. */
  async activeOption(): Promise<string> {
    const id = await this.#document.text.getAttribute('aria-activedescendant');
    return id === null
      ? ''
      : this.#document.page
          .locator(`[id="${id}"] .mh-option__title`)
          .textContent()
          .then((title) => title ?? '');
  }

  /** Where the caret's line begins in the window. */
  caretTop(): Promise<number> {
    return this.#caret().then(({ top }) => top);
  }

  /** Pixels between the caret's line and the sheet of the slash menu under it; negative where the sheet covers it. */
  async spaceOverSheet(): Promise<number> {
    const sheet = await boxOf(this.#document.page.locator('.mh-float--sheet', { has: this.slash }));
    return sheet.y - (await this.#caret()).bottom;
  }

  #caret(): Promise<{ top: number; bottom: number }> {
    return this.#document.page.evaluate(() => {
      const { top = Number.NaN, bottom = Number.NaN } = getSelection()?.getRangeAt(0).getClientRects()[0] ?? {};
      return { top, bottom };
    });
  }

  /** Makes a block with the slash menu and the mouse. */
  async chooseFromSlash(name: string): Promise<void> {
    const { page } = this.#document;
    await page.keyboard.type('/');
    await this.option(name).click();
  }

  /** Makes a block with the slash menu and keys alone. */
  async typeIntoSlash(name: string): Promise<void> {
    const { page } = this.#document;
    await page.keyboard.type(`/${name.toLowerCase()}`);
    await expect.poll(() => this.activeOption()).toBe(name);
    await page.keyboard.press('Enter');
  }

  /** Goes through the bubble and a menu of it with keys alone, and chooses there. */
  async chooseInBubble(tool: string, item: string): Promise<void> {
    const { keyboard } = this.#document.page;
    await expect(this.bubble).toBeVisible();
    await keyboard.press('Alt+F10');
    // A key that comes sooner is the text's.
    await expect(this.bubble.getByRole('button').first()).toBeFocused();
    await this.#walk('ArrowRight', this.bubble.getByRole('button', { name: tool }));
    await keyboard.press('Enter');
    await expect(this.#document.page.locator('[role^="menuitem"]:focus')).toHaveCount(1);
    await this.#walk('ArrowDown', this.item(item));
    await keyboard.press('Enter');
  }

  async #walk(key: string, target: Locator): Promise<void> {
    const isThere = () => target.evaluate((element) => element === document.activeElement);
    // More steps than any menu of ours has entries.
    for (let step = 0; step < 30 && !(await isThere()); step++) await this.#document.page.keyboard.press(key);
    await expect(target).toBeFocused();
  }

  /** Runs a command from the palette with keys alone. */
  async runFromPalette(name: string): Promise<void> {
    const { page } = this.#document;
    // The link's key as well, with words selected: the palette is asked for where nothing is.
    await this.#document.title.press('ControlOrMeta+k');
    await expect(this.palette.getByRole('combobox')).toBeFocused();
    await page.keyboard.type(name);
    await expect(this.palette.getByRole('option', { selected: true })).toContainText(name);
    await page.keyboard.press('Enter');
    await expect(this.palette).toHaveCount(0);
  }

  /** The menus come when the page is idle; keys before that are for the text alone. */
  async untilReady(): Promise<void> {
    await this.#document.page.locator('.mh-handle').waitFor({ state: 'attached' });
  }

  /** Selects a word of the text with the mouse. */
  async selectWord(word: string): Promise<void> {
    const box = await this.#document.text.evaluate((element, wanted) => {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const at = node.textContent?.indexOf(wanted) ?? -1;
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }
      return null;
    }, word);
    if (box === null) throw new Error(`there is no ${word} in the text`);
    await this.#document.page.mouse.dblclick(box.x, box.y);
  }

  /** Takes a block by its handle, and holds it over a place in another block. */
  async holdOver(block: Locator, target: Locator, part: 'top' | 'bottom'): Promise<void> {
    const { page } = this.#document;
    await block.hover();
    await expect(this.grip).toBeVisible();
    const grip = await boxOf(this.grip);
    await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
    await page.mouse.down();
    const to = await boxOf(target);
    const y = part === 'top' ? to.y + 3 : to.y + to.height - 3;
    await page.mouse.move(to.x + 40, y - 20, { steps: 4 });
    await page.mouse.move(to.x + 40, y, { steps: 4 });
    await expect(this.dropLine).toBeVisible();
  }
}

async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('it is not on the page');
  return box;
}
