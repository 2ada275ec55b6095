import type { LanguageFn } from 'highlight.js';

export interface CodeLanguage {
  /** What the document keeps, and what Markdown writes after its three backticks. */
  readonly id: string;
  readonly name: string;
  /** Other ways to say it: file endings, short forms, dialects. */
  readonly aliases: readonly string[];
  /** Languages that occur inside this one. */
  readonly contains?: readonly string[];
  /** `null`: there is nothing to colour. */
  readonly load: (() => Promise<{ readonly default: LanguageFn }>) | null;
}

/** The language of diagrams. A block in it shows what it describes. */
const diagramLanguage = 'mermaid';

/** In the order of their names. A language that is not here stays in the document, and is shown without colours. */
export const codeLanguages: readonly CodeLanguage[] = [
  language('bash', 'Bash', 'sh zsh shell-script', () => import('highlight.js/lib/languages/bash')),
  language('c', 'C', 'h', () => import('highlight.js/lib/languages/c')),
  language('csharp', 'C#', 'cs c# dotnet', () => import('highlight.js/lib/languages/csharp')),
  language('cpp', 'C++', 'c++ cc cxx hpp hh', () => import('highlight.js/lib/languages/cpp')),
  language('clojure', 'Clojure', 'clj edn', () => import('highlight.js/lib/languages/clojure')),
  language('css', 'CSS', '', () => import('highlight.js/lib/languages/css')),
  language('dart', 'Dart', '', () => import('highlight.js/lib/languages/dart')),
  { id: diagramLanguage, name: 'Diagram (Mermaid)', aliases: ['chart', 'flowchart', 'mmd'], load: null },
  language('diff', 'Diff', 'patch', () => import('highlight.js/lib/languages/diff')),
  language('dockerfile', 'Dockerfile', 'docker', () => import('highlight.js/lib/languages/dockerfile')),
  language('elixir', 'Elixir', 'ex exs', () => import('highlight.js/lib/languages/elixir')),
  language('erlang', 'Erlang', 'erl', () => import('highlight.js/lib/languages/erlang')),
  language('fsharp', 'F#', 'fs f#', () => import('highlight.js/lib/languages/fsharp')),
  language('go', 'Go', 'golang', () => import('highlight.js/lib/languages/go')),
  language('graphql', 'GraphQL', 'gql', () => import('highlight.js/lib/languages/graphql')),
  language('groovy', 'Groovy', 'gradle', () => import('highlight.js/lib/languages/groovy')),
  language('haskell', 'Haskell', 'hs', () => import('highlight.js/lib/languages/haskell')),
  language('xml', 'HTML, XML', 'html xhtml svg vue svelte rss', () => import('highlight.js/lib/languages/xml'), [
    'css',
    'javascript',
  ]),
  language('ini', 'INI, TOML', 'toml conf', () => import('highlight.js/lib/languages/ini')),
  language('java', 'Java', 'jsp', () => import('highlight.js/lib/languages/java')),
  language('javascript', 'JavaScript', 'js jsx mjs cjs node', () => import('highlight.js/lib/languages/javascript'), [
    'xml',
    'css',
    'graphql',
  ]),
  language('json', 'JSON', 'jsonc json5 geojson', () => import('highlight.js/lib/languages/json')),
  language('julia', 'Julia', 'jl', () => import('highlight.js/lib/languages/julia')),
  language('kotlin', 'Kotlin', 'kt kts', () => import('highlight.js/lib/languages/kotlin')),
  language('latex', 'LaTeX', 'tex', () => import('highlight.js/lib/languages/latex')),
  language('less', 'Less', '', () => import('highlight.js/lib/languages/less')),
  language('lua', 'Lua', '', () => import('highlight.js/lib/languages/lua')),
  language('makefile', 'Makefile', 'make mk', () => import('highlight.js/lib/languages/makefile')),
  language('markdown', 'Markdown', 'md mkd mdx', () => import('highlight.js/lib/languages/markdown'), ['xml']),
  language('matlab', 'MATLAB', 'octave', () => import('highlight.js/lib/languages/matlab')),
  language('nginx', 'nginx', 'nginxconf', () => import('highlight.js/lib/languages/nginx')),
  language('objectivec', 'Objective-C', 'objc obj-c mm', () => import('highlight.js/lib/languages/objectivec')),
  language('ocaml', 'OCaml', 'ml', () => import('highlight.js/lib/languages/ocaml')),
  language('perl', 'Perl', 'pl pm', () => import('highlight.js/lib/languages/perl')),
  language('php', 'PHP', 'php8', () => import('highlight.js/lib/languages/php')),
  { id: 'plaintext', name: 'Plain text', aliases: ['text', 'txt', 'none'], load: null },
  language('powershell', 'PowerShell', 'ps ps1 pwsh', () => import('highlight.js/lib/languages/powershell')),
  language('protobuf', 'Protocol Buffers', 'proto', () => import('highlight.js/lib/languages/protobuf')),
  language('python', 'Python', 'py gyp ipython', () => import('highlight.js/lib/languages/python')),
  language('r', 'R', '', () => import('highlight.js/lib/languages/r')),
  language('ruby', 'Ruby', 'rb gemspec irb', () => import('highlight.js/lib/languages/ruby')),
  language('rust', 'Rust', 'rs', () => import('highlight.js/lib/languages/rust')),
  language('scala', 'Scala', 'sbt', () => import('highlight.js/lib/languages/scala')),
  language('scss', 'SCSS', 'sass', () => import('highlight.js/lib/languages/scss')),
  language('shell', 'Shell session', 'console terminal', () => import('highlight.js/lib/languages/shell'), ['bash']),
  language('sql', 'SQL', 'mysql postgresql postgres sqlite', () => import('highlight.js/lib/languages/sql')),
  language('swift', 'Swift', '', () => import('highlight.js/lib/languages/swift')),
  language('typescript', 'TypeScript', 'ts tsx mts cts', () => import('highlight.js/lib/languages/typescript'), [
    'xml',
    'css',
    'graphql',
  ]),
  language('vbnet', 'Visual Basic', 'vb', () => import('highlight.js/lib/languages/vbnet')),
  language('wasm', 'WebAssembly', 'wat', () => import('highlight.js/lib/languages/wasm')),
  language('yaml', 'YAML', 'yml', () => import('highlight.js/lib/languages/yaml')),
];

