// A thread in which contestants are measured, one after the other.
import { parentPort, workerData } from 'node:worker_threads';
import { prepareContest, type Material, type VoiceName } from './contest.ts';

const preparing = prepareContest(workerData as Material);
parentPort!.on('message', (voices: readonly VoiceName[]) => {
  void preparing.then((measure) => parentPort!.postMessage(measure(voices)));
});
