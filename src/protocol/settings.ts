// The settings table: every setting with its type, default, range and scope. All other declarations derive from it:
// package.json (`npm run generate`), the validation in the host, the options of the terminal program, the ranges in the
// dashboard. The texts are in package.nls*.json: `setting.KEY`, and `setting.KEY.CHOICE` for a choice, with KEY of `settingKey`.
import { cells } from '../engine/cells.ts';

interface Common {
  /**
   * 'window' where it is not stated. 'application': the user decides for all workspaces, and no workspace can set it. 'machine': the same,
   * for each machine.
   */
  readonly scope?: 'resource' | 'language-overridable' | 'application' | 'machine';
  /** Shown behind the others, with the tag `advanced`. */
  readonly advanced?: true;
  /** An untrusted workspace cannot set it. */
  readonly restricted?: true;
  /**
   * Of the section `training`: it says where the learner runs or what is logged. It does not change the result, and is no option of
   * the terminal program. So it may be of any type; the others are numbers and choices.
   */
  readonly hostOnly?: true;
}

/** The rest of the declaration, by the type of the values. */
interface BooleanDefinition extends Common {
  readonly type: 'boolean';
  readonly default: boolean;
}
export interface NumberDefinition extends Common {
  readonly type: 'number' | 'integer';
  readonly default: number;
  readonly minimum: number;
  readonly maximum: number;
}
export interface ChoiceDefinition extends Common {
  readonly type: 'choice';
  readonly choices: readonly string[];
  readonly default: string;
}
interface GlobsDefinition extends Common {
  readonly type: 'globs';
  readonly default: readonly string[];
}
/** The path of a folder; empty: none. */
interface PathDefinition extends Common {
  readonly type: 'path';
  readonly default: string;
}
/** An object: language identifier -> on or off. */
interface LanguagesDefinition extends Common {
  readonly type: 'languages';
  readonly default: Readonly<Record<string, boolean>>;
}
export type SettingDefinition =
  BooleanDefinition | NumberDefinition | ChoiceDefinition | GlobsDefinition | PathDefinition | LanguagesDefinition;

const seedRange = { minimum: 0, maximum: 2 ** 31 - 1 } as const;

