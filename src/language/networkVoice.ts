// The network as a voice among bytes: its distribution over characters, turned into one over the next byte of UTF-8, given the
// bytes so far of the character. Ids are in code point order, so every byte stands for one range of ids: cumulative sums do.
import type { Reader } from '../engine/engine.ts';
import { charactersIn, noPrefix, prefixAfter, rangeAfter, type Prefix } from './utf8Ranges.ts';
import { outsideId, type Vocabulary } from './vocabulary.ts';

export const byteValues = 256;

/** All that a voice must know to go on from a place in the text. */
export interface VoiceState {
  readonly recurrent: Float32Array;
  readonly prefix: Prefix;
}

export interface NetworkVoice {
  /** Probabilities of the next byte, [256], summing to 1: a view, valid until the next call. */
  next(): Float32Array;
  /** Reads one byte; the network is fed once a character is whole: then answers its id. */
  read(byte: number): number | undefined;
  /** To the beginning of a text. */
  begin(): void;
  save(): VoiceState;
  restore(state: VoiceState): void;
  /** The weights, or the reader's state, were changed from outside. */
  changed(): void;
}

export function createNetworkVoice(reader: Reader, vocabulary: Vocabulary): NetworkVoice {
  const bytes = new Float32Array(byteValues);
  /** Probability of all ids below, [V + 1]; `outsideId` not counted. */
  const below = new Float64Array(vocabulary.size + 1);
  const outsideCharacters = Math.round(2 ** vocabulary.outsideBits);
  const firstBytes = Array.from({ length: byteValues }, (_, byte) => idsAfter(noPrefix, byte));
  let outside = 0;
  let fresh = false;
  let prefix = noPrefix;

  function idsAfter(start: Prefix, byte: number) {
    const range = rangeAfter(start, byte);
    const [first, end] = [firstIdAt(vocabulary, range.first), firstIdAt(vocabulary, range.end)];
    return { first, end, unknownShare: (charactersIn(range) - (end - first)) / outsideCharacters };
  }

  function accumulate(): void {
    const logProbabilities = reader.logProbabilities();
    outside = Math.exp(logProbabilities[outsideId]!);
    below[1] = 0;
    for (let id = 1; id < vocabulary.size; id++) below[id + 1] = below[id]! + Math.exp(logProbabilities[id]!);
    fresh = true;
  }

  return {
    next: () => {
      if (!fresh) accumulate();
      let total = 0;
      for (let byte = 0; byte < byteValues; byte++) {
        const { first, end, unknownShare } = prefix === noPrefix ? firstBytes[byte]! : idsAfter(prefix, byte);
        total += bytes[byte] = below[end]! - below[first]! + outside * unknownShare;
      }
      if (total > 0) for (let byte = 0; byte < byteValues; byte++) bytes[byte]! /= total;
      else bytes.fill(1 / byteValues);
      return bytes;
    },
    read: (byte) => {
      const whole = rangeAfter(prefix, byte);
      prefix = prefixAfter(prefix, byte);
      if (prefix.missing > 0) return undefined;
      const id = whole.end - whole.first === 1 ? vocabulary.idOf(whole.first) : outsideId;
      reader.feed(id);
      fresh = false;
      return id;
    },
    begin: () => {
      reader.reset();
      reader.feed(outsideId);
      prefix = noPrefix;
      fresh = false;
    },
    save: () => ({ recurrent: reader.state.slice(), prefix }),
    restore: (state) => {
      reader.state.set(state.recurrent);
      prefix = state.prefix;
      fresh = false;
    },
    changed: () => {
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
