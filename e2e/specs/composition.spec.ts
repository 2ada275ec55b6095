import { createDocument, paragraph } from '../fixtures/create-document.js';
import { inputMethod } from '../fixtures/input-method.js';
import { expect, test } from '../fixtures/test.js';
import type { DocumentPage } from '../pages/document-page.js';

test('a composition is neither ended nor doubled by what others write', async ({ arrive, id }) => {
  test.slow();
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await ada.write('Start middle\nOther');
  await grace.expectText('Start middle\nOther');
  const { compose, commit } = await inputMethod(ada.page);
  const ends: string[] = [];
  await ada.page.exposeFunction('noteEnd', (data: string) => ends.push(data));
  await ada.text.evaluate((element) =>
    element.addEventListener('compositionend', (event) =>
      (window as unknown as { noteEnd: (data: string) => void }).noteEnd((event as CompositionEvent).data),
    ),
  );

  await test.step('before it in the same paragraph, and in another one', async () => {
    await ada.placeCaret('Start middle');
    await compose('に');
    await compose('にほ');
    await grace.placeCaret('Start');
    await grace.page.keyboard.type('ing');
    await grace.placeCaret('Other');
    await grace.page.keyboard.type(' line');
    await expect(ada.text).toContainText('Other line');
    await compose('にほん');
    expect(ends).toEqual([]);
    await grace.expectText('Starting middleにほん\nOther line');
    await commit('日本');
    await ada.expectText('Starting middle日本\nOther line');
    await grace.expectText('Starting middle日本\nOther line');
    await ada.page.keyboard.type('!');
    await grace.expectText('Starting middle日本!\nOther line');
  });

  await test.step('before it, again and again', async () => {
    ends.length = 0;
    await grace.placeCaret('Starting');
    for (const [composed, letter] of [
      ['さ', 'a'],
      ['さく', 'b'],
      ['さくら', 'c'],
    ] as const) {
      await compose(composed);
      await grace.page.keyboard.type(letter);
      await expect(grace.text).toContainText(composed);
      await grace.expectSaved();
    }
    await compose('さくらん');
    expect(ends).toEqual([]);
    await commit('桜');
    await grace.expectText('Startingabc middle日本!桜\nOther line');
    await ada.expectText('Startingabc middle日本!桜\nOther line');
  });

  await test.step('when the paragraph is deleted', async () => {
    ends.length = 0;
    await compose('か');
    await compose('かな');
    await grace.expectText('Startingabc middle日本!桜かな\nOther line');
    await grace.placeCaret('Starting');
    await deleteLine(grace);
    await grace.expectText('Other line');
    await compose('かなで');
    expect(ends).toEqual([]);
    await commit('奏');
    await expect.poll(async () => (await ada.readText()) === (await grace.readText())).toBe(true);
    // A line of its own, where the last letter was typed before the deletion arrived.
    expect(await grace.readText()).toMatch(/^奏\n?Other line$/);
  });
});

for (const [when, isEarly] of [
  ['before', true],
  ['after', false],
] as const) {
  test(`a composition gets a line of its own when its paragraph was deleted unseen, and ends ${when} that is known`, async ({
    arrive,
    arriveByCable,
    id,
  }) => {
    const ada = await (await arrive()).open(id, { name: 'Ada' });
    const { person, cable } = await arriveByCable();
    const grace = await person.open(id, { name: 'Grace' });
    await ada.write('Start middle\nOther');
    await grace.expectText('Start middle\nOther');
    await ada.placeCaret('Start middle');
    const { compose, commit } = await inputMethod(ada.page);
    cable.cut();
    await compose('か');
    await compose('かな');
    await grace.placeCaret('Start');
    await deleteLine(grace);
    await grace.expectText('Other');
    if (isEarly) await commit('奏');
    cable.mend();
    await grace.expectText(isEarly ? '奏\nOther' : 'かな\nOther');
    if (!isEarly) await commit('奏');
    await ada.page.keyboard.type('!');
    await grace.expectText('奏!\nOther');
    await ada.expectText('奏!\nOther');
  });
}

/** Takes a line out, and the break behind it. */
async function deleteLine(person: DocumentPage): Promise<void> {
  for (const key of ['Home', 'Shift+End', 'Backspace', 'Delete']) await person.press(key);
}

