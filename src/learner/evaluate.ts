// Bits per character on text that was never trained on.
import type { Reader } from '../engine/engine.ts';
import { outsideId, type Vocabulary } from '../language/vocabulary.ts';
import type { HeldOutIds } from './prepare.ts';

/**
 * Total bits over characters, each text read from its beginning with a fresh hidden state; about `limit` characters in
 * all. NaN where nothing is held out.
 */
export function bitsPerCharacter(
  reader: Reader,
  vocabulary: Vocabulary,
  texts: readonly HeldOutIds[],
  limit: number,
): number {
  let bits = 0;
  let characters = 0;
  for (const { context, ids: scored } of shareOf(texts, limit)) {
    reader.reset();
    reader.feed(outsideId);
    for (const id of context) reader.feed(id);
    for (const id of scored) {
      bits -= reader.logProbabilities()[id]! / Math.LN2;
      if (id === outsideId) bits += vocabulary.outsideBits;
      reader.feed(id);
    }
    characters += scored.length;
  }
  return bits / characters;
}

/** The first part of each text, the same share of each, so that about `limit` characters are left. */
export function shareOf(texts: readonly HeldOutIds[], limit: number): readonly HeldOutIds[] {
  const available = texts.reduce((sum, { ids }) => sum + ids.length, 0);
  const share = Math.min(1, limit / available);
  return texts.map(({ context, ids }) => ({ context, ids: ids.subarray(0, Math.ceil(ids.length * share)) }));
}
