import assert from 'node:assert/strict';
import { createLearningProgress } from '../../../src/predictor/learningProgress.ts';

function create(total: number) {
  const queue = { learnedLength: 0, remainingLength: total };
  const reported: number[] = [];
  let time = 0;
  const progress = createLearningProgress(
    queue,
    () => time,
    (done) => reported.push(done),
  );
  const learn = (length: number, ms: number): void => {
    queue.learnedLength += length;
    queue.remainingLength -= length;
    time += ms;
    progress.note();
  };
  return { queue, progress, learn, reported };
}

describe('the progress of learning', () => {
  it('is reported now and then, and at the end', () => {
    const { progress, learn, reported } = create(1000);
    progress.begin();
    for (let count = 0; count < 10; count++) learn(100, 100);
    progress.end();
    assert.deepEqual(reported, [0.5, 0.8, 1]);
  });

  it('is reported once, at the end, for work that takes no time', () => {
    const { progress, learn, reported } = create(100);
    progress.begin();
    learn(100, 20);
    progress.end();
    progress.end();
    assert.deepEqual(reported, [1]);
  });

  it('counts the texts that will follow the nearest ones', () => {
    const { queue, progress, learn, reported } = create(100);
    progress.begin(1000);
    learn(100, 600);
    progress.end();
    queue.remainingLength = 900;
    progress.begin();
    learn(400, 600);
    learn(500, 600);
    progress.end();
    assert.deepEqual(reported, [0.1, 0.5, 1, 1]);
  });
});
