// The pretrained network: trained on text under free licenses (scripts/assets/pretrainedNetwork.mjs), so that suggestions are useful in
// a new workspace from the start. It does not learn.
import type { Engine } from '../../engine/engine.ts';
import type { Work } from '../work.ts';
import { decodeInt8Network, type Int8Network } from './int8Network.ts';
import { createByteNetwork, type ByteNetwork, type ByteNetworkState } from './byteNetwork.ts';

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

interface Place {
  /** Undefined: nothing was read. */
  state: ByteNetworkState | undefined;
}

/**
 * One network for several readers, which read different documents in turn: each finds it where it has left it. Returns a function that
 * creates a reader. A reader begins a document before anything else, or restores a state.
 */
export function shareNetwork(network: ByteNetwork): () => ByteNetwork {
  /** Where the reader is that used the network last. */
  let current: Place | undefined;

  function moveTo(place: Place): ByteNetwork {
    if (place === current) return network;
    if (current) current.state = network.save();
    if (place.state) network.restore(place.state);
    current = place;
    return network;
  }

  return () => {
    const place: Place = { state: undefined };
    return {
      predict: () => moveTo(place).predict(),
      read: (byte) => moveTo(place).read(byte),
      begin: () => moveTo(place).begin(),
      save: () => moveTo(place).save(),
      restore: (state) => moveTo(place).restore(state),
      invalidate: () => moveTo(place).invalidate(),
    };
  };
}
