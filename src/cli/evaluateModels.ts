// Replays the same texts with several models, each made of some of the components, after the same training.
import { fileIndexOf } from '../completion/decide/fileIndex.ts';
import { replay, type ModelReport, type ReplayTexts } from '../evaluation/replay.ts';
import type { ComponentId } from '../model/components.ts';
import { createTrainedComponents, type TrainingData } from '../model/trainedComponents.ts';
import { loadModels } from './loadModels.ts';

/** Can be posted to a thread. */
export interface EvaluationInput extends ReplayTexts, TrainingData {
  /** Whether the pretrained network and the priming text are used. */
  readonly pretrained: boolean;
}

export interface EvaluationResult {
  readonly report: ModelReport;
  readonly memoryBytes: number;
}

/** What several models have in common is trained once. */
export async function prepareEvaluation(
  input: EvaluationInput,
): Promise<(components: readonly ComponentId[]) => EvaluationResult> {
  const trained = createTrainedComponents(await loadModels(input.pretrained), input);
  return (components) => {
    const { model, memoryBytes, dispose } = trained.combine(components);
    const report = replay(model, input, { now: () => performance.now(), fileIndex: fileIndexOf(input.texts) });
    dispose();
    return { report, memoryBytes };
  };
}
