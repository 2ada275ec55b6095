/** The worker thread of `converter.ts`: piscina calls these by name. */
export { draftDocument, render, titlesOf } from './conversions.js';
