// What the predictor has to speak with: a network, when one is loaded; the counts, where they are built; and the mixture.
import type { Engine } from '../engine/engine.ts';
import type { ModelShape } from '../engine/modelShape.ts';
import { decoding } from '../language/checkpoint.ts';
import {
  createLivingNetwork,
  defaultAdaptation,
  type LivingNetwork,
  type LivingState,
} from '../language/livingNetwork.ts';
import type { NetworkVoice } from '../language/networkVoice.ts';
import { createSampler, type Sampler } from '../language/sampler.ts';
import { charactersOf, type Vocabulary } from '../language/vocabulary.ts';
import { runToEnd } from '../language/runToEnd.ts';
import { createCountsCursor, type ByteModel, type CountsCursor } from './countsCursor.ts';
import { createHearing } from './hearing.ts';
import { createMixture, type MixturePlace } from './mixture.ts';
import { createNetworkSpeaker } from './networkSpeaker.ts';
import { createPrefixCache, type PrefixCache } from '../model/prefixCache.ts';
import type { Speaker } from './speaker.ts';

export interface Network {
  readonly version: number;
  readonly bitsPerChar: number | undefined;
  readonly shape: ModelShape;
  readonly vocabulary: Vocabulary;
  readonly living: LivingNetwork;
  readonly speaker: Speaker<LivingState>;
  /** What it has read of the documents. */
  readonly memory: PrefixCache;
  readonly sample: Sampler;
}

export interface Counts {
  readonly counting: ByteModel;
  readonly cursor: CountsCursor;
  /** The counts without the workspace's network. */
  readonly speaker: Speaker<MixturePlace>;
}

/** At least one of them is there. */
export interface Model {
  readonly network: Network | undefined;
  readonly counts: Counts | undefined;
  /** All that there is, as one; its places are for itself to know. */
  readonly mixture: Speaker<unknown>;
}

/**
 * Yields between tensors. A network like the current one takes its place, in its memory, once all has been read: the current one
 * is not to be used any more.
 * @throws Error when the bytes are no usable checkpoint; the current one is as it was.
 */
export function* openingNetwork(
  engine: Engine,
  bytes: Uint8Array,
  version: number,
  current: () => Network | undefined = () => undefined,
): Generator<void, Network> {
  const { shape, vocabulary, parameters, progress } = yield* decoding(bytes);
  const opened = { version, bitsPerChar: progress.bitsPerChar, shape, vocabulary };
  const previous = current();
  if (previous && isAlike(previous, opened)) {
    previous.living.renew(parameters);
    return { ...previous, ...opened, memory: createPrefixCache(previous.speaker) };
  }
  previous?.living.dispose();
  const living = createLivingNetwork(engine, shape, vocabulary, parameters, defaultAdaptation);
  const speaker = createNetworkSpeaker(living, vocabulary);
  return { ...opened, living, speaker, memory: createPrefixCache(speaker), sample: createSampler(vocabulary.size) };
}

/** The same at once. */
export function openNetwork(engine: Engine, bytes: Uint8Array, version: number): Network {
  return runToEnd(openingNetwork(engine, bytes, version));
}

function isAlike(a: Pick<Network, 'shape' | 'vocabulary'>, b: Pick<Network, 'shape' | 'vocabulary'>): boolean {
  return (
    a.shape.cell === b.shape.cell &&
    a.shape.hidden === b.shape.hidden &&
    charactersOf(a.vocabulary) === charactersOf(b.vocabulary)
  );
}

/** `generic`: the network that the counts hear from the first text on, as soon as it is there. */
export function openCounts(counting: ByteModel, generic: () => NetworkVoice | undefined = () => undefined): Counts {
  const hearing = createHearing(counting, generic);
  return { counting: hearing, cursor: createCountsCursor(hearing), speaker: createMixture(hearing, undefined) };
}

/** Undefined where there is nothing to speak with. */
export function modelOf(network: Network | undefined, counts: Counts | undefined): Model | undefined {
  if (counts) return { network, counts, mixture: createMixture(counts.counting, network?.living) };
  return network && { network, counts, mixture: network.speaker };
}
