// The learner as a worker thread: connects it to its message port.
import { performance } from 'node:perf_hooks';
import { parentPort } from 'node:worker_threads';
import { usageOfThread } from '../protocol/programUsage.ts';
import { connectLearner } from './connectLearner.ts';

const port = parentPort;
if (!port) throw new Error('The learner runs as a worker.');

connectLearner(
  { post: (message) => port.postMessage(message), listen: (listener) => void port.on('message', listener) },
  false,
  () => usageOfThread(process, () => performance.eventLoopUtilization().active),
);
