// The lens on this project's own sources: what it says of a network trained on them is computed a second time, plainly, on held-
// out files. A small network and a fixed number of steps; `npm run bench:lens` does the same with two minutes and the default.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { chooseEngine } from '../../../src/cli/engine.ts';
import { textsOf } from '../../../src/cli/folder.ts';
import { learn } from '../../../src/cli/learn.ts';
import { corpusOf } from '../../../src/corpus/ledger.ts';
import { decodeCheckpoint } from '../../../src/language/checkpoint.ts';
import { lensReport } from '../../../src/lens/lensReport.ts';
import { defaultTrainingSettings } from '../../../src/protocol/settings.ts';
import { plainActivity } from './plainCells.ts';
import { pearson, plainColumn } from './plainly.ts';

const settings = { ...defaultTrainingSettings, hidden: 64, steps: 300, threads: 1 };
/** Held-out characters of each file. */
const each = 1200;
const strong = 0.6;

describe('the lens on this project’s own sources', function () {
  this.timeout(300_000);

  it('names units that follow what it says on files never trained on, as a plain second computation finds too', async () => {
    const texts = await textsOf(fileURLToPath(new URL('../../..', import.meta.url)));
    const checkpoint = decodeCheckpoint(await learn({ type: 'train', texts, settings }, () => undefined));
    const heldOut = corpusOf(texts).heldOut.filter(({ before }) => before === '');
    const files = heldOut.map(({ text }) => Array.from(text.slice(0, each)));
    assert.ok(files.length >= 10, `${files.length} files are held out whole`);
    const reader = (await chooseEngine(1)).reader(checkpoint.shape);
    reader.writeParameters(checkpoint.parameters);
    const { names } = lensReport(
      reader,
      checkpoint.vocabulary,
      files.map((characters) => ({
        context: new Int32Array(0),
        ids: checkpoint.vocabulary.encode(characters.join('')),
      })),
    )!;
    const states = files.flatMap((characters) => plainActivity(checkpoint, characters.join('')).units);
    const compared = names
      .filter(({ strength }) => Math.abs(strength) >= strong)
      .map((name) => ({
        ...name,
        plainly: pearson(
          states.map((state) => state[name.unit]!),
          files.flatMap((characters) => plainColumn(name, characters)),
        ),
      }));
    for (const { unit, feature, strength, plainly } of compared.slice(0, 5)) {
      console.log(`      unit ${unit} ${feature}: ${strength.toFixed(3)}, plainly ${plainly.toFixed(3)}`);
    }
    // The lens tells the correlation on the second half of the files, the plain one is over all of them.
    for (const { unit, strength, plainly } of compared) {
      assert.ok(Math.abs(strength - plainly) < 0.2, `unit ${unit}: ${strength}, plainly ${plainly}`);
    }
    const units = new Set(compared.filter(({ plainly }) => Math.abs(plainly) >= strong).map(({ unit }) => unit));
    assert.ok(units.size >= 3, `${units.size} units`);
  });
});
