// Trains the pretrained network with the project's own engine. A budget in steps and a seed make it reproducible. It saves
// its progress to a file, so that an interruption loses little.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { streamPlaces } from '../../../src/corpus/streams.ts';
import { initialParameters } from '../../../src/engine/initialize.ts';
import { parameterCount } from '../../../src/engine/modelShape.ts';
import { decodeCheckpoint, encodeCheckpoint } from '../../../src/model/network/checkpoint.ts';
import { crossEntropyBits } from '../../../src/model/network/crossEntropy.ts';
import { decodeInt8Network, encodeInt8Network } from '../../../src/model/network/int8Network.ts';
import { runToEnd } from '../../../src/model/work.ts';
import { migrateVocabulary } from '../../../src/learner/initialState.ts';
import { optimizers } from '../../../src/learner/recipe.ts';
import { widened } from './widen.mjs';

/** @typedef {typeof recipe} Recipe */
export const recipe = {
  cell: 'gru',
  /** Number of character ids, including *outside*. */
  vocabulary: 128,
  batchSize: 32,
  length: 64,
  maxGradientNorm: 1,
  /**
   * The rate rises over the warm-up steps of each cycle, stays, and falls linearly to zero over its cool-down steps. A cycle starts from
   * the weights of the one before, as they are in the package, with more hidden units where it says so, and with a new optimizer.
   * Characters that the text of the cycle before had not begin like *outside*.
   */
  warmUp: 1000,
  cycles: [
    { hiddenSize: 256, peakRate: 5e-3, steps: 90_000, coolDown: 36_000 },
    { hiddenSize: 256, peakRate: 5e-3, steps: 96_000, coolDown: 38_000 },
    { hiddenSize: 384, peakRate: 4e-3, steps: 76_000, coolDown: 38_000 },
    { hiddenSize: 384, peakRate: 4e-3, steps: 80_000, coolDown: 40_000 },
    { hiddenSize: 384, peakRate: 1.5e-3, steps: 38_000, coolDown: 37_000 },
    { hiddenSize: 384, peakRate: 2e-3, steps: 64_000, coolDown: 63_000 },
  ],
  seed: 1,
};

const scoringInterval = 1000;
const scoredCharacters = 2500;

/** `step` of all cycles together. */
export function rateAt(step, { warmUp, cycles }) {
  const { first, peakRate, steps, coolDown } = cycleAt(step, cycles);
  const done = step - first;
  return peakRate * Math.min(1, (done + 1) / warmUp, (steps - done) / coolDown);
}

/** The cycle of a step, with the number of steps before it. */
function cycleAt(step, cycles) {
  let first = 0;
  for (const cycle of cycles) {
    if (step < first + cycle.steps) return { first, ...cycle };
    first += cycle.steps;
  }
  throw new RangeError(`there is no step ${step}`);
}

/** The shape of the network after all cycles. */
export const shapeOf = ({ cell, cycles }, vocabulary) => ({
  cell,
  hiddenSize: cycles.at(-1).hiddenSize,
  vocabulary: vocabulary.size,
});

/**
 * `ids`: character ids of all training texts, each text preceded by *outside*. `heldOut`: by kind, ids of texts that are not
 * trained on. `file`: the checkpoint. `before`: what to start from while there is no checkpoint; without it, random weights.
 * @returns {Float32Array} The parameters.
 */
export function train(task, settings = recipe) {
  const { cell, cycles, seed } = settings;
  const { vocabulary, file, before = { progress: { steps: 0 } } } = task;
  const known = existsSync(file) ? decodeCheckpoint(readFileSync(file)) : undefined;
  let checkpoint = known ?? before;
  let end = 0;
  for (const { hiddenSize, steps } of cycles) {
    end += steps;
    const done = checkpoint.progress.steps;
    if (done >= end) continue;
    const shape = { cell, hiddenSize, vocabulary: vocabulary.size };
    const { parameters, optimizer } =
      done > end - steps ? checkpoint : { parameters: firstParameters(checkpoint, shape, vocabulary, seed) };
    checkpoint = trainCycle(task, settings, { shape, parameters, optimizer, done, end });
  }
  return checkpoint.parameters;
}

