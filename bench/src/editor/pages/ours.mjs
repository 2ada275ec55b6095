/** @type {import('./page-definition.mjs').PageDefinition} */
export const ours = {
  name: 'ours',
  title: 'Manyhands',
  text: '.mh-body',
  keepsDocuments: true,
  address: ({ origin }, id) => `${origin}/d/${id}`,
  async arrive(page) {
    // Somebody who has been here before has a name; the question for it must not stand over the text.
    await page.getByRole('textbox', { name: 'Your name' }).fill('Ada');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
  },
};
