// A counting model that can be reasoned about: what came after the last four bytes, most often. It keeps account of what it was
// made to learn.
import type { ContextMixing } from '../../../src/model/contextMixing/contextMixing.ts';

const order = 4;
/** What seeing a byte once counts for, against what a voice expects. */
const often = 8;

/** After a context: how often each byte came, and all of them together. */
interface Seen {
  readonly times: Float32Array;
  total: number;
}

export interface TinyContextMixing extends ContextMixing {
  /** All that was learnt, in order; `|` where a document began. */
  learned(): string;
  /** Bytes learnt while the workspace's network spoke. */
  learnedWithWorkspaceInput(): number;
  /** The same of the network trained beforehand. */
  learnedWithPretrainedInput(): number;
}

export function createTinyContextMixing(): TinyContextMixing {
  const decoder = new TextDecoder();
  let counts = new Map<string, Seen>();
  const copies: Map<string, Seen>[] = [];
  const bytes: number[] = [];
  let context: number[] = [];
  let voice: Float32Array | undefined;
  let generic: Float32Array | undefined;
  let heard = 0;
  let heardGeneric = 0;

  const seenHere = (): Seen => {
    const key = context.slice(-order).join();
    const known = counts.get(key) ?? { times: new Float32Array(256), total: 0 };
    counts.set(key, known);
    return known;
  };
  const shareOf = ({ times, total }: Seen, byte: number) =>
    (times[byte]! + ((voice ?? generic)?.[byte] ?? 1 / 256)) / (total + 1);

  return {
    memoryBytes: 0,
    begin: () => {
      context = [];
      bytes.push(0x7c);
    },
    learn: (text) => {
      let bits = 0;
      for (const byte of text) {
        const here = seenHere();
        bits -= Math.log2(shareOf(here, byte));
        here.times[byte]! += often;
        here.total += often;
        if (voice) heard++;
        if (generic) heardGeneric++;
        context.push(byte);
        bytes.push(byte);
      }
      return bits;
    },
    measure: (text) => {
      let bits = 0;
      for (const byte of text) {
        bits -= Math.log2(shareOf(seenHere(), byte));
        context.push(byte);
      }
      return bits;
    },
    read: (byte) => void context.push(byte),
    predict: () => {
      const here = seenHere();
      return here.times.map((_, byte) => shareOf(here, byte));
    },
    setInput: (component, distribution) => {
      if (component === 'workspaceNetwork') voice = distribution;
      else generic = distribution;
    },
    save: () => Uint8Array.from(context.slice(-order)),
    restore: (place) => (context = [...place]),
    snapshot: () => Uint8Array.of(copies.push(structuredClone(counts)) - 1),
    loadSnapshot: (learnt) => (counts = structuredClone(copies[learnt[0]!]!)),
    learned: () => decoder.decode(Uint8Array.from(bytes)),
    learnedWithWorkspaceInput: () => heard,
    learnedWithPretrainedInput: () => heardGeneric,
  };
}
