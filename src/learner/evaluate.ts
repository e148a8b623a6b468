// Bits per character on text that was never trained on.
import type { Reader } from '../engine/engine.ts';
import { costInBits } from '../language/cost.ts';
import type { Vocabulary } from '../language/vocabulary.ts';
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
    bits += costInBits(reader, vocabulary, context, scored);
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
