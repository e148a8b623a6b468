// Creates the parts that let text statistics learn the workspace.
import { KeptLearning } from '../learning/keptLearning.ts';
import { LearnedFiles } from '../learning/learnedFiles.ts';
import { LearningConsent } from '../learning/consent.ts';
import { watchLearningPower } from '../learning/learningPower.ts';
import { WorkspaceStage } from '../learning/workspaceStage.ts';
import { isOnBattery, thisSystem } from '../powerSource.ts';
import { settings } from '../settings.ts';
import type { ProgramParts } from './programs.ts';
import type { StorageParts } from './storage.ts';
import type { WindowContext } from './window.ts';

export type LearningParts = ReturnType<typeof createLearning>;

export function createLearning(
  { state, log, own }: WindowContext,
  { learnedStore: store }: StorageParts,
  { reader, predictor }: ProgramParts,
) {
  const consent = own(new LearningConsent(state));
  const kept = own(new KeptLearning({ store, state, predictor, reader, log: (message) => log.info(message) }));
  const stage = own(new WorkspaceStage({ predictor, reader, kept, consent }));
  const learnedFiles = own(new LearnedFiles({ reader, predictor, consent }));
  const learningPower = own(watchLearningPower({ stage, learning: predictor.learning, ...batteryRule }));
  return { consent, stage, kept, learnedFiles, learningPower };
}

/** What learning and training do on battery power. */
export const batteryRule = {
  isOnBattery: () => isOnBattery(thisSystem),
  mode: () => settings.training.onBattery.value(),
};
