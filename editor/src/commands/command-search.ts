import { go } from 'fuzzysort';
import type { EditorCommand } from './editor-command.js';

/** Below it a match is a few letters scattered over a word. */
const threshold = 0.4;
/** A command is first looked for by its name. */
const keywordWeight = 0.85;
/** A whole keyword, `hr`, is meant more than letters that begin the words of a name, `Highlight red`. */
const exactKeyword = 0.97;
/** Equals stay in the order of the menus. */
const orderWeight = 1e-5;
/** Enough to go before an equal, not before a better one. */
const recentBonus = 0.02;
const maxResults = 60;

/**
 * The commands that a few letters can mean, best first.
 *
 * @param recent ids, the latest first
 */
export function searchCommands(
  query: string,
  commands: readonly EditorCommand[],
  recent: readonly string[] = [],
): EditorCommand[] {
  const wanted = query.trim();
  if (wanted === '') return [...commands];
  const results = go(wanted, commands, {
    keys: [({ title }) => title, ({ keywords }) => keywords.join(' ')],
    limit: maxResults,
    threshold,
    scoreFn: (result) => {
      const isKeyword = result.obj.keywords.includes(wanted.toLowerCase());
      const ownScore = Math.max(result[0]?.score ?? 0, (result[1]?.score ?? 0) * keywordWeight);
      // A key is scored for the words that it has: of "formula in", a name that is "Formula" has all it needs. What the
      // missing words cost is in the score of the whole alone.
      const score = Math.max(Math.min(ownScore, result.score), isKeyword ? exactKeyword : 0);
      const order = commands.indexOf(result.obj) * orderWeight;
      return score === 0 ? 0 : score - order + (recent.includes(result.obj.id) ? recentBonus : 0);
    },
  });
  return results.map(({ obj }) => obj);
}

/** Anything with a title, for instance documents. */
export function searchTitles<T extends { readonly title: string }>(query: string, entries: readonly T[]): T[] {
  const wanted = query.trim();
  if (wanted === '') return [...entries];
  return go(wanted, entries, { key: ({ title }) => title, limit: maxResults, threshold }).map(({ obj }) => obj);
}
