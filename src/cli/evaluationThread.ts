// A thread in which contestants are measured, one after the other.
import { parentPort, workerData } from 'node:worker_threads';
import { prepareEvaluation, type EvaluationInput, type ComponentName } from './evaluateModels.ts';

const preparing = prepareEvaluation(workerData as EvaluationInput);
parentPort!.on('message', (voices: readonly ComponentName[]) => {
  void preparing.then((measure) => parentPort!.postMessage(measure(voices)));
});
