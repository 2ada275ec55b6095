import { createLowlight } from 'lowlight';
import { codeLanguages, findLanguage } from './code-languages.js';
import type { CodeToken } from './code-tokens.js';

const lowlight = /* #__PURE__ */ createLowlight();
const loading = new Map<string, Promise<void>>();

/** The nodes of a highlighted text, as far as they are read here. */
interface Tree {
  readonly type: string;
  readonly value?: string;
  readonly properties?: { readonly className?: unknown };
  readonly children?: readonly Tree[];
}

/**
 * Fetches the rules of a language and of those inside it; does nothing for a language that has none.
 *
 * @throws what the import threw; the next call tries again
 */
export async function loadLanguage(said: string): Promise<void> {
  const found = findLanguage(said);
  if (found === null) return;
  await Promise.all([found.id, ...(found.contains ?? [])].map(loadOne));
}

function loadOne(id: string): Promise<void> {
  const known = loading.get(id);
  if (known !== undefined) return known;
  const load = codeLanguages.find((language) => language.id === id)?.load;
  if (load === null || load === undefined) return Promise.resolve();
  const promise = load().then((grammar) => lowlight.register({ [id]: grammar.default }));
  loading.set(id, promise);
  promise.catch(() => loading.delete(id));
  return promise;
}

/** Coloured pieces in order, without overlaps; none where the language is not known or not loaded. */
export function readTokens(said: string, text: string): readonly CodeToken[] {
  const id = findLanguage(said)?.id;
  if (id === undefined || !lowlight.registered(id)) return [];
  const tokens: CodeToken[] = [];
  flatten(lowlight.highlight(id, text, { prefix: 'mh-token-' }), '', 0, tokens);
  return tokens;
}

function flatten(tree: Tree, kind: string, from: number, tokens: CodeToken[]): number {
  if (tree.type === 'text') {
    const to = from + (tree.value ?? '').length;
    if (kind !== '' && to > from) tokens.push({ from, to, kind });
    return to;
  }
  const own = tree.properties?.className;
  // The innermost colour wins, as it would with nested elements.
  const inner = Array.isArray(own) ? own.join(' ') : kind;
  let at = from;
  for (const child of tree.children ?? []) at = flatten(child, inner, at, tokens);
  return at;
}
