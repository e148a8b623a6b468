// Unit analysis of this project's sources: trains on them, names the units, and checks every name with an independent computation on
// all held-out text. Fails if too few units follow a feature.
//   npm run --silent bench:lens -- [--seconds 120 | --steps 800 | --checkpoint FILE] [--hidden-size 320] [--cell gru] [--seed 1] [--json]
import '../../src/cli/wideVectors.ts';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { chooseEngine } from '../../src/cli/engine.ts';
import { readFolder } from '../../src/cli/readFolder.ts';
import { learn } from '../../src/cli/learn.ts';
import { corpusOf } from '../../src/corpus/corpus.ts';
import { cells, type Cell, type CellGate } from '../../src/engine/cells.ts';
import { decodeCheckpoint } from '../../src/model/network/checkpoint.ts';
import { lensReport } from '../../src/lens/lensReport.ts';
import { strongEvidence, type UnitName } from '../../src/lens/unitNames.ts';
import { defaultTrainingSettings } from '../../src/protocol/settings.ts';
import { independentActivity } from '../../test/unit/lens/independentActivity.ts';
import { pearson, independentColumn } from '../../test/unit/lens/independentAnalysis.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '120' },
    steps: { type: 'string' },
    checkpoint: { type: 'string' },
    'hidden-size': { type: 'string', default: String(defaultTrainingSettings.hiddenSize) },
    cell: { type: 'string', default: defaultTrainingSettings.cell },
    seed: { type: 'string', default: String(defaultTrainingSettings.seed) },
    json: { type: 'boolean', default: false },
  },
});
const settings = {
  ...defaultTrainingSettings,
  cell: cells.find((cell): cell is Cell => cell === values.cell) ?? defaultTrainingSettings.cell,
  hiddenSize: Number(values['hidden-size']),
  seed: Number(values.seed),
  seconds: Number(values.seconds),
  ...(values.steps && { steps: Number(values.steps) }),
};
/** Held-out characters of each text that are analyzed. */
const eachText = 1000;
/** Minimum number of units that follow a feature (not a category set that was fitted to them). */
const minUnits = 3;

const texts = await readFolder(fileURLToPath(new URL('../..', import.meta.url)));
const { heldOut } = corpusOf(texts);
const bytes = values.checkpoint ? new Uint8Array(await readFile(values.checkpoint)) : await learn({ texts, settings });
const checkpoint = decodeCheckpoint(bytes);
const { vocabulary, shape, progress } = checkpoint;
const reader = (await chooseEngine(1)).reader(shape);
reader.writeParameters(checkpoint.parameters);
const passages = heldOut.map(({ path, before, text }) => ({ path, before, text: text.slice(0, eachText) }));
const report = lensReport(reader, vocabulary, {
  texts: passages.map(({ before, text }) => ({ context: vocabulary.encode(before), ids: vocabulary.encode(text) })),
  shown: passages.length,
})!;

const activity = passages.map(({ before, text }) => independentActivity(checkpoint, before + text));
/** A name of a unit, or of its gate, with the independent correlation over all held-out text. */
const checked = (name: UnitName, gate: CellGate | undefined) => {
  const [rows, column] = [
    activity.flatMap((one, at) => one[gate ?? 'units']!.slice(Array.from(passages[at]!.before).length)),
    passages.flatMap(({ before, text }) =>
      independentColumn(name, Array.from(before + text)).slice(Array.from(before).length),
    ),
  ];
  const { unit, strength, ...what } = name;
  return {
    unit,
    of: gate ?? 'unit',
    ...what,
    strength,
    independent: pearson(
      rows.map((row) => row[unit]!),
      column,
    ),
  };
};
const isStrong = ({ strength, independent }: ReturnType<typeof checked>) =>
  Math.min(Math.abs(strength), Math.abs(independent)) >= strongEvidence;
const hasMeaning = ({ feature }: UnitName | ReturnType<typeof checked>) =>
  feature !== 'afterAnyOf' && feature !== 'lineBeginsWith';

const names = report.names.map((name) => checked(name, undefined));
const gateNames = report.gates.flatMap(({ gate, names: own }) => own.map((name) => checked(name, gate)));
const strong = names.filter(isStrong);
const meaning = strong.filter(hasMeaning);
const summary = {
  cell: shape.cell,
  hidden: shape.hiddenSize,
  steps: progress.steps,
  trainedOn: progress.characters,
  bitsPerChar: progress.bitsPerChar,
  heldOutFiles: passages.length,
  characters: report.characters.length,
  named: names.length,
  strong: strong.length,
  strongWithAMeaning: meaning.length,
  meanings: countedBy(meaning),
  gatesNamed: gateNames.length,
  strongGatesWithAMeaning: gateNames.filter(isStrong).filter(hasMeaning).length,
  gateMeanings: countedBy(gateNames.filter(isStrong).filter(hasMeaning)),
};
if (values.json) console.log(JSON.stringify({ ...summary, names, gateNames }));
else {
  console.log(summary);
  for (const rows of [meaning, names, gateNames]) {
    console.table(
      [...rows]
        .sort((one, other) => Math.abs(other.strength) - Math.abs(one.strength))
        .slice(0, 30)
        .map(({ strength, independent, unit, of, ...name }) => ({
          unit,
          of,
          follows: 'members' in name ? `${name.feature} ${JSON.stringify(name.members.join(' '))}` : name.feature,
          strength: strength.toFixed(3),
          independent: independent.toFixed(3),
        })),
    );
  }
}
if (meaning.length < minUnits) {
  console.error(
    `${meaning.length} units follow a feature with |r| >= ${strongEvidence} in both computations; at least ${minUnits} are required.`,
  );
  process.exitCode = 1;
}

function countedBy(found: readonly { readonly feature: string }[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { feature } of found) counts[feature] = (counts[feature] ?? 0) + 1;
  return counts;
}
