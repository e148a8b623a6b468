// The checkpoints of a training pass to the host as files.
import assert from 'node:assert/strict';
import { passCheckpoint } from '../../../src/learner/passCheckpoint.ts';
import type { LearnerEvent } from '../../../src/protocol/learner.ts';

const checkpoint = Uint8Array.of(1, 2, 3);
const events: readonly LearnerEvent[] = [
  { type: 'state', state: 'training' },
  { type: 'resumePoint', checkpoint },
  { type: 'checkpoint', checkpoint },
  { type: 'ended', reason: 'finished', bitsPerChar: 1 },
];

describe('the checkpoints of a training', () => {
  it('pass as the paths of their files', () => {
    const written: Uint8Array[] = [];
    const write = (bytes: Uint8Array): string => `draft ${written.push(bytes)}`;
    assert.deepEqual(
      events.map((event) => passCheckpoint(event, write)),
      [
        events[0],
        { type: 'resumePoint', checkpoint: { files: ['draft 1'] } },
        { type: 'checkpoint', checkpoint: { files: ['draft 2'] } },
        events[3],
      ],
    );
    assert.deepEqual(written, [checkpoint, checkpoint]);
  });

  it('pass in the events where they cannot be written, or where there is no folder', () => {
    const fail = (): string => {
      throw new Error('The disk is full.');
    };
    for (const write of [fail, undefined])
      assert.deepEqual(
        events.map((event) => passCheckpoint(event, write)),
        events,
      );
  });
});
