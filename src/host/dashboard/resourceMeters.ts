// Where the numbers of the dashboard’s section on memory, CPU and disk come from. Apart from `resourceWatch.ts`, which has no editor.
import type { Uri } from 'vscode';
import { heapLimitMb } from '../../processes/program.ts';
import type { ProgramMeters } from '../processes/programLoads.ts';
import { trainingThreads } from '../settings.ts';
import { storageUsage } from '../storage/storageUsage.ts';
import type { ResourceMeters } from './resourceWatch.ts';

/** `storage`: the folder of this workspace; undefined where nothing is stored. */
export function resourceMeters(programs: ProgramMeters, storage: Uri | undefined): ResourceMeters {
  return {
    programs,
    storage: () => storageUsage(storage),
    hostBytes: () => process.memoryUsage.rss(),
    limits: () => ({
      // The learner computes baselines in one more thread.
      maxCores: { learner: trainingThreads() + 1, predictor: 1, analyzer: 1, masker: 2 },
      maxHeapBytes: heapLimitMb * 2 ** 20,
    }),
  };
}
