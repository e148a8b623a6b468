// Creates the training session and what follows it: its weights, its run, and the analyses of the network.
import { AnalysisCache } from '../dashboard/analysisCache.ts';
import { EditorColors } from '../dashboard/editorColors.ts';
import { learnerProgram, startLearner } from '../processes/learnerProcess.ts';
import { trainingThreads } from '../settings.ts';
import { showChoice, watchEarlierModel } from '../training/earlierModel.ts';
import { followForgetting } from '../training/forgetModel.ts';
import { tellPower } from '../training/powerMessages.ts';
import { watchOtherWindow } from '../training/otherWindow.ts';
import { recordRuns } from '../training/runHistory.ts';
import { TrainingSession } from '../training/session.ts';
import { logTrainings } from '../training/trainingLog.ts';
import { watchTrainingPower } from '../training/trainingPower.ts';
import { sampleUsage } from '../training/usageSampler.ts';
import { batteryRule, type LearningParts } from './learning.ts';
import type { ProgramParts } from './programs.ts';
import type { StorageParts } from './storage.ts';
import type { WindowContext } from './window.ts';

export type TrainingParts = ReturnType<typeof createTraining>;

export function createTraining(
  { context, state, warn, own }: WindowContext,
  storage: StorageParts,
  { predictor, analyzer, maskers }: ProgramParts,
  { consent }: LearningParts,
) {
  const { forgetting, store, runs, weights, learnedStore } = storage;
  const session = own(
    new TrainingSession((listener) =>
      startLearner(() => learnerProgram(context.extensionUri, store.newDrafts()), listener),
    ),
  );
  const power = own(watchTrainingPower({ session, threads: trainingThreads, tell: tellPower, ...batteryRule }));
  /** Memory and CPU time of all programs. */
  const meters = {
    learner: () => session.usage(),
    predictor: () => predictor.usage(),
    analyzer: () => analyzer.usage(),
    masker: () => maskers.usage(),
  };
  own(sampleUsage(session, meters));
  own(logTrainings(session));

  const analysis = own(new AnalysisCache(analyzer, state, () => session.isRunning));
  const colors = own(new EditorColors(analyzer, warn));
  /** Drops what the dashboard and the editor show of the weights. */
  const forgetAnalyses = (): void => {
    analysis.clear();
    colors.show(undefined);
  };

  const history = own(
    recordRuns({ session, store: runs, weights, checkpoints: store, memory: state, forgetting, warn }),
  );
  const model = { session, store, runs, weights, predictor, history, forgetting, forgetAnalyses };
  const earlierModel = own(
    watchEarlierModel(model, state, (...choice) => void showChoice(...choice).catch(warn), warn),
  );
  const otherWindow = own(watchOtherWindow({ ...model, earlierModel }, warn));
  session.onResumePoint((checkpoint) => store.save(checkpoint));
  session.onWeights((checkpoint) => {
    store.save(checkpoint);
    analyzer.invalidateCheckpoint();
    if (!earlierModel.isActive) predictor.load(earlierModel).catch(warn);
  });
  forgetting.whenElsewhere(() => followForgetting({ ...model, consent, learnedStore }).catch(warn));
  return { session, power, meters, analysis, colors, history, earlierModel, otherWindow, forgetAnalyses };
}
