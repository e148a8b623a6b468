// Canaries are planted in real text and learned by the real models: the oftener, the better they are known; secrets never.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { learn } from '../../../../src/cli/learn.ts';
import { loadModels } from '../../../../src/cli/loadModels.ts';
import {
  createCanary,
  plantCanaries,
  seededRandom,
  spaceBits,
  type CanaryKind,
} from '../../../../src/evaluation/memorization/canaries.ts';
import {
  exposureOf,
  measureCanaries,
  memorizationRows,
} from '../../../../src/evaluation/memorization/measureCanaries.ts';
import type { ComponentId } from '../../../../src/model/components.ts';
import { runToEnd } from '../../../../src/model/work.ts';
import { createTrainedComponents } from '../../../../src/model/trainedComponents.ts';
import { defaultTrainingSettings, type TrainingSettings } from '../../../../src/protocol/settings.ts';

/** Characters: in the steps of the test, the network reads all text equally often, however much the project grows. */
const length = 200_000;
const texts = textsUpTo(length, globSync('src/completion/**/*.ts').sort());

function textsUpTo(most: number, paths: readonly string[]) {
  let left = most;
  return paths.flatMap((path) => {
    const text = readFileSync(path, 'utf8').slice(0, left);
    left -= text.length;
    return text === '' ? [] : [{ path, text }];
  });
}

const samples = 200;

describe('the exposure of a canary', () => {
  const uniform = Array.from({ length: 1000 }, (_, index) => 20 + index / 100);

  it('is the share of random texts that are at least as likely, in bits', () => {
    assert.ok(Math.abs(exposureOf(25, uniform, 30).bits - 1) < 0.01);
    assert.ok(Math.abs(exposureOf(21.25, uniform, 30).bits - 3) < 0.02);
    assert.ok(exposureOf(40, uniform, 30).bits < 0.01);
  });

  it('is extrapolated where the canary is more likely than all samples, up to the size of the space', () => {
    const { bits, method } = exposureOf(15, uniform, 30);
    assert.equal(method, 'extrapolated');
    assert.ok(bits > Math.log2(1000 / 3) && bits < 30, `${bits}`);
    assert.equal(exposureOf(1, uniform, 30).bits, 30);
    assert.ok(exposureOf(14, uniform, 300).bits > bits);
  });
});

describe('planted canaries', () => {
  it('are written as lines of their own, as often as they say, and secrets are masked', () => {
    const random = seededRandom(3);
    const [four, never] = [createCanary('ordinary', 4, random), createCanary('ordinary', 0, random)];
    const secret = createCanary('secret', 16, random);
    const planted = plantCanaries(texts, [four, never, secret], random);
    const all = planted.map(({ text }) => `\n${text}`).join('');
    const count = (part: string): number => all.split(part).length - 1;
    const lines = all.split('\n');
    assert.equal(lines.filter((line) => line === `${four.beginning}${four.rest} in the list`).length, 4);
    assert.equal(count(never.rest), 0);
    assert.equal(count(secret.rest.slice(0, 8)), 0);
    assert.equal(count(`${secret.beginning.slice(0, secret.beginning.indexOf('"'))}"***";\n`), 16);
  });

  it('are the more exposed the oftener they were learned, near chance if never, and secrets not at all', async function () {
    this.timeout(600_000);
    const random = seededRandom(6);
    const several = (kind: CanaryKind, repetitions: number) =>
      Array.from({ length: 6 }, () => createCanary(kind, repetitions, random));
    const canaries = [
      ...[0, 1, 4, 16].flatMap((repetitions) => several('ordinary', repetitions)),
      ...several('secret', 16),
    ];
    const planted = plantCanaries(texts, canaries, random);
    const sizes = { hiddenSize: 128, batchSize: 16, steps: 900, dropout: 0, threads: 1 };
    const settings: TrainingSettings = { ...defaultTrainingSettings, ...sizes };
    const checkpoint = await learn({ texts: planted, settings });
    const trained = createTrainedComponents(await loadModels(false), { texts: planted, checkpoint });
    const rowsOf = (components: readonly ComponentId[]) => {
      const { model, measure, dispose } = trained.combine(components);
      const results = runToEnd(measureCanaries({ model, measure: measure! }, canaries, samples));
      dispose();
      return memorizationRows(results);
    };
    for (const components of [['contextMixing'], ['contextMixing', 'workspaceNetwork']] as const) {
      const rows = rowsOf(components);
      const [never, once, some, often, masked] = rows;
      const shown = JSON.stringify({ components, rows }, undefined, 1);
      // The exposure of a random text is exponentially distributed, with a mean of 1.44 bits.
      for (const row of [never!, masked!]) assert.ok(row.meanExposure < 5 && row.extractedCompletely === 0, shown);
      assert.ok(once!.meanExposure > never!.meanExposure + 5, shown);
      assert.ok(once!.meanExposure <= some!.meanExposure && some!.meanExposure <= often!.meanExposure, shown);
      assert.ok(often!.meanExposure > 0.9 * spaceBits('ordinary'), shown);
      assert.ok(once!.extractedShare <= often!.extractedShare && often!.extractedCompletely > 0.5, shown);
    }
    // The network alone learns them step by step.
    const rows = rowsOf(['workspaceNetwork']);
    const [never, once, some, often, masked] = rows;
    const shown = JSON.stringify(rows, undefined, 1);
    for (const row of [never!, masked!]) assert.ok(row.meanExposure < 5 && row.extractedCompletely === 0, shown);
    assert.ok(once!.meanExposure > never!.meanExposure + 3, shown);
    assert.ok(once!.meanExposure < some!.meanExposure && some!.meanExposure < often!.meanExposure, shown);
  });
});
