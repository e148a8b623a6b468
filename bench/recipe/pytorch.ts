// The same recipe in PyTorch: writes text, initial weights, order and settings to files, and reads the curve.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { streamPlaces } from '../../src/corpus/streams.ts';
import { initialParameters } from '../../src/engine/initialize.ts';
import { parameterCount, tensorTable } from '../../src/engine/modelShape.ts';
import { sampleTexts } from '../../src/learner/sampleTexts.ts';
import type { PreparedCorpus } from '../../src/learner/prepareCorpus.ts';
import { dropoutRampEpochs, evaluation, evaluationMarks, optimizers, warmUpSteps } from '../../src/learner/recipe.ts';
import type { TrainingSettings } from '../../src/protocol/settings.ts';
import type { CurvePoint } from './compare.ts';

/** Debian's python3 with python3-torch and libopenblas0-pthread. */
const python = '/usr/bin/python3';

/** Undefined if PyTorch is not installed. */
export function pytorchCurve(corpus: PreparedCorpus, settings: TrainingSettings): readonly CurvePoint[] | undefined {
  if (spawnSync(python, ['-c', 'import torch']).status !== 0) return undefined;
  const { vocabulary, trainIds } = corpus;
  const shape = { cell: settings.cell, hiddenSize: settings.hiddenSize, vocabulary: vocabulary.size };
  const folder = mkdtempSync(join(tmpdir(), 'recipe-'));
  const heldOut = sampleTexts(corpus.heldOut, evaluation.scoredCharacters).map(({ context, ids }) => ({
    context: [...context],
    ids: [...ids],
  }));
  const threads = Math.max(1, settings.threads);
  const config = {
    ...settings,
    ...optimizers.adamw,
    threads,
    heldOut,
    vocabulary: vocabulary.size,
    unknownBits: vocabulary.unknownBits,
    tensors: tensorTable(shape),
    places: streamPlaces(trainIds.length, settings.batchSize, settings.seed),
    marks: evaluationMarks(settings),
    warmUpSteps,
    dropoutRampEpochs: dropoutRampEpochs(trainIds.length, parameterCount(shape)),
  };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  writeFileSync(join(folder, 'train.i32'), trainIds);
  writeFileSync(join(folder, 'parameters.f32'), initialParameters(shape, settings.seed));
  const environment = {
    ...process.env,
    // Set on some machines for old OpenBLAS builds. A current build is fastest without them.
    OPENBLAS_CORETYPE: undefined,
    OPENBLAS_L2_SIZE: undefined,
    OMP_NUM_THREADS: String(threads),
    // Otherwise the two thread pools of PyTorch spin at the same time.
    OMP_WAIT_POLICY: 'PASSIVE',
  };
  const script = join(import.meta.dirname, 'pytorch.py');
  const run = spawnSync(python, [script, folder], { encoding: 'utf8', env: environment });
  rmSync(folder, { recursive: true });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as CurvePoint);
}
