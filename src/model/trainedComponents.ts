// Models made of some of the components, all after the same training, to compare them. What several of them have in common is
// trained once.
import { parameterCount } from '../engine/modelShape.ts';
import type { ByteModel } from './byteModel.ts';
import type { ComponentId } from './components.ts';
import type { ContextMixing } from './contextMixing/contextMixing.ts';
import type { Models } from './createModels.ts';
import { documentHash } from './documentHash.ts';
import type { LanguageModel, MeasuringModel } from './languageModel.ts';
import { createMixture } from './mixture.ts';
import { pretrainedInputLimit } from './pretrainedInput.ts';
import { runToEnd } from './runToEnd.ts';
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

/** Bytes that context mixing learns between two yields: some 50 ms. */
const pieceLength = 4096;
const floatBytes = 4;
/** Weights to read with, weights to learn with, and their gradients. */
const weightCopies = 3;
const encoder = new TextEncoder();

/** Context mixing learns one text, after `learnedLength` UTF-16 units of others. Returns its cross-entropy in bits. */
export function learnText(contextMixing: ByteModel, source: TrainingText, learnedLength = 0): number {
  let bits = 0;
  for (const piece of learnPieces(contextMixing, source, learnedLength)) bits += piece.bits;
  return bits;
}

/** The same in pieces. Yields the UTF-16 units of each, on average, and its cross-entropy in bits. */
function* learnPieces(
  contextMixing: ByteModel,
  { path, text }: TrainingText,
  learnedLength: number,
): Generator<{ readonly length: number; readonly bits: number }, void> {
  const bytes = encoder.encode(text);
  contextMixing.begin(documentHash(path));
  if (learnedLength >= pretrainedInputLimit) contextMixing.setInput('pretrainedNetwork', undefined);
  for (let at = 0; at < bytes.length; at += pieceLength) {
    const piece = bytes.subarray(at, at + pieceLength);
    const bits = contextMixing.learn(piece);
    yield { length: (text.length * piece.length) / bytes.length, bits };
  }
}

function finish(work: Generator<number, void>): void {
  while (!work.next().done);
}

export function createTrainedComponents(models: Models, { texts, checkpoint }: TrainingData): TrainedComponents {
  const learned = [...models.primingTexts(totalLength(texts)), ...texts];
  /** Restores context mixing to the end of the training, by whether the pretrained network is an input. */
  const trained = new Map<boolean, () => ContextMixing>();

  function* train(components: readonly ComponentId[]): Generator<number, void> {
    const pretrainedInput = components.includes('pretrainedNetwork');
    if (!components.includes('contextMixing') || trained.has(pretrainedInput)) return;
    if (pretrainedInput) runToEnd(models.loadPretrainedNetwork());
    const { contextMixing } = models.openContextMixing(totalLength(learned), pretrainedInput);
    let length = 0;
    for (const { path, text } of learned) {
      for (const piece of learnPieces(contextMixing, { path, text }, length)) yield piece.length;
      length += text.length;
    }
    const snapshot = contextMixing.snapshot();
    trained.set(pretrainedInput, () => {
      contextMixing.loadSnapshot(snapshot);
      return contextMixing;
    });
  }

  function combine(components: readonly ComponentId[]): CombinedModel {
    if (components.includes('wordCompletion')) {
      return { model: wordCompletionAfter(texts), memoryBytes: 0, dispose: () => undefined };
    }
    finish(train(components));
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
      const alone = workspace ?? models.openPretrainedModel();
      return {
        model: alone.model,
        measure: alone.model.measure,
        memoryBytes: weightBytes,
        dispose: () => alone.adaptive.dispose(),
      };
    }
    const contextMixing = trained.get(includes('pretrainedNetwork'))!();
    const mixture = createMixture(
      contextMixing,
      { workspaceNetwork: workspace?.adaptive },
      { learns: includes('cache') },
    );
    return {
      model: mixture,
      measure: mixture.measure,
      memoryBytes: contextMixing.memoryBytes + weightBytes,
      dispose: () => workspace?.adaptive.dispose(),
    };
  }

  return { length: totalLength(learned), train, combine };
}
