/** @type {import('./page-definition.mjs').PageDefinition} */
export const stock = {
  name: 'stock',
  title: 'Tiptap starter kit',
  text: '.tiptap',
  keepsDocuments: false,
  address: ({ stockOrigin, sockets }, id) => `${stockOrigin}/?${new URLSearchParams({ sockets, id })}`,
};
