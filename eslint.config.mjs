// Lint rules, and the import rules: which folder of src may import which. ARCHITECTURE.md gives the reasons.
import tseslint from 'typescript-eslint';
import { superLinearRules } from './scripts/test/superLinearRules.mjs';

/** Folder of src -> the folders that it may import from, besides itself. */
const mayImport = {
  host: ['completion', 'corpus', 'disk', 'lens', 'masker', 'nextEdit', 'processes', 'protocol'],
  learner: ['corpus', 'disk', 'engine', 'lens', 'model', 'processes', 'protocol'],
  predictor: ['completion', 'corpus', 'disk', 'engine', 'model', 'nextEdit', 'processes', 'protocol'],
  analyzer: ['completion', 'corpus', 'disk', 'engine', 'evaluation', 'lens', 'model', 'processes', 'protocol'],
  cli: [
    ...[
      'analyzer',
      'completion',
      'corpus',
      'disk',
      'engine',
      'evaluation',
      'learner',
      'masker',
      'model',
      'nextEdit',
      'processes',
    ],
    'protocol',
  ],
  library: ['cli', 'corpus', 'engine', 'learner', 'model', 'protocol'],
  masker: ['corpus', 'processes', 'protocol'],
  processes: ['protocol'],
  disk: ['corpus', 'processes', 'protocol', 'tensorboard'],
  tensorboard: ['protocol'],
  evaluation: ['completion', 'corpus', 'model', 'nextEdit'],
  nextEdit: ['completion', 'model', 'protocol'],
  completion: ['model', 'protocol'],
  corpus: ['model'],
  model: ['engine'],
  lens: ['engine', 'model'],
  engine: [],
  protocol: [],
};
/** Folders whose types the protocol may import. Type imports only, so that a message brings no code along. */
const typesForProtocol = ['engine', 'corpus', 'model', 'lens', 'completion', 'evaluation', 'analyzer'];
/** The settings table offers the cells that the engine has. */
const exceptions = { 'protocol -> engine': ['!**/engine/cells.ts'] };
/** Only these may import simulations of users; what runs in the editor may not. */
const maySimulate = ['analyzer', 'cli', 'evaluation', 'completion/simulate'];
/** Folders without the editor, Node and the DOM, so that their code runs anywhere. */
const pure = ['engine', 'model', 'lens', 'corpus', 'completion', 'nextEdit', 'evaluation', 'protocol', 'tensorboard'];

/** The same for the folders inside host. All may import the settings and other files that stand in host itself, except the commands and what creates the parts. */
const hostMayImport = {
  storage: [],
  processes: [],
  workspace: ['storage'],
  learning: ['storage', 'processes', 'workspace'],
  training: ['storage', 'processes', 'workspace', 'learning'],
  suggestions: ['storage', 'processes', 'workspace', 'learning', 'training'],
  nextEdit: ['workspace', 'suggestions'],
  dashboard: ['storage', 'processes', 'workspace', 'learning', 'training', 'suggestions'],
  status: ['processes', 'workspace', 'learning', 'training', 'suggestions'],
};
const hostRoot = ['**/commands.ts', '**/removeEverything.ts', '**/createParts.ts', '../parts/**'];

/** The same for the folders of media/dashboard. A page does not import another page; main.ts and pages.ts put all together. */
const dashboardMayImport = {
  state: [],
  ui: ['state'],
  charts: ['state', 'ui'],
  pages: ['state', 'ui', 'charts'],
};

const folders = Object.keys(mayImport);
const forbidden = (folder) => folders.filter((other) => other !== folder && !mayImport[folder].includes(other));
/** `part`: the folder, or one inside it with rules of its own. */
const restrictionsOf = (folder, part = folder) => [
  ...forbidden(folder).map((other) => ({
    group: [`**/${other}/**`, ...(exceptions[`${folder} -> ${other}`] ?? [])],
    message: `${folder} may not import ${other} (see the table in eslint.config.mjs).`,
    allowTypeImports: folder === 'protocol' && typesForProtocol.includes(other),
  })),
  ...(folder === 'host'
    ? []
    : [{ group: ['vscode'], message: 'Only src/host and src/extension.ts may import vscode.' }]),
  ...(maySimulate.includes(part)
    ? []
    : [{ group: ['**/simulate/**'], message: 'Production code does not simulate users.' }]),
  ...(pure.includes(folder) ? [{ group: ['node:*', 'fs', 'path'], message: `${folder} is pure: no Node.` }] : []),
  { group: ['**/extension.ts'], message: 'No module imports the composition root.' },
];

