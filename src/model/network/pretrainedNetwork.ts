// The pretrained network: trained on text under free licenses (scripts/assets/pretrainedNetwork.mjs), so that suggestions are useful in
// a new workspace from the start. It does not learn.
import type { Engine } from '../../engine/engine.ts';
import type { Work } from '../work.ts';
import { decodeInt8Network, type Int8Network } from './int8Network.ts';
import { createByteNetwork, type ByteNetwork } from './byteNetwork.ts';
import { shareNetwork } from './sharedNetwork.ts';

export interface PretrainedNetwork extends Int8Network {
  /** Each reader of it has its own place in a document. */
  readonly openReader: () => ByteNetwork;
}

/**
 * `bytes`: in the format of int8Network.ts. Yields often.
 * @throws Error when they are not in that format.
 */
export function* openPretrainedNetwork(engine: Engine, bytes: Uint8Array): Work<PretrainedNetwork> {
  const network = yield* decodeInt8Network(bytes);
  const reader = engine.reader(network.shape, 'int8');
  reader.writeParameters(network.parameters);
  return { ...network, openReader: shareNetwork(createByteNetwork(reader, network.vocabulary)) };
}
