// The final mixers' step against float64: the damped inverse of what was told, scaled to the plain step's length.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

const folder = 'src/model/contextMixing/kernels';
const length = 16;
const damping = 0.5;
const [every, firstCount] = [4, 256];
const tolerance = 1e-4;

interface Curvature {
  readonly memory: WebAssembly.Memory;
  preparePreconditioner(length: number): void;
  precondition(said: number): number;
  updateCurvature(said: number, error: number): void;
}

async function compiled(): Promise<Curvature> {
  let bytes = new Uint8Array();
  const flags = ['--outFile', 'preconditioner.wasm', '--runtime', 'stub', '-O2', '--noAssert', '--enable', 'simd'];
  const { error, stderr } = await asc.main(['preconditioner.ts', ...flags], {
    readFile: (path) => readFile(join(folder, path), 'utf8').catch(() => null),
    writeFile: (_, content) => {
      if (typeof content !== 'string') bytes = Uint8Array.from(content);
    },
  });
  assert.equal(error, null, stderr.toString());
  const { instance } = await WebAssembly.instantiate(bytes, { env: { abort: assert.fail } });
  return instance.exports as unknown as Curvature;
}

/** Numbers within ±1/2 that are the same every time. */
function noise(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
}

type Matrix = number[][];

function inverseOf(matrix: Matrix): Matrix {
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => Number(i === j))]);
  rows.forEach((pivotRow, k) => {
    const pivot = pivotRow[k]!;
    pivotRow.forEach((value, j) => (pivotRow[j] = value / pivot));
    rows.forEach((row, i) => {
      const share = row[k]!;
      if (i !== k) row.forEach((value, j) => (row[j] = value - share * pivotRow[j]!));
    });
  });
  return rows.map((row) => row.slice(matrix.length));
}

function reference(told: readonly { said: Float32Array; error: number }[]): Matrix {
  const mean: Matrix = Array.from({ length }, () => new Array<number>(length).fill(0));
  for (const { said, error } of told) {
    said.forEach((a, i) => said.forEach((b, j) => (mean[i]![j]! += Math.abs(error) * (1 - Math.abs(error)) * a * b)));
  }
  const scale = length / mean.reduce((sum, row, i) => sum + row[i]!, 0);
  const scaled = mean.map((row) => row.map((value) => value * scale));
  const inverse = inverseOf(scaled.map((row, i) => row.map((value, j) => value + (i === j ? damping : 0))));
  const kept = inverse.reduce((sum, row, i) => sum + row.reduce((a, value, j) => a + value * scaled[i]![j]!, 0), 0);
  return inverse.map((row) => row.map((value) => (value * length) / kept));
}

describe("the final mixers' step", () => {
  it('is the plain one at first, then precondition as float64 turns it', async () => {
    const kernel = await compiled();
    kernel.preparePreconditioner(length);
    const address = kernel.memory.grow(1) * 65536;
    const said = new Float32Array(kernel.memory.buffer, address, length);
    const next = noise();
    // All say nearly the same, as the sets do.
    const speak = () => {
      const common = 4 * next();
      said.forEach((_, i) => (said[i] = common + next()));
    };
    const step = () => Array.from(new Float32Array(kernel.memory.buffer, kernel.precondition(address), length));
    speak();
    assert.deepEqual(step(), Array.from(said));
    const told: { said: Float32Array; error: number }[] = [];
    for (let n = 1; n <= every * firstCount; n++) {
      speak();
      const error = next();
      if (n % every === 0) told.push({ said: said.slice(), error });
      kernel.updateCurvature(address, error);
    }
    speak();
    const expected = reference(told).map((row) => row.reduce((sum, value, j) => sum + value * said[j]!, 0));
    const size = Math.hypot(...expected);
    const difference = Math.max(...step().map((value, i) => Math.abs(value - expected[i]!))) / size;
    assert.ok(difference < tolerance, `largest difference ${difference}`);
    assert.notDeepEqual(step(), Array.from(said));
  });
});
