// The network as a voice among bytes: its distribution over characters, turned into one over the next byte of UTF-8, given the
// bytes so far of the character. Ids are in code point order, so every byte stands for one range of ids: cumulative sums do.
import type { Reader } from '../../engine/engine.ts';
import { exponential } from './exponential.ts';
import { characterCount, emptyPrefix, prefixAfter, rangeAfter, type Utf8Prefix } from './utf8Ranges.ts';
import { unknownId, type Vocabulary } from './vocabulary.ts';

export const byteValues = 256;

/** All that a voice must know to go on from a place in the text. */
export interface ByteNetworkState {
  readonly recurrent: Float32Array;
  readonly prefix: Utf8Prefix;
}

export interface ByteNetwork {
  /** Probabilities of the next byte, [256], summing to 1: a view, valid until the next call. */
  predict(): Float32Array;
  /** Reads one byte; the network is fed once a character is whole: then answers its id. */
  read(byte: number): number | undefined;
  /** To the beginning of a text. */
  begin(): void;
  save(): ByteNetworkState;
  restore(state: ByteNetworkState): void;
  /** The weights, or the reader's state, were changed from outside. */
  invalidate(): void;
}

export function createByteNetwork(reader: Reader, vocabulary: Vocabulary): ByteNetwork {
  const bytes = new Float32Array(byteValues);
  /** Probability of all ids below, [V + 1]; `outsideId` not counted. */
  const below = new Float64Array(vocabulary.size + 1);
  const outsideCharacters = Math.round(2 ** vocabulary.unknownBits);
  const firstBytes = idsOfBytes(emptyPrefix);
  let outside = 0;
  let fresh = false;
  let prefix = emptyPrefix;

  /** By next byte: the ids that it leaves possible, from `first` to before `end`, and what part of all unknown characters. */
  function idsOfBytes(start: Utf8Prefix) {
    const first = new Uint32Array(byteValues);
    const end = new Uint32Array(byteValues);
    const unknownShare = new Float64Array(byteValues);
    for (let byte = 0; byte < byteValues; byte++) {
      const range = rangeAfter(start, byte);
      first[byte] = firstIdAt(vocabulary, range.first);
      end[byte] = firstIdAt(vocabulary, range.end);
      unknownShare[byte] = (characterCount(range) - (end[byte]! - first[byte]!)) / outsideCharacters;
    }
    return { first, end, unknownShare };
  }

  function accumulate(): void {
    const logProbabilities = reader.logProbabilities();
    outside = exponential(logProbabilities[unknownId]!);
    below[1] = 0;
    for (let id = 1; id < vocabulary.size; id++) below[id + 1] = below[id]! + exponential(logProbabilities[id]!);
    fresh = true;
  }

  return {
    predict: () => {
      if (!fresh) accumulate();
      const { first, end, unknownShare } = prefix === emptyPrefix ? firstBytes : idsOfBytes(prefix);
      let total = 0;
      for (let byte = 0; byte < byteValues; byte++) {
        total += bytes[byte] = below[end[byte]!]! - below[first[byte]!]! + outside * unknownShare[byte]!;
      }
      if (total > 0) for (let byte = 0; byte < byteValues; byte++) bytes[byte]! /= total;
      else bytes.fill(1 / byteValues);
      return bytes;
    },
    read: (byte) => {
      const whole = rangeAfter(prefix, byte);
      prefix = prefixAfter(prefix, byte);
      if (prefix.missing > 0) return undefined;
      const id = whole.end - whole.first === 1 ? vocabulary.idOf(whole.first) : unknownId;
      reader.feed(id);
      fresh = false;
      return id;
    },
    begin: () => {
      reader.reset();
      reader.feed(unknownId);
      prefix = emptyPrefix;
      fresh = false;
    },
    save: () => ({ recurrent: reader.state.slice(), prefix }),
    restore: (state) => {
      reader.state.set(state.recurrent);
      prefix = state.prefix;
      fresh = false;
    },
    invalidate: () => {
      fresh = false;
    },
  };
}

/** The first id whose code point is not below `codePoint`; V if none. */
function firstIdAt({ codePoints, size }: Vocabulary, codePoint: number): number {
  let low = 1;
  let high = size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (codePoints[middle]! < codePoint) low = middle + 1;
    else high = middle;
  }
  return low;
}
