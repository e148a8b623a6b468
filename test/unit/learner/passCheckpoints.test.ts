// The checkpoints of a training pass to the host as files, in the order of the events.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { passCheckpoints } from '../../../src/learner/passCheckpoints.ts';
import type { LearnerEvent } from '../../../src/protocol/learner.ts';
import type { PassedContent } from '../../../src/protocol/passedContent.ts';

const checkpoint = Uint8Array.of(1, 2, 3);
const events: readonly LearnerEvent[] = [
  { type: 'state', state: 'training' },
  { type: 'resumePoint', checkpoint },
  { type: 'checkpoint', checkpoint },
  { type: 'ended', reason: 'finished', bitsPerChar: 1 },
];

async function pass(write?: () => Promise<string>): Promise<LearnerEvent<PassedContent>[]> {
  const reported: LearnerEvent<PassedContent>[] = [];
  const passed = passCheckpoints((event) => reported.push(event), write && { write });
  for (const event of events) passed.report(event);
  // The host may load the last checkpoint as soon as a training has ended.
  await passed.reported();
  return reported;
}

describe('the checkpoints of a training', () => {
  it('pass as the paths of their files, in the order of the events', async () => {
    let count = 0;
    const write = async (): Promise<string> => {
      const path = `draft ${++count}`;
      await sleep(10);
      return path;
    };
    assert.deepEqual(await pass(write), [
      events[0],
      { type: 'resumePoint', checkpoint: { files: ['draft 1'] } },
      { type: 'checkpoint', checkpoint: { files: ['draft 2'] } },
      events[3],
    ]);
  });

  it('pass in the events where they cannot be written, or where there is no folder', async () => {
    assert.deepEqual(await pass(() => Promise.reject(new Error('The disk is full.'))), events);
    assert.deepEqual(await pass(), events);
  });
});
