// Creates the parts that store what is learned and counted.
import { Uri } from 'vscode';
import { CheckpointStore } from '../storage/checkpointStore.ts';
import { Forgetting } from '../storage/forgetting.ts';
import { learnedFolder, LearnedStore } from '../storage/learnedStore.ts';
import { inside, openFolder, openStorage } from '../storage/openStorage.ts';
import { RunStore } from '../storage/runStore.ts';
import { RunWeights } from '../storage/runWeights.ts';
import { StatisticsStore } from '../suggestions/statisticsStore.ts';
import { showSaveError } from '../training/persistence.ts';
import type { WindowContext } from './window.ts';

export type StorageParts = ReturnType<typeof createStorage>;

export function createStorage({ context, folder, state, warn, own }: WindowContext) {
  const forgetting = new Forgetting(state);
  const counts = inside(folder, 'statistics') ?? Uri.joinPath(context.globalStorageUri, 'statistics');
  return {
    forgetting,
    store: own(new CheckpointStore(openStorage(inside(folder, 'model')), showSaveError, { forgetting })),
    runs: own(new RunStore(openFolder(inside(folder, 'runs')))),
    weights: own(new RunWeights(openFolder(inside(folder, 'weights')), forgetting)),
    learnedStore: new LearnedStore(openStorage(inside(folder, learnedFolder)), { state, warn }),
    statistics: own(new StatisticsStore(counts, warn)),
  };
}
