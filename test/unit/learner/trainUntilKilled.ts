// A program for resume.test.ts: trains and saves each state into the folder that its argument names, until it is killed.
import { saveGeneration } from '../../../src/host/storage/checkpointGenerations.ts';
import { nodeFileSystem } from '../../../src/host/storage/fileSystem.ts';
import { durableFolder } from '../../../src/host/storage/storageFolder.ts';
import { startTraining } from '../../../src/learner/training.ts';
import { corpus, engines, settings } from './resumedTraining.ts';

const folder = durableFolder(nodeFileSystem, process.argv[2]!);
const [cell, threads] = [process.argv[3] as typeof settings.cell, Number(process.argv[4])];
const training = startTraining(
  { corpus, settings: { ...settings, cell, threads } },
  { engine: engines[threads]!, now: () => performance.now(), emit: () => undefined },
);
while (training.runSlice(1)) await saveGeneration(folder, training.resumePoint());
