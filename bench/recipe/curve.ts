// Time to quality: held-out bits per character over wall-clock time for a recipe in our engine and in PyTorch, with the same
// text, initial weights, data order, schedule and evaluation.
//   npm run --silent bench:recipe -- FOLDER [--seconds 60] [--peer] [--json] and the settings of `train`
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Command } from 'commander';
import { chooseEngine } from '../../src/cli/engine.ts';
import { textsOf } from '../../src/cli/folder.ts';
import { addTrainingOptions } from '../../src/cli/trainingOptions.ts';
import { streamPlaces } from '../../src/corpus/streams.ts';
import { initialParameters } from '../../src/engine/initialise.ts';
import { tensorTable } from '../../src/engine/modelShape.ts';
import { shareOf } from '../../src/learner/evaluate.ts';
import { prepareCorpus, type PreparedCorpus } from '../../src/learner/prepare.ts';
import { evaluationMarks } from '../../src/learner/schedule.ts';
import { optimizers, scoredCharacters, startTraining } from '../../src/learner/training.ts';
import type { TrainingSettings } from '../../src/protocol/settings.ts';

interface CurvePoint {
  readonly seconds: number;
  readonly characters: number;
  readonly bitsPerChar: number;
}

async function ourCurve(corpus: PreparedCorpus, settings: TrainingSettings): Promise<CurvePoint[]> {
  const curve: CurvePoint[] = [];
  const engine = await chooseEngine(settings.threads);
  const training = startTraining(
    corpus,
    settings,
    undefined,
    engine,
    () => performance.now(),
    (event) => {
      if (event.type !== 'heldOut') return;
      const { elapsedMs, characters, bitsPerChar } = event.point;
      curve.push({ seconds: elapsedMs / 1000, characters, bitsPerChar });
    },
  );
  while (training.runSlice(100)) await setImmediate();
  training.dispose();
  return curve;
}

/** Undefined where PyTorch is not installed. */
function pytorchCurve(corpus: PreparedCorpus, settings: TrainingSettings): CurvePoint[] | undefined {
  const python = '/usr/bin/python3';
  if (spawnSync(python, ['-c', 'import torch']).status !== 0) return undefined;
  const { cell, hidden, streams, length, learningRate, clipNorm, seconds, seed } = settings;
  const { vocabulary, trainIds } = corpus;
  const shape = { cell, hidden, vocabulary: vocabulary.size };
  const folder = mkdtempSync(join(tmpdir(), 'recipe-'));
  const heldOut = shareOf(corpus.heldOut, scoredCharacters).map(({ context, ids }) => ({
    context: [...context],
    ids: [...ids],
  }));
  const config = {
    ...{ ...shape, streams, length, learningRate, clipNorm, seconds, heldOut },
    threads: Math.max(1, settings.threads),
    beta2: optimizers.adamw.beta2,
    outsideBits: vocabulary.outsideBits,
    tensors: tensorTable(shape),
    places: streamPlaces(trainIds.length, streams, seed),
    marks: evaluationMarks(settings),
  };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  writeFileSync(join(folder, 'train.i32'), trainIds);
  writeFileSync(join(folder, 'parameters.f32'), initialParameters(shape, seed));
  // Set on some machines for old OpenBLAS builds; a current one is fastest without.
  const environment = { ...process.env, OPENBLAS_CORETYPE: undefined, OPENBLAS_L2_SIZE: undefined };
  const run = spawnSync(python, [join(import.meta.dirname, 'pytorch.py'), folder], {
    encoding: 'utf8',
    env: environment,
  });
  rmSync(folder, { recursive: true });
  if (run.status !== 0) throw new Error(run.stderr);
  return run.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as CurvePoint);
}

interface Flags extends TrainingSettings {
  readonly peer: boolean;
  readonly json: boolean;
}

const program = addTrainingOptions(new Command('bench:recipe').argument('<folder>'))
  .option('--peer', 'the same recipe in PyTorch too', false)
  .option('--json', 'one JSON object', false)
  .action(async (folder: string, { peer, json, ...settings }: Flags) => {
    const corpus = prepareCorpus(await textsOf(folder), settings.seed);
    const ours = await ourCurve(corpus, settings);
    const pytorch = peer ? pytorchCurve(corpus, settings) : undefined;
    if (json) return console.log(JSON.stringify({ settings, ours, pytorch }));
    if (peer && !pytorch) console.log('PyTorch: left out, python3-torch is not installed.');
    for (const [name, curve] of Object.entries({ ours, ...(pytorch && { pytorch }) })) {
      console.log(name);
      for (const { seconds, characters, bitsPerChar } of curve) {
        console.log(`${seconds.toFixed(1).padStart(8)} s ${String(characters).padStart(10)} ${bitsPerChar.toFixed(4)}`);
      }
    }
  });
await program.parseAsync();