export const settingsTable = {
  general: {
    learning: { type: 'choice', choices: ['ask', 'always', 'never'], default: 'ask', scope: 'application' },
  },

  suggestions: {
    enabled: { type: 'boolean', default: true, scope: 'language-overridable' },
    languages: { type: 'languages', default: { '*': true }, scope: 'resource' },
    trigger: {
      type: 'choice',
      choices: ['automatic', 'manual'],
      default: 'automatic',
      scope: 'language-overridable',
    },
    inComments: { type: 'boolean', default: true, scope: 'language-overridable' },
    inStrings: { type: 'boolean', default: true, scope: 'language-overridable' },
    exclude: { type: 'globs', default: [], scope: 'resource', restricted: true },
    otherProviders: { type: 'choice', choices: ['share', 'yield'], default: 'share' },
    suggestWidget: {
      type: 'choice',
      choices: ['confident', 'listFirst', 'suggestionFirst'],
      default: 'confident',
      scope: 'language-overridable',
    },
    multiline: { type: 'boolean', default: true, scope: 'language-overridable' },
    nextEdits: { type: 'boolean', default: true, scope: 'language-overridable' },
    model: { type: 'choice', choices: ['mixture', 'network'], default: 'mixture' },
    confidence: { type: 'choice', choices: ['eager', 'balanced', 'quiet'], default: 'balanced' },
    pretrained: { type: 'boolean', default: true },
    learnOutsideWorkspace: { type: 'boolean', default: false, scope: 'application' },
    maxMemoryMB: { type: 'integer', default: 64, minimum: 64, maximum: 256, scope: 'machine', advanced: true },
    // Sampling, for the network alone. At temperature 0 the most likely character is always chosen.
    temperature: { type: 'number', default: 0.6, minimum: 0, maximum: 2, advanced: true },
    topP: { type: 'number', default: 0.95, minimum: 0.05, maximum: 1, advanced: true },
    seed: { type: 'integer', default: 1, ...seedRange, advanced: true },
  },

  // Settings of a training: the best values measured in bench/recipe. Each is also an option of `npm run train`.
  training: {
    start: { type: 'choice', choices: ['pretrained', 'scratch'], default: 'pretrained', restricted: true },
    cell: { type: 'choice', choices: cells, default: 'gru', restricted: true },
    hiddenSize: { type: 'integer', default: 320, minimum: 1, maximum: 1024, restricted: true },
    seconds: { type: 'number', default: 120, minimum: 0.1, maximum: 86_400, restricted: true },
    sequenceLength: { type: 'integer', default: 32, minimum: 1, maximum: 1024, restricted: true, advanced: true },
    batchSize: { type: 'integer', default: 64, minimum: 1, maximum: 1024, restricted: true, advanced: true },
    optimizer: { type: 'choice', choices: ['adamw', 'sgd'], default: 'adamw', restricted: true, advanced: true },
    learningRate: { type: 'number', default: 8e-3, minimum: 1e-6, maximum: 10, restricted: true, advanced: true },
    maxGradientNorm: { type: 'number', default: 1, minimum: 0.01, maximum: 1000, restricted: true, advanced: true },
    dropout: { type: 'number', default: 0.2, minimum: 0, maximum: 0.9, restricted: true, advanced: true },
    seed: { type: 'integer', default: 1, ...seedRange, restricted: true, advanced: true },
    threads: { type: 'integer', default: 0, minimum: 0, maximum: 64, scope: 'machine' },
    separateProcess: { type: 'boolean', default: true, scope: 'machine', advanced: true, hostOnly: true },
    wideVectors: { type: 'boolean', default: true, scope: 'machine', advanced: true, hostOnly: true },
    onBattery: {
      type: 'choice',
      choices: ['slow', 'pause', 'ignore'],
      default: 'slow',
      scope: 'machine',
      hostOnly: true,
    },
    logFolder: { type: 'path', default: '', restricted: true, advanced: true, hostOnly: true },
  },

  files: {
    include: { type: 'globs', default: [], restricted: true },
    exclude: {
      type: 'globs',
      default: [
        ...['**/.git', '**/.hg', '**/.svn', '**/node_modules', '**/bower_components', '**/.venv', '**/__pycache__'],
        ...['**/.tox', '**/.mypy_cache', '**/.pytest_cache', '**/.ruff_cache', '**/.gradle', '**/.next', '**/.nuxt'],
        ...['**/.cache', '**/.vscode-test', '**/.nyc_output'],
      ],
      restricted: true,
    },
    afterRemoval: { type: 'choice', choices: ['ask', 'retrain', 'keep'], default: 'ask', scope: 'application' },
    secretNameExceptions: { type: 'globs', default: [], scope: 'application' },
    maxFileSizeKB: { type: 'integer', default: 2000, minimum: 1, maximum: 100_000, restricted: true },
    maxTotalSizeMB: { type: 'integer', default: 20, minimum: 1, maximum: 200, restricted: true },
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, SettingDefinition>>>>;

type Table = typeof settingsTable;

/** The name of a setting without the prefix `hiddenState.`. Those of the section `general` have no section in their names. */
export const settingKey = (section: string, name: string): string =>
  section === 'general' ? name : `${section}.${name}`;

export type ValueOf<D extends SettingDefinition> = D extends BooleanDefinition
  ? boolean
  : D extends NumberDefinition
    ? number
    : D extends { readonly choices: readonly (infer Choice)[] }
      ? Choice
      : D extends PathDefinition
        ? string
        : D extends GlobsDefinition
          ? readonly string[]
          : Readonly<Record<string, boolean>>;

/** The values of one section by name. */
export type SettingValues<Section extends keyof Table> = {
  readonly [Name in keyof Table[Section]]: Table[Section][Name] extends SettingDefinition
    ? ValueOf<Table[Section][Name]>
    : never;
};

function defaultsOf<Section extends keyof Table>(section: Section): SettingValues<Section> {
  const rows = Object.entries<SettingDefinition>(settingsTable[section]);
  return Object.fromEntries(rows.map(([name, definition]) => [name, definition.default])) as SettingValues<Section>;
}

type TrainingTable = Table['training'];
export type TrainingSettingName = {
  [Name in keyof TrainingTable]: TrainingTable[Name] extends { readonly hostOnly: true } ? never : Name;
}[keyof TrainingTable];

/** All but those that are only the host's. */
export const trainingSettingNames = Object.entries<SettingDefinition>(settingsTable.training)
  .filter(([, { hostOnly }]) => !hostOnly)
  .map(([name]) => name as TrainingSettingName);

/** The settings of one training among those of the section `training`. */
export function trainingSettingsOf(
  values: SettingValues<'training'>,
): Pick<SettingValues<'training'>, TrainingSettingName> {
  return Object.fromEntries(trainingSettingNames.map((name) => [name, values[name]])) as unknown as TrainingSettings;
}

/** The settings of one training. The values stay the same for the whole run. */
export interface TrainingSettings extends Pick<SettingValues<'training'>, TrainingSettingName> {
  /** A budget in training steps instead of `seconds`. With it, one seed gives one checkpoint on every machine. */
  readonly steps?: number;
}

export const defaultTrainingSettings: TrainingSettings = trainingSettingsOf(defaultsOf('training'));

export type SamplingSettings = Pick<SettingValues<'suggestions'>, 'temperature' | 'topP' | 'seed'>;

const { temperature, topP, seed } = defaultsOf('suggestions');
export const defaultSampling: SamplingSettings = { temperature, topP, seed };

/** The limits of the corpus, in bytes of a file and characters of all text. */
export function corpusLimitsOf(files: SettingValues<'files'>) {
  const { include, exclude, secretNameExceptions, maxFileSizeKB, maxTotalSizeMB } = files;
  return {
    include,
    exclude,
    notSecret: secretNameExceptions,
    maxFileBytes: maxFileSizeKB * 1000,
    maxTotalCharacters: maxTotalSizeMB * 1_000_000,
  };
}

export const defaultCorpusLimits = corpusLimitsOf(defaultsOf('files'));
