// `replay`: types held-out files through the language model and its parts, and tells what each would have saved.
import { readFile } from 'node:fs/promises';
import type { SourceText } from '../corpus/sourceText.ts';
import { corpusOf } from '../corpus/ledger.ts';
import { parameterCount } from '../engine/modelShape.ts';
import { heldOutForChoosing } from '../evaluation/choosing.ts';
import { countText, mixed, networkAlone } from '../evaluation/contestants.ts';
import { editorToday } from '../evaluation/editorToday.ts';
import { replay, type ContestantReport } from '../evaluation/replay.ts';
import { createCounts, sizeFor, type ByteCounts } from '../language/counting/counts.ts';
import { lengthOf } from '../util/lengthOf.ts';
import { genericStartOf, type GenericStart } from '../predictor/genericStart.ts';
import type { LearntText } from '../predictor/learning.ts';
import { openNetwork } from '../predictor/model.ts';
import { defaultTrainingSettings } from '../protocol/settings.ts';
import { chooseEngine } from './engine.ts';
import { textsOf } from './folder.ts';
import { learn } from './learn.ts';
import { allCores } from './trainingOptions.ts';

/** `cache`: the counts learn the files being typed. */
export const voiceNames = ['network', 'counts', 'cache'] as const;
export type VoiceName = (typeof voiceNames)[number];
/** What is reported beside all voices together. */
type PartName = 'network' | 'counts' | 'countsAndCache';

export interface ReplayOptions {
  readonly heldOut?: string;
  /** Of training the network. */
  readonly seconds: number;
  /** The voices to mix. */
  readonly parts: readonly VoiceName[];
  /** Whether the counts of a small folder learn generic texts first. */
  readonly genericStart: boolean;
  readonly json: boolean;
}

export interface ReplayReport extends ContestantReport {
  /** Each by itself. */
  readonly parts: Partial<Readonly<Record<PartName, ContestantReport>>>;
  /** The editor's word completion: the most recent word that begins with what was typed. */
  readonly editorToday: { readonly saved: number };
  /** Of the voices: tables of the counts, weights of the network. */
  readonly memoryMB: number;
}

const floatBytes = 4;
/** Those that it reads with, those that it learns with, and their gradients. */
const weightCopies = 3;
const now = (): number => performance.now();

export async function replayFolder(folder: string, options: ReplayOptions): Promise<void> {
  const { heldOut, seconds, parts, json } = options;
  const corpus = corpusOf(await textsOf(folder));
  const scored = heldOut === undefined ? corpus.heldOut : admittedOf(await textsOf(heldOut));
  const training = heldOut === undefined ? corpus.train : admittedOf(await textsOf(folder));
  const { learnt, choosing } = heldOutForChoosing(training);
  const settings = { ...defaultTrainingSettings, seconds, threads: allCores };
  const checkpoint = parts.includes('network')
    ? await learn({ type: 'train', texts: learnt, settings }, () => undefined)
    : undefined;
  const engine = await chooseEngine(1);
  const first = options.genericStart ? (await genericStart())(lengthOf(learnt)) : [];
  const counted = parts.includes('counts') ? await counting([...first, ...learnt]) : undefined;

  const measured = new Map<string, ContestantReport>();
  let memoryMB = 0;
  const measure = (voices: readonly VoiceName[]): ContestantReport => {
    const name = voiceNames.filter((voice) => voices.includes(voice)).join();
    const known = measured.get(name);
    if (known) return known;
    const network = checkpoint && voices.includes('network') ? openNetwork(engine, checkpoint, 0) : undefined;
    const counts = voices.includes('counts') ? counted?.() : undefined;
    const contestant = counts ? mixed(counts, network, !voices.includes('cache')) : networkAlone(network!);
    const report = replay(contestant, { choosing, scored }, now);
    const weightBytes = network ? weightCopies * floatBytes * parameterCount(network.shape) : 0;
    memoryMB = Math.max(memoryMB, ((counts?.memoryBytes ?? 0) + weightBytes) / 2 ** 20);
    network?.living.dispose();
    measured.set(name, report);
    return report;
  };
  const has = (...voices: VoiceName[]) => voices.every((voice) => parts.includes(voice));
  const report: ReplayReport = {
    ...measure(parts),
    parts: {
      ...(has('network') && { network: measure(['network']) }),
      ...(has('counts') && { counts: measure(['counts']) }),
      ...(has('counts', 'cache') && { countsAndCache: measure(['counts', 'cache']) }),
    },
    editorToday: editorToday(training, scored),
    memoryMB,
  };
  console.log(json ? JSON.stringify(report) : inWords(report));
}

/** Counts that have learnt the texts, and no more, whenever they are asked for. */
async function counting(texts: readonly LearntText[]): Promise<() => ByteCounts> {
  const module = await WebAssembly.compile(await readFile(new URL('../../build/counting.wasm', import.meta.url)));
  const counts = createCounts(module, sizeFor(texts.reduce((sum, { text }) => sum + text.length, 0)));
  for (const { path, text } of texts) countText(counts, path, text);
  const learnt = counts.copy();
  return () => {
    counts.become(learnt);
    return counts;
  };
}

async function genericStart(): Promise<GenericStart> {
  return genericStartOf(await readFile(new URL('../predictor/genericStart.br', import.meta.url)));
}

/** The texts that a training would take. */
function admittedOf(texts: readonly SourceText[]): readonly SourceText[] {
  const { train, heldOut } = corpusOf(texts);
  const whole = new Map(train.map((source) => [source.path, source]));
  for (const { path, text, before } of heldOut) whole.set(path, { path, text: before + text });
  return [...whole.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function inWords({ parts, editorToday: { saved: editorSaves }, ...all }: ReplayReport): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`.padStart(7);
  const rows = Object.entries({ all, ...parts }).map(
    ([name, { bitsPerChar, gates }]) =>
      name.padEnd(15) +
      bitsPerChar.toFixed(3).padStart(8) +
      [gates.best, gates.half, gates.seventy].map(({ saved }) => percent(saved).padStart(9)).join(''),
  );
  return [
    'voices             bpc   saved at the best gate, half right, 70 % right',
    ...rows,
    `the editor's word completion saves ${percent(editorSaves).trim()}`,
  ].join('\n');
}
