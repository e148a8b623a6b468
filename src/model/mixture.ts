// The mixture of the components as a language model: turns predictions of the bytes of UTF-8 into predictions of characters.
import type { FollowingByteModel } from './byteModel.ts';
import {
  characterOf,
  classProbabilities,
  continuationByteCount,
  continuationByteValues,
  leadBytes,
  mostLikelyBytes,
  predictionsOf,
  type CharacterCandidate,
} from './characterPredictions.ts';
import { documentHash } from './documentHash.ts';
import type { MeasuringModel } from './languageModel.ts';

/** Below this probability, context mixing computes only rough probabilities of bytes. */
const exactAbove = 0.01;
/** Continuation bytes that are tried after each byte of a character. */
const maxBranches = 4;

/** `byteModel`: context mixing with its components, or without any. */
export function createMixture<State>(byteModel: FollowingByteModel<State>): MeasuringModel<State> {
  const encoder = new TextEncoder();
  /** The character of several bytes that the last prediction has read already; '' if none. */
  let readAhead = '';

  const nextByte = (): Float32Array => byteModel.predict(exactAbove);

  /** Completes the character that starts with `first` by its most likely bytes, and reads it if it has several. */
  function readMostLikely(first: number): { character: string; probability: number } {
    const bytes = [first];
    let probability = 1;
    for (let missing = continuationByteCount(first); missing > 0; missing--) {
      byteModel.read(bytes.at(-1)!);
      const next = nextByte();
      const [byte] = mostLikelyBytes(next, 1, 0, continuationByteValues) as [number];
      probability *= next[byte]!;
      bytes.push(byte);
    }
    if (bytes.length > 1) byteModel.read(bytes.at(-1)!);
    return { character: characterOf(bytes), probability };
  }

  /**
   * The characters that start with these bytes: the most likely one, and others of at least probability `least`. `probability` is
   * that of the bytes. Restores the state.
   */
  function charactersFrom(bytes: readonly number[], probability: number, least: number): CharacterCandidate[] {
    const missing = continuationByteCount(bytes[0]!) + 1 - bytes.length;
    if (missing === 0) return [{ character: characterOf(bytes), probability, first: bytes[0]! }];
    const state = mixture.save();
    byteModel.read(bytes.at(-1)!);
    const next = nextByte();
    const branches = mostLikelyBytes(next, maxBranches, least / probability, continuationByteValues).map(
      (byte) => [byte, probability * next[byte]!] as const,
    );
    const found = branches.flatMap(([byte, product]) => charactersFrom([...bytes, byte], product, least));
    mixture.restore(state);
    return found;
  }

  const mixture: MeasuringModel<State> = {
    begin: (document) => {
      byteModel.begin(documentHash(document));
      readAhead = '';
    },
    learn: (text) => byteModel.learn(encoder.encode(text)),
    read: (text) => {
      if (text !== readAhead) for (const byte of encoder.encode(text)) byteModel.read(byte);
      readAhead = '';
    },
    follow: (text) => {
      readAhead = '';
      for (const byte of encoder.encode(text)) byteModel.follow(byte);
    },
    get unfamiliarity() {
      return byteModel.unfamiliarity;
    },
    set unfamiliarity(unfamiliarity) {
      byteModel.unfamiliarity = unfamiliarity;
    },
    measure: (text) => {
      readAhead = '';
      return byteModel.measure(encoder.encode(text));
    },
    predict: (count, least = 0) => {
      const view = nextByte();
      const classes = classProbabilities(view);
      if (count === 1) {
        const [first] = mostLikelyBytes(view, 1, 0, leadBytes) as [number];
        const probability = view[first]!;
        const { character, probability: rest } = readMostLikely(first);
        readAhead = first < 0x80 ? '' : character;
        return predictionsOf([{ first, character, probability: probability * rest }], classes);
      }
      const found = mostLikelyBytes(view, count, least, leadBytes)
        .map((first) => [first, view[first]!] as const)
        .flatMap(([first, probability]) => charactersFrom([first], probability, Math.max(least, exactAbove)));
      found.sort((a, b) => b.probability - a.probability);
      return predictionsOf(found.slice(0, count), classes);
    },
    save: () => byteModel.save(),
    restore: (state) => {
      byteModel.restore(state);
      readAhead = '';
    },
  };
  return mixture;
}
