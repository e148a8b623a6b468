// Models made of some of the components, all after the same training, to compare them. What several of them have in common is
// trained once.
import { parameterCount } from '../engine/modelShape.ts';
import { characterBoundary } from './characterBoundary.ts';
import { workspaceComponents, type ComponentId } from './components.ts';
import type { ContextMixingModel } from './contextMixingModel.ts';
import type { Models } from './createModels.ts';
import type { LanguageModel, MeasuringModel } from './languageModel.ts';
import { createMixture } from './mixture.ts';
import { workspaceSizeOf } from './primingText.ts';
import { runToEnd } from './work.ts';
import { totalLength, type TrainingText } from './trainingText.ts';
import { wordCompletionAfter } from './wordCompletion.ts';

export interface TrainingData {
  /** Texts of the workspace, without the priming text. */
  readonly texts: readonly TrainingText[];
  /** The workspace network, trained on these texts; undefined: it is not available. */
  readonly checkpoint: Uint8Array | undefined;
}

export interface CombinedModel {
  readonly model: LanguageModel;
  /** Reads text without learning it, and returns its cross-entropy in bits. Undefined for a model without probabilities. */
  readonly measure?: MeasuringModel['measure'];
  /** Tables of context mixing, weights of the networks. */
  readonly memoryBytes: number;
  dispose(): void;
}

export interface TrainedComponents {
  /** UTF-16 units that context mixing learns, with the priming text. */
  readonly length: number;
  /** Trains context mixing for a set of components, unless that is done. Yields the length of each piece after learning it. */
  train(components: readonly ComponentId[]): Generator<number, void>;
  /**
   * A model of these components that has learned the texts and nothing since. The model before it must not be used any more.
   * Trains first if that is not done.
   */
  combine(components: readonly ComponentId[]): CombinedModel;
}

/** UTF-16 units that context mixing learns between two yields: some 50 ms. */
const pieceLength = 4096;
const floatBytes = 4;
/** Weights to read with, weights to learn with, and their gradients. */
const weightCopies = 3;

export function createTrainedComponents(models: Models, { texts, checkpoint }: TrainingData): TrainedComponents {
  const learned = [...models.primingTexts(workspaceSizeOf(texts)), ...texts];
  /** Restores context mixing to the end of the training, by the components that learned with it. */
  const trained = new Map<string, () => ContextMixingModel>();

  function* train(components: readonly ComponentId[]): Generator<number, void> {
    const learning = workspaceComponents.filter((id) => components.includes(id));
    const key = learning.join();
    if (!components.includes('contextMixing') || trained.has(key)) return;
    if (learning.includes('pretrainedNetwork')) runToEnd(models.loadPretrainedNetwork());
    const model = models.openContextMixing(totalLength(learned), learning);
    for (const source of learned) yield* learnPieces(model, source);
    const snapshot = runToEnd(model.snapshotInSteps());
    trained.set(key, () => {
      model.loadSnapshot(snapshot);
      return model;
    });
  }

  function combine(components: readonly ComponentId[]): CombinedModel {
    if (components.includes('wordCompletion')) {
      return { model: wordCompletionAfter(texts), memoryBytes: 0, dispose: () => undefined };
    }
    runToEnd(train(components));
    const includes = (component: ComponentId) => components.includes(component);
    const workspace =
      checkpoint && includes('workspaceNetwork') ? runToEnd(models.openWorkspaceNetwork(checkpoint)) : undefined;
    const pretrained = includes('pretrainedNetwork') ? runToEnd(models.loadPretrainedNetwork()) : undefined;
    const weights = [workspace, pretrained].reduce(
      (sum, network) => sum + (network ? parameterCount(network.shape) : 0),
      0,
    );
    const weightBytes = weightCopies * floatBytes * weights;
    if (!includes('contextMixing')) {
      const alone = workspace ?? (pretrained && models.openPretrainedModel());
      if (!alone) throw new Error(`${components.join()} predicts only together with contextMixing`);
      return {
        model: alone.model,
        measure: alone.model.measure,
        memoryBytes: weightBytes,
        dispose: () => alone.adaptive.dispose(),
      };
    }
    const contextMixing = trained.get(workspaceComponents.filter(includes).join())!();
    const bytes = workspace ? contextMixing.bytes.with('workspaceNetwork', workspace.adaptive) : contextMixing.bytes;
    const mixture = createMixture(includes('cache') ? bytes : bytes.withoutLearning());
    return {
      model: mixture,
      measure: mixture.measure,
      memoryBytes: contextMixing.memoryBytes + weightBytes,
      dispose: () => workspace?.adaptive.dispose(),
    };
  }

  return { length: totalLength(learned), train, combine };
}

/** Yields the length of each piece of a text after learning it. */
function* learnPieces(model: ContextMixingModel, { path, text }: TrainingText): Generator<number, void> {
  for (let at = 0; at < text.length;) {
    const end = characterBoundary(text, at + pieceLength);
    model.learn({ path, text, at, end });
    yield end - at;
    at = end;
  }
}
