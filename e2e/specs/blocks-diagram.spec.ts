import { code, createDocument, paragraph } from '../fixtures/create-document.js';
import { expect, test } from '../fixtures/test.js';
import { RichBlocks } from '../pages/rich-blocks.js';

const simple = 'flowchart LR\n  A[Write] --> B[Read]';

test('a diagram is drawn, and its source opens above it and folds again', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, [paragraph('above'), code('mermaid', simple), paragraph('below')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const blocks = new RichBlocks(ada);
  await expect(blocks.diagram).toBeVisible({ timeout: 20_000 });
  await expect(blocks.diagram.locator('svg')).toContainText('Write');
  await expect(blocks.code).toBeHidden();
  await blocks.diagram.dblclick();
  await expect(blocks.code).toBeVisible();
  await ada.page.keyboard.press('ControlOrMeta+ArrowDown');
  await ada.page.keyboard.press('End');
  await blocks.code.click();
  await ada.page.keyboard.press('ArrowDown');
  await ada.page.keyboard.press('End');
  await ada.page.keyboard.type(' --> C[Think]');
  await expect(blocks.diagram.locator('svg')).toContainText('Think');
  await ada.page.keyboard.press('Escape');
  await expect(blocks.code).toBeHidden();
});

test('the arrows reach a diagram and leave it, and Enter opens its source', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, [paragraph('above'), code('mermaid', simple), paragraph('below')]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const blocks = new RichBlocks(ada);
  await expect(blocks.diagram).toBeVisible({ timeout: 20_000 });
  await ada.paragraph('above').click();
  await ada.page.keyboard.press('ArrowDown');
  await expect(ada.text.locator('.mh-code.ProseMirror-selectednode')).toHaveCount(1);
  await ada.page.keyboard.press('ArrowDown');
  await blocks.expectCaretIn('below');
  await ada.page.keyboard.press('ArrowUp');
  await ada.page.keyboard.press('Enter');
  await expect(blocks.code).toBeVisible();
  await blocks.expectCaretIn(simple);
});

test('a mistake is said in words, and the last good picture stays', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, [code('mermaid', simple), paragraph()]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  const blocks = new RichBlocks(ada);
  await expect(blocks.diagram).toBeVisible({ timeout: 20_000 });
  await ada.text.getByRole('button', { name: 'Edit diagram' }).click();
  await ada.page.keyboard.press('ArrowDown');
  await ada.page.keyboard.press('End');
  await ada.page.keyboard.type(' --> [[[');
  await expect(ada.text.getByText(/mistake in line 2/)).toBeVisible();
  await expect(blocks.diagram.locator('svg')).toContainText('Write');
});

const hostile = {
  'a loosening directive': `%%{init: {"securityLevel": "loose", "htmlLabels": true, "flowchart": {"htmlLabels": true}}}%%\nflowchart LR\n  A["<img src=x onerror='window.hacked=1'>"] --> B["<script>window.hacked=1</script>"]`,
  'a link that runs':
    'flowchart LR\n  A[Press] --> B\n  click A href "javascript:window.hacked=1"\n  click B call hack()',
  'styles that load': `%%{init: {"themeCSS": "* { background: url(https://evil.example/x.png) }"}}%%\nflowchart LR\n  A --> B\n  classDef bad fill:url(https://evil.example/x.svg)\n  class A bad`,
  'a front matter that loosens':
    '---\nconfig:\n  securityLevel: loose\n  htmlLabels: true\n---\nflowchart LR\n  A["<a href=\'javascript:window.hacked=1\'>x</a>"] --> B',
} as const;

for (const [name, source] of Object.entries(hostile)) {
  test(`a hostile diagram cannot run or load anything: ${name}`, async ({ arrive, server, id }) => {
    await createDocument(server.url, id, [code('mermaid', source), paragraph('after')]);
    const ada = await (await arrive()).open(id, { name: 'Ada' });
    const blocks = new RichBlocks(ada);
    const words = ada.text.locator('.mh-diagram__words:not(:empty)');
    await expect(blocks.diagram.or(words).first()).toBeVisible({ timeout: 20_000 });
    const armed = await ada.text
      .locator('.mh-diagram__picture')
      .evaluate((host) =>
        [...(host.shadowRoot?.querySelectorAll('*') ?? [])].flatMap((element) => [
          ...(/^(script|img|iframe|foreignobject)$/i.test(element.nodeName) ? [element.nodeName] : []),
          ...(element.nodeName === 'style' ? [element.textContent ?? ''] : []),
          ...[...element.attributes].map(({ name, value }) => `${name}=${value}`),
        ]),
      );
    for (const part of armed) expect(part).not.toMatch(/^script$|^img$|^iframe$|^on|javascript:|evil\.example/i);
    for (const shape of await blocks.diagram.locator('.node').all()) await shape.click({ force: true });
    expect(await ada.page.evaluate(() => 'hacked' in window)).toBe(false);
    // And the document can be written.
    await ada.paragraph('after').click();
    await ada.page.keyboard.press('End');
    await ada.page.keyboard.type('wards');
    await expect(ada.paragraph('afterwards')).toBeVisible();
  });
}

test('a huge diagram is not drawn, and its source is kept', async ({ arrive, server, id }) => {
  const nodes = Array.from({ length: 2_000 }, (_, index) => `  A${index} --> A${index + 1}`);
  await createDocument(server.url, id, [paragraph(), code('mermaid', `flowchart LR\n${nodes.join('\n')}`)]);
  const ada = await (await arrive()).open(id, { name: 'Ada' });
  await expect(ada.text.getByText(/too long to be drawn/)).toBeVisible({ timeout: 20_000 });
  await expect(new RichBlocks(ada).code).toContainText('A1999');
});

test('a diagram follows the theme of the page', async ({ arrive, server, id }) => {
  await createDocument(server.url, id, [code('mermaid', simple)]);
  const ada = await (await arrive({ colorScheme: 'light' })).open(id, { name: 'Ada' });
  const blocks = new RichBlocks(ada);
  const fill = () =>
    blocks.diagram
      .locator('.node rect')
      .first()
      .evaluate((rect) => getComputedStyle(rect).fill);
  await expect(blocks.diagram).toBeVisible({ timeout: 20_000 });
  const light = await fill();
  await ada.page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(fill).not.toBe(light);
});
