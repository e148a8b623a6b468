// A host for the predictor that ignores everything the predictor reports.
import type { PredictorHost } from '../../src/protocol/predictor.ts';

export const predictorHost: PredictorHost = {
  textsForgotten: () => undefined,
  staleLines: () => undefined,
  earlierForgotten: () => undefined,
  learned: () => undefined,
  notKept: () => undefined,
  calibrated: () => undefined,
  learningProgress: () => undefined,
};
