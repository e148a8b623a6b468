// Assembles the language models: the only place that creates components and combines them. The predictor, the analyzer, the
// terminal and the benchmarks differ only in the assets that they pass in. Reads no files and knows no process.
import type { Engine } from '../engine/engine.ts';
import { layersOf, type ModelShape } from '../engine/modelShape.ts';
import type { ByteMixture } from './byteMixture.ts';
import type { MixerComponent } from './byteModel.ts';
import { workspaceComponents, type ComponentId, type WorkspaceComponentId } from './components.ts';
import { createContextMixing, sizeForText, type ContextMixing } from './contextMixing/contextMixing.ts';
import { createContextMixingModel, type ContextMixingModel } from './contextMixingModel.ts';
import type { MeasuringModel } from './languageModel.ts';
import type { LearnedState } from './learnedState.ts';
import { freeBytes } from './freeBytes.ts';
import { createMixture } from './mixture.ts';
import { decodeCheckpointInSteps, type Checkpoint } from './network/checkpoint.ts';
import {
  createAdaptiveNetwork,
  defaultDynamicEvaluation,
  type AdaptiveNetwork,
  type AdaptiveState,
  type DynamicEvaluation,
} from './network/dynamicEvaluation.ts';
import { createNetworkModel } from './network/networkModel.ts';
import type { ByteNetwork } from './network/byteNetwork.ts';
import { networkFacts, type NetworkFacts } from './network/networkFacts.ts';
import { openPretrainedNetwork, type PretrainedNetwork } from './network/pretrainedNetwork.ts';
import { createSampler, type Sampler } from './network/sampler.ts';
import { timeReader } from './network/timeReader.ts';
import { charactersOf, type Vocabulary } from './network/vocabulary.ts';
import { createPrefixCache, type PrefixCache } from './prefixCache.ts';
import { createPretrainedInput } from './pretrainedInput.ts';
import { primingTextOf, type WorkspaceSize } from './primingText.ts';
import type { TrainingText } from './trainingText.ts';
import { sharedWork, type Work } from './work.ts';

/** What models are made of. A component whose asset is missing is not available. */
export interface ModelAssets {
  readonly engine: Engine;
  /** A context-mixing model that has learned nothing, with tables for about `textLength` UTF-16 units. */
  readonly contextMixing?: (textLength: number) => ContextMixing;
  /** File of the pretrained network, in the format of network/int8Network.ts. */
  readonly pretrainedNetwork?: () => Uint8Array;
  /** File of the priming text: a JSON array of strings. */
  readonly primingText?: () => Uint8Array;
}

/** The network trained on the workspace, with what belongs to its current weights. */
export interface WorkspaceNetwork {
  readonly facts: NetworkFacts;
  readonly shape: ModelShape;
  readonly vocabulary: Vocabulary;
  readonly adaptive: AdaptiveNetwork;
  readonly model: MeasuringModel<AdaptiveState>;
  /** States after prefixes of the documents read. */
  readonly prefixCache: PrefixCache;
  readonly sample: Sampler;
}

/** The components that are ready, at least one, and their mixture. */
export interface LoadedModels {
  readonly workspaceNetwork: WorkspaceNetwork | undefined;
  readonly contextMixing: ContextMixingModel | undefined;
  /** Context mixing with all components; undefined without context mixing. */
  readonly bytes: ByteMixture | undefined;
  readonly mixture: MeasuringModel;
}

export interface Models {
  /** Whether the assets of a component are there. */
  has(component: ComponentId): boolean;
  /** Texts that context mixing learns before those of the workspace. */
  primingTexts(workspace: WorkspaceSize): readonly TrainingText[];
  /** Decodes the pretrained network on the first call. Yields often. Undefined where it has no asset. */
  loadPretrainedNetwork(): Work<PretrainedNetwork | undefined>;
  /** The pretrained network as a language model of its own, without dynamic evaluation. It must have been loaded. */
  openPretrainedModel(): Pick<WorkspaceNetwork, 'adaptive' | 'model'>;
  /** Context mixing with these components, as far as they are available: those that learn the workspace together with it. */
  openContextMixing(textLength: number, components?: readonly WorkspaceComponentId[]): ContextMixingModel;
  /**
   * Context mixing that has learned what a saved state has. The next document that it learns or reads gives the same bits as in the
   * model that was saved.
   * @throws Error when the state does not fit: it was saved with other components.
   */
  restoreContextMixing(state: LearnedState): ContextMixingModel;
  /** Median time of this network to read a character and to predict the next one, in milliseconds of `now`. */
  timeNetwork(network: Pick<Checkpoint, 'shape' | 'parameters'>, now: () => number): Work<number>;
  /**
   * Opens a checkpoint. Yields between tensors. The network that `current` returns at the end must not be used any more: its
   * memory is reused where shape and vocabulary are the same, and freed otherwise.
   * @throws Error when the bytes are not a usable checkpoint; the current network stays usable.
   */
  openWorkspaceNetwork(checkpoint: Uint8Array, current?: () => WorkspaceNetwork | undefined): Work<WorkspaceNetwork>;
}

