// The unit analysis of a network trained on this project's sources, compared with an independent computation on held-out files.
// A small network and a fixed number of steps; `npm run bench:lens` uses the default network and two minutes.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { chooseEngine } from '../../../src/cli/engine.ts';
import { readFolder } from '../../../src/cli/readFolder.ts';
import { learn } from '../../../src/cli/learn.ts';
import { corpusOf } from '../../../src/corpus/corpus.ts';
import { decodeCheckpoint } from '../../../src/model/network/checkpoint.ts';
import { featureNames, featuresOf } from '../../../src/lens/features.ts';
import { lensReport } from '../../../src/lens/lensReport.ts';
import { strongEvidence } from '../../../src/lens/unitNames.ts';
import { defaultTrainingSettings, type TrainingSettings } from '../../../src/protocol/settings.ts';
import { independentActivity } from './independentActivity.ts';
import { pearson, independentColumn } from './independentAnalysis.ts';

const settings: TrainingSettings = { ...defaultTrainingSettings, hiddenSize: 96, steps: 500, threads: 1 };
/** Held-out characters of each file. */
const each = 1200;
/** The independent computation reads at most this many files: it is slow. */
const mostFiles = 20;

describe('unit analysis of this project’s sources', () => {
  const texts = readFolder(fileURLToPath(new URL('../../..', import.meta.url)));
  /** The beginnings of the held-out files. */
  const heldOut = async (): Promise<string[][]> => {
    const files = corpusOf(await texts).heldOut.filter(({ before }) => before === '');
    assert.ok(files.length >= 10, `only ${files.length} whole files are held out`);
    return files.map(({ text }) => Array.from(text.slice(0, each)));
  };

  it('computes the same features as the independent computation', async () => {
    const files = await heldOut();
    const tables = files.map(featuresOf);
    for (const feature of featureNames) {
      const own = tables.flatMap((table) => Array.from(table[feature]));
      const independent = files.flatMap((characters) => independentColumn({ feature }, characters));
      if (own.every((value) => value === own[0]) && independent.every((value) => value === own[0])) continue;
      const agreement = pearson(own, independent);
      assert.ok(agreement > 0.97, `${feature}: ${agreement}`);
    }
  });

  it('gives names to units and gates that the independent computation confirms on held-out files', async () => {
    const checkpoint = decodeCheckpoint(await learn({ texts: await texts, settings }));
    const { shape, vocabulary } = checkpoint;
    const all = await heldOut();
    const files = all.filter((_, index) => index % Math.ceil(all.length / mostFiles) === 0);
    const reader = (await chooseEngine(1)).reader(shape);
    reader.writeParameters(checkpoint.parameters);
    const report = lensReport(reader, vocabulary, {
      texts: files.map((characters) => ({ context: new Int32Array(0), ids: vocabulary.encode(characters.join('')) })),
      shown: files.length,
    })!;
    const independentActivities = files.map((characters) => independentActivity(checkpoint, characters.join('')));
    const compared = [{ gate: undefined, names: report.names }, ...report.gates].flatMap(({ gate, names }) => {
      const rows = independentActivities.flatMap((activity) => activity[gate ?? 'units']!);
      return names
        .filter(({ strength }) => Math.abs(strength) >= strongEvidence)
        .map((name) => ({
          ...name,
          gate,
          independent: pearson(
            rows.map((row) => row[name.unit]!),
            files.flatMap((characters) => independentColumn(name, characters)),
          ),
        }));
    });
    const features = compared.filter(({ feature }) => feature !== 'afterAnyOf' && feature !== 'lineBeginsWith');
    for (const { unit, gate, feature, strength, independent } of [...features, ...compared].slice(0, 8)) {
      console.log(
        `      ${gate ?? 'unit'} ${unit} ${feature}: ${strength.toFixed(3)}, independent ${independent.toFixed(3)}`,
      );
    }
    // The report's correlation is over the second half of the files, the independent one is over all of them.
    for (const { unit, strength, independent } of compared) {
      assert.ok(Math.abs(strength - independent) < 0.2, `unit ${unit}: ${strength}, independent ${independent}`);
    }
    const strong = compared.filter(({ independent }) => Math.abs(independent) >= strongEvidence);
    assert.ok(strong.filter(({ gate }) => gate === undefined).length >= 3, `only ${strong.length} names are confirmed`);
    assert.ok(features.length > 0, 'no name is a feature');
  });
});
