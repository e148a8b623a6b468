// `replay`: types held-out files through the language model and its parts, and tells what each would have saved.
import { readFile } from 'node:fs/promises';
import type { SourceText } from '../corpus/sourceText.ts';
import { corpusOf } from '../corpus/ledger.ts';
import { heldOutForChoosing } from '../evaluation/choosing.ts';
import { editorToday } from '../evaluation/editorToday.ts';
import { countText, mixed, networkAlone, type PartName } from '../evaluation/contestants.ts';
import { replay, type ContestantReport } from '../evaluation/replay.ts';
import { createCounts } from '../language/counting/counts.ts';
import { openNetwork } from '../predictor/model.ts';
import { defaultTrainingSettings } from '../protocol/settings.ts';
import { chooseEngine } from './engine.ts';
import { textsOf } from './folder.ts';
import { learn } from './learn.ts';
import { allCores } from './trainingOptions.ts';

export interface ReplayOptions {
  readonly heldOut?: string;
  /** Of training the network. */
  readonly seconds: number;
  readonly parts: readonly PartName[];
  readonly json: boolean;
}

const now = (): number => performance.now();

export async function replayFolder(folder: string, { heldOut, seconds, parts, json }: ReplayOptions): Promise<void> {
  const corpus = corpusOf(await textsOf(folder));
  const scored = heldOut === undefined ? corpus.heldOut : admittedOf(await textsOf(heldOut));
  const training = heldOut === undefined ? corpus.train : admittedOf(await textsOf(folder));
  const { learnt, choosing } = heldOutForChoosing(training);
  const settings = { ...defaultTrainingSettings, seconds, threads: allCores };
  const needsNetwork = parts.some((part) => part === 'all' || part === 'network');
  const checkpoint = needsNetwork
    ? await learn({ type: 'train', texts: learnt, settings }, () => undefined)
    : undefined;
  const engine = await chooseEngine(1);
  const counting = await WebAssembly.compile(await readFile(new URL('../../build/counting.wasm', import.meta.url)));

  const reports = {} as Record<PartName, ContestantReport>;
  let memoryMB = 0;
  for (const part of parts) {
    const network =
      checkpoint && (part === 'all' || part === 'network') ? openNetwork(engine, checkpoint, 0) : undefined;
    const counts = part === 'network' ? undefined : createCounts(counting);
    if (counts) for (const { path, text } of learnt) countText(counts, path, text);
    const contestant = counts ? mixed(counts, network, part === 'counts') : networkAlone(network!);
    reports[part] = replay(contestant, { choosing, scored }, now);
    memoryMB = Math.max(memoryMB, (counts?.memoryBytes ?? 0) / 2 ** 20);
    network?.living.dispose();
  }
  const { all, ...others } = reports;
  const report = {
    ...(all ?? {}),
    parts: others,
    editorToday: editorToday(training, scored),
    memoryMB,
  };
  console.log(json ? JSON.stringify(report) : inWords(reports, report.editorToday.saved));
}

/** The texts that a training would take. */
function admittedOf(texts: readonly SourceText[]): readonly SourceText[] {
  const { train, heldOut } = corpusOf(texts);
  const whole = new Map(train.map((source) => [source.path, source]));
  for (const { path, text, before } of heldOut) whole.set(path, { path, text: before + text });
  return [...whole.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function inWords(reports: Readonly<Record<PartName, ContestantReport>>, editorSaves: number): string {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`.padStart(7);
  const rows = Object.entries(reports).map(
    ([
      part,
      {
        bitsPerChar,
        gates: { best, half, seventy },
      },
    ]) =>
      [
        part.padEnd(15),
        bitsPerChar.toFixed(3).padStart(7),
        ...[best, half, seventy].map(({ saved }) => percent(saved)),
      ].join(' '),
  );
  return [
    'part                bpc   saved at the best gate, half right, 70 % right',
    ...rows,
    `the editor's word completion saves ${percent(editorSaves).trim()}`,
  ].join('\n');
}
