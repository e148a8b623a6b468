// A counting model that can be reasoned about: what came after the last four bytes, most often. It keeps account of what it was
// made to learn.
import type { RepeatableCounting } from '../../../src/evaluation/contestants.ts';

const order = 4;

export interface TinyCounts extends RepeatableCounting {
  /** All that was learnt, in order; `|` where a document began. */
  learnt(): string;
  /** Bytes learnt while the workspace's network spoke. */
  heard(): number;
  /** The same of the network trained beforehand. */
  heardGeneric(): number;
}

export function tinyCounts(): TinyCounts {
  const decoder = new TextDecoder();
  let counts = new Map<string, Float32Array>();
  const copies: Map<string, Float32Array>[] = [];
  const bytes: number[] = [];
  let context: number[] = [];
  let voice: Float32Array | undefined;
  let generic: Float32Array | undefined;
  let heard = 0;
  let heardGeneric = 0;

  const countsHere = () => {
    const key = context.slice(-order).join();
    const known = counts.get(key) ?? new Float32Array(256);
    counts.set(key, known);
    return known;
  };
  const shareOf = (here: Float32Array, byte: number, total: number) =>
    (here[byte]! + ((voice ?? generic)?.[byte] ?? 1 / 256)) / (total + 1);
  const totalOf = (here: Float32Array) => {
    let total = 0;
    for (const count of here) total += count;
    return total;
  };
  const expected = () => {
    const here = countsHere();
    const total = totalOf(here);
    return here.map((_, byte) => shareOf(here, byte, total));
  };
  const costOf = (byte: number) => -Math.log2(shareOf(countsHere(), byte, totalOf(countsHere())));

  return {
    begin: () => {
      context = [];
      bytes.push(0x7c);
    },
    learn: (text) => {
      let bits = 0;
      for (const byte of text) {
        bits += costOf(byte);
        countsHere()[byte]! += 8;
        if (voice) heard++;
        if (generic) heardGeneric++;
        context.push(byte);
        bytes.push(byte);
      }
      return bits;
    },
    read: (text) => {
      let bits = 0;
      for (const byte of text) {
        bits += costOf(byte);
        context.push(byte);
      }
      return bits;
    },
    follow: (byte) => void context.push(byte),
    distribution: expected,
    speak: (distribution, who = 'own') => {
      if (who === 'own') voice = distribution;
      else generic = distribution;
    },
    save: () => Uint8Array.from(context.slice(-order)),
    restore: (place) => (context = [...(place as Uint8Array)]),
    copy: () => Uint8Array.of(copies.push(structuredClone(counts)) - 1),
    become: (learnt) => (counts = structuredClone(copies[learnt[0]!]!)),
    learnt: () => decoder.decode(Uint8Array.from(bytes)),
    heard: () => heard,
    heardGeneric: () => heardGeneric,
  };
}