/** The parameters that a cycle starts from: random ones, or those of the cycle before, for characters of today's text. */
function firstParameters(before, shape, vocabulary, seed) {
  if (!before.parameters) return initialParameters(shape, seed);
  const wide = {
    shape: { ...before.shape, hiddenSize: shape.hiddenSize },
    vocabulary: before.vocabulary,
    values: widened({ ...before, parameters: roundedToInt8(before) }, shape.hiddenSize, seed),
  };
  return migrateVocabulary(wide, { shape, vocabulary, values: new Float32Array(parameterCount(shape)) }, true);
}

/** Trains from the step `done` to the step `end`, and saves from time to time. Returns the last checkpoint. */
function trainCycle(
  { engine, vocabulary, ids, heldOut, file, log },
  settings,
  { shape, parameters, optimizer, done, end },
) {
  const { batchSize: streams, length, maxGradientNorm, seed } = settings;
  const trainer = engine.trainer({ shape, streams, length, maxGradientNorm, optimizer: optimizers.adamw });
  const reader = engine.reader(shape);
  trainer.writeParameters(parameters);
  if (optimizer) trainer.writeOptimizer(optimizer);
  const places = streamPlaces(ids.length, streams, seed).map((place) => (place + done * length) % ids.length);
  const began = performance.now();
  let loss = 0;

  function checkpointAt(steps) {
    const progress = { steps, characters: steps * streams * length, elapsedMs: 0, bitsPerChar: undefined };
    return { shape, vocabulary, parameters: trainer.readParameters(), optimizer: trainer.readOptimizer(), progress };
  }

  function save(checkpoint) {
    writeFileSync(`${file}.new`, encodeCheckpoint(checkpoint));
    renameSync(`${file}.new`, file);
    reader.writeParameters(checkpoint.parameters);
    const scores = Object.entries(heldOut).map(
      ([kind, texts]) => `${kind} ${bitsPerCharacter(reader, vocabulary, texts).toFixed(3)}`,
    );
    const minutes = (performance.now() - began) / 60_000;
    const learning = (loss / scoringInterval / Math.LN2).toFixed(3);
    log(
      `${checkpoint.progress.steps} of ${end} steps, ${minutes.toFixed(1)} min; learning ${learning}; ${scores.join(', ')}`,
    );
    loss = 0;
  }

  for (let step = done; step < end; step++) {
    fill(trainer, ids, places);
    loss += trainer.step(rateAt(step, settings)).lossNats;
    if ((step + 1) % scoringInterval === 0 || step + 1 === end) save(checkpointAt(step + 1));
  }
  return checkpointAt(end);
}

/** The parameters of a network after encoding and decoding. */
function roundedToInt8(network) {
  return runToEnd(decodeInt8Network(encodeInt8Network(network))).parameters;
}

/** Each stream continues from its position. The text is a ring. */
function fill({ inputs, targets, options: { streams, length } }, ids, places) {
  for (let stream = 0; stream < streams; stream++) {
    let place = places[stream];
    for (let t = 0; t < length; t++) {
      inputs[t * streams + stream] = ids[place];
      place = place + 1 === ids.length ? 0 : place + 1;
      targets[t * streams + stream] = ids[place];
    }
    places[stream] = place;
  }
}

function bitsPerCharacter(reader, vocabulary, texts) {
  let [bits, characters] = [0, 0];
  for (const text of texts) {
    const scored = text.subarray(0, scoredCharacters);
    bits += crossEntropyBits(reader, vocabulary, text.subarray(0, 0), scored);
    characters += scored.length;
  }
  return bits / characters;
}
