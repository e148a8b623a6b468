// What suggestions save two users: one who accepts the beginning of a suggestion whose end is wrong, and one who accepts the whole or
// nothing. Types a tenth of a folder's files, without the workspace network, at the level `balanced`. Prints JSON: for each share of
// suggestions of which the product takes the user to accept parts, keystrokes saved and what was shown.
//   node bench/quality/acceptedParts.ts FOLDER
import { Command } from 'commander';
import { acceptanceOf } from '../../src/completion/calibrate/acceptance.ts';
import { typeRecorded, type RecordedText } from '../../src/completion/calibrate/recordedText.ts';
import { defaultThresholds } from '../../src/completion/decide/threshold.ts';
import { record } from '../../src/evaluation/record.ts';
import { segmentOf } from '../../src/evaluation/replay.ts';
import { sampleSegments } from '../../src/evaluation/sampleSegments.ts';
import { userPolicy } from '../../src/evaluation/thresholds.ts';
import { heldOutModel } from './heldOutModel.ts';

/** UTF-16 units of the sample. */
const sampled = 12_000;

const program = new Command().argument('<folder>');
program.parse();
const { heldOut, model, fileIndex } = await heldOutModel(program.args[0]!);
const samples = sampleSegments(heldOut, sampled);
const recorded = heldOut.flatMap((text, index) => {
  const segments = samples[index]!;
  const recording = record(model, text, { now: () => performance.now(), segments, fileIndex });
  return segments.map((segment) => segmentOf(recording, segment));
});

/** What the product takes the user to accept, and what they accept. */
interface User {
  readonly taken: number;
  readonly accepts: 'parts' | 'the whole alone';
}

function typedBy({ taken, accepts }: User, text: RecordedText) {
  const { situationAt, ...policy } = userPolicy(defaultThresholds, 'balanced')(text);
  const typing = typeRecorded(text, {
    ...policy,
    situationAt: (at) => {
      const situation = situationAt(at);
      return { ...situation, required: { ...situation.required, acceptsParts: taken } };
    },
  });
  const counts = { characters: 0, keys: 0, shown: 0, allRight: 0 };
  for (let at = 0; at < text.text.length; at = counts.characters) {
    const suggestion = typing.at(at)?.text;
    let [length, keys] = [1, 1];
    if (suggestion !== undefined) {
      const acceptance = acceptanceOf(suggestion, text.text, at);
      const isTaken = acceptance.length > acceptance.keys && (accepts === 'parts' || acceptance.allCorrect);
      typing.show(suggestion, at, isTaken ? acceptance.length : 0, 1);
      if (isTaken) ({ length, keys } = acceptance);
      counts.shown++;
      counts.allRight += Number(acceptance.allCorrect);
    }
    counts.characters += length;
    counts.keys += keys;
  }
  return counts;
}

const percent = (share: number): number => Number((100 * share).toFixed(2));

function figuresOf(user: User) {
  const sum = { characters: 0, keys: 0, shown: 0, allRight: 0 };
  for (const text of recorded) {
    const counts = typedBy(user, text);
    for (const name of ['characters', 'keys', 'shown', 'allRight'] as const) sum[name] += counts[name];
  }
  const { characters, keys, shown, allRight } = sum;
  return { saved: percent(1 - keys / characters), shown, allRight: percent(allRight / shown) };
}

const report = [1, 0.8, 0.6, 0.4, 0.2, 0].map((taken) => ({
  taken,
  parts: figuresOf({ taken, accepts: 'parts' }),
  wholeAlone: figuresOf({ taken, accepts: 'the whole alone' }),
}));
console.log(JSON.stringify(report, undefined, 2));
