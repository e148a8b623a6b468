// One network for several readers, which read different documents in turn: each finds it where it has left it.
import type { ByteNetwork, ByteNetworkState } from './byteNetwork.ts';

interface Place {
  /** Undefined: nothing was read. */
  state: ByteNetworkState | undefined;
}

/** Returns a function that creates a reader. A reader begins a document before anything else, or restores a state. */
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