const hostFolders = Object.keys(hostMayImport);
const hostRestrictionsOf = (folder) => [
  ...restrictionsOf('host'),
  ...hostFolders
    .filter((other) => other !== folder && !hostMayImport[folder].includes(other))
    .map((other) => ({
      group: [`../${other}/**`],
      message: `${folder} of the host may not import ${other} (see the table in eslint.config.mjs).`,
    })),
  { group: hostRoot, message: 'Only extension.ts imports the commands and creates the parts.' },
];

const dashboardFolders = Object.keys(dashboardMayImport);
/** `folder` undefined: the files that put all together. */
const dashboardRestrictionsOf = (folder) => [
  ...folders
    .filter((other) => !['lens', 'protocol'].includes(other))
    .map((other) => ({
      group: [`**/src/${other}/**`, '!**/src/model/components.ts'],
      message: 'The webview imports only lens, protocol and the list of model components from src.',
    })),
  ...dashboardFolders
    .filter((other) => folder && other !== folder && !dashboardMayImport[folder].includes(other))
    .map((other) => ({
      group: [`../${other}/**`],
      message: `${folder} of the dashboard may not import ${other} (see the table in eslint.config.mjs).`,
    })),
  ...(folder === 'pages' ? [{ group: ['../*/**', '!../../**'], message: 'Pages do not import each other.' }] : []),
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
      '@typescript-eslint/no-unused-vars': ['error', { ignoreUsingDeclarations: true }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ClassDeclaration[id.name=/(Manager|Service)$/]', message: 'Name the concept, not a Manager.' },
        {
          selector: 'CallExpression[callee.property.name=/^toLocale(Date|Time)?String$/][arguments.length=0]',
          message: 'Pass the display language.',
        },
        {
          selector:
            'NewExpression[callee.object.name="Intl"]:matches([arguments.length=0], [arguments.0.type="Identifier"][arguments.0.name="undefined"])',
          message: 'Pass the display language.',
        },
      ],
    },
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['*.mjs'] } } },
  },
  { files: ['src/**/*.ts', 'media/**/*.ts'], ...superLinearRules },
  { files: ['**/*.mjs'], ...tseslint.configs.disableTypeChecked },
  ...folders.map((folder) => ({
    files: [`src/${folder}/**/*.ts`],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: restrictionsOf(folder) }] },
  })),
  ...hostFolders.map((folder) => ({
    files: [`src/host/${folder}/**/*.ts`],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: hostRestrictionsOf(folder) }] },
  })),
  {
    files: ['src/completion/simulate/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: restrictionsOf('completion', 'completion/simulate') },
      ],
    },
  },
  {
    files: pure.map((folder) => `src/${folder}/**/*.ts`),
    rules: {
      'no-restricted-globals': ['error', 'process', 'Buffer', 'window', 'document', 'require', 'setImmediate'],
    },
  },
  ...[
    ['main.ts', 'pages/pages.ts'],
    ...dashboardFolders.map((folder) => (folder === 'pages' ? ['pages/*/**/*.ts'] : [`${folder}/**/*.ts`])),
  ].map((files, index) => ({
    files: files.map((path) => `media/dashboard/${path}`),
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { patterns: dashboardRestrictionsOf(dashboardFolders[index - 1]) },
      ],
    },
  })),
  // Kernels are not linted: they are AssemblyScript, whose exported functions have no objects as parameters.
  { rules: { 'max-params': ['error', 4] } },
  { files: ['test/**/*.ts'], rules: { '@typescript-eslint/no-unused-expressions': 'off' } },
);
