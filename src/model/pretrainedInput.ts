// Counts that hear a network which was trained beforehand at every place that they read, so that they learn from the first byte on how
// far to believe it.
import type { MixerComponentId } from './components.ts';
import type { ByteNetwork, ByteNetworkState } from './network/byteNetwork.ts';
import type { ByteModel } from './byteModel.ts';

/** UTF-16 units of a workspace that are counted with its help, those nearest to the user; by then it is known how far to believe it. */
export const pretrainedInputLimit = 300_000;

/** Bytes of what stands before a place that it reads when it has not read on from the beginning. */
const mostRead = 128;

interface HearingPlace {
  readonly counts: unknown;
  /** Undefined: it did not speak. */
  readonly voice: ByteNetworkState | undefined;
}

/** `voice` may come later. Whoever silences the generic voice has it silent up to the next document. */
export function withPretrainedInput<Own extends ByteModel>(counts: Own, voice: () => ByteNetwork | undefined): Own {
  const one = new Uint8Array(1);
  /** Undefined: it is not there, or the counts have learnt on without it. */
  let speaking: ByteNetwork | undefined;
  /** Followed, and not read by it yet: it is asked only once somebody wants to know. */
  let behind: number[] = [];

  function inStep(voice: ByteNetwork): ByteNetwork {
    if (behind.length > mostRead) {
      voice.begin();
      const start = behind.findIndex((byte, at) => at >= behind.length - mostRead && !isContinuation(byte));
      behind = start < 0 ? [] : behind.slice(start);
    }
    for (const byte of behind) voice.read(byte);
    behind.length = 0;
    return voice;
  }

  function fallSilent(): void {
    speaking = undefined;
    counts.setInput('pretrainedNetwork', undefined);
  }

  function aloud(bytes: Uint8Array, pass: (byte: Uint8Array) => number, voice: ByteNetwork): number {
    let bits = 0;
    for (const byte of bytes) {
      counts.setInput('pretrainedNetwork', voice.predict());
      one[0] = byte;
      bits += pass(one);
      voice.read(byte);
    }
    return bits;
  }

  return {
    ...counts,
    begin: (document: number) => {
      counts.begin(document);
      counts.setInput('pretrainedNetwork', undefined);
      speaking = voice();
      speaking?.begin();
      behind = [];
    },
    learn: (bytes: Uint8Array) => (speaking ? aloud(bytes, counts.learn, inStep(speaking)) : counts.learn(bytes)),
    measure: (bytes: Uint8Array) => (speaking ? aloud(bytes, counts.measure, inStep(speaking)) : counts.measure(bytes)),
    read: (byte: number) => {
      counts.read(byte);
      if (speaking) behind.push(byte);
    },
    predict: (least: number) => {
      if (speaking) counts.setInput('pretrainedNetwork', inStep(speaking).predict());
      return counts.predict(least);
    },
    setInput: (component: MixerComponentId, distribution: Float32Array | undefined) => {
      if (component === 'pretrainedNetwork') fallSilent();
      else counts.setInput('workspaceNetwork', distribution);
    },
    save: (): HearingPlace => ({ counts: counts.save(), voice: speaking && inStep(speaking).save() }),
    restore: (place: unknown) => {
      const { counts: own, voice: state } = place as HearingPlace;
      counts.restore(own);
      behind = [];
      if (state && speaking) speaking.restore(state);
      else if (speaking) fallSilent();
    },
  };
}

/** Of a character in UTF-8, a byte that is not its first. */
function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}
