// A simple stand-in for context mixing: frequencies of the byte after the last four bytes. It records what it learned.
import { mixerComponents, type MixerComponentId } from '../../../src/model/components.ts';
import type { ContextMixing } from '../../../src/model/contextMixing/contextMixing.ts';

const byteValues = 256;
/** Weight of one occurrence, compared with the prediction of an input. */
const occurrenceWeight = 8;

/** Without a prediction of a component. */
const uniform = new Float32Array(byteValues).fill(1 / byteValues);

/** After a context: how often each byte came, times `occurrenceWeight`, and all of them together. */
interface Frequencies {
  readonly times: Float32Array;
  total: number;
}

const unseen: Frequencies = { times: new Float32Array(byteValues), total: 0 };

export interface TinyContextMixing extends ContextMixing {
  /** Everything learned, in order, with `|` before each document. */
  learned(): string;
  /** Bytes learned with a prediction of this component. */
  learnedWith(component: MixerComponentId): number;
}

/** `mixesOneIn`: of the bytes of a workspace, the model mixes one in so many. */
export function createTinyContextMixing(mixesOneIn = 1): TinyContextMixing {
  const decoder = new TextDecoder();
  let counts = new Map<number, Frequencies>();
  const copies: Map<number, Frequencies>[] = [];
  const bytes: number[] = [];
  /** The last four bytes of the document as a number. */
  let context = 0;
  const inputs = new Map<MixerComponentId, Float32Array>();
  const learnedWith = new Map<MixerComponentId, number>();

  const read = (byte: number): void => {
    context = ((context << 8) | byte) >>> 0;
  };
  const frequenciesHere = (): Frequencies => counts.get(context) ?? unseen;
  /** The prediction of the first component that has one. */
  let input: Float32Array = uniform;
  const shareOf = ({ times, total }: Frequencies, byte: number) => (times[byte]! + input[byte]!) / (total + 1);

  const learn = (text: Uint8Array): number => {
    let bits = 0;
    for (const byte of text) {
      const here = counts.get(context) ?? { ...unseen, times: new Float32Array(byteValues) };
      counts.set(context, here);
      bits -= Math.log2(shareOf(here, byte));
      here.times[byte]! += occurrenceWeight;
      here.total += occurrenceWeight;
      for (const id of inputs.keys()) learnedWith.set(id, (learnedWith.get(id) ?? 0) + 1);
      read(byte);
      bytes.push(byte);
    }
    return bits;
  };

  return {
    memoryBytes: 0,
    begin: () => {
      context = 0;
      bytes.push(0x7c);
    },
    learn,
    learnSampled: (text) => void learn(text),
    isInSample: () => bytes.length % mixesOneIn === 0,
    measure: (text) => {
      let bits = 0;
      for (const byte of text) {
        bits -= Math.log2(shareOf(frequenciesHere(), byte));
        read(byte);
      }
      return bits;
    },
    read,
    predict: () => {
      const here = frequenciesHere();
      const distribution = new Float32Array(byteValues);
      for (let byte = 0; byte < byteValues; byte++) distribution[byte] = shareOf(here, byte);
      return distribution;
    },
    setInput: (component, distribution) => {
      if (distribution) inputs.set(component, distribution);
      else inputs.delete(component);
      input = mixerComponents.map(({ id }) => inputs.get(id)).find((each) => each) ?? uniform;
    },
    save: () => new Uint8Array(Uint32Array.of(context).buffer),
    restore: (state) => (context = new Uint32Array(state.buffer)[0]!),
    *snapshotInSteps() {
      return Uint8Array.of(copies.push(structuredClone(counts)) - 1);
    },
    loadSnapshot: (snapshot) => (counts = structuredClone(copies[snapshot[0]!]!)),
    learned: () => decoder.decode(Uint8Array.from(bytes)),
    learnedWith: (component) => learnedWith.get(component) ?? 0,
  };
}
