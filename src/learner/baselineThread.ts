// The worker entry of the baselines that take long: counts the texts that it is handed, answers what they cost, and ends.
import { parentPort, workerData } from 'node:worker_threads';
import counting from '../../build/contextMixing.wasm';
import { createContextMixing, sizeForText } from '../model/contextMixing/contextMixing.ts';
import { contextMixingBaselines, type BaselineTexts } from './contextMixingBaselines.ts';

// The learner is the only one that starts it, and is typed.
const texts = workerData as BaselineTexts;
const size = sizeForText(texts.train.reduce((sum, text) => sum + text.length, 0));
parentPort?.postMessage(contextMixingBaselines(createContextMixing(await WebAssembly.compile(counting), size), texts));
