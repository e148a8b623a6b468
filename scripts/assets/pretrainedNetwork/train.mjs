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
import { optimizers } from '../../../src/learner/recipe.ts';

/** @typedef {typeof recipe} Recipe */
export const recipe = {
  cell: 'gru',
  hiddenSize: 256,
  /** Number of character ids, including *outside*. */
  vocabulary: 128,
  batchSize: 32,
  length: 64,
  peakRate: 5e-3,
  maxGradientNorm: 1,
  /**
   * The rate rises over the warm-up steps of each cycle, stays, and falls linearly to zero over its cool-down steps. A cycle starts from
   * the weights of the one before, as they are in the package, and with a new optimizer.
   */
  warmUp: 1000,
  cycles: [
    { steps: 90_000, coolDown: 36_000 },
    { steps: 96_000, coolDown: 38_000 },
  ],
  seed: 1,
};

const scoringInterval = 1000;
const scoredCharacters = 2500;

/** `step` of all cycles together. */
export function rateAt(step, { peakRate, warmUp, cycles }) {
  const { first, steps, coolDown } = cycleAt(step, cycles);
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

const stepsOf = ({ cycles }) => cycles.reduce((sum, { steps }) => sum + steps, 0);

/**
 * `ids`: character ids of all training texts, each text preceded by *outside*. `heldOut`: by kind, ids of texts that are not
 * trained on. `file`: the checkpoint.
 * @returns {Float32Array} The parameters.
 */
export function train({ engine, vocabulary, ids, heldOut, file, log }, settings = recipe) {
  const { cell, hiddenSize, batchSize: streams, length, maxGradientNorm, seed } = settings;
  const steps = stepsOf(settings);
  const shape = { cell, hiddenSize, vocabulary: vocabulary.size };
  const trainer = engine.trainer({ shape, streams, length, maxGradientNorm, optimizer: optimizers.adamw });
  const reader = engine.reader(shape);
  const known = existsSync(file) ? decodeCheckpoint(readFileSync(file)) : undefined;
  trainer.writeParameters(known?.parameters ?? initialParameters(shape, seed));
  if (known) trainer.writeOptimizer(known.optimizer);
  let step = known?.progress.steps ?? 0;
  const places = streamPlaces(ids.length, streams, seed).map((place) => (place + step * length) % ids.length);
  const began = performance.now();
  let loss = 0;

  function startCycle() {
    trainer.writeParameters(roundedToInt8({ shape, vocabulary, parameters: trainer.readParameters() }));
    const zeros = new Float32Array(parameterCount(shape));
    trainer.writeOptimizer({ steps: 0, first: zeros, second: zeros });
  }

  function save() {
    const parameters = trainer.readParameters();
    const progress = { steps: step, characters: step * streams * length, elapsedMs: 0, bitsPerChar: undefined };
    writeFileSync(
      `${file}.new`,
      encodeCheckpoint({ shape, vocabulary, parameters, optimizer: trainer.readOptimizer(), progress }),
    );
    renameSync(`${file}.new`, file);
    reader.writeParameters(parameters);
    const scores = Object.entries(heldOut).map(
      ([kind, texts]) => `${kind} ${bitsPerCharacter(reader, vocabulary, texts).toFixed(3)}`,
    );
    const minutes = (performance.now() - began) / 60_000;
    log(
      `${step} of ${steps} steps, ${minutes.toFixed(1)} min; learning ${(loss / scoringInterval / Math.LN2).toFixed(3)}; ${scores.join(', ')}`,
    );
    loss = 0;
  }

  while (step < steps) {
    if (step > 0 && step === cycleAt(step, settings.cycles).first) startCycle();
    fill(trainer, ids, places);
    loss += trainer.step(rateAt(step, settings)).lossNats;
    step++;
    if (step % scoringInterval === 0 || step === steps) save();
  }
  return trainer.readParameters();
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
