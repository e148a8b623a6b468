// The machine's limit as a contender: `limit.ts 12` in 128 bits, `limit.ts 24` in 256 (where V8 is told to); operations a
// second of fused multiply-adds on registers.
import { readFileSync } from 'node:fs';
import { takeTurns } from './turns.ts';

const accumulators = Number(process.argv[2]);
const memory = new WebAssembly.Memory({ initial: 1 });
const module = new WebAssembly.Module(readFileSync(new URL('../../build/bench-limit.wasm', import.meta.url)));
const { exports } = new WebAssembly.Instance(module, { env: { memory } });
const multiplyAdd = exports[`multiplyAdd${accumulators}`] as (rounds: number, at: number) => void;
new Float32Array(memory.buffer).fill(0.5);
await takeTurns(() => {
  const rounds = 100_000;
  multiplyAdd(rounds, 1024);
  return rounds * accumulators * 8;
});
