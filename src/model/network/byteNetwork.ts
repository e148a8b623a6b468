// A network of characters as a model of bytes: converts its distribution of the next character to one of the next byte of UTF-8,
// given the bytes of that character so far. Ids are in code point order, so each byte corresponds to one range of ids, whose
// probability is a difference of cumulative sums.
import type { Reader } from '../../engine/engine.ts';
import { characterCount, emptyPrefix, prefixAfter, rangeAfter, type Utf8Prefix } from './utf8Ranges.ts';
import { unknownId, type Vocabulary } from './vocabulary.ts';

export const byteValues = 256;

export interface ByteNetworkState {
  readonly recurrent: Float32Array;
  readonly prefix: Utf8Prefix;
}

export interface ByteNetwork {
  /** Distribution of the next byte, [256], with the sum 1: a view, valid until the next call. */
  predict(): Float32Array;
  /** Reads one byte. The byte that completes a character feeds it to the network and returns its id. */
  read(byte: number): number | undefined;
  /** Starts a document. */
  begin(): void;
  save(): ByteNetworkState;
  restore(state: ByteNetworkState): void;
  /** Must be called after the weights or the state of the reader were changed elsewhere. */
  invalidate(): void;
}

export function createByteNetwork(reader: Reader, vocabulary: Vocabulary): ByteNetwork {
  const bytes = new Float32Array(byteValues);
  /** Cumulative probabilities: entry i is the sum over ids below i, [V + 1], without `unknownId`. */
  const cumulative = new Float64Array(vocabulary.size + 1);
  const unknownCharacters = Math.round(2 ** vocabulary.unknownBits);
  const firstBytes = idsOfBytes(emptyPrefix);
  let unknown = 0;
  let isCurrent = false;
  let prefix = emptyPrefix;

  /** For each next byte: the range of ids that remain possible, `first` to before `end`, and the share of all unknown characters. */
  function idsOfBytes(start: Utf8Prefix) {
    const first = new Uint32Array(byteValues);
    const end = new Uint32Array(byteValues);
    const unknownShare = new Float64Array(byteValues);
    for (let byte = 0; byte < byteValues; byte++) {
      const range = rangeAfter(start, byte);
      first[byte] = firstIdAt(vocabulary, range.first);
      end[byte] = firstIdAt(vocabulary, range.end);
      unknownShare[byte] = (characterCount(range) - (end[byte]! - first[byte]!)) / unknownCharacters;
    }
    return { first, end, unknownShare };
  }

  function accumulate(): void {
    const logProbabilities = reader.logProbabilities();
    unknown = exponential(logProbabilities[unknownId]!);
    cumulative[1] = 0;
    for (let id = 1; id < vocabulary.size; id++)
      cumulative[id + 1] = cumulative[id]! + exponential(logProbabilities[id]!);
    isCurrent = true;
  }

  return {
    predict: () => {
      if (!isCurrent) accumulate();
      const { first, end, unknownShare } = prefix === emptyPrefix ? firstBytes : idsOfBytes(prefix);
      let total = 0;
      for (let byte = 0; byte < byteValues; byte++) {
        total += bytes[byte] = cumulative[end[byte]!]! - cumulative[first[byte]!]! + unknown * unknownShare[byte]!;
      }
      if (total > 0) for (let byte = 0; byte < byteValues; byte++) bytes[byte]! /= total;
      else bytes.fill(1 / byteValues);
      return bytes;
    },
    read: (byte) => {
      const range = rangeAfter(prefix, byte);
      prefix = prefixAfter(prefix, byte);
      if (prefix.missing > 0) return undefined;
      const id = range.end - range.first === 1 ? vocabulary.idOf(range.first) : unknownId;
      reader.feed(id);
      isCurrent = false;
      return id;
    },
    begin: () => {
      reader.reset();
      reader.feed(unknownId);
      prefix = emptyPrefix;
      isCurrent = false;
    },
    save: () => ({ recurrent: reader.state.slice(), prefix }),
    restore: (state) => {
      reader.state.set(state.recurrent);
      prefix = state.prefix;
      isCurrent = false;
    },
    invalidate: () => {
      isCurrent = false;
    },
  };
}

/** The first id whose code point is at least `codePoint`; V if there is none. */
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

/** 2^-n. */
const powersOfHalf = Float64Array.from({ length: 256 }, (_, n) => 2 ** -n);

/**
 * e^x for x ≤ 0, with a relative error of at most 1e-8: 2^-n times the Taylor series of the rest, which is within ±ln 2 / 2. V8's Math.exp
 * takes 0.14 µs, which for a whole vocabulary is longer than the step of the network.
 */
export function exponential(x: number): number {
  const n = Math.round(-x * Math.LOG2E);
  if (!(n >= 0 && n < powersOfHalf.length)) return Math.exp(x);
  const r = x + n * Math.LN2;
  const series = 1 + r * (1 + (r / 2) * (1 + (r / 3) * (1 + (r / 4) * (1 + (r / 5) * (1 + (r / 6) * (1 + r / 7))))));
  return powersOfHalf[n]! * series;
}
