// The learner as a worker thread: connects it to its message port.
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
      // Only the host sends messages, with this type.
      port.on('message', (message: ToLearner) => {
        listener(message);
      });
    },
  },
  false,
);
