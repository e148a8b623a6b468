// The machine's limit as a measured program: operations per second of fused multiply-adds on registers. `limit.ts 12` uses 128 bits,
// `limit.ts 24` uses 256 bits if V8 has the flag.
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
