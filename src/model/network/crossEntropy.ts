// Cross-entropy of a text under a network.
import type { Reader } from '../../engine/engine.ts';
import { unknownId, type Vocabulary } from './vocabulary.ts';

/** Total bits of `ids` after `context`. The network starts in its initial state. */
export function crossEntropyBits(reader: Reader, vocabulary: Vocabulary, context: Int32Array, ids: Int32Array): number {
  let bits = 0;
  reader.reset();
  reader.feed(unknownId);
  for (const id of context) reader.feed(id);
  for (const id of ids) {
    bits -= reader.logProbabilities()[id]! / Math.LN2;
    if (id === unknownId) bits += vocabulary.unknownBits;
    reader.feed(id);
  }
  return bits;
}
