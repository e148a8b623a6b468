// A simple stand-in for context mixing: frequencies of the byte after the last four bytes. It records what it learned.
import { mixerComponents, type MixerComponentId } from '../../../src/model/components.ts';
import type { ContextMixing } from '../../../src/model/contextMixing/contextMixing.ts';

const order = 4;
/** Weight of one occurrence, compared with the prediction of an input. */
const occurrenceWeight = 8;

/** After a context: how occurrenceWeight each byte came, and all of them together. */
interface Frequencies {
  readonly times: Float32Array;
  total: number;
}

export interface TinyContextMixing extends ContextMixing {
  /** Everything learned, in order, with `|` before each document. */
  learned(): string;
  /** Bytes learned with a prediction of this component. */
  learnedWith(component: MixerComponentId): number;
}

export function createTinyContextMixing(): TinyContextMixing {
  const decoder = new TextDecoder();
  let counts = new Map<string, Frequencies>();
  const copies: Map<string, Frequencies>[] = [];
  const bytes: number[] = [];
  let context: number[] = [];
  const inputs = new Map<MixerComponentId, Float32Array>();
  const learnedWith = new Map<MixerComponentId, number>();

  const frequenciesHere = (): Frequencies => {
    const key = context.slice(-order).join();
    const known = counts.get(key) ?? { times: new Float32Array(256), total: 0 };
    counts.set(key, known);
    return known;
  };
  const firstInput = (): Float32Array | undefined =>
    mixerComponents.map(({ id }) => inputs.get(id)).find((input) => input);
  const shareOf = ({ times, total }: Frequencies, byte: number) =>
    (times[byte]! + (firstInput()?.[byte] ?? 1 / 256)) / (total + 1);

  return {
    memoryBytes: 0,
    begin: () => {
      context = [];
      bytes.push(0x7c);
    },
    learn: (text) => {
      let bits = 0;
      for (const byte of text) {
        const here = frequenciesHere();
        bits -= Math.log2(shareOf(here, byte));
        here.times[byte]! += occurrenceWeight;
        here.total += occurrenceWeight;
        for (const id of inputs.keys()) learnedWith.set(id, (learnedWith.get(id) ?? 0) + 1);
        context.push(byte);
        bytes.push(byte);
      }
      return bits;
    },
    measure: (text) => {
      let bits = 0;
      for (const byte of text) {
        bits -= Math.log2(shareOf(frequenciesHere(), byte));
        context.push(byte);
      }
      return bits;
    },
    read: (byte) => void context.push(byte),
    predict: () => {
      const here = frequenciesHere();
      return here.times.map((_, byte) => shareOf(here, byte));
    },
    setInput: (component, distribution) => {
      if (distribution) inputs.set(component, distribution);
      else inputs.delete(component);
    },
    save: () => Uint8Array.from(context.slice(-order)),
    restore: (state) => (context = [...state]),
    snapshot: () => Uint8Array.of(copies.push(structuredClone(counts)) - 1),
    *snapshotInSteps() {
      return Uint8Array.of(copies.push(structuredClone(counts)) - 1);
    },
    loadSnapshot: (snapshot) => (counts = structuredClone(copies[snapshot[0]!]!)),
    learned: () => decoder.decode(Uint8Array.from(bytes)),
    learnedWith: (component) => learnedWith.get(component) ?? 0,
  };
}
