/** The worker thread of `converter.ts`: piscina calls these by name. */
export { draftDocument, render } from './conversions.js';
