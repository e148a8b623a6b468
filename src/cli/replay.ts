// `replay`: types held-out files through the language model and its parts, and tells what each would have saved.
import { corpusOf } from '../corpus/corpus.ts';
import type { SourceText } from '../corpus/sourceText.ts';
import { splitForThresholds } from '../evaluation/thresholdFiles.ts';
import { wordCompletionSavings } from '../model/wordCompletion.ts';
import type { ModelReport } from '../evaluation/replay.ts';
import { defaultTrainingSettings } from '../protocol/settings.ts';
import type { EvaluationInput, EvaluationResult, ComponentName } from './evaluateModels.ts';
import { readFolder } from './readFolder.ts';
import { runInThreads } from './runInThreads.ts';
import { learn } from './learn.ts';
import { allCores } from './trainingOptions.ts';

/** What is reported beside all voices together: each part, and what is mixed in it. */
const partVoices = {
  network: ['network'],
  generic: ['generic'],
  counts: ['counts'],
  countsAndCache: ['counts', 'cache'],
  countsCacheAndGeneric: ['counts', 'cache', 'generic'],
} as const satisfies Readonly<Record<string, readonly ComponentName[]>>;
type PartName = keyof typeof partVoices;

export interface ReplayOptions {
  readonly heldOut?: string;
  /** Of training the network. */
  readonly seconds: number;
  /** The voices to mix. */
  readonly components: readonly ComponentName[];
  /** Whether anything pre-trained is used: texts that the counts of a small folder learn first, and the generic network. */
  readonly pretrained: boolean;
  readonly json: boolean;
}

export interface ReplayReport extends ModelReport {
  /** Each by itself. */
  readonly components: Partial<Readonly<Record<PartName, ModelReport>>>;
  /** The editor's word completion: the most recent word that begins with what was typed. */
  readonly wordCompletion: { readonly saved: number };
  /** Of the voices: tables of the counts, weights of the network. */
  readonly memoryMB: number;
}

export async function replayFolder(folder: string, options: ReplayOptions): Promise<void> {
  const { heldOut, seconds, json, pretrained: genericStart } = options;
  const voices = options.components.filter((voice) => voice !== 'generic' || genericStart);
  const corpus = corpusOf(await readFolder(folder));
  const scored = heldOut === undefined ? corpus.heldOut : includedTexts(await readFolder(heldOut));
  const training = heldOut === undefined ? corpus.train : includedTexts(await readFolder(folder));
  const { learned: learnt, calibration: choosing } = splitForThresholds(training);
  const settings = { ...defaultTrainingSettings, seconds, threads: allCores };
  const checkpoint = voices.includes('network')
    ? await learn({ type: 'train', texts: learnt, settings }, () => undefined)
    : undefined;
  const measured = await measure(
    { learned: learnt, calibration: choosing, scored, checkpoint, pretrained: genericStart },
    voices,
  );
  const report = { ...measured, wordCompletion: wordCompletionSavings(training, scored) };
  console.log(json ? JSON.stringify(report) : formatReport(report));
}

/** Contestants side by side, as many as there are cores. */
async function measure(
  material: EvaluationInput,
  voices: readonly ComponentName[],
): Promise<Omit<ReplayReport, 'wordCompletion'>> {
  const parts = (Object.keys(partVoices) as PartName[]).filter((part) =>
    partVoices[part].every((voice) => voices.includes(voice)),
  );
  const nameOf = (mixed: readonly ComponentName[]): string => [...mixed].sort().join();
  // The longest come first.
  const contestants = new Map(
    [voices, ...parts.map((part) => partVoices[part]).reverse()].map((mixed) => [nameOf(mixed), mixed]),
  );
  const entry = new URL('./evaluationThread.ts', import.meta.url);
  const answers = await runInThreads<readonly ComponentName[], EvaluationResult>(
    entry,
    material,
    [...contestants.values()],
    allCores,
  );
  const measured = new Map([...contestants.keys()].map((name, index) => [name, answers[index]!]));
  const reportOf = (mixed: readonly ComponentName[]) => measured.get(nameOf(mixed))!.report;
  return {
    ...reportOf(voices),
    components: Object.fromEntries(parts.map((part) => [part, reportOf(partVoices[part])])),
    memoryMB: Math.max(...answers.map(({ memoryMB }) => memoryMB)),
  };
}

/** The texts that a training would take. */
function includedTexts(texts: readonly SourceText[]): readonly SourceText[] {
  const { train, heldOut } = corpusOf(texts);
  const whole = new Map(train.map((source) => [source.path, source]));
  for (const { path, text, before } of heldOut) whole.set(path, { path, text: before + text });
  return [...whole.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function formatReport({ components: parts, wordCompletion: { saved: editorSaves }, ...all }: ReplayReport): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`.padStart(7);
  const rows = Object.entries({ all, ...parts }).map(
    ([name, { bitsPerChar, gates }]) =>
      name.padEnd(22) +
      bitsPerChar.toFixed(3).padStart(8) +
      [gates.best, gates.half, gates.seventy].map(({ saved }) => percent(saved).padStart(9)).join(''),
  );
  return [
    'voices                    bpc   saved at the best gate, half right, 70 % right',
    ...rows,
    `the editor's word completion saves ${percent(editorSaves).trim()}`,
  ].join('\n');
}
