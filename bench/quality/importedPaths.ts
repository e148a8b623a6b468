// What the gate for the paths of imports changes: types a tenth of a folder's files, with and without it, all import lines at their
// beginning and a sample of the rest. Prints JSON: keystrokes saved and precision, in all lines and in import lines, and how many of the
// paths shown are right.
//   node bench/quality/importedPaths.ts FOLDER
import { Command } from 'commander';
import { acceptanceOf } from '../../src/completion/calibrate/acceptance.ts';
import { typeRecorded, type RecordedText } from '../../src/completion/calibrate/recordedText.ts';
import {
  emptyTally,
  keystrokesSaved,
  precisionOf,
  sumOf,
  type Tally,
} from '../../src/completion/calibrate/typeRecording.ts';
import type { ImportedPath } from '../../src/completion/decide/filePaths.ts';
import { defaultThresholds } from '../../src/completion/decide/threshold.ts';
import { record } from '../../src/evaluation/record.ts';
import { segmentOf } from '../../src/evaluation/replay.ts';
import { sampleSegments, type Segment } from '../../src/evaluation/sampleSegments.ts';
import { userPolicy } from '../../src/evaluation/thresholds.ts';
import { heldOutModel } from './heldOutModel.ts';

/** UTF-16 units of the sample. */
const sampled = 12_000;
/** Import lines are sought in so many UTF-16 units. */
const longestHead = 6000;
const importLine = /^(?:import\b|export .* from|\} from|from \S+ import)/;
const shownPath = /\b(?:from|import|require|mock)[ \t]{0,2}\(?[ \t]{0,2}["']\.{1,2}\/[^"'\s]{0,200}["']?/g;

const program = new Command().argument('<folder>');
program.parse();
const { heldOut, model, fileIndex } = await heldOutModel(program.args[0]!);
const samples = sampleSegments(heldOut, sampled);
const recorded = heldOut.flatMap((text, index) => {
  const segments = withHead(text.text, samples[index]!);
  const recording = record(model, text, { now: () => performance.now(), segments, fileIndex });
  return segments.map((segment) => segmentOf(recording, segment));
});

/** The sample, and the text up to the last import line. */
function withHead(text: string, segments: readonly Segment[]): readonly Segment[] {
  let head = 0;
  for (const line of text.slice(0, longestHead).split(/(?<=\n)/u)) {
    if (importLine.test(line)) head = text.indexOf(line, head) + line.length;
  }
  const rest = segments.map(({ start, end }) => ({ start: Math.max(start, head), end }));
  return [{ start: 0, end: head }, ...rest].filter(({ start, end }) => start < end);
}

/** At the level `balanced`, with the thresholds of a workspace that is not calibrated yet. */
function typed(all: readonly RecordedText[]) {
  const policyFor = userPolicy(defaultThresholds, 'balanced');
  let lines: Tally = emptyTally;
  let imports: Tally = emptyTally;
  const paths = { shown: 0, right: 0 };
  for (const part of all) {
    const { text } = part;
    const typing = typeRecorded(part, policyFor(part));
    for (let at = 0; at < text.length;) {
      const start = text.lastIndexOf('\n', at - 1) + 1;
      const suggestion = typing.at(at)?.text;
      let tally = { ...emptyTally, characters: 1, keys: 1 };
      if (suggestion !== undefined) {
        const { length, keys, firstWordCorrect, allCorrect } = acceptanceOf(suggestion, text, at);
        const accepted = length > keys ? length : 0;
        typing.show(suggestion, at, accepted, 1);
        tally = { ...tally, shown: 1, firstWordCorrect: Number(firstWordCorrect), allCorrect: Number(allCorrect) };
        if (accepted > 0) tally = { ...tally, characters: accepted, keys };
        const line = text.slice(start, at) + suggestion;
        for (const { index, 0: path } of line.matchAll(shownPath)) {
          const end = index + path.length;
          if (end <= at - start) continue;
          paths.shown++;
          paths.right += Number(text.startsWith(line.slice(0, end), start));
        }
      }
      lines = sumOf([lines, tally]);
      if (importLine.test(text.slice(start, start + longestHead))) imports = sumOf([imports, tally]);
      at += tally.characters;
    }
  }
  return { lines: figuresOf(lines), imports: figuresOf(imports), paths };
}

function figuresOf(tally: Tally) {
  const { characters, shown, firstWordCorrect, allCorrect } = tally;
  const percent = (share: number): number => Number((100 * share).toFixed(2));
  const [saved, precision] = [percent(keystrokesSaved(tally)), percent(precisionOf(tally))];
  return { characters, saved, precision, shown, firstWordCorrect, allCorrect };
}

const withoutGate = recorded.map((part) => ({
  ...part,
  pathOf: ({ path }: ImportedPath) => ({ path, isComplete: false }),
}));
console.log(
  JSON.stringify({ files: heldOut.length, without: typed(withoutGate), with: typed(recorded) }, undefined, 2),
);
