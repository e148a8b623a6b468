// Compares the preconditioner of the second-layer mixers with a float64 reference: the damped inverse of the mean curvature, scaled to
// the length of a plain step.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

const folder = 'src/model/contextMixing/kernels';
const length = 16;
const damping = 0.5;
const [interval, firstUpdate] = [4, 256];
const tolerance = 1e-4;

interface Preconditioner {
  readonly memory: WebAssembly.Memory;
  preparePreconditioner(length: number): void;
  precondition(outputs: number): number;
  updateCurvature(outputs: number, error: number): void;
}

async function compiled(): Promise<Preconditioner> {
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
  return instance.exports as unknown as Preconditioner;
}

/** A reproducible sequence of numbers within ±1/2. */
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

function reference(samples: readonly { outputs: Float32Array; error: number }[]): Matrix {
  const mean: Matrix = Array.from({ length }, () => new Array<number>(length).fill(0));
  for (const { outputs, error } of samples) {
    outputs.forEach((a, i) =>
      outputs.forEach((b, j) => (mean[i]![j]! += Math.abs(error) * (1 - Math.abs(error)) * a * b)),
    );
  }
  const scale = length / mean.reduce((sum, row, i) => sum + row[i]!, 0);
  const scaled = mean.map((row) => row.map((value) => value * scale));
  const inverse = inverseOf(scaled.map((row, i) => row.map((value, j) => value + (i === j ? damping : 0))));
  const kept = inverse.reduce((sum, row, i) => sum + row.reduce((a, value, j) => a + value * scaled[i]![j]!, 0), 0);
  return inverse.map((row) => row.map((value) => (value * length) / kept));
}

describe('the preconditioner of the second-layer mixers', () => {
  it('starts as the identity and later matches the float64 reference', async () => {
    const kernel = await compiled();
    kernel.preparePreconditioner(length);
    const address = kernel.memory.grow(1) * 65536;
    const outputs = new Float32Array(kernel.memory.buffer, address, length);
    const next = noise();
    // The outputs of the weight sets are strongly correlated.
    const fillOutputs = () => {
      const common = 4 * next();
      outputs.forEach((_, i) => (outputs[i] = common + next()));
    };
    const step = () => Array.from(new Float32Array(kernel.memory.buffer, kernel.precondition(address), length));
    fillOutputs();
    assert.deepEqual(step(), Array.from(outputs));
    const samples: { outputs: Float32Array; error: number }[] = [];
    for (let n = 1; n <= interval * firstUpdate; n++) {
      fillOutputs();
      const error = next();
      if (n % interval === 0) samples.push({ outputs: outputs.slice(), error });
      kernel.updateCurvature(address, error);
    }
    fillOutputs();
    const expected = reference(samples).map((row) => row.reduce((sum, value, j) => sum + value * outputs[j]!, 0));
    const size = Math.hypot(...expected);
    const difference = Math.max(...step().map((value, i) => Math.abs(value - expected[i]!))) / size;
    assert.ok(difference < tolerance, `largest difference ${difference}`);
    assert.notDeepEqual(step(), Array.from(outputs));
  });
});