function language(
  id: string,
  name: string,
  aliases: string,
  load: () => Promise<{ readonly default: LanguageFn }>,
  contains: readonly string[] = [],
): CodeLanguage {
  return { id, name, aliases: aliases.split(' ').filter((alias) => alias !== ''), contains, load };
}

/** The language that a person or another program meant. */
export function findLanguage(said: string): CodeLanguage | null {
  const word = said.trim().toLowerCase();
  return (
    codeLanguages.find(
      ({ id, name, aliases }) => id === word || name.toLowerCase() === word || aliases.includes(word),
    ) ?? null
  );
}

/** What a block says about its language. One that nobody here knows is said as it was written. */
export function languageName(said: string | null): string {
  if (said === null || said.trim() === '') return 'Plain text';
  return findLanguage(said)?.name ?? said;
}

/** The languages that fit what was typed, the best first: its name, then a beginning, then anything inside. */
export function searchLanguages(typed: string): readonly CodeLanguage[] {
  const word = typed.trim().toLowerCase();
  if (word === '') return codeLanguages;
  const rank = ({ id, name, aliases }: CodeLanguage): number => {
    const words = [id, name.toLowerCase(), ...aliases];
    if (words.includes(word)) return 0;
    if (name.toLowerCase().startsWith(word) || id.startsWith(word)) return 1;
    if (words.some((other) => other.startsWith(word))) return 2;
    return name.toLowerCase().includes(word) ? 3 : 4;
  };
  return codeLanguages
    .map((candidate) => ({ candidate, rank: rank(candidate) }))
    .filter((entry) => entry.rank < 4)
    .sort((a, b) => a.rank - b.rank)
    .map(({ candidate }) => candidate);
}
