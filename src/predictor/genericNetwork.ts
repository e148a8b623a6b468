// The network that was trained beforehand, on text that anybody may redistribute (scripts/assets/pretrainedNetwork.mjs): what it expects at
// every place is heard beside the counts, from the first second of a workspace on. It stays as it was trained.
import type { Engine } from '../engine/engine.ts';
import { decodeInt8Network, type Int8Network } from '../model/network/int8Network.ts';
import { createNetworkVoice, type NetworkVoice } from '../language/networkVoice.ts';

export interface GenericNetwork extends Int8Network {
  readonly voice: NetworkVoice;
}

/**
 * `bytes`: a compact network. Yields often.
 * @throws Error when they are none.
 */
export function* openingGeneric(engine: Engine, bytes: Uint8Array): Generator<void, GenericNetwork> {
  const network = yield* decodeInt8Network(bytes);
  const reader = engine.reader(network.shape);
  reader.writeParameters(network.parameters);
  return { ...network, voice: createNetworkVoice(reader, network.vocabulary) };
}
