// The predictor's thread: adapts Node's port to a channel and lends the completer a clock, an engine, and a
// counting model.
import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { FromPredictor, PredictorOptions, ToPredictor } from '../protocol/predictor.ts';
import { loadModels } from './loadModels.ts';
import { serve } from './serve.ts';

const port = parentPort;
if (!port) throw new Error('The predictor runs as a worker.');

// The port keeps what arrives before somebody listens.
// The host is the only one that starts it, and is typed; it may say nothing.
const { pretrained = false } = (workerData ?? {}) as Partial<PredictorOptions>;
const models = await loadModels(pretrained);

serve(
  {
    send: (message: FromPredictor, transfer = []) => port.postMessage(message, transfer),
    receive: (listener) => port.on('message', (message: ToPredictor) => listener(message)),
  },
  {
    models,
    now: () => performance.now(),
    breathe: () => setImmediate(),
  },
);
