// Context mixing with the pretrained network as an input: it learns from the first byte on how much to trust that network.
import type { ByteModel } from './byteModel.ts';
import type { MixerComponentId } from './components.ts';
import type { ByteNetwork, ByteNetworkState } from './network/byteNetwork.ts';

/** UTF-16 units of a workspace that are learned with this input. By then the mixers know how much to trust it, and the network costs
 * more time than all else. */
export const pretrainedInputLimit = 300_000;

/** Bytes before the current one that the network reads when it has not read the document from the beginning. */
const maxContextBytes = 128;

interface StateWithInput {
  readonly contextMixing: unknown;
  /** Undefined: the input was off. */
  readonly network: ByteNetworkState | undefined;
}

/**
 * `network` may become available later: it is asked for at the beginning of each document. To set the input
 * 'pretrainedNetwork' turns the network off until the next document begins or a state from before is restored.
 */
export function withPretrainedInput<Inner extends ByteModel>(
  inner: Inner,
  network: () => ByteNetwork | undefined,
): Inner {
  const oneByte = new Uint8Array(1);
  /** Undefined: the input is off. */
  let active: ByteNetwork | undefined;
  /** Bytes that context mixing has read and the network has not: it reads them when its prediction is needed. */
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

  function turnOff(): void {
    active = undefined;
    inner.setInput('pretrainedNetwork', undefined);
  }

  function passWithInput(bytes: Uint8Array, pass: (byte: Uint8Array) => number, network: ByteNetwork): number {
    let bits = 0;
    for (const byte of bytes) {
      inner.setInput('pretrainedNetwork', network.predict());
      oneByte[0] = byte;
      bits += pass(oneByte);
      network.read(byte);
    }
    return bits;
  }

  return {
    ...inner,
    begin: (document: number) => {
      inner.begin(document);
      inner.setInput('pretrainedNetwork', undefined);
      active = network();
      active?.begin();
      unread = [];
    },
    learn: (bytes: Uint8Array) => (active ? passWithInput(bytes, inner.learn, caughtUp(active)) : inner.learn(bytes)),
    measure: (bytes: Uint8Array) =>
      active ? passWithInput(bytes, inner.measure, caughtUp(active)) : inner.measure(bytes),
    read: (byte: number) => {
      inner.read(byte);
      if (active) unread.push(byte);
    },
    predict: (least: number) => {
      if (active) inner.setInput('pretrainedNetwork', caughtUp(active).predict());
      return inner.predict(least);
    },
    setInput: (component: MixerComponentId, distribution: Float32Array | undefined) => {
      if (component === 'pretrainedNetwork') turnOff();
      else inner.setInput(component, distribution);
    },
    save: (): StateWithInput => ({ contextMixing: inner.save(), network: active && caughtUp(active).save() }),
    restore: (saved: unknown) => {
      const { contextMixing, network: state } = saved as StateWithInput;
      inner.restore(contextMixing);
      unread = [];
      if (!state) return active && turnOff();
      // The input may have been turned off since.
      active ??= network();
      active?.restore(state);
    },
  };
}

/** A byte of a UTF-8 character that is not its first. */
function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}
