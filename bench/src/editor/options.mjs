import { parseArgs } from 'node:util';
import { pick } from '../options.mjs';

export const usage = `Usage: node bench/editor.mjs [--only typing,opening] [--pages ours,stock] [--quick] [--keep-data]

  --only      what is measured (both by default)
  --pages     which pages are (both by default; with --quick our own alone, which needs none of bench's own packages)
  --quick     a small document and a few keys; shows that everything runs, its figures are not compared with the bounds
  --keep-data keeps the server's data folder and log under bench/.data`;

export const subjects = ['typing', 'opening'];
export const pageNames = ['ours', 'stock'];

/**
 * @typedef {{ kind: 'run', only: string[], pages: string[], quick: boolean, keepData: boolean }} RunOptions
 * @typedef {RunOptions | { kind: 'help' } | { kind: 'problems', problems: string[] }} Options
 *
 * @param {string[]} args
 * @returns {Options}
 */
export function parseOptions(args) {
  /** @type {string[]} */
  const problems = [];
  try {
    const { values } = parseArgs({
      args,
      options: {
        only: { type: 'string' },
        pages: { type: 'string' },
        quick: { type: 'boolean', default: false },
        'keep-data': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) return { kind: 'help' };
    const usual = values.quick ? ['ours'] : pageNames;
    const only = values.only === undefined ? subjects : pick('--only', values.only, subjects, problems);
    const pages = values.pages === undefined ? usual : pick('--pages', values.pages, pageNames, problems);
    if (problems.length > 0) return { kind: 'problems', problems };
    return { kind: 'run', only, pages, quick: values.quick, keepData: values['keep-data'] };
  } catch (error) {
    return { kind: 'problems', problems: [error instanceof Error ? error.message : String(error)] };
  }
}