for (const [what, change] of [
  ['made a heading', (grace: DocumentPage) => grace.press('ControlOrMeta+Alt+2')],
  ['quoted', (grace: DocumentPage) => grace.press('ControlOrMeta+Shift+b')],
  ['moved', (grace: DocumentPage) => grace.press('Alt+Shift+ArrowDown')],
  [
    'made bold',
    async (grace: DocumentPage) => {
      await grace.press('Home');
      await grace.press('Shift+End');
      await grace.press('ControlOrMeta+b');
    },
  ],
] as const) {
  test(`a composition is written once, and nothing else changes, when its paragraph is ${what}`, async ({
    arrive,
    server,
    id,
  }) => {
    await createDocument(server.url, id, [paragraph('before'), paragraph('alpha world omega'), paragraph('after')]);
    const ada = await (await arrive()).open(id, { name: 'Ada' });
    const grace = await (await arrive()).open(id, { name: 'Grace' });
    const { compose, commit } = await inputMethod(ada.page);
    await ada.placeCaret('alpha wor');
    await compose('に');
    await compose('にほ');
    await expect(grace.text).toContainText('alpha worにほld omega');
    await grace.placeCaret('alp');
    await change(grace);
    await compose('にほん');
    await commit('日本');
    for (const { text } of [ada, grace]) {
      await expect(text).toContainText('alpha wor日本ld omega');
      await expect(text).not.toContainText('にほ');
    }
    await ada.page.keyboard.type('!');
    await expect(grace.text).toContainText('alpha wor日本!ld omega');
  });
}

const whileComposed: Record<string, { readonly act: (grace: DocumentPage) => Promise<void>; readonly text: RegExp }> = {
  'wrote in its paragraph': {
    act: (grace) => grace.page.keyboard.type('ing'),
    text: /^Starting middle奏\n!\nOther$/,
  },
  'made a heading of its paragraph': {
    act: (grace) => grace.press('ControlOrMeta+Alt+2'),
    text: /^Start middle奏\n!\nOther$/,
  },
  // Its letters go where the line was, or get one of their own.
  'deleted its paragraph': { act: deleteLine, text: /^奏\n!\n?Other$/ },
};

for (const [what, { act, text }] of Object.entries(whileComposed)) {
  test(`Enter right after a composition breaks the line there, when somebody ${what} meanwhile`, async ({
    arrive,
    id,
  }) => {
    const ada = await (await arrive()).open(id, { name: 'Ada' });
    const grace = await (await arrive()).open(id, { name: 'Grace' });
    await ada.write('Start middle\nOther');
    await grace.expectText('Start middle\nOther');
    await ada.placeCaret('Start middle');
    const { compose, commit } = await inputMethod(ada.page);
    await compose('か');
    await grace.expectText('Start middleか\nOther');
    await grace.placeCaret('Start');
    await act(grace);
    await grace.expectSaved();
    await compose('かな');
    await commit('奏');
    await ada.page.keyboard.press('Enter');
    await ada.page.keyboard.type('!');
    await expect.poll(() => ada.readText()).toMatch(text);
    await grace.expectText(await ada.readText());
  });
}

const torn: Record<string, { readonly act: (grace: DocumentPage) => Promise<void>; readonly text: string }> = {
  'the line is broken before it': {
    act: async (grace) => {
      await grace.placeCaret('Start');
      await grace.press('Enter');
    },
    text: 'Start\n mid奏!dle\nOther',
  },
  'the line is written in, and then broken before it': {
    act: async (grace) => {
      await grace.placeCaret('Start');
      await grace.page.keyboard.type('ing');
      await grace.press('Enter');
    },
    text: 'Starting\n mid奏!dle\nOther',
  },
  'the next line is joined to it': {
    act: async (grace) => {
      await grace.placeCaret('Other');
      await grace.press('Home');
      await grace.press('Backspace');
    },
    text: 'Start mid奏!dleOther',
  },
};

for (const [what, { act, text }] of Object.entries(torn)) {
  for (const isSeen of [true, false]) {
    test(`a composition stays in its words when ${what} by somebody who has ${isSeen ? '' : 'not '}seen it`, async ({
      arrive,
      arriveByCable,
      server,
      id,
    }) => {
      await createDocument(server.url, id, [paragraph('Start middle'), paragraph('Other')]);
      const ada = await (await arrive()).open(id, { name: 'Ada' });
      const { person, cable } = await arriveByCable();
      const grace = await person.open(id, { name: 'Grace' });
      await grace.expectText('Start middle\nOther');
      await ada.placeCaret('Start mid');
      const { compose, commit } = await inputMethod(ada.page);
      if (!isSeen) cable.cut();
      await compose('か');
      if (isSeen) await expect(grace.text).toContainText('か');
      await act(grace);
      if (!isSeen) cable.mend();
      await grace.expectSaved();
      await expect(grace.text).toContainText('か');
      await compose('かな');
      await commit('奏');
      await ada.page.keyboard.type('!');
      await ada.expectText(text);
      await grace.expectText(text);
    });
  }
}
