// The predictor's thread: adapts Node's port to a channel and lends the completer a clock and an engine.
import { setImmediate } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { referenceEngine } from '../engine/referenceEngine.ts';
import type { FromPredictor, ToPredictor } from '../protocol/predictor.ts';
import { serve } from './serve.ts';

if (!parentPort) throw new Error('The predictor runs in a worker thread.');
const port = parentPort;

serve(
  {
    send: (message: FromPredictor, transfer = []) => port.postMessage(message, transfer),
    receive: (listener) => port.on('message', (message: ToPredictor) => listener(message)),
  },
  { engine: referenceEngine, now: () => performance.now(), breathe: () => setImmediate() },
);
