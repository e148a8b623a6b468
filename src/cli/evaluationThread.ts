// Worker entry: evaluates one model for each message, which is the list of its components.
import { parentPort, workerData } from 'node:worker_threads';
import type { ComponentId } from '../model/components.ts';
import { prepareEvaluation, type EvaluationInput } from './evaluateModels.ts';

// Only runInThreads starts this thread, with this type.
const preparing = prepareEvaluation(workerData as EvaluationInput);
parentPort!.on('message', (components: readonly ComponentId[]) => {
  void preparing.then((evaluate) => parentPort!.postMessage(evaluate(components)));
});
