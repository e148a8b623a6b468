// Measures whether memory grows during a training: resident memory after the first minute and at the end. GRU with 256 units; a
// reader copies the weights every second. `memory.ts [MINUTES 10] [THREADS 1]`
import { readFileSync } from 'node:fs';
import { initialParameters } from '../../src/engine/initialize.ts';
import { kernelEngine } from '../../src/engine/kernelEngine.ts';
import { adamw } from './cases.ts';
import { spawnThread } from './spawnThread.ts';

const [minutes = '10', threads = '1'] = process.argv.slice(2);
const module = (name: string) =>
  new WebAssembly.Module(readFileSync(new URL(`../../build/${name}.wasm`, import.meta.url)));
const engine = kernelEngine(
  'measured',
  { trainer: { module: module('engine-shared'), shared: true }, reader: module('engine-relaxed') },
  { count: Number(threads), spawn: spawnThread },
);
const shape = { cell: 'gru', hiddenSize: 256, vocabulary: 96 } as const;
const optimizer = { ...adamw, weightDecay: 0.01 };
const trainer = engine.trainer({ shape, streams: 32, length: 64, optimizer, maxGradientNorm: 1 });
const reader = engine.reader(shape);
trainer.writeParameters(initialParameters(shape, 1));

const residentMb = () => process.memoryUsage.rss() / 2 ** 20;
const startedAt = performance.now();
let afterFirstMinute = 0;
let lastCopy = startedAt;
const weights = trainer.readWeights();
for (let elapsed = 0, seed = 1; elapsed < Number(minutes) * 60; elapsed = (performance.now() - startedAt) / 1000) {
  for (let row = 0; row < trainer.inputs.length; row++) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    trainer.inputs[row] = (seed >>> 16) % 96;
    trainer.targets[row] = (seed >>> 8) % 96;
  }
  trainer.step(0.001);
  if (performance.now() - lastCopy > 1000) {
    lastCopy = performance.now();
    reader.writeWeights(trainer.readWeights(weights));
    await new Promise((resolve) => setTimeout(resolve)); // as the learner does between two slices
  }
  if (elapsed > 60 && afterFirstMinute === 0) afterFirstMinute = residentMb();
}
trainer.dispose();
const end = residentMb();
console.log(JSON.stringify({ afterFirstMinuteMb: afterFirstMinute, endMb: end, driftMb: end - afterFirstMinute }));
