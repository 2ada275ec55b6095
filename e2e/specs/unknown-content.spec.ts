import * as Y from 'yjs';
import { RawClient } from '../fixtures/raw-client.js';
import { expect, test } from '../fixtures/test.js';

function element(name: string, ...children: (Y.XmlElement | Y.XmlText)[]): Y.XmlElement {
  const made = new Y.XmlElement(name);
  made.insert(0, children);
  return made;
}

const paragraph = (text: string) => element('paragraph', new Y.XmlText(text));

test('what an editor does not know, or may not contain, is never deleted from the document', async ({
  arrive,
  server,
  id,
}) => {
  test.slow();
  const newer = await RawClient.join(server.url, id);
  const marked = new Y.XmlText();
  newer.doc.transact(() => {
    newer.body.insert(0, [
      paragraph('Known words'),
      element('kanban', paragraph('unknown at the top')),
      element('bulletList', element('listItem', paragraph('item'), element('poll', paragraph('unknown in a list')))),
      element('bulletList', paragraph('wrong nesting')),
      element('paragraph', marked, element('sticker')),
      element('orderedList'),
      element('listItem', paragraph('loose item')),
      new Y.XmlText('loose text'),
    ]);
    marked.applyDelta([{ insert: 'plain ' }, { insert: 'sparkling', attributes: { sparkle: { size: 3 } } }]);
  });
  const pieces = [
    '<kanban>',
    'unknown at the top',
    '<poll>',
    'unknown in a list',
    'wrong nesting',
    '<sticker>',
    '<sparkle size="3">',
    '<orderedlist>',
    'loose item',
    'loose text',
  ];
  const expectKept = async (more: string[] = []) => {
    await expect.poll(() => [...pieces, ...more].filter((piece) => !newer.body.toString().includes(piece))).toEqual([]);
  };

  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await expect(ada.text).toContainText('Known words');
  await expect(ada.text.getByText('This part needs a newer version of the app.').first()).toBeVisible();
  await expect(ada.text).toContainText('unknown at the top');
  await ada.placeCaret('Known words');
  await ada.page.keyboard.type(', and more');
  await ada.press('Enter');
  await ada.page.keyboard.type('A new line');
  await ada.placeCaret('item');
  await ada.page.keyboard.type('!');
  await ada.placeCaret('plain ');
  await ada.page.keyboard.type('and ');
  await grace.expectText(await ada.readText());
  await grace.placeCaret('A new line');
  await grace.page.keyboard.type(' by two');
  await expectKept(['Known words, and more', 'A new line by two', 'item!', 'plain and ']);

  // While it is open.
  newer.body.insert(1, [element('timeline', paragraph('arrived later'))]);
  await expect(ada.text).toContainText('arrived later');
  await ada.writeOn('?');
  pieces.push('<timeline>', 'arrived later');
  await ada.expectSaved();
  await ada.page.reload();
  await expect(ada.text).toContainText('arrived later');
  await ada.write(' After the reload.');
  await ada.undo();
  await ada.redo();
  await ada.expectSaved();
  await expectKept();
  await expect.poll(async () => (await ada.readText()) === (await grace.readText())).toBe(true);
  newer.leave();
});

test('edits at the same time that together make no valid list lose no words', async ({ arrive, arriveByCable, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const { person, cable } = await arriveByCable();
  const grace = await person.open(id, { name: 'Grace' });
  await ada.text.click();
  await ada.page.keyboard.type('- one\ntwo\nthree');
  await grace.expectText('onetwothree');
  cable.cut();
  await grace.expectState(/Reconnecting|Offline/);
  // One takes the list apart while the other writes into its items and nests them.
  await ada.press('ControlOrMeta+a');
  await ada.press('ControlOrMeta+Shift+8');
  await ada.expectText('one\ntwo\nthree');
  await grace.placeCaret('two');
  await grace.press('Tab');
  await grace.page.keyboard.type(' nested');
  await grace.press('Enter');
  await grace.page.keyboard.type('fresh');
  await ada.expectSaved();
  cable.mend();
  await grace.expectSaved();
  await expect.poll(async () => (await ada.readText()) === (await grace.readText())).toBe(true);
  const text = await ada.readText();
  for (const word of ['one', 'two', 'three']) expect(text).toContain(word);
  await ada.page.reload();
  await ada.expectText(text);
});
