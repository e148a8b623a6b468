// Sampling of 50 characters as a measured program, including softmax and drawing: `sampling.ts BUILD CELL HIDDEN VOCABULARY`.
import { readFileSync } from 'node:fs';
import { initialParameters } from '../../src/engine/initialize.ts';
import { KernelReader } from '../../src/engine/kernelReader.ts';
import type { Cell } from '../../src/engine/cells.ts';
import { takeTurns } from './turns.ts';

const [build, cell, hidden, vocabulary] = process.argv.slice(2);
const shape = { cell: cell as Cell, hiddenSize: Number(hidden), vocabulary: Number(vocabulary) };
const file = new URL(`../../build/${build}.wasm`, import.meta.url);
const reader = new KernelReader(new WebAssembly.Module(readFileSync(file)), shape);
reader.writeParameters(initialParameters(shape, 1));
await takeTurns(() => {
  reader.reset();
  let id = -1;
  for (let i = 0; i < 50; i++) {
    reader.feed(id);
    id = draw(reader.logProbabilities());
  }
  return 50;
});

function draw(logProbabilities: Float32Array): number {
  let left = Math.random();
  for (let id = 0; id < logProbabilities.length; id++) {
    left -= Math.exp(logProbabilities[id]!);
    if (left < 0) return id;
  }
  return logProbabilities.length - 1;
}
