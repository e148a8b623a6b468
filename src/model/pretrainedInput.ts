// The pretrained network as a component of context mixing: the mixers learn from the first byte on how much to trust it.
import type { MixerComponent } from './byteModel.ts';
import type { ByteNetwork, ByteNetworkState } from './network/byteNetwork.ts';

/** Bytes before the current one that the network reads when it has not read the document from the beginning. */
const maxContextBytes = 128;
/** More are not kept. */
const maxUnread = 4096;
const maxCharacterBytes = 4;
const nothingLearned = new Uint8Array();

/** `network` may become available later: it is asked for at the beginning of each document. */
export function createPretrainedInput(
  network: () => ByteNetwork | undefined,
): MixerComponent<ByteNetworkState | undefined> {
  /** Undefined: it was not available when the document began. */
  let active: ByteNetwork | undefined;
  /** Bytes that the network reads when its prediction is needed. */
  let unread: number[] = [];

  function caughtUp(network: ByteNetwork): ByteNetwork {
    if (unread.length > maxContextBytes) {
      network.begin();
      const start = unread.findIndex((byte, at) => at >= unread.length - maxContextBytes && !isContinuation(byte));
      unread = start < 0 ? [] : unread.slice(start);
    }
    for (const byte of unread) network.read(byte);
    unread.length = 0;
    return network;
  }

  const read = (byte: number): void => {
    if (!active) return;
    unread.push(byte);
    if (unread.length > maxUnread) unread.splice(0, unread.length - maxContextBytes - maxCharacterBytes);
  };

  return {
    begin: () => {
      active = network();
      active?.begin();
      unread = [];
    },
    predict: () => active && caughtUp(active).predict(),
    read,
    learn: read,
    save: () => active && caughtUp(active).save(),
    restore: (state) => {
      active = state && network();
      if (state) active?.restore(state);
      unread = [];
    },
    snapshot: () => nothingLearned,
    loadSnapshot: () => undefined,
  };
}

/** A byte of a UTF-8 character that is not its first. */
function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}
