// Worker entry of the context-mixing baselines: scores the texts that it gets, posts the result, and ends.
import { parentPort, workerData } from 'node:worker_threads';
import contextMixingKernel from '../../build/contextMixing.wasm';
import { createContextMixing, sizeForText } from '../model/contextMixing/contextMixing.ts';
import { contextMixingBaselines, type BaselineTexts } from './contextMixingBaselines.ts';

// Only the learner starts this thread, with this type.
const texts = workerData as BaselineTexts;
const size = sizeForText(texts.train.reduce((sum, text) => sum + text.length, 0));
parentPort?.postMessage(
  contextMixingBaselines(createContextMixing(await WebAssembly.compile(contextMixingKernel), size), texts),
);
