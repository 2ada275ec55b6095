// The import rules of the design, numbered as in ARCHITECTURE.md. Each names what is allowed, so that a new import is
// refused until somebody thinks about it. Packages of this repository resolve to their dist folders.

const TEST = '(\\.test\\.tsx?$|/testing/|^[^/]+/(test|examples)/)';

/** A regular expression for npm packages, for instance `npm('yjs', '@tiptap/.+')`. */
const npm = (...names) => `(^|/)node_modules/(${names.join('|')})/`;
/** A regular expression for packages of this repository, by whatever way they are reached. */
const ours = (...folders) => `^(@manyhands/|node_modules/@manyhands/)?(${folders.join('|')})(/|$)`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: '1-protocol',
      comment: 'protocol imports lib0 only.',
      severity: 'error',
      from: { path: '^protocol/src/', pathNot: TEST },
      to: { pathNot: ['^protocol/src/', npm('lib0')] },
    },
    {
      name: '1-schema',
      comment: 'schema imports Tiptap, ProseMirror and Yjs packages, and a Markdown parser.',
      severity: 'error',
      from: { path: '^schema/src/', pathNot: TEST },
      to: {
        pathNot: [
          '^schema/src/',
          npm('@tiptap/(?!react|vue).+', 'prosemirror-.+', 'yjs', 'y-protocols', 'lib0', 'marked'),
        ],
      },
    },
    {
      name: '2-core',
      comment: 'The core imports protocol, yjs, y-protocols and lib0: nothing of Node.js, the network or a database.',
      severity: 'error',
      from: { path: '^sync-server/src/core/', pathNot: TEST },
      to: { pathNot: ['^sync-server/src/core/', ours('protocol'), npm('yjs', 'y-protocols', 'lib0')] },
    },
    {
      name: '3-adapters',
      comment: 'store, backplane, auth, transport, http, previews and telemetry import the core, never each other.',
      severity: 'error',
      from: { path: '^sync-server/src/(store|backplane|auth|transport|http|previews|telemetry)/', pathNot: TEST },
      to: { path: '^sync-server/src/', pathNot: ['^sync-server/src/core/', '^sync-server/src/$1/'] },
    },
    {
      name: '4-composition-root',
      comment:
        'Only server.ts chooses implementations: elsewhere on its level their types and errors are welcome, and what ' +
        'checks their options; index.ts exports them.',
      severity: 'error',
      from: {
        path: '^sync-server/src/[^/]+$',
        pathNot: [TEST, '^sync-server/src/(server|index|config|config-[a-z-]+)\\.ts$'],
      },
      to: {
        path: '^sync-server/src/(store|backplane|auth|transport|http|previews)/',
        pathNot: '-errors\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: '5-editor',
      comment: 'Of this repository, editor imports protocol and schema.',
      severity: 'error',
      from: { path: '^editor/' },
      to: { path: ours('sync-server', 'web', 'e2e', 'bench') },
    },
    {
      name: '5-web',
      comment: "Of this repository, web imports editor's public exports.",
      severity: 'error',
      from: { path: '^web/' },
      to: {
        path: ours(
          'protocol',
          'schema',
          'sync-server',
          'e2e',
          'bench',
          'editor/src',
          'editor/dist/.+/(?!index\\.)[^/]+',
        ),
      },
    },
    {
      name: '5-server',
      comment: 'Of this repository, sync-server imports protocol and schema.',
      severity: 'error',
      from: { path: '^sync-server/', pathNot: TEST },
      to: { path: ours('editor', 'web', 'e2e', 'bench') },
    },
    {
      name: '5-e2e',
      comment: 'The browser tests see what users see: they import no source.',
      severity: 'error',
      from: { path: '^e2e/' },
      to: { path: ours('protocol', 'schema', 'sync-server', 'editor', 'web', 'bench') },
    },
    {
      name: '6-editor-client',
      comment: 'element → react → commands → extensions → client; never back.',
      severity: 'error',
      from: { path: '^editor/src/client/', pathNot: TEST },
      to: { path: ['^editor/src/(extensions|commands|react|element)/', npm('react', 'react-dom')] },
    },
    {
      name: '6-editor-extensions',
      comment: 'What the editor does on the page, in plain DOM: React would cost on every key.',
      severity: 'error',
      from: { path: '^editor/src/extensions/', pathNot: TEST },
      to: { path: ['^editor/src/(commands|react|element)/', npm('react', 'react-dom')] },
    },
    {
      name: '6-editor-commands',
      comment: 'What a person can ask for, whoever shows it: menus, palette, keys.',
      severity: 'error',
      from: { path: '^editor/src/commands/', pathNot: TEST },
      to: { path: ['^editor/src/(react|element)/', npm('react', 'react-dom')] },
    },
    {
      name: '6-editor-react',
      comment: 'element → react → commands → extensions → client; never back.',
      severity: 'error',
      from: { path: '^editor/src/react/' },
      to: { path: '^editor/src/element/' },
    },
    {
      name: '6-no-cycles',
      comment: 'No cycles anywhere, not even of types.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: '6-own-package-index',
      comment: 'index.ts is for other packages; inside, import the file itself.',
      severity: 'error',
      from: { path: '^([^/]+)/src/', pathNot: TEST },
      to: { path: '^$1/src/index\\.tsx?$' },
    },
    {
      name: '6-own-folder-index',
      comment: "A folder's index.ts is for other folders; inside, import the file itself.",
      severity: 'error',
      from: { path: '^(.+)/[^/]+$', pathNot: TEST },
      to: { path: '^$1/index\\.tsx?$' },
    },
    {
      name: '6-own-subfolder-index',
      comment: "A folder's index.ts is for other folders; inside, import the file itself.",
      severity: 'error',
      from: { path: '^([^/]+/src/[^/]+)/', pathNot: TEST },
      to: { path: '^$1/index\\.tsx?$' },
    },
    {
      name: 'no-test-code',
      comment: 'What is shipped imports nothing that is there for tests.',
      severity: 'error',
      from: { path: '^([^/]+/src|web)/', pathNot: TEST },
      to: { path: [TEST, npm('vitest', 'fast-check', 'memory-level', 'happy-dom', '@playwright/.+')] },
    },
    {
      name: 'no-unresolved',
      comment: 'An import that resolves to nothing would slip past every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/dist/'] },
    tsPreCompilationDeps: true, // imports of types count too
    tsConfig: { fileName: 'tsconfig.test.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
