// The predictor's thread: adapts Node's port to a channel and lends the completer a clock, an engine, and a
// counting model.
import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import counting from '../../build/contextMixing.wasm';
import plain from '../../build/engine-plain.wasm';
import relaxed from '../../build/engine-relaxed.wasm';
import { selectEngine } from '../engine/selectEngine.ts';
import { createContextMixing, sizeForText } from '../model/contextMixing/contextMixing.ts';
import type { FromPredictor, PredictorOptions, ToPredictor } from '../protocol/predictor.ts';
import packedNetwork from '../model/pretrainedNetwork.br';
import packedTexts from '../model/primingText.br';
import { primingTextOf } from '../model/primingText.ts';
import { unpacked } from '../model/unpacked.ts';
import { serve } from './serve.ts';

const port = parentPort;
if (!port) throw new Error('The predictor runs as a worker.');

// The port keeps what arrives before somebody listens.
// The host is the only one that starts it, and is typed; it may say nothing.
const { pretrained = false } = (workerData ?? {}) as Partial<PredictorOptions>;
const engine = await selectEngine({ plain, relaxed });
const countingModule = await WebAssembly.compile(counting);

serve(
  {
    send: (message: FromPredictor, transfer = []) => port.postMessage(message, transfer),
    receive: (listener) => port.on('message', (message: ToPredictor) => listener(message)),
  },
  {
    engine,
    counting: (characters) => createContextMixing(countingModule, sizeForText(characters)),
    ...(pretrained && { genericStart: primingTextOf(packedTexts), genericNetwork: unpacked(packedNetwork) }),
    now: () => performance.now(),
    breathe: () => setImmediate(),
  },
);
