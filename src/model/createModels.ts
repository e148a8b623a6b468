// What the predictor has to speak with: a network, when one is loaded; the counts, where they are built; and the mixture.
import type { Engine } from '../engine/engine.ts';
import type { ModelShape } from '../engine/modelShape.ts';
import { decodeCheckpointInSteps } from './network/checkpoint.ts';
import {
  createAdaptiveNetwork,
  defaultDynamicEvaluation,
  type AdaptiveNetwork,
  type AdaptiveState,
} from './network/dynamicEvaluation.ts';
import type { ByteNetwork } from './network/byteNetwork.ts';
import { createSampler, type Sampler } from './network/sampler.ts';
import { charactersOf, type Vocabulary } from './network/vocabulary.ts';
import { runToEnd } from './runToEnd.ts';
import type { ByteModel } from './byteModel.ts';
import { createDocumentCursor, type DocumentCursor } from './documentCursor.ts';
import { withPretrainedInput } from './pretrainedInput.ts';
import { createMixture, type MixtureState } from './mixture.ts';
import { createNetworkModel } from './network/networkModel.ts';
import { createPrefixCache, type PrefixCache } from './prefixCache.ts';
import type { LanguageModel } from './languageModel.ts';

export interface WorkspaceNetwork {
  readonly version: number;
  readonly bitsPerChar: number | undefined;
  readonly shape: ModelShape;
  readonly vocabulary: Vocabulary;
  readonly adaptive: AdaptiveNetwork;
  readonly model: LanguageModel<AdaptiveState>;
  /** What it has read of the documents. */
  readonly memory: PrefixCache;
  readonly sample: Sampler;
}

export interface ContextMixingModel {
  readonly contextMixing: ByteModel;
  readonly cursor: DocumentCursor;
  /** The counts without the workspace's network. */
  readonly model: LanguageModel<MixtureState>;
}

/** At least one of them is there. */
export interface LoadedModels {
  readonly workspaceNetwork: WorkspaceNetwork | undefined;
  readonly contextMixing: ContextMixingModel | undefined;
  /** All that there is, as one; its places are for itself to know. */
  readonly mixture: LanguageModel<unknown>;
}

/**
 * Yields between tensors. A network like the current one takes its place, in its memory, once all has been read: the current one
 * is not to be used any more.
 * @throws Error when the bytes are no usable checkpoint; the current one is as it was.
 */
export function* openNetworkInSteps(
  engine: Engine,
  bytes: Uint8Array,
  version: number,
  current: () => WorkspaceNetwork | undefined = () => undefined,
): Generator<void, WorkspaceNetwork> {
  const { shape, vocabulary, parameters, progress } = yield* decodeCheckpointInSteps(bytes);
  const opened = { version, bitsPerChar: progress.bitsPerChar, shape, vocabulary };
  const previous = current();
  if (previous && isAlike(previous, opened)) {
    previous.adaptive.replaceParameters(parameters);
    return { ...previous, ...opened, memory: createPrefixCache(previous.model) };
  }
  previous?.adaptive.dispose();
  const living = createAdaptiveNetwork(engine, shape, vocabulary, parameters, defaultDynamicEvaluation);
  const speaker = createNetworkModel(living, vocabulary);
  return {
    ...opened,
    adaptive: living,
    model: speaker,
    memory: createPrefixCache(speaker),
    sample: createSampler(vocabulary.size),
  };
}

/** The same at once. */
export function openNetwork(engine: Engine, bytes: Uint8Array, version: number): WorkspaceNetwork {
  return runToEnd(openNetworkInSteps(engine, bytes, version));
}

function isAlike(
  a: Pick<WorkspaceNetwork, 'shape' | 'vocabulary'>,
  b: Pick<WorkspaceNetwork, 'shape' | 'vocabulary'>,
): boolean {
  return (
    a.shape.cell === b.shape.cell &&
    a.shape.hidden === b.shape.hidden &&
    charactersOf(a.vocabulary) === charactersOf(b.vocabulary)
  );
}

/** `generic`: the network that the counts hear from the first text on, as soon as it is there. */
export function openContextMixing(
  counting: ByteModel,
  generic: () => ByteNetwork | undefined = () => undefined,
): ContextMixingModel {
  const hearing = withPretrainedInput(counting, generic);
  return { contextMixing: hearing, cursor: createDocumentCursor(hearing), model: createMixture(hearing, undefined) };
}

/** Undefined where there is nothing to speak with. */
export function loadedModelsOf(
  network: WorkspaceNetwork | undefined,
  counts: ContextMixingModel | undefined,
): LoadedModels | undefined {
  if (counts)
    return {
      workspaceNetwork: network,
      contextMixing: counts,
      mixture: createMixture(counts.contextMixing, network?.adaptive),
    };
  return network && { workspaceNetwork: network, contextMixing: counts, mixture: network.model };
}
