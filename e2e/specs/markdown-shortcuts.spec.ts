import { inputMethod } from '../fixtures/input-method.js';
import { expect, test } from '../fixtures/test.js';

const blocks = [
  ['# Title', 'h1', 'Title'],
  ['#### Small', 'h4', 'Small'],
  ['- dash', 'ul > li', 'dash'],
  ['* star', 'ul > li', 'star'],
  ['+ plus', 'ul > li', 'plus'],
  ['4. four', 'ol[start="4"] > li', 'four'],
  ['[ ] open', 'ul[data-type="taskList"] > li', 'open'],
  ['- [x] done', 'ul[data-type="taskList"] > li[data-checked="true"]', 'done'],
  ['> quoted', 'blockquote', 'quoted'],
  ['> [!warning] careful', '[data-kind="warning"]', 'careful'],
  ['```js code', 'pre', 'code'],
  ['| a | b |\nx', 'table th', 'a'],
  ['>>> more', 'summary', 'more'],
] as const;

for (const [typed, selector, text] of blocks) {
  test(`${JSON.stringify(typed)} becomes its block`, async ({ arrive, id }) => {
    const ada = await (await arrive()).open(id, { name: 'Ada' });
    await ada.write(typed);
    await expect(ada.text.locator(selector).first()).toContainText(text);
  });
}

test('signs around words become marks, and their neighbours stay plain', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await ada.write(
    '**bold** *slanted* ~~gone~~ `code` ==lit== [link](https://a.example) x^2^ and snake_case_name $5 and $6.',
  );
  for (const [selector, text] of [
    ['strong', 'bold'],
    ['em', 'slanted'],
    ['s', 'gone'],
    ['code', 'code'],
    ['mark', 'lit'],
    ['a', 'link'],
    ['sup', '2'],
  ] as const) {
    await expect(ada.text.locator(selector)).toHaveText(text);
  }
  await expect(ada.text).toContainText('and snake_case_name $5 and $6.');
});

for (const key of ['Backspace', 'ControlOrMeta+z']) {
  test(`${key} gives the typed signs back, with the caret behind them`, async ({ arrive, id }) => {
    const ada = await (await arrive()).open(id, { name: 'Ada' });
    for (const typed of ['# ', '- ', '> ', '**b**', '---']) {
      await ada.write(typed);
      await ada.page.keyboard.press(key);
      await ada.page.keyboard.type('x');
      await ada.expectText(`${typed}x`);
      await ada.page.keyboard.press('ControlOrMeta+a');
      await ada.page.keyboard.press('Delete');
      await ada.expectText('');
    }
  });
}

test('what somebody else types, or the letters of a composition, turn into nothing', async ({ arrive, id }) => {
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const grace = await (await arrive()).open(id, { name: 'Grace' });
  await ada.write('```\n# not a heading **b** https://a.example ');
  await expect(grace.text.locator('pre')).toContainText('# not a heading **b** https://a.example');
  await expect(grace.text.locator('h1, strong, a')).toHaveCount(0);
  const { compose } = await inputMethod(grace.page);
  await grace.text.click();
  await grace.page.keyboard.press('ControlOrMeta+End');
  await grace.page.keyboard.press('ArrowDown');
  await compose('**x**');
  await expect(grace.text).toContainText('**x**');
  await expect(grace.text.locator('strong')).toHaveCount(0);
});
