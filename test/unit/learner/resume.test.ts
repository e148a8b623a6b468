// A training that is interrupted and continues from its saved state takes the same steps as one that is not, bit for bit.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cells } from '../../../src/engine/cells.ts';
import { loadGeneration } from '../../../src/host/storage/checkpointGenerations.ts';
import { nodeFileSystem } from '../../../src/host/storage/fileSystem.ts';
import { durableFolder } from '../../../src/host/storage/storageFolder.ts';
import { decodeResumePoint } from '../../../src/learner/resumePoint.ts';
import { decodeCheckpoint, type ResumeRecord } from '../../../src/model/network/checkpoint.ts';
import type { TrainingSettings } from '../../../src/protocol/settings.ts';
import { corpus, corpusOf, lines, run, settings, type Outcome } from './resumedTraining.ts';

/** What must be equal: steps and evaluations from step `after` on, and the final weights and moments. Time may differ. */
function resultOf({ events, saved }: Outcome, after: number) {
  const points = events
    .flatMap((event) => (event.type === 'progress' ? event.points : []))
    .filter(({ step }) => step > after)
    .map((point) => ({ ...point, elapsedMs: 0 }));
  const evaluations = events
    .flatMap((event) => (event.type === 'heldOut' ? [event.point] : []))
    .filter(({ step }) => step > after)
    .map((point) => ({ ...point, elapsedMs: 0 }));
  const { parameters, optimizer, progress } = decodeCheckpoint(saved.at(-1)!);
  const { steps, bitsPerChar } = progress;
  const end = events.at(-1);
  return { points, evaluations, parameters, optimizer, steps, bitsPerChar, end };
}

describe('a training that continues from its saved state', () => {
  for (const cell of cells) {
    for (const threads of [1, 2]) {
      it(`takes the same steps as without the interruption: ${cell}, ${threads} thread(s)`, () => {
        const own = { ...settings, cell, threads };
        const whole = run(own);
        const steps = resultOf(whole, 0).points.length;
        const stops = [0.01, 0.3, 0.5, 0.95].map((share) => Math.ceil(share * steps));
        const { resumePoints } = run(own, undefined, { stops });
        for (const [index, stop] of stops.entries()) {
          const rest = run(own, resumePoints[index]);
          assert.deepEqual(resultOf(rest, stop), resultOf(whole, stop), `interrupted after step ${stop}`);
        }
      });
    }
  }

  for (const [cell, threads] of [
    ['gru', 1],
    ['lstm', 2],
  ] as const) {
    it(`continues on the disk's state after its process was killed: ${cell}, ${threads} thread(s)`, async () => {
      const path = mkdtempSync(join(tmpdir(), 'hidden-state-'));
      try {
        const program = fileURLToPath(new URL('trainUntilKilled.ts', import.meta.url));
        const child = spawn(process.execPath, [program, path, cell, String(threads)], { stdio: 'inherit' });
        const folder = durableFolder(nodeFileSystem, path);
        while (!(await folder.list()).includes('model.checkpoint.previous')) {
          assert.equal(child.exitCode, null);
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
        child.kill('SIGKILL');
        await once(child, 'exit');
        const own = { ...settings, cell, threads };
        const bytes = (await loadGeneration(folder))!;
        const { steps } = JSON.parse(decodeCheckpoint(bytes).resume!.values) as { steps: number };
        const [whole, rest] = [run(own), run(own, bytes)];
        assert.ok(steps > 0 && steps < resultOf(whole, 0).points.length);
        assert.deepEqual(resultOf(rest, steps), resultOf(whole, steps), `killed after step ${steps}`);
      } finally {
        rmSync(path, { recursive: true });
      }
    });
  }

  it('continues from every saved state: during dropout, before and in a cool-down', () => {
    const own: TrainingSettings = { ...settings, cell: 'gru', steps: 1200 };
    const whole = run(own);
    const types = new Set(whole.events.map(({ type }) => type));
    assert.ok(types.has('resumePoint') && types.has('checkpoint'));
    assert.equal(whole.events.findLast(({ type }) => type === 'ended')?.type, 'ended');
    const end = resultOf(whole, 0).end;
    assert.ok(end?.type === 'ended' && end.reason === 'stopped improving', 'it cools down');
    for (const bytes of whole.saved.slice(0, -1)) {
      const values = JSON.parse(decodeCheckpoint(bytes).resume!.values) as { steps: number };
      assert.deepEqual(resultOf(run(own, bytes), values.steps), resultOf(whole, values.steps));
    }
  });

  it('continues a training that continued an older checkpoint, worse at first', () => {
    const old = run({ ...settings, cell: 'lstm' }).saved.at(-1)!;
    const own: TrainingSettings = { ...settings, cell: 'lstm', learningRate: 0.1, steps: 300 };
    const whole = run(own, old);
    const before = decodeCheckpoint(old).progress.steps;
    const stops = [before + 40, before + 150];
    const { resumePoints } = run(own, old, { stops });
    for (const [index, stop] of stops.entries()) {
      assert.deepEqual(resultOf(run(own, resumePoints[index]), stop), resultOf(whole, stop));
    }
  });

  it('continues with SGD, which has no moments', () => {
    const own: TrainingSettings = { ...settings, cell: 'tanh', optimizer: 'sgd', learningRate: 0.5 };
    const whole = run(own);
    const { resumePoints } = run(own, undefined, { stops: [111] });
    assert.deepEqual(resultOf(run(own, resumePoints[0]), 111), resultOf(whole, 111));
  });

  it('starts a new schedule from the best weights if the saved state does not fit together', () => {
    const own: TrainingSettings = { ...settings, cell: 'lstm' };
    const whole = decodeCheckpoint(run(own, undefined, { stops: [30] }).resumePoints[0]!);
    const { values, tensors } = whole.resume!;
    const changed = (change: object) => JSON.stringify({ ...(JSON.parse(values) as object), ...change });
    const huge = tensors.map((tensor) => ({ ...tensor, values: tensor.values.map(() => 1e9) }));
    const records: ResumeRecord[] = [
      { values: '{', tensors },
      { values: changed({ places: [1e6, 1, 2, 3, 4] }), tensors },
      { values: changed({ places: [1] }), tensors },
      { values: changed({ random: [1] }), tensors },
      { values: changed({ current: 9 }), tensors },
      { values, tensors: tensors.slice(1) },
      { values, tensors: tensors.slice(0, 1) },
      { values, tensors: huge },
    ];
    for (const resume of records) assert.equal(decodeResumePoint({ ...whole, resume }, corpus, own), undefined);
    assert.ok(decodeResumePoint(whole, corpus, own));
  });

  it('starts a new schedule from the best weights if settings or text have changed', () => {
    const own: TrainingSettings = { ...settings, cell: 'gru' };
    const [resumePoint] = run(own, undefined, { stops: [30] }).resumePoints;
    const firstRate = (outcome: Outcome) =>
      outcome.events.flatMap((event) => (event.type === 'progress' ? event.points : []))[0]!.learningRate;
    const exact = firstRate(run(own, resumePoint));
    const warmUp = settings.learningRate / 12;
    assert.ok(exact > warmUp);
    const changed = run({ ...own, dropout: 0.1 }, resumePoint);
    const other = run(own, resumePoint, { text: corpusOf(`${lines.join('')}dog\n`) });
    for (const outcome of [changed, other]) assert.ok(Math.abs(firstRate(outcome) - warmUp) < 1e-9);
  });
});
