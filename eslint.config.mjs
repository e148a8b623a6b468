// Lint rules, and the table of who may import whom. The table is the law of the house: ARCHITECTURE.md explains it.
import tseslint from 'typescript-eslint';

/** Room -> the rooms it may import from. A room may always import from itself. */
const mayImport = {
  host: ['completion', 'corpus', 'protocol', 'util'],
  learner: ['corpus', 'engine', 'language', 'lens', 'protocol', 'util'],
  predictor: ['completion', 'corpus', 'engine', 'language', 'protocol', 'util'],
  evaluation: ['completion', 'language', 'model', 'predictor', 'util'],
  examiner: ['completion', 'corpus', 'engine', 'evaluation', 'language', 'lens', 'predictor', 'protocol', 'util'],
  cli: ['completion', 'corpus', 'engine', 'evaluation', 'language', 'learner', 'predictor', 'protocol', 'util'],
  corpus: ['model', 'util'],
  language: ['model', 'engine', 'util'],
  lens: ['engine', 'model', 'util'],
  engine: ['util'],
  completion: ['engine', 'language', 'model', 'predictor', 'protocol', 'util'],
  protocol: ['util'],
  util: [],
};
/** Rooms whose plain-data types the protocol may name (type imports only: nothing of them is bundled with it). */
const typesForProtocol = ['engine', 'corpus', 'model', 'lens', 'evaluation', 'examiner'];
/** Rooms that run anywhere: no editor, no Node, no DOM. */
const pure = ['engine', 'language', 'lens', 'corpus', 'completion', 'evaluation', 'protocol', 'util'];

const rooms = Object.keys(mayImport);
const outside = (room) => rooms.filter((other) => other !== room && !mayImport[room].includes(other));
const folder = (room) => [`**/${room}/**`];
const notHere = (room) => [
  ...outside(room).map((other) => ({
    group: folder(other),
    message: `${room} may not import ${other} (see the table in eslint.config.mjs).`,
    allowTypeImports: room === 'protocol' && typesForProtocol.includes(other),
  })),
  ...(room === 'host' ? [] : [{ group: ['vscode'], message: 'Only src/host and src/extension.ts touch the editor.' }]),
  ...(pure.includes(room) ? [{ group: ['node:*', 'fs', 'path'], message: `${room} is pure: no Node.` }] : []),
  { group: ['**/extension.ts'], message: 'Nobody imports the composition root.' },
];

export default tseslint.config(
  { ignores: ['dist/**', 'build/**', 'out/**', 'coverage/**', '**/kernels/**', 'samples/**', '.vscode-test/**'] },
  ...tseslint.configs.strict,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ClassDeclaration[id.name=/(Manager|Service)$/]', message: 'Name the concept, not a Manager.' },
      ],
    },
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['*.mjs'] } } },
  },
  { files: ['**/*.mjs'], ...tseslint.configs.disableTypeChecked },
  ...rooms.map((room) => ({
    files: [`src/${room}/**/*.ts`],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: notHere(room) }] },
  })),
  {
    files: pure.map((room) => `src/${room}/**/*.ts`),
    rules: {
      'no-restricted-globals': ['error', 'process', 'Buffer', 'window', 'document', 'require', 'setImmediate'],
    },
  },
  {
    files: ['media/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: rooms
            .filter((room) => !['protocol', 'util'].includes(room))
            .map((room) => ({ group: [`**/src/${room}/**`], message: 'The webview imports protocol and util only.' })),
        },
      ],
    },
  },
  { files: ['test/**/*.ts'], rules: { '@typescript-eslint/no-unused-expressions': 'off' } },
);
