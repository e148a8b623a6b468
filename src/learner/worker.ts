// The learner as a thread: connects it to its port.
import { parentPort } from 'node:worker_threads';
import type { LearnerEvent, ToLearner } from '../protocol/learner.ts';
import { startLearner } from './start.ts';

const port = parentPort;
if (!port) throw new Error('The learner runs as a worker.');

startLearner(
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
  false,
);
