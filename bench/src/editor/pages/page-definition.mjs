/**
 * One of the pages that are compared: how it is opened, and where its text is. Everything else is the same for all.
 *
 * @typedef {object} PageDefinition
 * @property {string} name as in `--pages`
 * @property {string} title
 * @property {string} text selector of the editable element; its children are the document's blocks
 * @property {boolean} keepsDocuments on the device, so that they can be opened from there
 * @property {(place: Place, id: string) => string} address of a document
 * @property {(page: import('@playwright/test').Page) => Promise<void>} [arrive] what a person does before writing
 *
 * @typedef {object} Place
 * @property {string} origin of the server
 * @property {string} sockets URL of its sockets, without the document
 * @property {string} stockOrigin where the stock page is served
 */

export {};
