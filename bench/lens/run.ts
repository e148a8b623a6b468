// The lens on this project's own sources: trains on them, looks at the network with the lens, and computes every name that it
// gives a second time, plainly, on all of the held-out text.
//   npm run --silent bench:lens -- [--seconds 120 | --steps 800 | --checkpoint FILE] [--hidden 256] [--cell gru] [--json]
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { chooseEngine } from '../../src/cli/engine.ts';
import { textsOf } from '../../src/cli/folder.ts';
import { learn } from '../../src/cli/learn.ts';
import { corpusOf } from '../../src/corpus/ledger.ts';
import { cells, type Cell } from '../../src/engine/modelShape.ts';
import { decodeCheckpoint } from '../../src/language/checkpoint.ts';
import { lensReport } from '../../src/lens/lensReport.ts';
import { defaultTrainingSettings } from '../../src/protocol/settings.ts';
import { pearson, plainColumn, plainStates } from '../../test/unit/lens/plainly.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '120' },
    steps: { type: 'string' },
    checkpoint: { type: 'string' },
    hidden: { type: 'string', default: String(defaultTrainingSettings.hidden) },
    cell: { type: 'string', default: defaultTrainingSettings.cell },
    json: { type: 'boolean', default: false },
  },
});
const settings = {
  ...defaultTrainingSettings,
  cell: cells.find((cell): cell is Cell => cell === values.cell) ?? defaultTrainingSettings.cell,
  hidden: Number(values.hidden),
  seconds: Number(values.seconds),
  ...(values.steps && { steps: Number(values.steps) }),
};
/** Held-out characters of each text that are looked at. */
const eachText = 1000;

const texts = await textsOf(fileURLToPath(new URL('../..', import.meta.url)));
const { heldOut } = corpusOf(texts);
const bytes = values.checkpoint
  ? new Uint8Array(await readFile(values.checkpoint))
  : await learn({ type: 'train', texts, settings }, () => undefined);
const checkpoint = decodeCheckpoint(bytes);
const { vocabulary, shape, progress } = checkpoint;
const reader = (await chooseEngine(1)).reader(shape);
reader.writeParameters(checkpoint.parameters);
const looked = heldOut.map(({ path, before, text }) => ({ path, before, text: text.slice(0, eachText) }));
const report = lensReport(
  reader,
  vocabulary,
  looked.map(({ before, text }) => ({ context: vocabulary.encode(before), ids: vocabulary.encode(text) })),
)!;

/** Unit and feature -> r over all of the held-out text. */
const states = looked.map(({ before, text }) =>
  shape.cell === 'gru' ? plainStates(checkpoint, before + text).slice(Array.from(before).length) : [],
);
const names = report.names.map((name) => {
  const column = looked.flatMap(({ before, text }) =>
    plainColumn(name, Array.from(before + text)).slice(Array.from(before).length),
  );
  const activity = states.flatMap((rows) => rows.map((row) => row[name.unit]!));
  return { ...name, plainly: shape.cell === 'gru' ? pearson(activity, column) : NaN };
});
const strong = names.filter(({ strength, plainly }) => Math.min(Math.abs(strength), Math.abs(plainly)) >= 0.6);
const summary = {
  cell: shape.cell,
  hidden: shape.hidden,
  steps: progress.steps,
  trainedOn: progress.characters,
  bitsPerChar: progress.bitsPerChar,
  heldOutFiles: looked.length,
  characters: report.characters.length,
  named: names.length,
  strong: strong.length,
  strongFeatures: [...new Set(strong.map(({ feature }) => feature))],
};
if (values.json) console.log(JSON.stringify({ ...summary, names }));
else {
  console.log(summary);
  console.table(
    names.slice(0, 30).map(({ unit, strength, plainly, ...name }) => ({
      unit,
      follows: 'members' in name ? `${name.feature} ${JSON.stringify(name.members.join(' '))}` : name.feature,
      strength: strength.toFixed(3),
      plainly: plainly.toFixed(3),
    })),
  );
}
