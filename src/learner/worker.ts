// The learner's thread: connects the learner to its port.
import { setImmediate } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import plain from '../../build/engine-plain.wasm';
import relaxed from '../../build/engine-relaxed.wasm';
import { selectEngine } from '../engine/selectEngine.ts';
import type { LearnerEvent, ToLearner } from '../protocol/learner.ts';
import { createLearner } from './learner.ts';

const port = parentPort;
if (!port) throw new Error('The learner runs as a worker.');

// The port keeps what arrives before somebody listens.
const engine = await selectEngine({ plain, relaxed });

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
  engine,
  { now: () => performance.now(), breathe: () => setImmediate() },
);
