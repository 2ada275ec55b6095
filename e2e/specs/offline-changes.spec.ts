import type { Cable } from '../fixtures/cable.js';
import { createDocument, paragraph } from '../fixtures/create-document.js';
import type { Person } from '../fixtures/people.js';
import { test as base, expect } from '../fixtures/test.js';
import type { DocumentPage } from '../pages/document-page.js';

interface Apart {
  readonly grace: DocumentPage;
  /** Her network is cut. */
  readonly ada: DocumentPage;
  readonly person: Person;
  readonly cable: Cable;
}

const test = base.extend<{ readonly apart: (...lines: string[]) => Promise<Apart> }>({
  apart: async ({ arrive, arriveByCable, server, id }, use) => {
    await use(async (...lines) => {
      await createDocument(
        server.url,
        id,
        lines.map((words) => paragraph(words)),
      );
      const grace = await (await arrive()).open(id, { name: 'Grace' });
      const { person, cable } = await arriveByCable();
      const ada = await person.open(id, { name: 'Ada' });
      await ada.expectSaved();
      cable.cut();
      await ada.expectState(/Offline|Reconnecting/);
      return { grace, ada, person, cable };
    });
  },
});

/** Does something with the caret behind a text. */
async function change(person: DocumentPage, behind: string, keys: string): Promise<void> {
  await person.placeCaret(behind);
  await person.press(keys);
}

test('what is written offline is kept when somebody changes, moves or joins its block meanwhile', async ({ apart }) => {
  const { ada, grace, cable } = await apart(
    ...['before', 'one alpha omega', 'two alpha omega', 'three alpha omega', 'four alpha omega', 'after'],
  );
  for (const number of ['one', 'two', 'three', 'four']) {
    await ada.placeCaret(`${number} alpha`);
    await ada.page.keyboard.type(' MINE');
  }
  await change(grace, 'one', 'ControlOrMeta+Alt+2');
  await change(grace, 'two', 'ControlOrMeta+Shift+8');
  await change(grace, 'three', 'Alt+Shift+ArrowDown');
  await change(grace, 'after', 'Home');
  await grace.press('Backspace');
  await grace.expectSaved();
  cable.mend();
  await ada.expectSaved();
  for (const { text } of [ada, grace]) {
    await expect(text.getByRole('heading', { level: 2 })).toHaveText('one alpha MINE omega');
    await expect(text.getByRole('listitem')).toHaveText('two alpha MINE omega');
    await expect(text.locator('p')).toContainText(['three alpha MINE omega']);
    await expect(text.locator('p')).toContainText(['four alpha MINE omega']);
  }
  // She goes on where she was.
  await ada.page.keyboard.type('!');
  await expect(grace.text).toContainText('four alpha MINE! omega');
});

test('lines written in a list that somebody numbers, and at the end of a line that somebody breaks, are where they belong', async ({
  apart,
}) => {
  const { ada, grace, cable } = await apart('alpha beta omega', 'last');
  cable.mend();
  await grace.placeCaret('last');
  await grace.page.keyboard.press('Enter');
  await grace.page.keyboard.type('- one item\ntwo item\nthree item');
  await expect(ada.text.locator('ul > li')).toHaveText(['one item', 'two item', 'three item']);
  cable.cut();
  await ada.expectState(/Offline|Reconnecting/);
  await ada.placeCaret('two item');
  await ada.page.keyboard.type('\nMINE');
  await ada.placeCaret('omega');
  await ada.page.keyboard.type(' TOO');
  await change(grace, 'two item', 'ControlOrMeta+Shift+7');
  await change(grace, 'alpha beta', 'Enter');
  await grace.expectSaved();
  cable.mend();
  await ada.expectSaved();
  for (const { text } of [ada, grace]) {
    await expect(text.locator('ol > li')).toHaveText(['one item', 'two item', 'MINE', 'three item']);
    await expect(text.locator('ul')).toHaveCount(0);
    await expect(text.locator('p')).toContainText(['alpha beta', 'omega TOO']);
  }
  await ada.page.keyboard.type('!');
  await expect(grace.text.locator('p')).toContainText(['alpha beta', 'omega TOO!']);
});

test('words that an earlier visit left on the device go into the block that somebody made of theirs', async ({
  apart,
  id,
}) => {
  const { ada, grace, cable, person } = await apart('before', 'alpha beta omega');
  await ada.placeCaret('alpha beta');
  await ada.page.keyboard.type(' MINE');
  await ada.expectState(/^(Offline|Reconnecting), 5 changes kept on this device$/);
  await ada.page.close();
  await change(grace, 'alpha', 'ControlOrMeta+Alt+2');
  await grace.expectSaved();
  cable.mend();
  const again = await person.open(id);
  for (const { text } of [again, grace])
    await expect(text.getByRole('heading', { level: 2 })).toHaveText('alpha beta MINE omega');
  await again.expectSaved();
});

test('words of somebody who has left go into the block that somebody else had made of theirs', async ({
  apart,
  arrive,
  id,
}) => {
  const { ada, grace, cable } = await apart('before', 'alpha beta omega');
  const bob = await (await arrive()).open(id, { name: 'Bob' });
  await change(ada, 'alpha', 'ControlOrMeta+Alt+2');
  const mary = await (await arrive()).open(id, { name: 'Mary' });
  await mary.placeCaret('alpha beta');
  await mary.page.keyboard.type(' HERS');
  await mary.expectSaved();
  await mary.page.close();
  for (const other of [grace, bob]) await expect(other.avatarOf('Mary')).toHaveCount(0);
  cable.mend();
  await ada.expectSaved();
  const expectOnce = async () => {
    for (const { text } of [ada, grace, bob])
      await expect(text.getByRole('heading', { level: 2 })).toHaveText('alpha beta HERS omega');
  };
  await expectOnce();
  // One alone writes it: the others have their turns meanwhile.
  await ada.page.waitForTimeout(4_000);
  await expectOnce();
});

test('a line of which two people made a heading is there once, and what somebody deleted in a line stays away', async ({
  apart,
}) => {
  const { ada, grace, cable } = await apart('one alpha', 'two omega', 'last');
  for (const one of [ada, grace]) await change(one, 'one', 'ControlOrMeta+Alt+2');
  await ada.page.keyboard.type(' MINE');
  await grace.page.keyboard.press('End');
  await grace.page.keyboard.type(' HERS');
  await ada.placeCaret('two omega');
  for (const _letter of ' omega') await ada.page.keyboard.press('Backspace');
  await change(grace, 'two', 'ControlOrMeta+Alt+3');
  await grace.expectSaved();
  cable.mend();
  await ada.expectSaved();
  for (const { text } of [ada, grace]) {
    await expect(text.getByRole('heading', { level: 2 })).toHaveText('one MINE alpha HERS');
    await expect(text.getByRole('heading', { level: 3 })).toHaveText('two');
    await expect(text.locator('p')).toHaveText(['last']);
  }
});

test('what is written in a paragraph that somebody deletes is not lost', async ({ apart }) => {
  const { ada, grace, cable } = await apart('before', 'alpha omega', 'last');
  await ada.placeCaret('alpha omega');
  await ada.page.keyboard.type(' and two words');
  await grace.placeCaret('before');
  await grace.press('Shift+ArrowDown');
  await grace.press('Shift+End');
  await grace.press('Backspace');
  await grace.expectSaved();
  cable.mend();
  await ada.expectSaved();
  await ada.page.keyboard.type('!');
  for (const { text } of [ada, grace]) {
    await expect(text).toContainText('and two words!');
    await expect(text).not.toContainText('alpha');
  }
});
