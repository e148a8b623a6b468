// Our engine as a measured program: `ours.ts BUILD THREADS CELL HIDDEN STREAMS LENGTH OPTIMIZER`. BUILD "reference" is naive JavaScript.
import { readFileSync } from 'node:fs';
import type { Engine } from '../../src/engine/engine.ts';
import { initialParameters } from '../../src/engine/initialize.ts';
import { kernelEngine } from '../../src/engine/kernelEngine.ts';
import type { Cell } from '../../src/engine/cells.ts';
import { referenceEngine } from '../../src/engine/referenceEngine.ts';
import { adamw, vocabulary } from './cases.ts';
import { spawnThread } from './spawnThread.ts';
import { takeTurns } from './turns.ts';

const [build, threads, cell, hidden, streams, length, optimizer] = process.argv.slice(2);
const shape = { cell: cell as Cell, hiddenSize: Number(hidden), vocabulary };
const trainer = engine(build!, Number(threads)).trainer({
  shape,
  streams: Number(streams),
  length: Number(length),
  optimizer: optimizer === 'sgd' ? { kind: 'sgd' } : adamw,
  maxGradientNorm: 1,
});
trainer.writeParameters(initialParameters(shape, 1));
let seed = 1;
await takeTurns(() => {
  seed = draw(trainer.inputs, seed);
  seed = draw(trainer.targets, seed);
  trainer.step(0.001);
  return trainer.inputs.length;
});

/** Fills `ids` with random numbers by integer arithmetic, which is as fast as PyTorch's generator. Returns the next seed. */
function draw(ids: Int32Array, from: number): number {
  let state = from;
  for (let row = 0; row < ids.length; row++) {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    ids[row] = ((state >>> 16) * vocabulary) >>> 16;
  }
  return state;
}

function engine(name: string, count: number): Engine {
  if (name === 'reference') return referenceEngine;
  const file = new URL(`../../build/${name}.wasm`, import.meta.url);
  const module = new WebAssembly.Module(readFileSync(file));
  const shared = name === 'engine-shared' || name === 'engine-wide';
  return kernelEngine(name, { trainer: { module, shared }, reader: module }, { count, spawn: spawnThread });
}
