// One loaded model, with what it remembers of the documents that it reads.
import type { Engine } from '../engine/engine.ts';
import { decodeCheckpoint } from '../language/checkpoint.ts';
import {
  createLivingNetwork,
  defaultAdaptation,
  type LivingNetwork,
  type LivingState,
} from '../language/livingNetwork.ts';
import { createSampler, type Sampler } from '../language/sampler.ts';
import type { Vocabulary } from '../language/vocabulary.ts';
import { createNetworkSpeaker } from './networkSpeaker.ts';
import { createPrefixMemory, type PrefixMemory } from './prefixMemory.ts';
import type { Speaker } from './speaker.ts';

export interface Model {
  readonly version: number;
  readonly bitsPerChar: number | undefined;
  readonly vocabulary: Vocabulary;
  readonly network: LivingNetwork;
  readonly speaker: Speaker<LivingState>;
  readonly memory: PrefixMemory;
  readonly sample: Sampler;
}

/** @throws Error when the bytes are no usable checkpoint. */
export function openModel(engine: Engine, bytes: Uint8Array, version: number): Model {
  const { shape, vocabulary, parameters, progress } = decodeCheckpoint(bytes);
  const network = createLivingNetwork(engine, shape, vocabulary, parameters, defaultAdaptation);
  const speaker = createNetworkSpeaker(network, vocabulary);
  return {
    version,
    bitsPerChar: progress.bitsPerChar,
    vocabulary,
    network,
    speaker,
    memory: createPrefixMemory(speaker),
    sample: createSampler(vocabulary.size),
  };
}
