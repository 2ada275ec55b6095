/**
 * How much is measured.
 *
 * @typedef {object} Sizes
 * @property {number} wordCount of the long document
 * @property {number} usualWordCount of one of the usual size, which is opened only
 * @property {number} people who type beside the measured one
 * @property {number} keysPerSecondOfOthers of each of them
 * @property {number} keysPerSecond of the measured person
 * @property {number} warmUpKeys
 * @property {number} keys measured
 * @property {number} checkKeys for the self check
 * @property {number} openings of each kind
 */

/** @type {Sizes} */
export const full = {
  wordCount: 50_000,
  usualWordCount: 1_000,
  people: 10,
  keysPerSecondOfOthers: 5,
  keysPerSecond: 6,
  warmUpKeys: 30,
  keys: 240,
  checkKeys: 30,
  openings: 5,
};

/** Shows that everything runs. @type {Sizes} */
export const quick = {
  wordCount: 1_500,
  usualWordCount: 300,
  people: 2,
  keysPerSecondOfOthers: 5,
  keysPerSecond: 8,
  warmUpKeys: 2,
  keys: 12,
  checkKeys: 6,
  openings: 1,
};
