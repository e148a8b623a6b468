// The learner's thread: connects the learner to its port.
import { setImmediate } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { referenceEngine } from '../engine/referenceEngine.ts';
import type { LearnerEvent, ToLearner } from '../protocol/learner.ts';
import { createLearner } from './learner.ts';

const port = parentPort;
if (!port) throw new Error('The learner runs as a worker.');

createLearner(
  {
    send: (event: LearnerEvent) => {
      port.postMessage(event);
    },
    receive: (listener) => {
      // The host is the only one at the other end, and is typed.
      port.on('message', (message: ToLearner) => {
        listener(message);
      });
    },
  },
  referenceEngine,
  { now: () => performance.now(), breathe: () => setImmediate() },
);
