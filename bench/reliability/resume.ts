// N steps of training equal N/2 steps, a saved state, and N/2 steps that continue from it, bit for bit.
import { cells, type Cell } from '../../src/engine/cells.ts';
import { decodeCheckpoint } from '../../src/model/network/checkpoint.ts';
import { run, settings } from '../../test/unit/learner/resumedTraining.ts';
import { note, type Report } from './result.ts';

/** Trains until the end, or until the step in `stops`. The last saved bytes: the final checkpoint or the state after that step. */
function train(cell: Cell, threads: number, from?: Uint8Array, stops: readonly number[] = []) {
  const { saved, resumePoints, steps } = run({ ...settings, cell, threads }, from, { stops });
  return { bytes: resumePoints[0] ?? saved.at(-1), steps };
}

export function resumesExactly(): Report<{ exact: boolean }> {
  const failures: string[] = [];
  for (const cell of cells) {
    for (const threads of [1, 2]) {
      const whole = train(cell, threads);
      const half = train(cell, threads, undefined, [Math.ceil(whole.steps / 2)]);
      const rest = train(cell, threads, half.bytes);
      const [expected, found] = [whole, rest].map(({ bytes }) => decodeCheckpoint(bytes!));
      const isEqual =
        expected!.optimizer.steps === found!.optimizer.steps &&
        (['first', 'second'] as const).every((name) => equal(expected!.optimizer[name], found!.optimizer[name])) &&
        equal(expected!.parameters, found!.parameters);
      if (!isEqual) note(failures, `resume: ${cell} with ${threads} threads differs after ${whole.steps} steps`);
    }
  }
  return { counts: { exact: failures.length === 0 }, failures };
}

function equal(one: Float32Array, other: Float32Array): boolean {
  return one.length === other.length && one.every((value, index) => Object.is(value, other[index]));
}
