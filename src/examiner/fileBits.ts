// Which files are strange to the network: what a character of each costs it.
import type { Corpus } from '../corpus/ledger.ts';
import type { Reader } from '../engine/engine.ts';
import { costInBits } from '../language/cost.ts';
import type { Vocabulary } from '../language/vocabulary.ts';

export interface FileBits {
  readonly path: string;
  /** Of the characters measured: the file's first ones. */
  readonly bitsPerChar: number;
  readonly characters: number;
}

/** Characters of one file: more tell nothing new. */
const mostCharacters = 6000;
const nothing = new Int32Array(0);

/** Yields the part that is done, 0..1, after each file. Files come in the order of their paths. */
export function* fileBits(
  { train, heldOut }: Pick<Corpus, 'train' | 'heldOut'>,
  reader: Reader,
  vocabulary: Vocabulary,
): Generator<number, readonly FileBits[]> {
  const whole = new Map(train.map(({ path, text }) => [path, text]));
  for (const { path, before, text } of heldOut) whole.set(path, before + text);
  const files = [...whole].sort(([one], [other]) => (one < other ? -1 : 1));
  const found: FileBits[] = [];
  for (const [path, text] of files) {
    const ids = vocabulary.encode(text.slice(0, mostCharacters));
    if (ids.length > 0) {
      const bits = costInBits(reader, vocabulary, nothing, ids);
      found.push({ path, bitsPerChar: bits / ids.length, characters: ids.length });
    }
    yield found.length / files.length;
  }
  return found;
}
