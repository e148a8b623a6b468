// `replay`: types held-out files with the help of the mixture and of its components, and reports what each would have saved.
import { wholeTexts } from '../analyzer/wholeTexts.ts';
import { byPath, corpusOf } from '../corpus/corpus.ts';
import type { SourceText } from '../corpus/sourceText.ts';
import type { ModelReport } from '../evaluation/replay.ts';
import { splitForThresholds } from '../evaluation/thresholdFiles.ts';
import { evaluatedModels, type ComponentId, type EvaluatedModelName } from '../model/components.ts';
import { wordCompletionSavings } from '../model/wordCompletion.ts';
import { defaultTrainingSettings } from '../protocol/settings.ts';
import type { EvaluationInput, EvaluationResult } from './evaluateModels.ts';
import { interruptible } from './interruption.ts';
import { learn } from './learn.ts';
import { readFolder } from './readFolder.ts';
import { runInThreads } from './runInThreads.ts';
import { allCores } from './trainingOptions.ts';

/** What is reported besides the mixture of the chosen components. */
const compared = evaluatedModels.filter(({ name }) => name !== 'mixture' && name !== 'wordCompletion');

export interface ReplayOptions {
  readonly heldOut?: string;
  /** To train the workspace network. */
  readonly seconds: number;
  /** What the mixture consists of. */
  readonly components: readonly ComponentId[];
  /** Whether the pretrained network and the priming text are used. */
  readonly pretrained: boolean;
  readonly json: boolean;
}

/** The figures of the mixture, and of its components. */
export interface ReplayReport extends ModelReport {
  readonly components: Readonly<Partial<Record<EvaluatedModelName, ModelReport>>>;
  readonly wordCompletion: { readonly saved: number };
  /** Tables of context mixing, weights of the networks. */
  readonly memoryMB: number;
}

export async function replayFolder(folder: string, options: ReplayOptions): Promise<void> {
  const { heldOut, seconds, json, pretrained } = options;
  const components = options.components.filter((component) => component !== 'pretrainedNetwork' || pretrained);
  const corpus = corpusOf(await readFolder(folder));
  const scored = heldOut === undefined ? corpus.heldOut : includedTexts(await readFolder(heldOut));
  const training = heldOut === undefined ? corpus.train : includedTexts(await readFolder(folder));
  const { learned: texts, calibration } = splitForThresholds(training);
  const start = pretrained ? defaultTrainingSettings.start : 'scratch';
  const settings = { ...defaultTrainingSettings, start, seconds, threads: allCores };
  const checkpoint = components.includes('workspaceNetwork')
    ? await interruptible((signal) => learn({ texts, settings }, { signal }))
    : undefined;
  const evaluated = await evaluateAll({ texts, calibration, scored, checkpoint, pretrained }, components);
  const report = { ...evaluated, wordCompletion: wordCompletionSavings(training, scored) };
  console.log(json ? JSON.stringify(report) : formatReport(report));
}

/** Evaluates the models side by side, as many as there are cores. */
async function evaluateAll(
  input: EvaluationInput,
  chosen: readonly ComponentId[],
): Promise<Omit<ReplayReport, 'wordCompletion'>> {
  const parts = compared.filter(({ components }) => components.every((component) => chosen.includes(component)));
  const keyOf = (components: readonly ComponentId[]): string => [...components].sort().join();
  // The slowest come first.
  const sets = new Map(
    [chosen, ...parts.map(({ components }) => components).reverse()].map((components) => [
      keyOf(components),
      components,
    ]),
  );
  const entry = new URL('./evaluationThread.ts', import.meta.url);
  const results = await runInThreads<readonly ComponentId[], EvaluationResult>(
    entry,
    input,
    [...sets.values()],
    allCores,
  );
  const byKey = new Map([...sets.keys()].map((key, index) => [key, results[index]!]));
  const reportOf = (components: readonly ComponentId[]) => byKey.get(keyOf(components))!.report;
  return {
    ...reportOf(chosen),
    components: Object.fromEntries(parts.map(({ name, components }) => [name, reportOf(components)])),
    memoryMB: Math.max(...results.map(({ memoryBytes }) => memoryBytes)) / 2 ** 20,
  };
}

/** The texts that a training would use. */
function includedTexts(texts: readonly SourceText[]): readonly SourceText[] {
  return [...wholeTexts(corpusOf(texts))].sort(byPath);
}

const nameWidth = 40;

function formatReport({ components, wordCompletion, ...mixture }: ReplayReport): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`.padStart(9);
  const rows = Object.entries({ mixture, ...components }).map(
    ([name, { bitsPerChar, gates }]) =>
      name.padEnd(nameWidth) +
      bitsPerChar.toFixed(3).padStart(7) +
      [gates.best, gates.half, gates.seventy].map(({ saved }) => percent(saved)).join(''),
  );
  return [
    `${'model'.padEnd(nameWidth)}    bpc   keystrokes saved: best threshold, 50 % precision, 70 % precision`,
    ...rows,
    `the editor's word completion saves ${percent(wordCompletion.saved).trim()}`,
  ].join('\n');
}