/** The asset `contextMixing`. `module`: build/contextMixing.wasm; `maxMemoryMb`: see `sizeForText`. */
export function contextMixingFrom(
  module: WebAssembly.Module,
  maxMemoryMb?: number,
): (textLength: number) => ContextMixing {
  return (textLength) => createContextMixing(module, sizeForText(textLength, maxMemoryMb));
}

export function createModels({ engine, contextMixing, pretrainedNetwork, primingText }: ModelAssets): Models {
  const primingTexts = primingTextOf(primingText);
  let pretrained: PretrainedNetwork | undefined;
  const openPretrained = pretrainedNetwork && sharedWork(() => openPretrainedNetwork(engine, pretrainedNetwork()));
  /** Creates each component that learns the workspace together with context mixing; undefined where its asset is missing. */
  const create: Readonly<Record<WorkspaceComponentId, (() => MixerComponent) | undefined>> = {
    pretrainedNetwork: pretrainedNetwork && createOwnInput,
  };
  const isAvailable: Readonly<Record<Exclude<ComponentId, WorkspaceComponentId>, boolean>> = {
    contextMixing: contextMixing !== undefined,
    cache: contextMixing !== undefined,
    workspaceNetwork: true,
    wordCompletion: true,
  };
  const assets: Readonly<Record<ComponentId, unknown>> = { ...isAvailable, ...create };

  function createOwnInput(): MixerComponent {
    let own: ByteNetwork | undefined;
    return createPretrainedInput(() => (own ??= pretrained?.openReader()));
  }

  const models: Models = {
    has: (component) => Boolean(assets[component]),
    primingTexts,
    *loadPretrainedNetwork() {
      if (openPretrained) pretrained = yield* openPretrained();
      return pretrained;
    },
    openPretrainedModel: () => {
      if (!pretrained) throw new Error('the pretrained network is not loaded');
      const { vocabulary } = pretrained;
      const adaptive = createAdaptiveNetwork(engine, pretrained, undefined);
      return { adaptive, model: createNetworkModel(adaptive, vocabulary) };
    },
    openContextMixing: (textLength, components = workspaceComponents) => {
      if (!contextMixing) throw new Error('context mixing is not available');
      return createContextMixingModel(
        contextMixing(textLength),
        textLength,
        Object.fromEntries(components.map((id) => [id, create[id]?.()])),
      );
    },
    restoreContextMixing: ({ files, snapshot }) => {
      const model = models.openContextMixing(snapshot.textLength);
      model.loadSnapshot(snapshot);
      for (const { path } of files) model.cursor.markLearned(path);
      return model;
    },
    timeNetwork: (network, now) => timeReader(engine, network, now),
    *openWorkspaceNetwork(checkpoint, current = () => undefined) {
      const decoded = yield* decodeCheckpointInSteps(checkpoint);
      const { shape, vocabulary, parameters, optimizer } = decoded;
      const opened = { facts: networkFacts(decoded), shape, vocabulary };
      const previous = current();
      const alike = previous && isAlike(previous, opened) ? previous : undefined;
      if (alike) alike.adaptive.replaceParameters(parameters);
      else previous?.adaptive.dispose();
      const network = alike ?? openNetwork(engine, decoded);
      for (const array of [parameters, optimizer.first, optimizer.second]) freeBytes(array);
      return { ...network, ...opened, prefixCache: createPrefixCache(network.model) };
    },
  };
  return models;
}

function openNetwork(
  engine: Engine,
  { shape, vocabulary, parameters }: Checkpoint,
): Pick<WorkspaceNetwork, 'adaptive' | 'model' | 'sample'> {
  const adaptive = createAdaptiveNetwork(engine, { shape, vocabulary, parameters }, dynamicEvaluationOf(shape));
  return { adaptive, model: createNetworkModel(adaptive, vocabulary), sample: createSampler(vocabulary.size) };
}

/** A network with several layers has no trainer here: it only reads. */
function dynamicEvaluationOf(shape: ModelShape): DynamicEvaluation | undefined {
  return layersOf(shape) > 1 ? undefined : defaultDynamicEvaluation;
}

function isAlike(
  a: Pick<WorkspaceNetwork, 'shape' | 'vocabulary'>,
  b: Pick<WorkspaceNetwork, 'shape' | 'vocabulary'>,
): boolean {
  return (
    a.shape.cell === b.shape.cell &&
    a.shape.hiddenSize === b.shape.hiddenSize &&
    layersOf(a.shape) === layersOf(b.shape) &&
    charactersOf(a.vocabulary) === charactersOf(b.vocabulary)
  );
}

/** Everything that is ready, as one model; undefined where nothing is ready. */
export function combineLoaded(
  workspaceNetwork: WorkspaceNetwork | undefined,
  contextMixing: ContextMixingModel | undefined,
): LoadedModels | undefined {
  if (contextMixing) {
    const bytes = workspaceNetwork
      ? contextMixing.bytes.with('workspaceNetwork', workspaceNetwork.adaptive)
      : contextMixing.bytes;
    return { workspaceNetwork, contextMixing, bytes, mixture: createMixture(bytes) };
  }
  return workspaceNetwork && { workspaceNetwork, contextMixing, bytes: undefined, mixture: workspaceNetwork.model };
}
