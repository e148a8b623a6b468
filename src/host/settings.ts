// All settings of the extension, and the plain values that are made of them. package.json declares the same defaults and
// ranges for the settings editor; a test holds the two together.
import type { TextDocument } from 'vscode';
import { defaultExclude, defaultMaxFileBytes, defaultMaxTotalCharacters } from '../corpus/collect.ts';
import {
  defaultSampling,
  defaultTrainingSettings as recipe,
  type SamplingSettings,
  type TrainingSettings,
} from '../protocol/settings.ts';
import type { ConfidenceLevel, PredictorOptions, SuggestionModel } from '../protocol/predictor.ts';
import { choice, globList, number, switches, wholeNumber, yesOrNo } from './setting.ts';

const seeds = { least: 0, most: 2 ** 31 - 1 };
const kilo = 1000;
const mega = 1_000_000;

export const settings = {
  enabled: yesOrNo('suggestions.enabled', true),
  languages: switches('suggestions.languages', { '*': true }),
  multiline: yesOrNo('suggestions.multiline', true),
  voice: choice<SuggestionModel>('suggestions.voice', 'mixture', ['mixture', 'network']),
  eagerness: choice<ConfidenceLevel>('suggestions.eagerness', 'balanced', ['eager', 'balanced', 'quiet']),
  genericStart: yesOrNo('suggestions.genericStart', true),
  temperature: number('suggestions.temperature', defaultSampling.temperature, { least: 0, most: 2 }),
  topP: number('suggestions.topP', defaultSampling.topP, { least: 0.05, most: 1 }),
  samplingSeed: wholeNumber('suggestions.seed', defaultSampling.seed, seeds),

  cell: choice('training.cell', recipe.cell, ['tanh', 'gru', 'lstm']),
  hidden: wholeNumber('training.hidden', recipe.hidden, { least: 8, most: 1024 }),
  seconds: wholeNumber('training.seconds', recipe.seconds, { least: 5, most: 86_400 }),
  length: wholeNumber('training.sequenceLength', recipe.sequenceLength, { least: 4, most: 512 }),
  streams: wholeNumber('training.streams', recipe.streams, { least: 1, most: 256 }),
  optimizer: choice('training.optimizer', recipe.optimizer, ['adamw', 'sgd']),
  learningRate: number('training.learningRate', recipe.learningRate, { least: 1e-6, most: 10 }),
  clipNorm: number('training.clipNorm', recipe.clipNorm, { least: 0.01, most: 1000 }),
  dropout: number('training.dropout', recipe.dropout, { least: 0, most: 0.9 }),
  trainingSeed: wholeNumber('training.seed', recipe.seed, seeds),
  threads: wholeNumber('training.threads', recipe.threads, { least: 0, most: 64 }),
  ownProcess: yesOrNo('training.ownProcess', true),
  wideVectors: yesOrNo('training.wideVectors', true),

  maxFileKilobytes: wholeNumber('files.maxFileSizeKB', defaultMaxFileBytes / kilo, { least: 1, most: 100_000 }),
  maxTotalMegabytes: wholeNumber('files.maxTotalSizeMB', defaultMaxTotalCharacters / mega, { least: 1, most: 200 }),
  include: globList('files.include', []),
  exclude: globList('files.exclude', defaultExclude),
};

export function trainingSettings(): TrainingSettings {
  return {
    cell: settings.cell.value(),
    hidden: settings.hidden.value(),
    streams: settings.streams.value(),
    sequenceLength: settings.length.value(),
    optimizer: settings.optimizer.value(),
    learningRate: settings.learningRate.value(),
    clipNorm: settings.clipNorm.value(),
    dropout: settings.dropout.value(),
    seconds: settings.seconds.value(),
    seed: settings.trainingSeed.value(),
    threads: settings.threads.value(),
  };
}

export function samplingSettings(): SamplingSettings {
  return {
    temperature: settings.temperature.value(),
    topP: settings.topP.value(),
    seed: settings.samplingSeed.value(),
  };
}

export function predictorOptions(): PredictorOptions {
  return { pretrained: settings.genericStart.value() };
}

/** What `collect` asks for. */
export function corpusLimits() {
  return {
    include: settings.include.value(),
    exclude: settings.exclude.value(),
    maxFileBytes: settings.maxFileKilobytes.value() * kilo,
    maxTotalCharacters: settings.maxTotalMegabytes.value() * mega,
  };
}

/** The switch of the document's language, or else that of all others, `*`. */
export function suggestsIn(document: TextDocument): boolean {
  if (!settings.enabled.value(document)) return false;
  const languages = settings.languages.value(document);
  return languages[document.languageId] ?? languages['*'] ?? true;
}
