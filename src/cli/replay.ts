// `replay`: types held-out files through the language model and its parts, and tells what each would have saved.
import { readFile } from 'node:fs/promises';
import type { SourceText } from '../corpus/sourceText.ts';
import { corpusOf } from '../corpus/ledger.ts';
import { parameterCount } from '../engine/modelShape.ts';
import { heldOutForChoosing } from '../evaluation/choosing.ts';
import { countText, mixed, networkAlone, type RepeatableCounting } from '../evaluation/contestants.ts';
import { editorToday } from '../evaluation/editorToday.ts';
import { replay, type ContestantReport } from '../evaluation/replay.ts';
import { createCounts, sizeFor } from '../language/counting/counts.ts';
import { createLivingNetwork } from '../language/livingNetwork.ts';
import { openingGeneric, type GenericNetwork } from '../predictor/genericNetwork.ts';
import { lengthOf } from '../util/lengthOf.ts';
import { genericStartOf, type GenericStart } from '../predictor/genericStart.ts';
import { createHearing } from '../predictor/hearing.ts';
import type { LearntText } from '../predictor/learning.ts';
import { openNetwork } from '../predictor/model.ts';
import { createNetworkSpeaker } from '../predictor/networkSpeaker.ts';
import { unpacked } from '../predictor/packed.ts';
import { defaultTrainingSettings } from '../protocol/settings.ts';
import { atOnce } from '../util/atOnce.ts';
import { chooseEngine } from './engine.ts';
import { textsOf } from './folder.ts';
import { learn } from './learn.ts';
import { allCores } from './trainingOptions.ts';

/** `cache`: the counts learn the files being typed. `generic`: the network trained beforehand. */
export const voiceNames = ['network', 'counts', 'cache', 'generic'] as const;
export type VoiceName = (typeof voiceNames)[number];
/** What is reported beside all voices together. */
type PartName = 'network' | 'generic' | 'counts' | 'countsAndCache' | 'countsCacheAndGeneric';

export interface ReplayOptions {
  readonly heldOut?: string;
  /** Of training the network. */
  readonly seconds: number;
  /** The voices to mix. */
  readonly parts: readonly VoiceName[];
  /** Whether anything pre-trained is used: texts that the counts of a small folder learn first, and the generic network. */
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
  const { heldOut, seconds, json } = options;
  const parts = options.parts.filter((voice) => voice !== 'generic' || options.genericStart);
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
  const generic = parts.includes('generic') ? atOnce(openingGeneric(engine, await genericNetwork())) : undefined;
  const module = await WebAssembly.compile(await readFile(new URL('../../build/counting.wasm', import.meta.url)));
  const deaf = lazily(() => counting(module, [...first, ...learnt], undefined));
  const hearing = lazily(() => counting(module, [...first, ...learnt], generic));

  const alone = ({ shape, vocabulary, parameters }: GenericNetwork) => {
    const living = createLivingNetwork(engine, shape, vocabulary, parameters, undefined);
    return { speaker: createNetworkSpeaker(living, vocabulary) };
  };

  const measured = new Map<string, ContestantReport>();
  let memoryMB = 0;
  const measure = (voices: readonly VoiceName[]): ContestantReport => {
    const name = voiceNames.filter((voice) => voices.includes(voice)).join();
    const known = measured.get(name);
    if (known) return known;
    const network = checkpoint && voices.includes('network') ? openNetwork(engine, checkpoint, 0) : undefined;
    const heard = voices.includes('generic') ? generic : undefined;
    const counts = voices.includes('counts') ? (heard ? hearing() : deaf())() : undefined;
    const contestant = counts
      ? mixed(counts, network, !voices.includes('cache'))
      : networkAlone(network ?? alone(generic!));
    const report = replay(contestant, { choosing, scored }, now);
    const weights = (network ? parameterCount(network.shape) : 0) + (heard ? parameterCount(heard.shape) : 0);
    memoryMB = Math.max(memoryMB, ((counts?.memoryBytes ?? 0) + weightCopies * floatBytes * weights) / 2 ** 20);
    network?.living.dispose();
    measured.set(name, report);
    return report;
  };
  const has = (...voices: VoiceName[]) => voices.every((voice) => parts.includes(voice));
  const report: ReplayReport = {
    ...measure(parts),
    parts: {
      ...(has('network') && { network: measure(['network']) }),
      ...(has('generic') && { generic: measure(['generic']) }),
      ...(has('counts') && { counts: measure(['counts']) }),
      ...(has('counts', 'cache') && { countsAndCache: measure(['counts', 'cache']) }),
      ...(has('counts', 'cache', 'generic') && {
        countsCacheAndGeneric: measure(['counts', 'cache', 'generic']),
      }),
    },
    editorToday: editorToday(training, scored),
    memoryMB,
  };
  console.log(json ? JSON.stringify(report) : inWords(report));
}

interface LearntCounts extends RepeatableCounting {
  readonly memoryBytes: number;
}

/** Counts that have learnt the texts, and no more, whenever they are asked for; with the generic network beside them, if there is one. */
function counting(
  module: WebAssembly.Module,
  texts: readonly LearntText[],
  generic: GenericNetwork | undefined,
): () => LearntCounts {
  const empty: LearntCounts = createCounts(module, sizeFor(lengthOf(texts)));
  const counts = generic ? createHearing(empty, () => generic.voice) : empty;
  let length = 0;
  for (const { path, text } of texts) {
    countText(counts, path, text, length);
    length += text.length;
  }
  const learnt = counts.copy();
  return () => {
    counts.become(learnt);
    return counts;
  };
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

async function genericNetwork(): Promise<Uint8Array> {
  return unpacked(await readFile(new URL('../predictor/genericNetwork.br', import.meta.url)))();
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
