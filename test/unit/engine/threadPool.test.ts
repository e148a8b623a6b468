// The thread pool of a trainer: the model is the same, bit for bit, whether or not the threads run.
import assert from 'node:assert/strict';
import { spawnThread as spawn } from '../../../bench/engine/spawnThread.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import { kernelEngine } from '../../../src/engine/kernelEngine.ts';
import { cells } from '../../../src/engine/cells.ts';
import { disagreement } from '../../../src/engine/selfCheck.ts';
import { begin, options } from './engineContract.ts';
import { kernelBuilds } from './kernelFiles.ts';

const builds = kernelBuilds('engine-shared');

describe('thread pool', () => {
  it('agrees with the reference', () => {
    assert.equal(disagreement(kernelEngine('two', builds, { count: 2, spawn })), undefined);
  });

  for (const cell of cells) {
    it(`computes the same as one thread that does the work of all, bit for bit (${cell})`, () => {
      const threaded = train(kernelEngine('three threads', builds, { count: 3, spawn }), 40);
      const single = train(kernelEngine('one for three', builds, { count: 3 }), 40);
      assert.deepEqual(threaded, single);

      function train(engine: Engine, steps: number) {
        const { trainer, step } = begin(engine, options(cell, { streams: 7 }));
        for (let i = 0; i < steps; i++) step();
        const losses = new Float32Array(trainer.inputs.length);
        trainer.evaluate(losses);
        const found = { losses, parameters: trainer.readParameters(), state: trainer.readState(), last: step() };
        trainer.dispose();
        return found;
      }
    });
  }

  it('has at most as many threads as streams', () => {
    const { trainer, step } = begin(kernelEngine('many', builds, { count: 8, spawn }), options('tanh', { streams: 1 }));
    assert.ok(Number.isFinite(step().lossNats));
    trainer.dispose();
  });

  it('continues after a pause between steps', async () => {
    const { trainer, step } = begin(kernelEngine('two', builds, { count: 2, spawn }), options('gru'));
    step();
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.ok(Number.isFinite(step().lossNats));
    trainer.dispose();
  });

  it('waits for its threads although the wall clock jumps', () => {
    const now = Date.now.bind(Date);
    let calls = 0;
    Date.now = () => now() + (calls++ % 2) * 3_600_000;
    let stopped = 0;
    const counted: typeof spawn = (init) => {
      const stop = spawn(init);
      return () => {
        stopped++;
        stop();
      };
    };
    try {
      const { trainer, step } = begin(kernelEngine('two', builds, { count: 2, spawn: counted }), options('gru'));
      step();
      assert.equal(stopped, 0, 'the threads were given up');
      trainer.dispose();
      assert.equal(stopped, 1);
    } finally {
      Date.now = now;
    }
  });
});
