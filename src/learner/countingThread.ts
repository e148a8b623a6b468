// The worker entry of the baselines that take long: counts the texts that it is handed, answers what they cost, and ends.
import { parentPort, workerData } from 'node:worker_threads';
import counting from '../../build/counting.wasm';
import { createCounts, sizeFor } from '../language/counting/counts.ts';
import { countBaselines, type CountedTexts } from './countBaselines.ts';

// The learner is the only one that starts it, and is typed.
const texts = workerData as CountedTexts;
const size = sizeFor(texts.train.reduce((sum, text) => sum + text.length, 0));
parentPort?.postMessage(countBaselines(createCounts(await WebAssembly.compile(counting), size), texts));
