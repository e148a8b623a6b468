// The side of the editor in the round trip tests of python/tests. For each model it writes what the network computes for a text:
//   exchange.ts make FOLDER TEXT     creates a random network of each cell as FOLDER/CELL.safetensors
//   exchange.ts read FOLDER TEXT     reads all models in FOLDER, by way of our own checkpoint format
// Both write MODEL.logits: float64 [characters][2][V], the logits and the log-probabilities after each character of TEXT; and
// MODEL.greedy: the most probable continuations of 20 prompts.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chooseEngine } from '../../src/cli/engine.ts';
import { cells } from '../../src/engine/cells.ts';
import { initialParameters } from '../../src/engine/initialize.ts';
import { parameterCount, tensorTable } from '../../src/engine/modelShape.ts';
import { decodeCheckpoint, encodeCheckpoint, type Checkpoint } from '../../src/model/network/checkpoint.ts';
import { buildVocabulary } from '../../src/model/network/vocabulary.ts';

const [command, folder, textFile] = process.argv.slice(2) as [string, string, string];
const text = readFileSync(textFile, 'utf8');
const hidden = 320;
const prompts = 20;
const promptCharacters = 30;
const continuationCharacters = 30;
const engine = await chooseEngine(1);

if (command === 'make') {
  const vocabulary = buildVocabulary([text]);
  for (const cell of cells) {
    const shape = { cell, hiddenSize: hidden, vocabulary: vocabulary.size };
    // Biases are not zero, so that each one counts.
    const parameters = initialParameters(shape, 3).map((weight, at) => weight + 0.1 * Math.sin(at));
    const none = new Float32Array(0);
    const checkpoint: Checkpoint = {
      shape,
      vocabulary,
      parameters,
      optimizer: { steps: 0, first: none, second: none },
      progress: { steps: 0, characters: 0, elapsedMs: 0, bitsPerChar: undefined },
    };
    const origin = { date: '2026-11-26', writtenBy: 'the round trip test' };
    writeFileSync(join(folder, `${cell}.safetensors`), encodeCheckpoint({ ...checkpoint, origin }));
    writeResults(join(folder, cell), checkpoint);
  }
} else {
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.safetensors'))) {
    const checkpoint = decodeCheckpoint(readFileSync(join(folder, name)));
    writeResults(join(folder, name.replace('.safetensors', '')), decodeCheckpoint(encodeCheckpoint(checkpoint)));
  }
}

function writeResults(path: string, { shape, vocabulary, parameters }: Checkpoint): void {
  const { vocabulary: V, hiddenSize: H } = shape;
  const reader = engine.reader(shape);
  reader.writeParameters(parameters);
  const tensor = (name: string): Float32Array => {
    const { offset, length } = tensorTable(shape).find((each) => each.name === name)!;
    return parameters.subarray(offset, offset + length);
  };
  const [weight, bias] = [tensor('outputWeight'), tensor('outputBias')];
  const ids = vocabulary.encode(text);
  const results = new Float64Array(ids.length * 2 * V);
  ids.forEach((id, at) => {
    reader.feed(id);
    const logits = results.subarray(at * 2 * V, at * 2 * V + V);
    logits.set(bias);
    for (let unit = 0; unit < H; unit++) {
      for (let v = 0; v < V; v++) logits[v]! += reader.hidden[unit]! * weight[unit * V + v]!;
    }
    results.set(reader.logProbabilities(), at * 2 * V + V);
  });
  writeFileSync(`${path}.logits`, results);

  const continuations = Array.from({ length: prompts }, (_, prompt) => {
    reader.reset();
    const start = prompt * promptCharacters;
    for (const id of ids.subarray(start, start + promptCharacters)) reader.feed(id);
    return Array.from({ length: continuationCharacters }, () => {
      const probabilities = reader.logProbabilities();
      const best = probabilities.indexOf(Math.max(...probabilities));
      reader.feed(best);
      return best;
    });
  });
  writeFileSync(`${path}.greedy`, JSON.stringify(continuations));
  if (parameters.length !== parameterCount(shape)) throw new Error(`${path} is incomplete`);
}
