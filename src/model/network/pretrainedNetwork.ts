// The network that was trained beforehand, on text that anybody may redistribute (scripts/assets/pretrainedNetwork.mjs): what it expects at
// every place is heard beside the counts, from the first second of a workspace on. It stays as it was trained.
import type { Engine } from '../../engine/engine.ts';
import { decodeInt8Network, type Int8Network } from './int8Network.ts';
import { createByteNetwork, type ByteNetwork } from './byteNetwork.ts';

export interface PretrainedNetwork extends Int8Network {
  readonly bytes: ByteNetwork;
}

/**
 * `bytes`: a compact network. Yields often.
 * @throws Error when they are none.
 */
export function* openPretrainedNetwork(engine: Engine, bytes: Uint8Array): Generator<void, PretrainedNetwork> {
  const network = yield* decodeInt8Network(bytes);
  const reader = engine.reader(network.shape);
  reader.writeParameters(network.parameters);
  return { ...network, bytes: createByteNetwork(reader, network.vocabulary) };
}
